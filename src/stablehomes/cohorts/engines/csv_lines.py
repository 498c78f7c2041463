"""CSV files line by line: a line is a row, whatever quotation marks say, so that no fault swallows others."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from stablehomes.cohorts.statement.rejects import Reject
from stablehomes.doors.incoming import Refused, opened, refuse_compressed
from stablehomes.doors.limits import LONGEST_LINE
from stablehomes.problems.problem import shown

CHUNK = 2**22
MARK = b"\xef\xbb\xbf"
SEPARATORS = ",;\t|"
SHOWN = 200  # characters of a line that is shown as it stands


class Header(NamedTuple):
    """The first line: names of columns, and what separates them."""

    columns: tuple[str, ...]
    separator: str


class Survey(NamedTuple):
    """What a look at the bytes shows: how many lines, and whether every one of them is plain text."""

    lines: int
    plain: bool


def header(file: Path, name: str) -> Header:
    """The header of a CSV file; Refused if there is none, or one that cannot be used."""
    with opened(file, name) as stream:
        first = stream.readline(LONGEST_LINE)
    refuse_compressed(first, name)
    line = _line_of_names(first, name)
    separator = max(SEPARATORS, key=line.count)
    csv.field_size_limit(LONGEST_LINE)
    columns = [each.strip() for each in next(csv.reader([line], delimiter=separator), [])]
    if not any(columns):
        raise Refused("empty-file", f"{name} has no header", "put the names of columns on the first line")
    refuse_repeated(columns)
    return Header(tuple(columns), separator)


def _line_of_names(first: bytes, name: str) -> str:
    try:
        line = first.removeprefix(MARK).decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise Refused("not-utf-8", "the header is not UTF-8", "save the file as UTF-8") from None
    if len(first) >= LONGEST_LINE:
        message = f"the first line of {name} has {LONGEST_LINE:,} bytes or more"
        raise Refused("file-too-large", message, "put the names of columns on a line of their own")
    if "\r" in line:
        message = "lines end in a carriage return alone, or one stands in the header"
        raise Refused("bad-csv", f"{name}: {message}", "save the file with line feeds at the ends of lines")
    return line


def refuse_repeated(columns: Sequence[str]) -> None:
    """Refused for a name that two columns have; a column without a name is nobody's fact."""
    twice = [name for name, times in Counter(filter(None, columns)).items() if times > 1]
    if twice:
        message = f'the column "{shown(twice[0])}" stands in the header twice'
        raise Refused("repeated-column", message, "keep one of the two, or give it another name")


def survey(file: Path, name: str) -> Survey:
    """Counts the lines by the bytes alone; plain is UTF-8 without stray control characters."""
    lines, plain, last = 0, True, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened(file, name) as stream:
        while chunk := stream.read(CHUNK):
            lines += chunk.count(b"\n")
            plain = plain and _is_plain(chunk, last) and _is_text(decoder, chunk)
            last = chunk[-1:]
    return Survey(lines + (last not in (b"", b"\n")), plain and last != b"\r" and not decoder.getstate()[0])


def _is_plain(chunk: bytes, last: bytes) -> bool:
    """No byte that is no text, and no carriage return but before the end of a line.

    The search for a byte is far faster than a count, so only a file with carriage returns is counted.
    """
    if b"\0" in chunk or (last == b"\r" and chunk[:1] != b"\n"):
        return False
    return b"\r" not in chunk or chunk.count(b"\r") == chunk.count(b"\r\n") + chunk.endswith(b"\r")


def _is_text(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        if not chunk.isascii() or decoder.getstate()[0]:
            decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def sound_lines(file: Path, name: str, header: Header, reasons: Counter[str]) -> Iterator[bytes]:
    """Every line below the header that is one row, its number before it; of others the reason is counted."""
    separator = header.separator.encode()
    for number, line, reason in _looked_at(file, name, header):
        if reason:
            reasons[reason] += 1
        else:
            yield b"%d%s%s\n" % (number, separator, line.rstrip(b"\r\n"))


def unsound_lines(file: Path, name: str, header: Header) -> Iterator[Reject]:
    """Every line below the header that is no row."""
    for number, line, reason in _looked_at(file, name, header):
        if reason:
            yield Reject(number, "", line[:SHOWN].decode("utf-8", "replace").rstrip("\r\n"), reason)


def _looked_at(file: Path, name: str, header: Header) -> Iterator[tuple[int, bytes, str | None]]:
    """Every line below the header with its number, and why it is no row."""
    with opened(file, name) as stream:
        stream.readline()
        for number, line in enumerate(_lines(stream), 2):
            reason = "too-long" if len(line) > LONGEST_LINE else _unsound(line.rstrip(b"\r\n"), header)
            yield number, line, reason


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long its beginning alone is held."""
    while line := stream.readline(LONGEST_LINE + 1):
        yield line
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)


def _unsound(line: bytes, header: Header) -> str | None:
    """Why a line is not one row of as many cells as the header has; None if it is."""
    if not line.strip():
        return "empty-line"
    if b"\0" in line or b"\r" in line:
        return "null-character"
    try:
        text = line.decode("utf-8")
        cells = _cells(text, header.separator)
    except UnicodeDecodeError:
        return "not-utf-8"
    if cells is None:
        return "open-quote"
    missing = len(header.columns) - cells
    return "too-few-cells" if missing > 0 else "too-many-cells" if missing < 0 else None


def _cells(line: str, separator: str) -> int | None:
    """How many cells a line has; None if a quotation mark that opens one does not close it.

    A quotation mark that does not open a cell is a character like any other.
    """
    if '"' not in line:
        return line.count(separator) + 1
    bare = QUOTED[separator].sub("", line)
    cells = bare.split(separator)
    return None if any(cell.startswith('"') for cell in cells) else len(cells)


# A cell in quotation marks, from the separator (or the start of the line) before it to the one after it.
QUOTED = {
    each: re.compile(f'(?:(?<=^)|(?<={re.escape(each)}))"[^"]*+(?:""[^"]*+)*+"(?={re.escape(each)}|$)')
    for each in SEPARATORS
}
