"""From a file to its cells, whatever its kind, with the place of each cell at hand for problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from stablehomes.problems.problem import Problem, Span, problem_in


class Place(NamedTuple):
    """Where a cell stands; ``excerpt`` is the line of text around it, and empty for a workbook."""

    span: Span
    excerpt: str


class Sheet(NamedTuple):
    """A table as it was read: rows of cells, the header being one of them; a blank row has no cells.

    ``find`` gives the place of a cell by the indexes of its row and its column. ``notes`` say what was
    recognised that a reader may want to know, such as an encoding.
    """

    name: str
    rows: list[list[str]]
    find: Callable[[int, int], Place]
    notes: tuple[str, ...] = ()
    in_workbook: bool = False

    def problem(self, code: str, row: int, column: int, message: str, help: str) -> Problem:
        """A problem with one cell."""
        span, excerpt = self.find(row, column)
        header = self.rows[row][column] if column < len(self.rows[row]) else ""
        return problem_in(excerpt, self.name, code, span, message, help, path=header)
