"""From a file to its cells, whatever its kind, with the place of each cell at hand for problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from stablehomes.problems.problem import Problem, Span, problem_in
from stablehomes.reading.text import Refused


class Place(NamedTuple):
    """Where a cell stands; ``excerpt`` is the line of text around it, and empty for a workbook."""

    span: Span
    excerpt: str


class Sheet(NamedTuple):
    """A table as it was read: rows of cells, the header being one of them; a blank row has no cells.

    ``find`` gives the place of a cell by the indexes of its row and its column. ``notes`` say what was
    recognised that a reader may want to know, such as an encoding. Of a workbook: the ``title`` of the
    sheet, the ``hidden`` rows, and what is odd about single cells (``raised``: a footnote mark stood there;
    ``formula``: it was never calculated), by their rows and columns.
    """

    name: str
    rows: list[list[str]]
    find: Callable[[int, int], Place]
    notes: tuple[str, ...] = ()
    in_workbook: bool = False
    title: str = ""
    hidden: frozenset[int] = frozenset()
    odd: Mapping[tuple[int, int], str] = {}
    decimal_commas: bool = False

    def problem(self, code: str, row: int, column: int, message: str, help: str) -> Problem:
        """A problem with one cell."""
        span, excerpt = self.find(row, column)
        header = self.rows[row][column] if column < len(self.rows[row]) else ""
        return problem_in(excerpt, self.name, code, span, message, help, path=header)


def cell(row: list[str], column: int | None) -> str:
    """A cell without the spaces around it; nothing where the row is shorter."""
    return row[column].strip() if column is not None and column < len(row) else ""


def shown_sheets(name: str, sheets: Sequence[Sheet], hidden: int) -> list[Sheet]:
    """The sheets that hold anything, with a note of those that are hidden; Refused if there is none."""
    filled = [sheet for sheet in sheets if any(sheet.rows)]
    if not filled and hidden:
        message = (
            f"{name} has nothing in any sheet that is shown; {hidden} {'is' if hidden == 1 else 'are'} hidden"
        )
        raise Refused("empty-file", message, "show the sheet that is meant, and save it again")
    if not filled:
        raise Refused("empty-file", f"{name} has nothing in any sheet", "fill it in")
    if hidden:
        note = f"{hidden} hidden {'sheet is' if hidden == 1 else 'sheets are'} not read"
        return [sheet._replace(notes=(*sheet.notes, note)) for sheet in filled]
    return filled
