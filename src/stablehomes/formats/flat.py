"""Tables as machines take them: a field for each value, so that a range is four fields side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.model import Source
from stablehomes.documents.form.document import Cell, Column, Row, Table, column_name
from stablehomes.values.ranges import Range

Value = str | int | Decimal | date | None
AMOUNTS = ("pounds", "number", "per cent")
PARTS = ("", "low", "high", "qualifier")


class Field(NamedTuple):
    """One column of values: ``part`` is empty for the value or headline of ``column``, otherwise its end.

    ``kind`` is text, pounds, number, per cent or day.
    """

    name: str
    title: str
    kind: str
    column: str
    part: str


class Flat(NamedTuple):
    """A table of plain values: fields, and for each row of the table a value for each field."""

    fields: tuple[Field, ...]
    records: tuple[tuple[Value, ...], ...]


def flat(table: Table) -> Flat:
    """The table with each range as headline, low, high and qualifier; an interval in words is left out.

    Words in place of an amount, such as "no figure announced", stand as the qualifier.
    """
    places = [
        place
        for place, column in enumerate(table.columns)
        if column.kind != "open pounds" and column.audience != "people"
    ]
    ranged = {place for place in places if _is_ranged(table, place)}
    fields = [field for place in places for field in _fields(table.columns[place], place in ranged)]
    records = (
        tuple(value for place in places for value in _values(table, row, place, place in ranged))
        for row in table.rows
    )
    return Flat(tuple(fields), tuple(records))


def _is_ranged(table: Table, place: int) -> bool:
    """Whether a column has ranges, or words where an amount is left out."""
    kinds = (Range, str) if table.columns[place].kind in AMOUNTS else Range
    return any(isinstance(_cell(row, place), kinds) for row in table.rows if row.role != "heading")


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _fields(column: Column, ranged: bool) -> Iterator[Field]:
    name, kind = column_name(column), "text" if column.kind == "id" else column.kind
    yield Field(name, column.title, kind, name, "")
    for part in PARTS[1:] if ranged else ():
        part_kind = "text" if part == "qualifier" else kind
        yield Field(f"{name}_{part}", f"{column.title}: {part}", part_kind, name, part)


def _values(table: Table, row: Row, place: int, ranged: bool) -> tuple[Value, ...]:
    cell = _cell(row, place)
    if not ranged:
        assert not isinstance(cell, Range)
        return (cell,)
    if isinstance(cell, Range):
        return cell.headline, cell.low, cell.high, cell.qualifier
    if isinstance(cell, int | Decimal):
        return cell, cell, cell, "exact"
    return None, None, None, _words(table, row, place)


def _words(table: Table, row: Row, place: int) -> str | None:
    """Why there is no amount: words in its cell, or in the interval beside it."""
    beside = place + 1 < len(table.columns) and table.columns[place + 1].kind == "open pounds"
    cells = [_cell(row, place), _cell(row, place + 1) if beside else None]
    return next((cell for cell in cells if isinstance(cell, str)), None)


def source_table(sources: tuple[Source, ...]) -> Table:
    """The sources as a table of their own."""
    columns = tuple(
        Column(title)
        for title in (
            *("Id", "Publisher", "Title", "Kind", "Published", "Address", "Note"),
            *("Author", "Author kind"),
        )
    )
    return Table("sources", "Sources", columns, tuple(map(_source_row, sources)))


def _source_row(source: Source) -> Row:
    document = (source.id, source.publisher, source.title, source.kind, str(source.published))
    author = source.author or (None, None)
    return Row((*document, source.url, source.note, *author))
