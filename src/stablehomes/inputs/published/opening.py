"""From a file to its sheets, by what the file begins with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from stablehomes.doors.limits import TABLE, within
from stablehomes.inputs.published.sheets import Sheet
from stablehomes.problems.problem import InvalidData, problem_at
from stablehomes.reading.text import Refused, read_bytes

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_sheets(file: Path) -> Sequence[Sheet]:
    """The tables in a file: one of a CSV file, one for each sheet of a workbook.

    Raises InvalidData if the file cannot be read.
    """
    name = str(file)
    try:
        content = read_bytes(file, name, within(TABLE))
        return _reader(content)(content, name)
    except Refused as refusal:
        problem = problem_at(name, "", refusal.code, refusal.span, refusal.message, refusal.help)
        raise InvalidData([problem]) from None


def _reader(content: bytes) -> Callable[[bytes, str], Sequence[Sheet]]:
    """By what the file begins with: a name may say anything."""
    if content.startswith(OLD_EXCEL):
        raise Refused("old-workbook", "this is a workbook of before 2007", "save it as .xlsx or as CSV")
    if content.startswith(ZIP):
        from stablehomes.inputs.published.workbooks import workbook_sheets

        return workbook_sheets
    from stablehomes.inputs.published.text_sheets import text_sheets

    return text_sheets
