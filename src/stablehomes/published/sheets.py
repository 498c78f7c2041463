"""From a file to its cells, whatever its kind, with the place of each cell at hand for problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from stablehomes.problems import InvalidData, Problem, Span, problem_at, problem_in
from stablehomes.reading import Refused, read_bytes

LARGEST_BYTES = 512 * 2**20
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


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


def read_sheets(file: Path) -> Sequence[Sheet]:
    """The tables in a file: one of a CSV file, one for each sheet of a workbook.

    Raises InvalidData if the file cannot be read.
    """
    name = str(file)
    try:
        content = read_bytes(file, name, LARGEST_BYTES)
        return _reader(content)(content, name)
    except Refused as refusal:
        problem = problem_at(name, "", refusal.code, refusal.span, refusal.message, refusal.help)
        raise InvalidData([problem]) from None


def _reader(content: bytes) -> Callable[[bytes, str], Sequence[Sheet]]:
    """By what the file begins with: a name may say anything."""
    if content.startswith(OLD_EXCEL):
        raise Refused("old-workbook", "this is a workbook of before 2007", "save it as .xlsx or as CSV")
    if content.startswith(ZIP):
        from stablehomes.published.workbooks import workbook_sheets

        return workbook_sheets
    from stablehomes.published.text_sheets import text_sheets

    return text_sheets
