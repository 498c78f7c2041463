"""What is in a workbook's ZIP archive, piece by piece and never more than the limit."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from zipfile import BadZipFile, ZipFile

from stablehomes.doors.limits import MOST_COLUMNS, MOST_ROWS, TABLE, cells, within
from stablehomes.inputs.published.sheets import Place, Sheet
from stablehomes.problems.problem import Span
from stablehomes.reading.text import Refused

SAVE_AGAIN = "open it in a spreadsheet program and save it as .xlsx, or as CSV"
PIECE = 2**18
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", b"<\0!\0D\0", b"\0<\0!\0D")


class Archive(NamedTuple):
    """A ZIP archive that was looked at; ``name`` is what messages call the file."""

    zip: ZipFile
    name: str
    entries: frozenset[str]

    def elements(self, entry: str, *ends: str) -> Iterator[tuple[str, Element]]:
        """The elements of an XML file as they end, by their local names; all other names are passed over.

        An element is emptied once it was looked at, so that no more than a row is held.
        """
        parser: Any = XMLPullParser(("start", "end"))
        depth = 0
        for piece in self._pieces(entry):
            parser.feed(piece)
            for event, element in parser.read_events():
                if not isinstance(element, Element):
                    continue
                if event == "start":
                    depth += 1
                    continue
                depth -= 1
                tag = local(element)
                if tag in ends:
                    yield tag, element
                    element.clear()
        parser.close()

    def _pieces(self, entry: str) -> Iterator[bytes]:
        with self.zip.open(entry) as file:
            first = True
            while piece := file.read(PIECE):
                if first and any(each in piece for each in DECLARATIONS):
                    raise self.refused("it declares a type of its own, which no spreadsheet program writes")
                first = False
                yield piece

    def refused(self, reason: str) -> Refused:
        """That this is no workbook."""
        return Refused("not-a-workbook", f"{self.name} is not a workbook: {reason}", SAVE_AGAIN)


# What the libraries of ZIP and XML raise for something that is neither: there is no common base.
BROKEN = (
    BadZipFile,
    ParseError,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    KeyError,
    ValueError,
    OSError,
)


def opened(content: bytes, name: str) -> Archive:
    """The archive; Refused if it is none, is too large once unpacked, or has a password."""
    try:
        archive = ZipFile(BytesIO(content))
    except BROKEN as error:
        raise Refused("not-a-workbook", f"{name} is not a workbook: {said(error)}", SAVE_AGAIN) from None
    infos = archive.infolist()
    size = sum(entry.file_size for entry in infos)
    if size > within(TABLE):
        message = f"{name} holds {size:,} bytes once unpacked; the limit is {within(TABLE):,}"
        raise Refused("file-too-large", message, "save the sheet that is needed as CSV")
    if any(entry.flag_bits & 1 for entry in infos):
        message = f"{name} has a password"
        raise Refused("not-a-workbook", message, "save it without one, or save the sheet as CSV")
    return Archive(archive, name, frozenset(entry.filename for entry in infos))


def local(element: Element) -> str:
    """The name of an element without its namespace: the strict form has other ones."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without a namespace."""
    found = element.attrib.get(name)
    if found is not None:
        return found
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def said(error: Exception) -> str:
    """What a library says, on one line."""
    text = str(error.args[0] if error.args else error)
    return text.splitlines()[0] if text else type(error).__name__


def beside(entry: str, target: str) -> str:
    """The name of an entry that another one refers to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(entry), target)).lstrip("/")


class Grid:
    """The rows of a sheet while it is read: cells come in their order, and gaps are filled."""

    def __init__(self, name: str, left: list[int]) -> None:
        self.name, self.left = name, left
        self.rows: list[list[str]] = []
        self.hidden: set[int] = set()
        self.odd: dict[tuple[int, int], str] = {}

    def begin(self, row: int) -> list[str]:
        """The row at an index."""
        if row >= MOST_ROWS:
            raise self._refused(f"claims a row {row + 1:,}")
        missing = row + 1 - len(self.rows)
        self._take(max(missing, 0))
        self.rows.extend([] for _ in range(missing))
        return self.rows[row]

    def put(self, row: list[str], column: int, text: str) -> None:
        """Text into a cell; nothing is no cell."""
        if column >= MOST_COLUMNS:
            raise self._refused(f"claims a column {column + 1:,}")
        if not text.strip():
            return
        missing = column + 1 - len(row)
        if missing > 0:
            self._take(missing)
            row.extend([""] * missing)
        row[column] = text

    def _take(self, number: int) -> None:
        self.left[0] -= number
        if self.left[0] < 0:
            raise self._refused(f"has more than {cells():,} cells")

    def sheet(self, title: str) -> Sheet:
        """The sheet that has been read."""
        return Sheet(
            self.name,
            self.rows,
            _place,
            in_workbook=True,
            title=title,
            hidden=frozenset(self.hidden),
            odd=self.odd,
        )

    def _refused(self, what: str) -> Refused:
        message = f"{self.name} {what}, which is more than is read"
        return Refused("file-too-large", message, "save the part that is needed as CSV, or raise --max-size")


def _place(row: int, column: int) -> Place:
    """A cell of a workbook by the numbers of its row and column."""
    return Place(Span(row + 1, column + 1, column + 2), "")
