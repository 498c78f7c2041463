"""The only reader of YAML: bytes to plain text values, with the place of every key and value at hand.

What comes out is made of dicts, lists and strings; an empty value is None. A scalar stays the text that
stands in the file, so ``no``, ``012`` and ``2023-04`` mean what they look like.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from stablehomes.problems.problem import Keys, Problem, Span, problem_at, shown, span_at
from stablehomes.reading.text import LARGEST_DATA_FILE, START, Refused, read_text

# A file that is written for people has more bytes a value than this; one that has not would fill the memory.
FEWEST_BYTES_A_VALUE = 16
DEEPEST_LEVEL = 32
# How libyaml says, from 0.2.6 on, that a text is nested deeper than it reads.
PARSERS_OWN_DEPTH = "maximum nesting depth"
FLATTENED = str.maketrans("[{", ",,")
# Who has made this many mistakes in the syntax of one file is helped by the first of them.
MOST_SYNTAX_PROBLEMS = 100
# In {amount: £2,000, from: …} YAML ends the amount at its comma; the rest of the number comes as a key.
REST_OF_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?[a-z]*", re.ASCII)
# What YAML 1.1 does not let into a file, in whatever way it is written.
NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

MARK = re.compile(r"[&!][^\s,\[\]{}]*")
# What to do about what libyaml says, in the order in which its words are looked for.
ADVICE = (
    ("tab character", "indent with spaces, not with tabs"),
    ("mapping values are not allowed", "put text that holds a colon and a space in quotation marks"),
    ("cannot start any token", "put the value in quotation marks; indent with spaces, not with tabs"),
    ("flow sequence", "close the list with ]"),
    ("flow mapping", "close the entry with }"),
    ("quoted scalar", "close the quotation marks"),
    ("block mapping", "begin the line where the keys above and below it begin"),
    ("expected ':'", "put a colon and a space between a key and its value"),
    ("", "check indentation, colons, brackets and quotation marks here and on the line before"),
)

FEATURE_ADVICE = {"anchors": "write the value out where it is needed", "tags": "take the tag out"}
# Of these the beginning is at fault, not the place where nothing more could be made of them.
NEVER_CLOSED = ("flow sequence", "flow mapping", "quoted scalar", "simple key")

Tree = dict[str, Any] | list[Any] | str | None
Event = Any  # the published types of PyYAML's events leave out their marks and tags
Spans = dict[tuple[Keys, bool], Span]


class SourceText(NamedTuple):
    """A data file as it was read: the name to show, its text, and the values in it."""

    name: str
    text: str
    tree: Tree


def read(file: Path, name: str, limit: int = LARGEST_DATA_FILE) -> tuple[SourceText, list[Problem]]:
    """The values in one file of at most ``limit`` bytes, and every problem of its syntax.

    ``name`` is what problems call the file.
    """
    try:
        return parsed(read_text(file, name, limit), name, limit)
    except Refused as refusal:
        return SourceText(name, "", None), [_refused(name, refusal.text, refusal)]


def parsed(text: str, name: str, limit: int = LARGEST_DATA_FILE) -> tuple[SourceText, list[Problem]]:
    """The values in a text of at most ``limit`` bytes, and every problem of its syntax."""
    builder, tree = _TreeBuilder(name, text, most_values=limit // FEWEST_BYTES_A_VALUE), None
    problems = builder.problems
    try:
        tree = builder.build()
        if tree is None and not problems:
            raise Refused("empty-file", f"{name} holds nothing but comments", "fill it in")
    except Refused as refusal:
        problems.append(_refused(name, text or refusal.text, refusal))
    return SourceText(name, text, tree), problems


def _refused(name: str, text: str, refusal: Refused) -> Problem:
    return problem_at(name, text, refusal.code, refusal.span, refusal.message, refusal.help)


def span_finder(source: SourceText, paths: Iterable[Keys]) -> Callable[[Keys, bool], Span]:
    """Finds the span of the key, or of the value, at one of the paths; of what is around it if there is none.

    The text is read a second time for this: places are only needed when something is wrong.
    """
    wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
    spans: Spans = {}
    try:
        _TreeBuilder(source.name, source.text, spans, wanted).build()
    except Refused:
        pass  # the first reading reported it; what was read up to there has its places

    def find(path: Keys, at_key: bool) -> Span:
        while path and (path, False) not in spans:
            path, at_key = path[:-1], True
        return spans.get((path, at_key)) or spans.get((path, False)) or Span(1, 1, 1)

    return find


def _advice(reason: str) -> str:
    return next(advice for words, advice in ADVICE if words in reason)


class _TreeBuilder:
    """Makes the tree from the parser's events, so that neither depth nor a tag can do harm."""

    def __init__(
        self,
        name: str,
        text: str,
        spans: Spans | None = None,
        wanted: Container[Keys] = (),
        most_values: float = math.inf,
    ) -> None:
        self.name, self.text, self.spans, self.wanted = name, text, spans, wanted
        self.values, self.most_values = 0, most_values
        self.problems: list[Problem] = []
        self.root: Tree = None
        self.documents = 0
        # A mapping waits for a key, then for its value; a list waits for the next of its values.
        self.open: list[dict[str, Any] | list[Any]] = []
        self.keys: list[str | int | None] = []
        self.last: tuple[str, Event] = ("", None)  # the key of the text read last, and its event
        self.usual: dict[type, Callable[[Event], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        self.take = self.usual

    def build(self) -> Tree:
        self._refuse_unprintable()
        try:
            taken = 0
            next_event = yaml.CSafeLoader(self.text).get_event
            while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
                taken += 1
                if take := self.take.get(kind):
                    take(event)
        except yaml.MarkedYAMLError as error:
            raise self._broken(self._within_our_depth(error, taken)) from None
        return self.root

    def _within_our_depth(self, error: yaml.MarkedYAMLError, taken: int) -> yaml.MarkedYAMLError:
        """The error, unless the parser's own limit was met first: then what is wrong within our limit.

        libyaml looks ahead for the end of a key, so that from 0.2.6 on it can meet its limit of a thousand
        levels before it has given the event of the first. Read on with commas in place of the brackets that
        are too many, it gives the events that came before them; ``taken`` of those were taken already.
        """
        if not error.problem_mark or PARSERS_OWN_DEPTH not in (error.problem or ""):
            return error
        met_at = error.problem_mark.index
        flat = self.text[:met_at] + self.text[met_at:].translate(FLATTENED)
        try:
            for event in islice(iter(yaml.CSafeLoader(flat).get_event, None), taken, None):
                if take := self.take.get(type(event)):
                    take(event)
        except yaml.MarkedYAMLError as first:
            return first
        return error

    def _refuse_unprintable(self) -> None:
        found = NOT_PRINTABLE.search(self.text)
        if found:
            message = f"the character U+{ord(found[0]):04X} may not stand in a YAML file"
            raise Refused("unprintable", message, "take it out", span_at(self.text, found.start()))

    def _broken(self, error: yaml.MarkedYAMLError) -> Refused:
        found, start = error.problem_mark or error.context_mark, error.context_mark
        reason = " ".join(part for part in (error.problem, error.context) if part)
        if found and start and start.line != found.line:
            if any(words in reason for words in NEVER_CLOSED):
                found, reason = start, f"{reason}; the parser noticed on line {found.line + 1}"
            else:
                reason += f", which begins on line {start.line + 1}"
        span = Span(found.line + 1, found.column + 1, found.column + 2) if found else START
        return Refused("bad-yaml", f"this is not YAML: {reason}", _advice(reason), span)

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            advice = 'take out the line "---" and what follows it'
            raise Refused("several-documents", "a data file holds one document", advice, _span(event))

    def _scalar(self, event: Event) -> None:
        if event.anchor or event.tag:
            self._refuse_features(event)
        value = event.value
        if self.keys and self.keys[-1] is None:
            self._key(event)
        else:
            if not value and not event.style:
                self._report("empty-value", event, "there is no value here", "write one, or take the key out")
                value = None
            self._value(value, event)
            self._next()

    def _key(self, event: Event) -> None:
        key, mapping = event.value, self.open[-1]
        if key[:1].isdigit() and self._is_rest_of_number(event):
            mapping[self.last[0]] += f",{key}"  # type: ignore[call-overload]
            self.last = (self.last[0], event)
            self.take = dict.fromkeys(self.usual, self._after_number)
            return
        if key in mapping:
            self._report(
                "repeated-key", event, f'"{shown(key)}" stands here a second time', "keep one of the two"
            )
        if key == "<<":
            self._report("yaml-feature", event, "merge keys are not read", "write the values out")
        self.keys[-1] = key
        if self.spans is not None:
            self._keep_span(event, True)

    def _after_number(self, event: Event) -> None:
        """A number has no value of its own: the parser makes up an empty one."""
        if type(event) is not yaml.ScalarEvent or event.value:
            advice, span = "put the amount in quotation marks", _span(self.last[1])
            raise Refused("bad-yaml", "a number cannot be followed by a value", advice, span)
        self.take = self.usual

    def _is_rest_of_number(self, event: Event) -> bool:
        before = self.last[1]
        follows = before and self.text[before.end_mark.index : event.start_mark.index] == ","
        return bool(follows and not event.style and REST_OF_NUMBER.fullmatch(event.value))

    def _value(self, value: Tree, event: Event) -> None:
        if self.spans is not None:
            self._keep_span(event, False)
        self.values += 1
        if self.values > self.most_values:
            raise self._too_many(event)
        if not self.open:
            self.root = value
            return
        holder, key = self.open[-1], self.keys[-1]
        if isinstance(holder, list):
            holder.append(value)
        else:
            holder[key] = value  # type: ignore[index]
            self.last = (key, event if isinstance(value, str) else None)  # type: ignore[assignment]

    def _keep_span(self, event: Event, of_key: bool) -> None:
        path = self._path()
        if self.spans is not None and path in self.wanted:
            self.spans[path, of_key] = _span(event)

    def _too_many(self, event: Event) -> Refused:
        message = f"there are more than {self.most_values:,} values in this file, which is the limit"
        advice = "keep the data in several folders, or raise --max-size"
        return Refused("file-too-large", message, advice, _span(event))

    def _next(self) -> None:
        if self.keys:
            key = self.keys[-1]
            self.keys[-1] = key + 1 if isinstance(key, int) else None

    def _start(self, event: Event) -> None:
        if event.anchor or event.tag:
            self._refuse_features(event)
        if self._waits_for_key():
            raise Refused(
                "bad-yaml", "a key must be plain text", "put the key in quotation marks", _span(event)
            )
        if len(self.open) == DEEPEST_LEVEL:
            message = f"this is nested more than {DEEPEST_LEVEL} levels deep"
            raise Refused("too-deep", message, "take out the extra brackets or indentation", _span(event))
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        opened: dict[str, Any] | list[Any] = {} if is_mapping else []
        self._value(opened, event)
        self.open.append(opened)
        self.keys.append(None if is_mapping else 0)

    def _end(self, _event: Event) -> None:
        self.open.pop()
        self.keys.pop()
        self._next()

    def _alias(self, event: Event) -> None:
        self._report("yaml-feature", event, "aliases are not read", "write the value out")
        if self._waits_for_key():
            self.keys[-1] = f"*{event.anchor}"
            self._keep_span(event, True)
        else:
            self._value(None, event)
            self._next()

    def _waits_for_key(self) -> bool:
        return bool(self.keys) and self.keys[-1] is None

    def _refuse_features(self, event: Event) -> None:
        for feature, found in (("anchors", event.anchor), ("tags", event.tag)):
            if found:
                span = _span_of_mark(event, self.text)
                advice = FEATURE_ADVICE[feature]
                self._report("yaml-feature", event, f"{feature} are not read", advice, span)

    def _report(self, code: str, event: Event, message: str, help: str, span: Span | None = None) -> None:
        span, path = span or _span(event), ".".join(shown(str(key)) for key in self._path())
        self.problems.append(problem_at(self.name, self.text, code, span, message, help, path=path))
        if len(self.problems) == MOST_SYNTAX_PROBLEMS:
            message = f"reading stopped here, after {MOST_SYNTAX_PROBLEMS} problems"
            raise Refused("more-problems", message, "mend those above, then check again", span)

    def _path(self) -> Keys:
        return tuple(key for key in self.keys if key is not None)


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    on_one_line = end.line == start.line and end.column > start.column
    return Span(start.line + 1, start.column + 1, end.column + 1 if on_one_line else start.column + 2)


def _span_of_mark(event: Event, text: str) -> Span:
    """The anchor or tag alone, which the event of its value begins with."""
    mark = MARK.match(text, event.start_mark.index)
    span = _span(event)
    return span._replace(end_column=span.column + len(mark[0])) if mark else span
