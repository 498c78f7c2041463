"""From a file to its sheets, by what the file begins with."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from gzip import GzipFile
from io import BytesIO
from pathlib import Path

from stablehomes.doors.incoming import Refused, read_given
from stablehomes.doors.limits import TABLE, within
from stablehomes.inputs.published.sheets import Sheet
from stablehomes.problems.problem import InvalidData, problem_at

ZIP, OLD_EXCEL, GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"
WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")
AS_CSV = "name the CSV file or the workbook itself"
# What is none of these, and what is often saved in its place.
OTHERS = (
    (re.compile(rb"%PDF-"), "a PDF", "look for the table as a workbook or as CSV; a PDF has no cells"),
    (re.compile(rb"(?i)\s*<(?:!doctype html|html|head)\b"), "a web page", f"save the file itself: {AS_CSV}"),
    (re.compile(rb"\{\\rtf"), "a text document", AS_CSV),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), "a picture", AS_CSV),
    (re.compile(rb"PAR1"), "a Parquet file", "save the table as CSV"),
    (re.compile(rb"BZh|\xfd7zXZ|7z\xbc\xaf|Rar!"), "compressed in a way that is not read", "unpack it first"),
)


def read_sheets(file: Path) -> Sequence[Sheet]:
    """The tables in a file: one of a CSV file, one for each sheet of a workbook.

    What is compressed with gzip is unpacked; a minus sign is standard input. Raises InvalidData if the file
    cannot be read.
    """
    name = str(file)
    try:
        content = unpacked(read_given(file, name, within(TABLE)), name)
        return _reader(content, name)(content, name)
    except Refused as refusal:
        problem = problem_at(name, "", refusal.code, refusal.span, refusal.message, refusal.help)
        raise InvalidData([problem]) from None


def unpacked(content: bytes, name: str) -> bytes:
    """What gzip has packed, or the content as it is."""
    if not content.startswith(GZIP):
        return content
    try:
        text = GzipFile(fileobj=BytesIO(content)).read(within(TABLE) + 1)
    except (OSError, EOFError, zlib.error):
        advice = "unpack it, and name the file that is in it"
        raise Refused("not-text", f"{name} is compressed, and cannot be unpacked", advice) from None
    if len(text) > within(TABLE):
        message = f"{name} holds more than {within(TABLE):,} bytes once unpacked"
        raise Refused("file-too-large", message, "name a part of it")
    return text


def _reader(content: bytes, name: str) -> Callable[[bytes, str], Sequence[Sheet]]:
    """By what the file begins with: a name may say anything."""
    if content.startswith(OLD_EXCEL):
        if WITH_PASSWORD in content:
            advice = "open it, and save it without a password, or save the sheet as CSV"
            raise Refused("not-a-workbook", f"{name} has a password", advice)
        raise Refused("old-workbook", "this is a workbook of before 2007", "save it as .xlsx or as CSV")
    for begins, what, advice in OTHERS:
        if begins.match(content):
            raise Refused("not-text", f"{name} is {what}", advice)
    if content.startswith(ZIP):
        from stablehomes.inputs.published.workbooks import workbook_sheets

        return workbook_sheets
    from stablehomes.inputs.published.text_sheets import text_sheets

    return text_sheets
