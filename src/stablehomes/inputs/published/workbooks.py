"""Workbooks (.xlsx): the only user of openpyxl, which is an extra and imported on use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from stablehomes.doors.limits import CELLS_A_ROW, MOST_ROWS, TABLE, cells, within
from stablehomes.inputs.published.sheets import Place, Sheet
from stablehomes.problems.problem import Span
from stablehomes.reading.text import Refused

CHUNK = 2**20
CELL = re.compile(rb"<(?:\w+:)?c[ />]")
SMALLER = "save the sheet that is needed as CSV, with the rows that are needed, or raise --max-size"
SAVE_AGAIN = "open it in a spreadsheet program and save it as .xlsx, or as CSV"


def workbook_sheets(content: bytes, name: str) -> list[Sheet]:
    """One table for each sheet that is not empty; Refused if this is no workbook, or openpyxl is missing."""
    _refuse_bombs(content, name)
    try:
        from openpyxl import load_workbook
    except ImportError:
        message = "reading a workbook needs openpyxl, which is not installed"
        raise Refused(
            "missing-extra", message, "pip install 'stablehomes[tables]', or save it as CSV"
        ) from None
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        room = Room(name)
        sheets = [_sheet(f"{name}[{sheet.title}]", room.within(_rows(sheet))) for sheet in book.worksheets]
    except Refused:
        raise
    except Exception as error:
        # The library lets out whatever its parsers of ZIP and XML raise: each means that this is no workbook.
        raise Refused("not-a-workbook", f"{name} is not a workbook: {_said(error)}", SAVE_AGAIN) from None
    filled = [sheet for sheet in sheets if any(sheet.rows)]
    if not filled:
        raise Refused("empty-file", f"{name} has nothing in any sheet", "fill it in")
    return filled


def _refuse_bombs(content: bytes, name: str) -> None:
    room = Room(name)
    try:
        packed = ZipFile(BytesIO(content))
        size = sum(entry.file_size for entry in packed.infolist())
        if size > within(TABLE):
            message = f"{name} holds {size:,} bytes once unpacked; the limit is {within(TABLE):,}"
            raise Refused("file-too-large", message, SMALLER)
        for entry in packed.namelist():
            if entry.startswith("xl/worksheets/"):
                with packed.open(entry) as sheet:
                    while chunk := sheet.read(CHUNK):
                        room.take(len(CELL.findall(chunk)))
    except Refused:
        raise
    except Exception as error:
        # A ZIP of another version, with a password, or damaged: the library has an exception for each.
        raise Refused("not-a-workbook", f"{name} is not a workbook: {_said(error)}", SAVE_AGAIN) from None


class Room:
    """How many cells all sheets of a workbook together may still have."""

    def __init__(self, name: str) -> None:
        self.name, self.left = name, cells()

    def take(self, number: int) -> None:
        """So many cells less; Refused where there are no more."""
        self.left -= number
        if self.left < 0:
            message = f"{self.name} has more than {cells():,} cells, which is the limit"
            raise Refused("file-too-large", message, SMALLER)

    def within(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """The rows, each after there was room for it, whatever the numbers of rows and columns claim."""
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                message = f"{self.name} has a row that is numbered more than {MOST_ROWS:,}"
                raise Refused("file-too-large", message, SMALLER)
            self.take(len(row) + (CELLS_A_ROW if row else 0))
            yield row


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows as they are, whatever size a sheet says that it has."""
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    yield from sheet.values


def _said(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _sheet(name: str, values: Iterable[tuple[Any, ...]]) -> Sheet:
    rows = [_bare([_text(value) for value in row]) for row in values]
    return Sheet(name, rows, _place, in_workbook=True)


def _place(row: int, column: int) -> Place:
    return Place(Span(row + 1, column + 1, column + 2), "")


def _bare(row: list[str]) -> list[str]:
    """A sheet runs on to the right as far as anything was ever formatted: empty cells there are none."""
    while row and not row[-1].strip():
        row.pop()
    return row


def _text(value: Any) -> str:
    """A cell as it would stand in CSV; workbooks keep whole numbers as floats."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
