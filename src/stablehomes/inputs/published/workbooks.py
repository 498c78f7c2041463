"""Workbooks (.xlsx): the only user of openpyxl, which is an extra and imported on use."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from stablehomes.inputs.published.sheets import LARGEST_BYTES, Place, Sheet
from stablehomes.problems.problem import Span
from stablehomes.reading.text import Refused

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
        sheets = [_sheet(f"{name}[{sheet.title}]", sheet.values) for sheet in book.worksheets]
    except Exception as error:
        # The library lets out whatever its parsers of ZIP and XML raise: each means that this is no workbook.
        raise Refused("not-a-workbook", f"{name} is not a workbook: {_said(error)}", SAVE_AGAIN) from None
    filled = [sheet for sheet in sheets if any(sheet.rows)]
    if not filled:
        raise Refused("empty-file", f"{name} has nothing in any sheet", "fill it in")
    return filled


def _refuse_bombs(content: bytes, name: str) -> None:
    try:
        size = sum(entry.file_size for entry in ZipFile(BytesIO(content)).infolist())
    except BadZipFile as error:
        raise Refused("not-a-workbook", f"{name} is not a workbook: {error}", SAVE_AGAIN) from None
    if size > LARGEST_BYTES:
        message = f"{name} holds {size:,} bytes once unpacked; the limit is {LARGEST_BYTES:,}"
        raise Refused("file-too-large", message, "save the sheet that is needed as CSV")


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
