"""What is printed: titled tables, notes and sources, before any format has been chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from stablehomes.model import Source
from stablehomes.problems import Problem
from stablehomes.ranges import Range

Cell = str | int | Decimal | Range | date | None


class Column(NamedTuple):
    """A heading, and what the cells below it are.

    ``kind``: text, id (text that is never broken), pounds (Decimal or Range), open pounds (Range: the
    interval alone), number (int, Decimal or Range), per cent (Decimal) or day (date). An empty cell is None.
    """

    title: str
    kind: str = "text"


class Row(NamedTuple):
    """Cells for the columns; ``role`` is plain, heading (the first cell alone), subtotal or total."""

    cells: tuple[Cell, ...]
    role: str = "plain"


class Table(NamedTuple):
    """A table; ``name`` is short and stable, for files that hold one table each.

    ``folded``: details, which a page that can fold shows on request.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    folded: bool = False


class Event(NamedTuple):
    """Whole days in a calendar, both included; ``id`` is the same whenever the event is the same."""

    id: str
    first: date
    last: date
    title: str
    description: str


class Document(NamedTuple):
    """One answer for people: its sentence first, then notes and sources; ``data`` is for machines."""

    title: str
    answer: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    data: dict[str, Any]
    records: tuple[dict[str, Any], ...] = ()  # the parts of the data that JSON lines print, one a line
    events: tuple[Event, ...] = ()  # what a calendar can hold of the answer
    passages: tuple[str, ...] = ()  # text whose lines are laid out already
    problems: tuple[Problem, ...] | None = None  # what was found; None if the question was another one
