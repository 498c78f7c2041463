"""The only reader of YAML: bytes to plain text values, with the place of every key and value at hand.

What comes out is made of dicts, lists and strings; an empty value is None. A scalar stays the text that
stands in the file, so ``no``, ``012`` and ``2023-04`` mean what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from stablehomes.problems import Keys, Problem, Span, problem_at
from stablehomes.reading import Refused, read_text

DEEPEST_LEVEL = 32
# In {amount: £2,000, from: …} YAML ends the amount at its comma; the rest of the number comes as a key.
REST_OF_NUMBER = re.compile(r"[0-9]{3}(\.[0-9]+)?[a-z]*", re.ASCII)
# What YAML 1.1 does not let into a file, in whatever way it is written.
NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Tree = dict[str, Any] | list[Any] | str | None
Event = Any  # the published types of PyYAML's events leave out their marks and tags
Spans = dict[tuple[Keys, bool], Span]


class SourceText(NamedTuple):
    """A data file as it was read: the name to show, its text, and the values in it."""

    name: str
    text: str
    tree: Tree


def read(file: Path, name: str) -> tuple[SourceText, list[Problem]]:
    """The values in one file, and every problem of its syntax; ``name`` is what problems call the file."""
    try:
        return parsed(read_text(file, name), name)
    except Refused as refusal:
        return SourceText(name, "", None), [_refused(name, "", refusal)]


def parsed(text: str, name: str) -> tuple[SourceText, list[Problem]]:
    """The values in a text, and every problem of its syntax."""
    builder, tree = _TreeBuilder(name, text), None
    problems = builder.problems
    try:
        tree = builder.build()
        if tree is None and not problems:
            raise Refused("empty-file", f"{name} holds nothing but comments", "fill it in")
    except Refused as refusal:
        problems.append(_refused(name, text, refusal))
    return SourceText(name, text, tree), problems


def _refused(name: str, text: str, refusal: Refused) -> Problem:
    return problem_at(name, text, refusal.code, refusal.span, refusal.message, refusal.help)


def span_finder(source: SourceText) -> Callable[[Keys, bool], Span]:
    """Finds the span of the key, or of the value, at a path; of the nearest thing around it if there is none.

    The text is read a second time for this: places are only needed when something is wrong.
    """
    spans: Spans = {}
    try:
        _TreeBuilder(source.name, source.text, spans).build()
    except Refused:
        pass  # the first reading reported it; what was read up to there has its places

    def find(path: Keys, at_key: bool) -> Span:
        while path and (path, False) not in spans:
            path, at_key = path[:-1], True
        return spans.get((path, at_key)) or spans.get((path, False)) or Span(1, 1, 1)

    return find


class _TreeBuilder:
    """Makes the tree from the parser's events, so that neither depth nor a tag can do harm."""

    def __init__(self, name: str, text: str, spans: Spans | None = None) -> None:
        self.name, self.text, self.spans = name, text, spans
        self.problems: list[Problem] = []
        self.root: Tree = None
        self.documents = 0
        # A mapping waits for a key, then for its value; a list waits for the next of its values.
        self.open: list[dict[str, Any] | list[Any]] = []
        self.keys: list[str | int | None] = []
        self.last: tuple[str, int] = ("", -1)  # the key of the value read last, and where that value ended
        self.completes_number, self.last_span = False, Span(1, 1, 1)
        self.take: dict[type, Callable[[Event], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def build(self) -> Tree:
        self._refuse_unprintable()
        try:
            for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
                take = self.take.get(type(event))
                if take:
                    take(event)
        except yaml.MarkedYAMLError as error:
            raise self._broken(error) from None
        return self.root

    def _refuse_unprintable(self) -> None:
        found = NOT_PRINTABLE.search(self.text)
        if found:
            line = self.text.count("\n", 0, found.start()) + 1
            column = found.start() - self.text.rfind("\n", 0, found.start())
            message = f"the character U+{ord(found[0]):04X} may not stand in a YAML file"
            raise Refused("unprintable", message, "take it out", Span(line, column, column + 1))

    def _broken(self, error: yaml.MarkedYAMLError) -> Refused:
        mark = error.problem_mark or error.context_mark
        span = Span(mark.line + 1, mark.column + 1, mark.column + 2) if mark else Span(1, 1, 1)
        reason = " ".join(part for part in (error.problem, error.context) if part)
        advice = "check indentation, colons, brackets and quotation marks here and on the line before"
        return Refused("bad-yaml", f"this is not YAML: {reason}", advice, span)

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            advice = 'take out the line "---" and what follows it'
            raise Refused("several-documents", "a data file holds one document", advice, _span(event))

    def _scalar(self, event: Event) -> None:
        self._refuse_features(event)
        if self.completes_number and not event.value:
            self.completes_number = False  # a number has no value of its own: the parser made this one up
        elif self._waits_for_key():
            self._key(event)
        else:
            empty = not event.value and not event.style
            if empty:
                self._report("empty-value", event, "there is no value here", "write one, or take the key out")
            self._value(None if empty else event.value, event)
            self._next()

    def _key(self, event: Event) -> None:
        key, mapping = event.value, self.open[-1]
        if self._is_rest_of_number(event):
            mapping[self.last[0]] += f",{key}"  # type: ignore[call-overload]
            self.last = (self.last[0], event.end_mark.index)
            self.completes_number, self.last_span = True, _span(event)
            return
        if key in mapping:
            self._report("repeated-key", event, f'"{key}" stands here a second time', "keep one of the two")
        if key == "<<":
            self._report("yaml-feature", event, "merge keys are not read", "write the values out")
        self.keys[-1] = key
        if self.spans is not None:
            self.spans[self._path(), True] = _span(event)

    def _is_rest_of_number(self, event: Event) -> bool:
        follows = self.text[self.last[1] : event.start_mark.index] == "," and self.last[1] > 0
        return follows and not event.style and REST_OF_NUMBER.fullmatch(event.value) is not None

    def _value(self, value: Tree, event: Event) -> None:
        if self.spans is not None:
            self.spans[self._path(), False] = _span(event)
        if not self.open:
            self.root = value
            return
        holder, key = self.open[-1], self.keys[-1]
        if isinstance(holder, list):
            holder.append(value)
        else:
            holder[str(key)] = value
            self.last = (str(key), event.end_mark.index if isinstance(value, str) else -1)

    def _next(self) -> None:
        if self.open:
            holder = self.open[-1]
            self.keys[-1] = len(holder) if isinstance(holder, list) else None

    def _start(self, event: Event) -> None:
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
        else:
            self._value(None, event)
            self._next()

    def _waits_for_key(self) -> bool:
        if self.completes_number:
            advice = "put the amount in quotation marks"
            raise Refused("bad-yaml", "a number cannot be followed by a value", advice, self.last_span)
        return bool(self.open) and isinstance(self.open[-1], dict) and self.keys[-1] is None

    def _refuse_features(self, event: Event) -> None:
        if event.anchor:
            self._report(
                "yaml-feature", event, "anchors are not read", "write the value out where it is needed"
            )
        if event.tag:
            self._report("yaml-feature", event, "tags are not read", "take the tag out")

    def _report(self, code: str, event: Event, message: str, help: str) -> None:
        path = ".".join(map(str, self._path()))
        self.problems.append(problem_at(self.name, self.text, code, _span(event), message, help, path=path))

    def _path(self) -> Keys:
        return tuple(key for key in self.keys if key is not None)


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    on_one_line = end.line == start.line and end.column > start.column
    return Span(start.line + 1, start.column + 1, end.column + 1 if on_one_line else start.column + 2)
