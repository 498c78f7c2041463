"""Every number in the data as a document states it: who says what of which thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.headline import disagree, headline
from stablehomes.catalogue.model import (
    Allocation,
    Allowance,
    Catalogue,
    Context,
    Figure,
    Measure,
    PriceIndex,
    Unit,
)
from stablehomes.catalogue.rate_days import days_of
from stablehomes.values.wording import number


class Statements(NamedTuple):
    """What documents say of one number of one thing."""

    thing: str
    """Id of the thing, or strategy."""
    title: str
    """What the thing is called."""
    of: str
    """Which number of the thing, in words."""
    unit: Unit
    """What the amounts of the figures are."""
    figures: tuple[Figure, ...]
    """What each document states, in the order of the file."""
    headline: Figure
    """The figure that is used where documents disagree."""
    disagree: bool
    """Whether the figures are not all the same number with the same qualifier."""


def statements(catalogue: Catalogue) -> Iterator[Statements]:
    """Every number that documents state, in the order of the files; cells of tables are not among them."""
    yield from of_strategy(catalogue)
    for measure in catalogue.measures.values():
        yield from of_measure(catalogue, measure)
    for allowance in catalogue.allowances.values():
        yield from of_allowance(catalogue, allowance)
    for each in catalogue.context.values():
        yield from of_context(catalogue, each)


def every_statement(catalogue: Catalogue) -> Iterator[Statements]:
    """Every number that documents state, the cells of tables and the levels of price indices as well."""
    yield from statements(catalogue)
    for allowance in catalogue.allowances.values():
        yield from _cells(catalogue, allowance)
    for index in catalogue.prices.values():
        yield from _of_index(catalogue, index)


def of_strategy(catalogue: Catalogue) -> Iterator[Statements]:
    """The money that was announced."""
    strategy = catalogue.strategy
    yield from _of(catalogue, "strategy", strategy.title, "announced", "pounds", strategy.figures)


def of_context(catalogue: Catalogue, context: Context) -> Iterator[Statements]:
    """The number of a context figure."""
    of = context.of or "in context"
    yield from _of(catalogue, context.id, context.title, of, context.unit, context.figures)


def of_measure(catalogue: Catalogue, measure: Measure) -> Iterator[Statements]:
    """The money, the areas and the people of a measure, and what named bodies were awarded."""
    yield from _of(catalogue, measure.id, measure.title, "money", "pounds", measure.figures)
    yield from _of(catalogue, measure.id, measure.title, "areas", "areas", measure.areas)
    yield from _of(catalogue, measure.id, measure.title, "people", "people", measure.people)
    for allocation in measure.allocations:
        yield from of_allocation(catalogue, measure, allocation)


def of_allocation(catalogue: Catalogue, measure: Measure, allocation: Allocation) -> Iterator[Statements]:
    """What named councils were awarded of a measure, together."""
    of = award_in_words(allocation)
    yield from _of(catalogue, measure.id, measure.title, of, "pounds", allocation.figures)


def award_in_words(allocation: Allocation) -> str:
    """To whom something was awarded, and what for."""
    return f"allocation to {allocation.to}" + (f" for {allocation.for_}" if allocation.for_ else "")


def of_allowance(catalogue: Catalogue, allowance: Allowance) -> Iterator[Statements]:
    """The rates of an allowance by the day, and the published uplifts of its tables."""
    for rate in allowance.rates:
        if rate.region is None:
            of = f"rate {days_of(rate.from_, rate.until)}"
            yield from _of(catalogue, allowance.id, allowance.title, of, "pounds", rate.figures)
    for uplift in allowance.uplifts:
        of = f"uplift for {uplift.year}"
        yield from _of(catalogue, allowance.id, allowance.title, of, "per cent", uplift.figures)


def _cells(catalogue: Catalogue, allowance: Allowance) -> Iterator[Statements]:
    """The rates by region and age, cell by cell."""
    for rate in allowance.rates:
        if rate.region is not None and rate.ages is not None:
            whom = f"{allowance.regions[rate.region]}, {rate.ages.lowest} to {rate.ages.highest}"
            of = f"rate {days_of(rate.from_, rate.until)}, {whom}"
            yield from _of(catalogue, allowance.id, allowance.title, of, "pounds", rate.figures)


def _of_index(catalogue: Catalogue, index: PriceIndex) -> Iterator[Statements]:
    """The levels of a price index and its published changes; a level is its own quote, as a cell is."""
    for period, level in index.levels.items():
        of = f"{'forecast' if period in index.forecasts else 'level'} for {period}"
        figure = _published(catalogue, index.source, period, level)
        yield from _of(catalogue, index.id, index.title, of, "index", [figure])
    for period, percent in index.changes.items() if index.changes_source else ():
        figure = _published(catalogue, index.changes_source or "", period, percent)
        yield from _of(
            catalogue, index.id, index.title, f"change over a year to {period}", "per cent", [figure]
        )


def _published(catalogue: Catalogue, source: str, period: str, value: Decimal) -> Figure:
    published = catalogue.sources[source].published
    return Figure(value, "exact", source, f"{period}: {number(value)}", published, None)


def _of(
    catalogue: Catalogue, thing: str, title: str, of: str, unit: Unit, figures: Sequence[Figure]
) -> Iterator[Statements]:
    if figures:
        first = headline(figures, catalogue.sources)
        yield Statements(thing, title, of, unit, tuple(figures), first, disagree(figures))
