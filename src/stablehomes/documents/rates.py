"""The rate of an allowance as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.days import in_words
from stablehomes.document import Cell, Column, Document, Row, Table
from stablehomes.model import Ages
from stablehomes.plain import plain
from stablehomes.questions.rates import Rated, RateOnDays, amount_of, days_of
from stablehomes.wording import in_full, pounds_in_prose, sentence

PERIODS = {"once": "paid once", "weekly": "a week", "yearly": "a year"}


def document(rated: Rated) -> Document:
    """The amount if there is one, then every rate that fits, with its days."""
    return Document(
        title=f"{rated.title}{_narrowed(rated)}",
        answer=_answer(rated),
        tables=tuple(_tables(rated)),
        notes=rated.notes,
        sources=rated.sources,
        data=plain(rated),
    )


def _narrowed(rated: Rated) -> str:
    on = f" on {in_words(rated.on)}" if rated.on else ""
    region = f", {rated.regions[rated.region]}" if rated.region else ""
    return f"{on}{region}" + (f", age {rated.age}" if rated.age is not None else "")


def _answer(rated: Rated) -> str:
    paid = f"{PERIODS[rated.paid]}, {rated.status}"
    if rated.amount:
        said = sentence(in_full(rated.amount, pounds_in_prose))
        return f"{said} ({paid}), {days_of(rated.rates[0])}."
    lowest = min(rated.rates, key=lambda rate: rate.amount)
    highest = max(rated.rates, key=lambda rate: rate.amount)
    span = f"{pounds_in_prose(lowest.amount)} to {pounds_in_prose(highest.amount)}"
    return f"{span} ({paid}), {'by the day' if rated.on is None else 'by region and age'}."


def _tables(rated: Rated) -> Iterator[Table]:
    if any(rate.region for rate in rated.rates):
        yield from rate_tables(rated.rates, rated.regions)
        return
    columns = (Column("From", "day"), Column("Until", "day"), Column("Amount", "pounds"))
    rows = tuple(Row((rate.from_, rate.until, amount_of(rate))) for rate in rated.rates)
    yield Table("rates", "Rates", columns, rows)


def rate_tables(rates: Sequence[RateOnDays], regions: dict[str, str]) -> Iterator[Table]:
    """Rates by region and age: one table for each run of days."""
    for from_, until in dict.fromkeys((rate.from_, rate.until) for rate in rates):
        alike = [rate for rate in rates if (rate.from_, rate.until) == (from_, until)]
        name = f"rates-{from_}" if from_ else "rates"
        yield _grid(name, sentence(days_of(alike[0])), regions, alike)


def _grid(name: str, title: str, regions: dict[str, str], rates: list[RateOnDays]) -> Table:
    """A row for each band of ages, a column for each region."""
    shown = dict.fromkeys(rate.region for rate in rates if rate.region)
    cells = {(rate.ages, rate.region): rate for rate in rates}
    columns = (Column("Ages"), *(Column(regions[region], "pounds") for region in shown))
    rows = [
        Row((ages_in_words(ages), *(_cell(cells.get((ages, region))) for region in shown)))
        for ages in dict.fromkeys(rate.ages for rate in rates)
    ]
    return Table(name, title, columns, tuple(rows))


def _cell(rate: RateOnDays | None) -> Cell:
    return amount_of(rate) if rate else None


def ages_in_words(ages: Ages | None) -> str:
    """A band of ages as a table says it.

    >>> ages_in_words(Ages(11, 15))
    '11 to 15'
    """
    return f"{ages.lowest} to {ages.highest}" if ages else "all ages"
