"""Open Document spreadsheets (.ods): the sheets that are shown, with their cells as they stand in CSV."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from stablehomes.doors.limits import cells
from stablehomes.inputs.published.archive import Archive, Grid, attribute, local
from stablehomes.inputs.published.sheets import Sheet, shown_sheets

HIDDEN = ("collapse", "filter")
NO_TEXT = ("annotation", "note")


def document_sheets(archive: Archive) -> list[Sheet]:
    """One table for each sheet that is shown and not empty."""
    hidden_styles: set[str] = set()
    raised_styles: set[str] = set()
    sheets, hidden, left = [], 0, [cells()]
    for tag, element in archive.elements("content.xml", "style", "table"):
        name = attribute(element, "name") or ""
        if tag == "style":
            if any(attribute(each, "display") == "false" for each in element):
                hidden_styles.add(name)
            if any((attribute(each, "text-position") or "").startswith("super") for each in element):
                raised_styles.add(name)
        elif attribute(element, "style-name") in hidden_styles:
            hidden += 1
        else:
            sheets.append(_sheet(archive, name, element, raised_styles, left))
    return shown_sheets(archive.name, sheets, hidden)


def _sheet(archive: Archive, title: str, table: Element, raised: set[str], left: list[int]) -> Sheet:
    grid = Grid(f"{archive.name}[{title}]", left)
    next_row = 0
    for row in _rows(table):
        times = int(attribute(row, "number-rows-repeated") or 1)
        cells = list(_cells(row, raised))
        if any(text.strip() for _, text, _ in cells):
            for index in range(next_row, next_row + times):
                line = grid.begin(index)
                for column, text, odd in cells:
                    grid.put(line, column, text)
                    if odd:
                        grid.odd[index, column] = "raised"
                if attribute(row, "visibility") in HIDDEN:
                    grid.hidden.add(index)
        next_row += times
    return grid.sheet(title)


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        tag = local(child)
        if tag == "table-row":
            yield child
        elif tag in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows(child)


def _cells(row: Element, raised: set[str]) -> Iterator[tuple[int, str, bool]]:
    """The cells of a row that hold something, by their places: text, and whether a mark was raised in it."""
    column = 0
    for cell in row:
        times = int(attribute(cell, "number-columns-repeated") or 1)
        if local(cell) == "table-cell":
            text, odd = _text(cell, raised)
            if text.strip():
                yield from ((column + each, text, odd) for each in range(min(times, 2**14)))
        column += times


def _text(cell: Element, raised: set[str]) -> tuple[str, bool]:
    kind = attribute(cell, "value-type")
    if kind in ("float", "percentage", "currency"):
        return (attribute(cell, "value") or "").removesuffix(".0"), False
    if kind == "date":
        return (attribute(cell, "date-value") or "").removesuffix("T00:00:00"), False
    plain = [_said(each, raised, False) for each in cell if local(each) == "p"]
    marks = [_said(each, raised, True) for each in cell if local(each) == "p"]
    text = " ".join(plain)
    return (text, any(map(str.strip, marks))) if text.strip() else (" ".join(marks), False)


def _said(element: Element, raised: set[str], marks: bool) -> str:
    """The text of a paragraph: what is raised in it, or all the rest."""
    parts = ["" if marks else element.text or ""]
    for child in element:
        tag = local(child)
        if tag == "s":
            parts.append(" " * int(attribute(child, "c") or 1))
        elif tag not in NO_TEXT:
            is_raised = attribute(child, "style-name") in raised
            if is_raised == marks and is_raised:
                parts.append("".join(child.itertext()))
            elif not is_raised:
                parts.append(_said(child, raised, marks))
        parts.append("" if marks else child.tail or "")
    return "".join(parts)
