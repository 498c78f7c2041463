"""A list of what there is as a document."""

from __future__ import annotations

from stablehomes.answers.plain import plain
from stablehomes.documents.form.document import Cell, Column, Document, Row, Table
from stablehomes.questions.list import KINDS, Listing, Thing, ThingKind
from stablehomes.values.ranges import qualified
from stablehomes.values.wording import counted, number

TITLES = {
    "measure": "Measures",
    "allowance": "Allowances",
    "context": "Context figures",
    "price-index": "Price indices",
    "pillar": "Pillars",
    "source": "Sources",
}


def document(listing: Listing) -> Document:
    """A table for each kind of thing that there is."""
    kinds = [kind for kind in KINDS if any(thing.kind == kind for thing in listing.things)]
    return Document(
        title="What there is",
        answer=f"{counted(len(listing.things), 'thing')}.",
        tables=tuple(_table(listing, kind) for kind in kinds),
        notes=listing.notes,
        sources=(),
        data=plain(listing),
        name="list",
        records=tuple(plain(thing) for thing in listing.things),
    )


def _table(listing: Listing, kind: ThingKind) -> Table:
    things = [thing for thing in listing.things if thing.kind == kind]
    with_amounts = any(thing.amount for thing in things)
    columns = (Column("Id", "id"), Column("Title"), Column("Amount", "pounds"))
    rows = (Row((thing.id, thing.title, _amount(thing))) for thing in things)
    shown = columns if with_amounts else columns[:2]
    return Table(kind, TITLES[kind], shown, tuple(Row(row.cells[: len(shown)]) for row in rows))


def _amount(thing: Thing) -> Cell:
    if thing.amount is None or thing.unit == "pounds":
        return thing.amount
    return qualified(thing.amount, number) + ("%" if thing.unit == "per cent" else "")
