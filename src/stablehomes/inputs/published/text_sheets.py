"""CSV as it is published: encoding and delimiter recognised, quotation marks respected."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from io import BytesIO, TextIOWrapper

from stablehomes.doors.incoming import Refused, refuse_compressed
from stablehomes.doors.limits import CELLS_A_ROW, TABLE, cells, within
from stablehomes.inputs.published.sheets import Place, Sheet
from stablehomes.problems.problem import Span

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
FIRST_LINES, FIRST_BYTES = 30, 2**16
QUOTED = re.compile('"(?:[^"]|"")*"')
MOSTLY = 0.7  # of the bytes, so that they can be told to be half of another encoding
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# What older spreadsheet programs in Britain write; it has a meaning for nearly every byte, so it comes last.
LAST_RESORT = "cp1252"
LONGEST_CELL = 2**20


def text_sheets(content: bytes, name: str) -> list[Sheet]:
    """The one table in a CSV file; Refused if it is not text, or not CSV."""
    refuse_compressed(content, name)
    encoding = _encoding(content, name)
    delimiter = _delimiter(content, encoding)
    _refuse_bombs(content, name, delimiter)
    rows = _records(content, encoding, delimiter)
    _empty_blank_rows(rows)
    if not any(rows):
        raise Refused("empty-file", f"{name} is empty", "fill it in")
    find = _finder(content, encoding, delimiter)
    return [Sheet(name, rows, find, tuple(_notes(encoding, delimiter)), decimal_commas=delimiter == ";")]


def _refuse_bombs(content: bytes, name: str, delimiter: str) -> None:
    rows = max(content.count(b"\n"), content.count(b"\r"))
    if rows * (CELLS_A_ROW + 1) + content.count(delimiter.encode()) > cells():
        message = f"{name} has more rows and cells than fit into {within(TABLE):,} bytes, which is the limit"
        raise Refused(
            "file-too-large", message, "keep the rows and columns that are needed, or raise --max-size"
        )


def _encoding(content: bytes, name: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _that_decodes(content, name, encoding)
    if b"\0" in content:
        return _without_mark(content, name)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _that_decodes(content, name, LAST_RESORT)
    return "utf-8"


def _without_mark(content: bytes, name: str) -> str:
    """UTF-16 without a byte-order mark: of English text every second byte is nothing."""
    first = content[:FIRST_BYTES]
    for encoding, nothing, letters in (
        ("utf-16-le", first[1::2], first[::2]),
        ("utf-16-be", first[::2], first[1::2]),
    ):
        if len(content) % 2 == 0 and nothing.count(0) > MOSTLY * len(nothing) and b"\0" not in letters:
            return _that_decodes(content, name, encoding)
    raise Refused("not-text", f"{name} is not a text file", "save it as CSV, or as .xlsx")


def _that_decodes(content: bytes, name: str, encoding: str) -> str:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{name} is text in no encoding that is known here: byte {error.start + 1} fits none"
        raise Refused("unknown-encoding", message, "save it as UTF-8", Span(line, 1, 2)) from None
    return encoding


def _delimiter(content: bytes, encoding: str) -> str:
    """The one that stands alike in most of the first lines, outside of quotation marks; or else a comma."""
    with _lines(content, encoding) as text:
        first = text.read(FIRST_BYTES)
    bare = QUOTED.sub('""', first)
    lines = [line for line in re.split("\r\n|\n|\r", bare) if line.strip()][:FIRST_LINES]
    return max(DELIMITERS, key=lambda delimiter: _evenness([line.count(delimiter) for line in lines]))


def _evenness(counts: list[int]) -> tuple[int, int]:
    """How many lines have the same number of a sign, and that number: of all numbers the best."""
    common = Counter(count for count in counts if count)
    return max(((lines, count) for count, lines in common.items()), default=(0, 0))


def _records(content: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    with _lines(content, encoding) as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            return list(reader)
        except csv.Error as error:
            line = _line_of_last(content, encoding, delimiter)
            message = f"this is not CSV: {error}"
            advice = "check the quotation marks here: each that is opened must be closed"
            raise Refused("bad-csv", message, advice, Span(line, 1, 2)) from None


def _line_of_last(content: bytes, encoding: str, delimiter: str) -> int:
    """The line on which the record begins that cannot be read: a quotation mark was opened there."""
    with _lines(content, encoding) as lines:
        reader, line = csv.reader(lines, delimiter=delimiter, strict=True), 1
        with suppress(csv.Error):
            for _ in reader:
                line = reader.line_num + 1
    return line


def _lines(content: bytes, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(content), encoding, newline="")


def _empty_blank_rows(rows: list[list[str]]) -> None:
    """A row in which every cell is empty is what a spreadsheet program makes of an empty line."""
    for row in rows:
        if row and not row[0] and not any(row):
            row.clear()


def _notes(encoding: str, delimiter: str) -> Iterator[str]:
    if encoding == LAST_RESORT:
        yield "read as Windows-1252, because it is not UTF-8"
    if delimiter != ",":
        yield f"read with {DELIMITERS[delimiter]} between its cells"


def _finder(content: bytes, encoding: str, delimiter: str) -> Callable[[int, int], Place]:
    """Reads the file a second time for places: they are only needed when something is wrong."""

    @cache
    def lines() -> list[str]:
        return content.decode(encoding).splitlines()

    @cache
    def first_lines() -> list[int]:
        with _lines(content, encoding) as text:
            reader = csv.reader(text, delimiter=delimiter)
            ends = [reader.line_num for _ in reader]
        return [1, *(end + 1 for end in ends)]

    def find(row: int, column: int) -> Place:
        line = first_lines()[row]
        excerpt = lines()[line - 1].removeprefix("\ufeff") if line <= len(lines()) else ""
        start, end = _cell_ends(excerpt, delimiter, column)
        start = min(start, max(len(excerpt) - 1, 0))
        return Place(Span(line, start + 1, end + 1), excerpt)

    return find


def _cell_ends(line: str, delimiter: str, column: int) -> tuple[int, int]:
    """Where a cell begins and ends in its line; of a record over several lines the first counts."""
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^"{re.escape(delimiter)}])*')
    start = 0
    for _ in range(column):
        end = cell.match(line, start).end()  # type: ignore[union-attr]
        if end >= len(line):
            return 0, max(len(line), 1)
        start = end + 1
    end = cell.match(line, start).end()  # type: ignore[union-attr]
    return start, max(end, start + 1)
