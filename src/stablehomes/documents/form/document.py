"""What is printed: titled tables, pictures, notes and sources, before any format has been chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from stablehomes.catalogue.model import Source
from stablehomes.documents.form.formulas import Formula
from stablehomes.documents.form.pictures import Picture
from stablehomes.problems.problem import Problem, WrongCall, did_you_mean
from stablehomes.values.ranges import Range

Cell = str | int | Decimal | Range | date | None
# What cells are: text, an id (text that is never broken), pounds (Decimal or Range), open pounds (a Range of
# which the interval alone is said), a number or a per cent (int, Decimal or Range), or a day (date).
CellKind = Literal["text", "id", "pounds", "open pounds", "number", "per cent", "day"]
# Whom something is for: all, people (text and pages alone) or machines (CSV and workbooks alone).
Audience = Literal["all", "people", "machines"]
# What a row is: plain, a heading (its first cell alone), the sum of the rows since the heading, or of all.
Role = Literal["plain", "heading", "subtotal", "total"]
InputKind = Literal["pounds", "number"]
NO_FORMULAS: Mapping[str, Formula] = MappingProxyType({})


class Column(NamedTuple):
    """A heading, and what the cells below it are.

    An empty cell is None; words in a column of amounts say why there is none. ``name`` is what files and
    formulas call it, made from the title if left out.
    """

    title: str
    kind: CellKind = "text"
    name: str = ""
    audience: Audience = "all"


class Row(NamedTuple):
    """Cells for the columns.

    ``formulas`` says, by column, how a cell follows from others; a row that formulas speak of has a ``name``.
    """

    cells: tuple[Cell, ...]
    role: Role = "plain"
    name: str = ""
    formulas: Mapping[str, Formula] = NO_FORMULAS


class Table(NamedTuple):
    """A table; ``name`` is short and stable, for files that hold one table each.

    What only people read is a digest of another table. ``collapsed`` are details, which a page shows on
    request. ``compact`` says the same in fewer columns, where lines of text are too short for this one.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    audience: Audience = "all"
    collapsed: bool = False
    compact: Table | None = None


class CalendarEvent(NamedTuple):
    """Whole days in a calendar, both included; ``id`` is the same whenever the event is the same."""

    id: str
    first: date
    last: date
    title: str
    description: str


class Input(NamedTuple):
    """A number that the answer starts from, and that a reader of a workbook may change."""

    name: str
    title: str
    value: int | Decimal | Range
    kind: InputKind


class Document(NamedTuple):
    """One answer for people: its sentence first, then notes and sources; ``data`` is for machines.

    ``parts`` are documents of their own that one document holds, each with a ``name``.
    """

    title: str
    answer: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    data: dict[str, Any]
    problems: tuple[Problem, ...] | None = None  # what was found; None if the question was another one
    name: str = "answer"
    records: tuple[dict[str, Any], ...] = ()  # the parts of the data that JSON lines print, one a line
    events: tuple[CalendarEvent, ...] = ()  # what a calendar can hold of the answer
    preformatted: tuple[str, ...] = ()  # text whose lines are laid out already
    inputs: tuple[Input, ...] = ()
    pictures: tuple[Picture, ...] = ()
    parts: tuple[Document, ...] = ()


def parts_of(document: Document) -> tuple[Document, ...]:
    """The parts of a document; one that has none is its own only part."""
    return document.parts or (document,)


def column_name(column: Column) -> str:
    """What files and formulas call a column.

    >>> column_name(Column("Illustrative share"))
    'illustrative_share'
    """
    return column.name or slug(column.title, "_")


def slug(words: str, joint: str = "-") -> str:
    """Words as a name of small letters and digits, for files and columns.

    >>> slug("Cost (assumed)")
    'cost-assumed'
    """
    return re.sub("[^a-z0-9]+", joint, words.lower()).strip(joint)


def for_people(tables: Sequence[Table]) -> list[Table]:
    """The tables and columns that people read; the codes and the long lists of machines left out."""
    return [_for_people(table) for table in tables if table.audience != "machines"]


def _for_people(table: Table) -> Table:
    places = [place for place, column in enumerate(table.columns) if column.audience != "machines"]
    if len(places) == len(table.columns):
        return table
    rows = (row if row.role == "heading" else _with(row, places) for row in table.rows)
    return table._replace(columns=tuple(table.columns[place] for place in places), rows=tuple(rows))


def _with(row: Row, places: Sequence[int]) -> Row:
    return row._replace(cells=tuple(row.cells[place] for place in places if place < len(row.cells)))


def for_machines(document: Document) -> list[Table]:
    """The tables that hold the answer's data, in all parts, each with a name that no other has."""
    if not document.parts:
        return [table for table in document.tables if table.audience != "people"]
    return [
        table._replace(name=f"{part.name}-{table.name}")
        for part in document.parts
        for table in for_machines(part)
    ]


def only_table(document: Document, name: str) -> Document:
    """The document with one of its tables alone; WrongCall with the nearest name if there is none."""
    tables = {table.name: table for table in for_machines(document)}
    if name not in tables:
        raise WrongCall(f'this answer has no table "{name}"', did_you_mean(name, tables))
    return document._replace(tables=(tables[name]._replace(audience="all"),), parts=(), pictures=())
