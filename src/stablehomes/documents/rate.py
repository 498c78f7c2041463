"""The rate of an allowance as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Ages
from stablehomes.catalogue.rate_days import days_of
from stablehomes.documents.drawing import bar, scale_of
from stablehomes.documents.form.document import Cell, Column, Document, Row, Table
from stablehomes.documents.form.pictures import ZERO, LineGroup, Picture
from stablehomes.questions.allowances.rates import Rated, RateOnDays
from stablehomes.values.days import in_words
from stablehomes.values.ranges import in_full
from stablehomes.values.wording import pounds_in_prose, sentence

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
        name="rate",
        pictures=tuple(_pictures(rated)),
    )


def _narrowed(rated: Rated) -> str:
    on = f" on {in_words(rated.on)}" if rated.on else ""
    region = f", {rated.regions[rated.region]}" if rated.region else ""
    return f"{on}{region}" + (f", age {rated.age}" if rated.age is not None else "")


def _answer(rated: Rated) -> str:
    paid = f"{PERIODS[rated.paid]}, {rated.status}"
    if rated.amount:
        said = sentence(in_full(rated.amount, pounds_in_prose))
        return f"{said} ({paid}), {days_of(rated.rates[0].from_, rated.rates[0].until)}."
    headlines = [rate.amount.headline for rate in rated.rates]
    span = f"{pounds_in_prose(min(headlines))} to {pounds_in_prose(max(headlines))}"
    return f"{span} ({paid}), {'by the day' if rated.on is None else 'by region and age'}."


def _tables(rated: Rated) -> Iterator[Table]:
    if any(rate.region for rate in rated.rates):
        yield from rate_tables(rated.rates, rated.regions)
        return
    columns = (Column("From", "day"), Column("Until", "day"), Column("Amount", "pounds"))
    rows = tuple(Row((rate.from_, rate.until, rate.amount)) for rate in rated.rates)
    yield Table("rates", "Rates", columns, rows)


def rate_tables(rates: Sequence[RateOnDays], regions: dict[str, str]) -> Iterator[Table]:
    """Rates by region and age: for people a table for each run of days, for machines one for all."""
    for alike in _runs(rates):
        yield _grid(_run_name(alike), sentence(days_of(alike[0].from_, alike[0].until)), regions, alike)
    yield _cells(rates)


def _runs(rates: Sequence[RateOnDays]) -> list[list[RateOnDays]]:
    """The rates of each run of days together."""
    runs: dict[tuple[date | None, date | None], list[RateOnDays]] = {}
    for rate in rates:
        runs.setdefault((rate.from_, rate.until), []).append(rate)
    return list(runs.values())


def _run_name(alike: Sequence[RateOnDays]) -> str:
    return f"rates-{alike[0].from_}" if alike[0].from_ else "rates"


def _cells(rates: Sequence[RateOnDays]) -> Table:
    columns = (
        Column("Region", "id"),
        Column("Ages"),
        Column("From", "day"),
        Column("Until", "day"),
        Column("Amount", "pounds"),
    )
    rows = tuple(
        Row((rate.region, ages_in_words(rate.ages), rate.from_, rate.until, rate.amount)) for rate in rates
    )
    return Table("rates", "Rates", columns, rows, audience="machines")


def _pictures(rated: Rated) -> Iterator[Picture]:
    """By region and age a picture for each run of days; otherwise all rates in one."""
    if any(rate.region for rate in rated.rates):
        for alike in _runs(rated.rates):
            yield _picture(
                rated,
                _run_name(alike),
                sentence(days_of(alike[0].from_, alike[0].until)),
                _by_region(rated, alike),
            )
    elif len(rated.rates) > 1:
        lines = tuple(bar(sentence(days_of(rate.from_, rate.until)), rate.amount) for rate in rated.rates)
        yield _picture(rated, "rates", "Rates", (LineGroup("", lines),))


def _by_region(rated: Rated, alike: Sequence[RateOnDays]) -> tuple[LineGroup, ...]:
    regions = dict.fromkeys(rate.region for rate in alike)
    return tuple(
        LineGroup(
            rated.regions[region] if region else "",
            tuple(bar(ages_in_words(rate.ages), rate.amount) for rate in alike if rate.region == region),
        )
        for region in regions
    )


def _picture(rated: Rated, name: str, title: str, groups: tuple[LineGroup, ...]) -> Picture:
    """On one scale for all pictures of an answer, so that they can be compared."""
    last = scale_of([bar("", rate.amount) for rate in rated.rates])
    return Picture(name, f"{title}, {PERIODS[rated.paid]}", "", groups, ZERO, last)


def _grid(name: str, title: str, regions: dict[str, str], rates: list[RateOnDays]) -> Table:
    """A row for each band of ages, a column for each region."""
    shown = dict.fromkeys(rate.region for rate in rates if rate.region)
    cells = {(rate.ages, rate.region): rate for rate in rates}
    columns = (Column("Ages"), *(Column(regions[region], "pounds") for region in shown))
    rows = [
        Row((ages_in_words(ages), *(_cell(cells.get((ages, region))) for region in shown)))
        for ages in dict.fromkeys(rate.ages for rate in rates)
    ]
    return Table(name, title, columns, tuple(rows), audience="people")


def _cell(rate: RateOnDays | None) -> Cell:
    return rate.amount if rate else None


def ages_in_words(ages: Ages | None) -> str:
    """A band of ages as a table says it.

    >>> ages_in_words(Ages(11, 15))
    '11 to 15'
    """
    return f"{ages.lowest} to {ages.highest}" if ages else "all ages"
