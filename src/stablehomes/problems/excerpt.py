"""A problem in lines of text: where it stands, the line itself, a mark below it, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from stablehomes.problems.problem import Problem
from stablehomes.values.wording import harmless

MARGIN = "      | "
NARROWEST = 12  # of the part of a line that is shown
CUT = "…"


def laid_out(problem: Problem, width: int) -> str:
    """One problem for people; of a line that is wider than the display the part around the place.

    Nothing that stands in the file can do a terminal harm.
    """
    place = f"{problem.file}:{problem.line}:{problem.column}"
    lines = [f"{place}: {problem.severity}[{problem.code}]: {problem.message}"]
    if problem.excerpt.strip():
        lines += _excerpt(problem, max(width - len(MARGIN), NARROWEST))
    return "\n".join(harmless(line) for line in [*lines, f"   help: {problem.help}"])


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
    return sum(0 if combining(each) else 1 + (east_asian_width(each) in "WF") for each in text)
