"""What concerns one council as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.answers.plain import plain
from stablehomes.documents.form.document import Cell, Column, Document, Row, Table
from stablehomes.questions.council import RULES, OneCouncil
from stablehomes.values.wording import counted, listed

TYPES = {
    "unitary": "a unitary council",
    "county": "a county council",
    "metropolitan": "a metropolitan council",
    "london": "a London borough",
}
BY = {
    "children-looked-after": "Looked after",
    "children-in-need": "In need",
    "population-0-17": "Aged 0 to 17",
}


def document(answer: OneCouncil) -> Document:
    """What it was named for and awarded, what rules would give it, what rises cost it, and its counts."""
    return Document(
        title=answer.name,
        answer=_sentence(answer),
        tables=tuple(_tables(answer)),
        notes=answer.notes,
        sources=answer.sources,
        data=plain(answer),
        name="council",
    )


def _sentence(answer: OneCouncil) -> str:
    measures = listed([each.title for each in answer.named]) if answer.named else "nothing"
    awards = counted(len(answer.awarded), "award") if answer.awarded else "no award"
    of = f"{TYPES[answer.type]} in the region {answer.region}"
    read = "in the documents that were read"
    return f"{answer.name} ({answer.code}), {of}: named for {measures}; {awards} {read}."


def _tables(answer: OneCouncil) -> Iterator[Table]:
    if answer.awarded:
        yield _awarded(answer)
    if answer.shares:
        yield _shares(answer)
    if answer.costs:
        yield _costs(answer)
    yield _counts(answer)


def _awarded(answer: OneCouncil) -> Table:
    columns = (Column("Measure"), Column("Awarded to"), Column("Allocation", "pounds"))
    rows = [(each.title, each.to, each.amount) for each in answer.awarded]
    return _table("awarded", "Awarded, as published", columns, rows)


def _shares(answer: OneCouncil) -> Table:
    """One line a measure: what each of the rules would give."""
    columns = (Column("Measure"), *(Column(BY[rule], "pounds") for rule in RULES))
    amounts = {(share.measure, share.counted_by): share.amount for share in answer.shares}
    titles = {share.measure: share.title for share in answer.shares}
    rows = [(title, *(amounts.get((measure, rule)) for rule in RULES)) for measure, title in titles.items()]
    return _table("shares", "Illustrative shares among all councils, by children …", columns, rows)


def _costs(answer: OneCouncil) -> Table:
    columns = (
        Column("Allowance"),
        Column("Rise", "pounds"),
        Column("Care leavers aged 17 to 18", "number"),
        Column("Cost of the rise", "pounds"),
    )
    rows = [(each.title, each.change, each.people, each.cost) for each in answer.costs]
    return _table("costs", "What rises cost at most", columns, rows)


def _counts(answer: OneCouncil) -> Table:
    columns = (
        Column("Count"),
        Column("Year"),
        Column("Number", "number"),
        Column("Per cent of all", "number"),
        Column("Rank", "number"),
        Column("Median of neighbours", "number"),
    )
    rows = [
        (each.title, each.year, each.number, each.percent, each.rank, each.neighbours_median)
        for each in answer.counts
    ]
    return _table("counts", "Published counts", columns, rows)


def _table(name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Table:
    return Table(name, title, tuple(columns), tuple(Row(tuple(cells)) for cells in rows))
