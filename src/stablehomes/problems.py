"""What can be wrong: with data, a value that has a place; with a call, an exception that has advice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Keys = tuple[str | int, ...]


class Span(NamedTuple):
    """Where something stands in a file: line and columns from 1, ``end_column`` just behind it."""

    line: int
    column: int
    end_column: int


class Problem(NamedTuple):
    """One thing that is wrong in one place, and what to do about it."""

    code: str
    severity: str  # error | warning
    file: str
    line: int
    column: int
    end_column: int
    message: str
    help: str
    path: str  # the keys that lead to it, joined by dots
    excerpt: str  # the line as it stands in the file


class Fault(NamedTuple):
    """A problem whose place is still a path of keys; ``at_key`` points at the key and not at its value."""

    code: str
    file: str
    path: Keys
    message: str
    help: str
    at_key: bool = False
    severity: str = "error"


def problem_at(
    name: str,
    text: str,
    code: str,
    span: Span,
    message: str,
    help: str,
    severity: str = "error",
    path: str = "",
) -> Problem:
    """A problem at a span of a text, with the line that it stands on."""
    lines = text.splitlines()
    excerpt = lines[span.line - 1] if span.line <= len(lines) else ""
    return Problem(code, severity, name, *span, message, help, path, excerpt)


class InvalidData(Exception):
    """Input that could not be read or is not valid: every problem that was found, with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the data")
        self.problems = tuple(problems)


class WrongCall(Exception):
    """A question that cannot be asked as it was: what is wrong, and what to ask instead."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Advice that names the nearest known word, or all of them if none is near.

    >>> did_you_mean("qualifer", ["amount", "qualifier"])
    'did you mean "qualifier"?'
    """
    from difflib import get_close_matches

    words = list(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"use one of: {', '.join(words)}" if words else "there is none to choose from"
