"""What can be wrong: with data, a value that has a place; with a call, an exception that has advice."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Literal, NamedTuple

from stablehomes.values.wording import sanitised

Keys = tuple[str | int, ...]
# An error stops an answer; a warning is something to be done; a notice tells what nobody need do.
Severity = Literal["error", "warning", "notice"]

# How much of a text from a file is repeated in a message, of a line in an excerpt, of a list in advice.
LONGEST_QUOTED, LONGEST_EXCERPT, LONGEST_LIST = 60, 240, 24
# Among more words than this, only the first are compared with a misspelt one.
MOST_COMPARED = 1000
# What ends a line in YAML, and so what its parser counts.
LINE_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"
MARGIN = "      | "
NARROWEST = 12  # of the part of a line that is shown
CUT = "…"
WIDTH = 80  # of problems that a traceback or a notebook shows


class Span(NamedTuple):
    """Where something stands in a file: line and columns from 1, ``end_column`` just behind it."""

    line: int
    column: int
    end_column: int


class Problem(NamedTuple):
    """One thing that is wrong in one place, and what to do about it."""

    code: str
    """The stable name of what is wrong, as the page on errors lists them."""
    severity: Severity
    """An error stops an answer, a warning is something to be done, a notice is neither."""
    file: str
    """The file that it stands in."""
    line: int
    """From 1."""
    column: int
    """The first column of the place, from 1."""
    end_column: int
    """The column just behind the place."""
    message: str
    """What is wrong, in words."""
    help: str
    """What to do about it."""
    path: str
    """The keys that lead to it, joined by dots; empty if none do."""
    excerpt: str
    """The line as it stands in the file; of a very long line the part around the place."""
    excerpt_column: int
    """The column at which the excerpt begins: 1 if the line is whole."""


class Nearest(NamedTuple):
    """Advice that is put into words when it is shown: the nearest of the known words to a misspelt one."""

    word: str
    known: Sequence[str]

    def __str__(self) -> str:
        return did_you_mean(self.word, self.known)


class Fault(NamedTuple):
    """A problem whose place is still a path of keys; ``at_key`` points at the key and not at its value."""

    code: str
    file: str
    path: Keys
    message: str
    help: str | Nearest
    at_key: bool = False
    severity: Severity = "error"


def problem_at(
    name: str,
    text: str,
    code: str,
    span: Span,
    message: str,
    help: str,
    severity: Severity = "error",
    path: str = "",
) -> Problem:
    """A problem at a span of a text, with the line that it stands on; behind the end is at the end."""
    if text and span.line > len(_line_starts(text)):
        span = span_at(text, len(text) - 1)
    return problem_in(_line(text, span.line), name, code, span, message, help, severity, path)


def problem_in(
    line: str,
    name: str,
    code: str,
    span: Span,
    message: str,
    help: str,
    severity: Severity = "error",
    path: str = "",
) -> Problem:
    """A problem at a span of a line, of which a very long one is cut to the part around the place."""
    start = max(span.column - 1 - LONGEST_EXCERPT // 2, 0) if len(line) > LONGEST_EXCERPT else 0
    excerpt = line[start : start + LONGEST_EXCERPT]
    return Problem(code, severity, name, *span, message, help, path, excerpt, start + 1)


def span_at(text: str, index: int) -> Span:
    """The span of the one character at an index of a text.

    >>> span_at("a: 1\\nb: 2", 8)
    Span(line=2, column=4, end_column=5)
    """
    starts = _line_starts(text)
    line = bisect_right(starts, index)
    column = index - starts[line - 1] + 1
    return Span(line, column, column + 1)


def _line(text: str, number: int) -> str:
    starts = _line_starts(text)
    if not 0 < number <= len(starts):
        return ""
    end = starts[number] if number < len(starts) else len(text)
    return re.split(LINE_BREAK, text[starts[number - 1] : end], maxsplit=1)[0]


@lru_cache(maxsize=1)  # the problems of one text come one after another
def _line_starts(text: str) -> "array[int]":
    return array("L", chain([0], (each.end() for each in re.finditer(LINE_BREAK, text))))


class InvalidData(Exception):
    """Input that could not be read or is not valid: every problem that was found, with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """The problems as the terminal prints them."""
        return "\n\n".join(rendered(problem, WIDTH) for problem in self.problems)


class WrongCall(Exception):
    """A question that cannot be asked as it was: what is wrong, and ``advice``: what to ask instead."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice
        self.add_note(f"   help: {advice}")  # a traceback prints it below the message


def shown(text: str) -> str:
    """Text from a file as a message may repeat it: on one line and not too long.

    >>> shown("forty\\nfive")
    'forty five'
    """
    beginning = " ".join(text[: LONGEST_QUOTED + 1].split())
    return text if text == beginning else f"{beginning}…" if len(text) > LONGEST_QUOTED else beginning


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Advice that names the nearest known word, or the known words if none is near.

    >>> did_you_mean("qualifer", ["amount", "qualifier"])
    'did you mean "qualifier"?'
    """
    words = list(known)
    near = nearest(word, words)
    if near:
        return f'did you mean "{near}"?'
    return f"use one of: {_first_of(words)}" if words else "there is none to choose from"


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that a misspelt one most likely is; None if none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(shown(word), islice(known, MOST_COMPARED), n=1, cutoff=0.6)), None)


def _first_of(words: Sequence[str]) -> str:
    more = f" and {len(words) - LONGEST_LIST:,} more" if len(words) > LONGEST_LIST else ""
    return ", ".join(map(shown, words[:LONGEST_LIST])) + more


def rendered(problem: Problem, width: int) -> str:
    """One problem for people; of a line that is wider than the display the part around the place.

    Nothing that stands in the file can do a terminal harm.
    """
    place = f"{problem.file}:{problem.line}:{problem.column}"
    lines = [f"{place}: {problem.severity}[{problem.code}]: {problem.message}"]
    if problem.excerpt.strip():
        lines += _excerpt(problem, max(width - len(MARGIN), NARROWEST))
    return "\n".join(sanitised(line) for line in [*lines, f"   help: {problem.help}"])


def _excerpt(problem: Problem, room: int) -> Iterator[str]:
    at = problem.column - problem.excerpt_column
    line = problem.excerpt.replace("\t", " ")  # as the parser counts it: one column
    before, rest = line[:at], line[at:]
    if _cells(before + rest) > room or problem.excerpt_column > 1:
        before = _cut(before[::-1], room // 2)[::-1]
        rest = _cut(rest, room - _cells(before))
    marked = rest[: max(problem.end_column - problem.column, 1)]
    yield f"{problem.line:>5} | {before}{rest}"
    yield MARGIN + " " * _cells(before) + "^" * max(_cells(marked), 1)


def _cut(text: str, room: int) -> str:
    """The beginning of the text that fits, with a mark if there is more of it."""
    if _cells(text) <= room:
        return text
    while _cells(text) > room - len(CUT):
        text = text[:-1]
    return text + CUT


def _cells(text: str) -> int:
    """The columns that a terminal gives to a text: two for a wide character, none for a combining one."""
    from unicodedata import combining, east_asian_width  # where there are problems to show, and only there

    return sum(0 if combining(each) else 1 + (east_asian_width(each) in "WF") for each in text)
