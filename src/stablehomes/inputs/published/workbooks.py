"""Workbooks (.xlsx): what is shown in them, read with Python's own ZIP and XML.

Neither hidden rows nor raised footnote marks come through the libraries that read workbooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

from stablehomes.doors.limits import cells
from stablehomes.inputs.published.archive import (
    BROKEN,
    Archive,
    Grid,
    attribute,
    beside,
    local,
    opened,
    said,
)
from stablehomes.inputs.published.sheets import Sheet, shown_sheets
from stablehomes.reading.text import Refused

# The formats that a workbook has without naming them: those of days and of times.
DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
NO_PART_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,10})")
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days on paper
LAST_SERIAL = 2_958_466  # the last day of the year 9999
TRUTHS = {"1": "TRUE", "0": "FALSE"}
# What other programs put into an archive of the same kind, and what it then is.
OTHERS = {
    "xl/workbook.bin": ("a binary workbook (.xlsb)", "save it as .xlsx, or as CSV"),
    "word/document.xml": ("a Word document", "name the workbook or CSV file that it was made from"),
    "ppt/presentation.xml": ("a presentation", "name the workbook or CSV file that it was made from"),
}


class Text(NamedTuple):
    """The text of a cell without raised marks, and whether there was one."""

    text: str
    raised: bool


class Book(NamedTuple):
    """What cells refer to: texts, the formats that show a day, and the day from which days are counted."""

    archive: Archive
    texts: Sequence[Text]
    days: frozenset[int]
    first_day: datetime


def workbook_sheets(content: bytes, name: str) -> list[Sheet]:
    """One table for each sheet that is shown and not empty; Refused if this is no workbook."""
    archive = opened(content, name)
    try:
        return _sheets(archive)
    except Refused:
        raise
    except BROKEN as error:
        raise archive.refused(said(error)) from None


def _sheets(archive: Archive) -> list[Sheet]:
    if "content.xml" in archive.entries:
        from stablehomes.inputs.published.open_document import document_sheets

        return document_sheets(archive)
    for entry, (what, advice) in OTHERS.items():
        if entry in archive.entries:
            raise Refused("not-a-workbook", f"{archive.name} is {what}", advice)
    entry = _workbook(archive)
    targets = _targets(archive, entry)
    listed, hidden, first_day = [], 0, FIRST_DAY
    for tag, element in archive.elements(entry, "sheet", "workbookPr"):
        if tag == "workbookPr":
            first_day = FIRST_DAY_1904 if attribute(element, "date1904") in ("1", "true") else FIRST_DAY
        elif (attribute(element, "state") or "visible") == "visible":
            listed.append((attribute(element, "name") or "", targets.get(attribute(element, "id") or "", "")))
        else:
            hidden += 1
    book = Book(archive, _texts(archive, entry), _days(archive, entry), first_day)
    left = [cells()]
    sheets = [_sheet(book, title, path, left) for title, path in listed if path in archive.entries]
    return shown_sheets(archive.name, sheets, hidden)


def _workbook(archive: Archive) -> str:
    """The entry that lists the sheets: where the package says, or where it nearly always is."""
    for entry, target in _relations(archive, "_rels/.rels", ""):
        if entry.endswith("/officeDocument") and target in archive.entries:
            return target
    if "xl/workbook.xml" in archive.entries:
        return "xl/workbook.xml"
    raise archive.refused("there is no list of sheets in it")


def _targets(archive: Archive, entry: str) -> Mapping[str, str]:
    folder, _, file = entry.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    if relations not in archive.entries:
        raise archive.refused("there is no list of its parts in it")
    return {
        attribute(element, "Id") or "": beside(entry, attribute(element, "Target") or "")
        for _, element in archive.elements(relations, "Relationship")
    }


def _relations(archive: Archive, entry: str, base: str) -> list[tuple[str, str]]:
    if entry not in archive.entries:
        return []
    return [
        (attribute(element, "Type") or "", beside(base, attribute(element, "Target") or ""))
        for _, element in archive.elements(entry, "Relationship")
    ]


def _texts(archive: Archive, entry: str) -> list[Text]:
    path = beside(entry, "sharedStrings.xml")
    if path not in archive.entries:
        return []
    return [_rich(element) for _, element in archive.elements(path, "si")]


def _rich(element: Element) -> Text:
    """The runs of a text without raised ones; the guide to pronunciation (rPh) is no part of it."""
    parts, raised = list[str](), list[str]()
    for child in element:
        tag = local(child)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            (raised if _is_raised(child) else parts).append(
                "".join(each.text or "" for each in child if local(each) == "t")
            )
    text = "".join(parts)
    return Text(text, any(map(str.strip, raised))) if text.strip() else Text("".join(raised), False)


def _is_raised(run: Element) -> bool:
    return any(local(each) == "vertAlign" and attribute(each, "val") == "superscript" for each in run.iter())


def _days(archive: Archive, entry: str) -> frozenset[int]:
    """The numbers of the cell formats that show a day."""
    path = beside(entry, "styles.xml")
    if path not in archive.entries:
        return frozenset()
    own: dict[int, bool] = {}
    formats: list[int] = []
    for tag, element in archive.elements(path, "numFmt", "cellXfs"):
        if tag == "numFmt":
            code = NO_PART_OF_A_FORMAT.sub("", attribute(element, "formatCode") or "").lower()
            own[int(attribute(element, "numFmtId") or 0)] = (
                bool(re.search("[ymdh]", code)) and "0" not in code
            )
        else:
            formats = [int(attribute(each, "numFmtId") or 0) for each in element if local(each) == "xf"]
    return frozenset(place for place, number in enumerate(formats) if own.get(number, number in DAY_FORMATS))


def _sheet(book: Book, title: str, path: str, left: list[int]) -> Sheet:
    grid = Grid(f"{book.archive.name}[{title}]", left)
    last = -1
    for tag, element in book.archive.elements(path, "row"):
        assert tag == "row"
        number = attribute(element, "r")
        last = int(number) - 1 if number else last + 1
        if last < 0:
            raise book.archive.refused("a row has no number")
        row = grid.begin(last)
        if attribute(element, "hidden") in ("1", "true") or attribute(element, "zeroHeight") == "1":
            grid.hidden.add(last)
        _cells(book, grid, last, row, element)
    return grid.sheet(title)


def _cells(book: Book, grid: Grid, index: int, row: list[str], element: Element) -> None:
    column = -1
    for each in element:
        if local(each) != "c":
            continue
        match = REFERENCE.fullmatch(attribute(each, "r") or "")
        column = _column(match[1]) if match else column + 1
        text, odd = _cell(book, each)
        grid.put(row, column, text)
        if odd:
            grid.odd[index, column] = odd


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(book: Book, element: Element) -> tuple[str, str]:
    """The text of a cell as it would stand in CSV, and what is odd about it."""
    kind, value, formula = attribute(element, "t") or "n", None, False
    for child in element:
        tag = local(child)
        if tag == "v":
            value = child.text
        elif tag == "is":
            text = _rich(child)
            return text.text, "raised" if text.raised else ""
        elif tag == "f":
            formula = True
    if value is None or value == "":
        return "", "formula" if formula else ""
    if kind == "s":
        text = book.texts[int(value)]
        return text.text, "raised" if text.raised else ""
    return READERS.get(kind, _as_it_is)(book, value, element), ""


def _number(book: Book, value: str, element: Element) -> str:
    style = int(attribute(element, "s") or 0)
    return _day(book, value) if style in book.days else value.removesuffix(".0")


def _day(book: Book, value: str) -> str:
    number = float(value)
    if not 0 < number < LAST_SERIAL:
        return value
    moment = book.first_day + timedelta(seconds=round(number * 86400))
    return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ")


def _as_it_is(_book: Book, value: str, _element: Element) -> str:
    return value


READERS: Mapping[str, Callable[[Book, str, Element], str]] = {
    "n": _number,
    "b": lambda _book, value, _element: TRUTHS.get(value, value),
    "d": lambda _book, value, _element: value.removesuffix("T00:00:00"),
}
