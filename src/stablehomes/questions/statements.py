"""Every number in the data as a document states it: who says what of which thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stablehomes.model import Allocation, Allowance, Catalogue, Figure, Measure
from stablehomes.questions.figures import disagree, headline
from stablehomes.questions.rates import days_of


class Statements(NamedTuple):
    """What documents say of one number of one thing; ``unit`` is pounds, areas, people, count or per cent."""

    thing: str
    title: str
    of: str  # which number of the thing, in words
    unit: str
    figures: tuple[Figure, ...]
    headline: Figure
    disagree: bool


def statements(catalogue: Catalogue) -> Iterator[Statements]:
    """Every number that documents state, in the order of the files; cells of tables are not among them."""
    strategy = catalogue.strategy
    yield from _of(catalogue, "strategy", strategy.title, "announced", "pounds", strategy.figures)
    for measure in catalogue.measures.values():
        yield from of_measure(catalogue, measure)
    for allowance in catalogue.allowances.values():
        yield from of_allowance(catalogue, allowance)
    for each in catalogue.context.values():
        yield from _of(catalogue, each.id, each.title, each.of or "in context", each.unit, each.figures)


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
            of = f"rate {days_of(rate)}"
            yield from _of(catalogue, allowance.id, allowance.title, of, "pounds", rate.figures)
    for uplift in allowance.uplifts:
        of = f"uplift for {uplift.year}"
        yield from _of(catalogue, allowance.id, allowance.title, of, "per cent", uplift.figures)


def _of(
    catalogue: Catalogue, thing: str, title: str, of: str, unit: str, figures: Sequence[Figure]
) -> Iterator[Statements]:
    if figures:
        first = headline(figures, catalogue.sources)
        yield Statements(thing, title, of, unit, tuple(figures), first, disagree(figures))
