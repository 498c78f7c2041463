"""The budget as a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stablehomes.answers.plain import plain
from stablehomes.documents.drawing import bar, scale_of
from stablehomes.documents.form.document import Column, Document, Row, Table, slug
from stablehomes.documents.form.formulas import At, Formula, Remainder, Total
from stablehomes.documents.form.pictures import ZERO, Line, LineGroup, Picture
from stablehomes.questions.budget import Budget, Group, MeasureFunding
from stablehomes.values.ranges import Range, in_full
from stablehomes.values.wording import listed, pounds_in_prose, sentence

NO_FIGURE = "no figure announced"
MOST_BARS = 500  # of more parts than this nobody can tell one from the next
CODE = Column("Id", "id", audience="machines")
MONEY_COLUMNS = (Column("Announced", "pounds"), Column("Range", "open pounds"))
DOCUMENT_COLUMNS = (
    Column("Documents", audience="people"),
    Column("Documents", "number", audience="machines"),
    Column("They disagree", name="disagree", audience="machines"),
    Column("Pillar", "id", audience="machines"),
    Column("In the announced total", name="envelope", audience="machines"),
)
TITLES = {
    "measure": "",
    "pillar": ", by pillar",
    "year": ", by year",
    "source": ", as each document tells it",
}
READING = (
    "Each bar begins where the one above it ends. A thin line marks what the documents leave open,"
    " a dotted one that no limit is stated, and a dashed bar what no document itemises."
)


def document(budget: Budget) -> Document:
    """Measures by pillar, or the groups that were asked for, then what is itemised and what is not."""
    return Document(
        title=f"{budget.strategy.title}: what was announced{TITLES[budget.by]}{_in_prices(budget)}",
        answer=_answer(budget),
        tables=(TABLES[budget.by](budget),),
        notes=budget.notes,
        sources=budget.sources,
        data=plain(budget),
        name="budget",
        pictures=_pictures(budget),
    )


def _in_prices(budget: Budget) -> str:
    return f", in {budget.real.of} prices" if budget.real else ""


def _answer(budget: Budget) -> str:
    years = listed([str(year) for year in budget.strategy.years])
    who = f"As told by {budget.as_told_by}: " if budget.as_told_by else ""
    who += f"By {listed(budget.trust)} alone: " if budget.trust else ""
    itemised = in_full(budget.itemised, pounds_in_prose)
    if budget.announced is None or budget.not_itemised is None:
        return sentence(f"{who}no total is announced; {itemised} is itemised.")
    announced = in_full(budget.announced, pounds_in_prose)
    if budget.beyond is not None:
        beyond = in_full(budget.beyond, pounds_in_prose)
        return sentence(f"{who}{announced} is announced for {years}; {itemised} is itemised, {beyond} more.")
    rest = in_full(budget.not_itemised, pounds_in_prose)
    return sentence(
        f"{who}{announced} is announced for {years}; {itemised} of it is itemised and {rest} is not."
    )


def _measures(budget: Budget) -> Table:
    columns = (Column("Measure"), CODE, *MONEY_COLUMNS, *DOCUMENT_COLUMNS)
    inside = tuple(each.id for each in budget.measures if each.funding and each.envelope != "outside")
    rows = [*_measure_rows(budget), *_totals(budget, inside, len(DOCUMENT_COLUMNS))]
    return Table("measures", "Measures by pillar", columns, tuple(rows))


def _measure_rows(budget: Budget) -> Iterator[Row]:
    for id, title in budget.pillars.items():
        inside = [each for each in budget.measures if each.pillar == id and each.envelope != "outside"]
        if inside:
            yield Row((title,), "heading")
            yield from (_measure_row(measure) for measure in inside)
    outside = [each for each in budget.measures if each.envelope == "outside"]
    if outside:
        yield Row(("Announced apart from the total",), "heading")
        yield from (_measure_row(measure) for measure in outside)


def _measure_row(measure: MeasureFunding) -> Row:
    documents = len({figure.source for figure in measure.figures})
    said = f"{documents} disagree" if measure.disagree else str(documents or "")
    disagree = "yes" if measure.disagree else "no"
    left_open = NO_FIGURE if measure.funding is None else measure.funding
    return Row(
        (
            *(measure.title, measure.id, measure.funding, left_open),
            *(said, documents, disagree, measure.pillar, measure.envelope),
        ),
        name=measure.id,
    )


def _totals(budget: Budget, summed: tuple[str, ...], empty: int = 0) -> Iterator[Row]:
    """What is itemised, which is the sum of the rows that are named, and what that leaves."""
    yield _total("Itemised", budget.itemised, empty, Total(summed))
    if budget.announced is not None and budget.not_itemised is not None:
        whole, parts = At("announced", "announced"), At("announced", "itemised")
        if budget.beyond is not None:
            yield _total("Itemised beyond the announced", budget.beyond, empty, Remainder(parts, whole))
        else:
            yield _total("Not itemised", budget.not_itemised, empty, Remainder(whole, parts))
        yield _total("Announced", budget.announced, empty)


def _total(title: str, amount: Range, empty: int, formula: Formula | None = None) -> Row:
    cells = (title, None, amount, amount, *(None,) * empty)
    return Row(cells, "total", slug(title), {"announced": formula} if formula else {})


def _pictures(budget: Budget) -> tuple[Picture, ...]:
    """The parts of the total end to end; of groups, each group beside the others."""
    grouped = [bar(group.title, group.funding) for group in budget.groups if group.parts and group.funding]
    lines = grouped or _end_to_end(budget)
    if not lines:
        return ()
    last = scale_of(lines)
    text = "" if grouped else READING
    return (Picture("parts", "The money", text, (LineGroup("", tuple(lines)),), ZERO, last),)


def _end_to_end(budget: Budget) -> list[Line]:
    """What was announced as one bar, and below it its parts, each beginning where the one before ends."""
    if len(budget.measures) > MOST_BARS:
        return []
    lines: list[Line] = []
    end = ZERO
    for measure in budget.measures:
        if measure.funding and measure.envelope != "outside":
            lines.append(bar(measure.title, measure.funding, end))
            end = lines[-1].end
    if budget.announced is None or budget.not_itemised is None:
        return lines
    whole = bar("Announced", budget.announced, style="whole")
    if budget.beyond is not None:
        return [whole, *lines]
    return [whole, *lines, bar("Not itemised", budget.not_itemised, end, "rest")]


def _pillars(budget: Budget) -> Table:
    return _grouped(budget, "pillars", "Itemised by pillar", "Pillar")


def _years(budget: Budget) -> Table:
    return _grouped(budget, "years", "Itemised by year (illustrative)", "Year and measure")


def _grouped(budget: Budget, name: str, title: str, heading: str) -> Table:
    rows = [row for group in budget.groups for row in _group_rows(group)]
    parts = tuple(row.name for row in rows if row.role == "plain")
    columns = (Column(heading, name="measure"), CODE, *MONEY_COLUMNS)
    return Table(name, title, columns, (*rows, *_totals(budget, parts)))


def _group_rows(group: Group) -> Sequence[Row]:
    parts = [
        Row((part.title, part.id, part.funding, part.funding), name=f"{group.id} {part.id}")
        for part in group.parts
    ]
    if not parts:
        return [Row((group.title,), "heading"), Row(("Sum", None, None, NO_FIGURE), "subtotal")]
    total = Total(tuple(row.name for row in parts))
    cells = ("Sum", None, group.funding, group.funding)
    return [Row((group.title,), "heading"), *parts, Row(cells, "subtotal", formulas={"announced": total})]


def _sources(budget: Budget) -> Table:
    """Each document's own sum; they are not added up, for they speak of the same money."""
    columns = (Column("Document", "id"), Column("Publisher"), *MONEY_COLUMNS)
    rows = tuple(Row((group.id, group.title, group.funding, group.funding)) for group in budget.groups)
    return Table("sources", "Itemised by each document", columns, rows)


TABLES: dict[str, Callable[[Budget], Table]] = {
    "measure": _measures,
    "pillar": _pillars,
    "year": _years,
    "source": _sources,
}
