"""What documents state of one number, as steps: the headline, and every statement with its quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.catalogue.headline import headline
from stablehomes.catalogue.model import Allocation, Catalogue, Context, Figure, Measure, PriceIndex, Unit
from stablehomes.catalogue.statements import award_in_words
from stablehomes.questions.prices import level, period_in_words
from stablehomes.questions.working.steps import Step, leaf, step
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import stated
from stablehomes.values.years import FinancialYear


def of_figures(label: str, unit: Unit, figures: Sequence[Figure], catalogue: Catalogue) -> Step:
    """What documents state of one number: the headline first, then the others in the order of the file."""
    first = headline(figures, catalogue.sources)
    others = [figure for figure in figures if figure is not first]
    return step(label, "headline", unit, [_stated(unit, figure) for figure in (first, *others)])


def _stated(unit: Unit, figure: Figure) -> Step:
    value = stated(figure.amount, figure.qualifier)
    return Step(f"as {figure.source} says", "stated", unit, value, (), figure)


def of_money(measure: Measure, catalogue: Catalogue) -> Step:
    """The money that was announced for a measure, in cash."""
    return of_figures(measure.title, "pounds", measure.figures, catalogue)


def of_numbers(measure: Measure, catalogue: Catalogue) -> Iterator[Step]:
    """The areas and the people of a measure, and what named bodies were awarded."""
    if measure.areas:
        yield of_figures("areas", "areas", measure.areas, catalogue)
    if measure.people:
        yield of_figures("people", "people", measure.people, catalogue)
    for allocation in measure.allocations:
        yield of_allocation(allocation, catalogue)


def of_allocation(allocation: Allocation, catalogue: Catalogue) -> Step:
    """A sum that named councils were awarded, as published."""
    return of_figures(award_in_words(allocation), "pounds", allocation.figures, catalogue)


def of_context(context: Context, catalogue: Catalogue) -> Step:
    """A figure that is quoted beside the strategy."""
    return of_figures(context.title, context.unit, context.figures, catalogue)


def of_level(index: PriceIndex, period: FinancialYear | KnownDate) -> Step:
    """The level of a price index in a year or a month; WrongCall if it is not held."""
    level(index, period)
    return _level(index, str(period), f"{index.title}, {period_in_words(period)}")


def of_change(index: PriceIndex, to: KnownDate) -> Step:
    """How much prices rose over the twelve months to a month, as published."""
    return _change(index, str(to), f"{index.title}, rise over the twelve months to {period_in_words(to)}")


def of_index(index: PriceIndex) -> Iterator[Step]:
    """Every level and every published change that is held; none follows from another."""
    for period in index.levels:
        yield _level(index, period, f"level of {period}")
    for period in index.changes:
        yield _change(index, period, f"rise over the twelve months to {period}")


def _level(index: PriceIndex, period: str, label: str) -> Step:
    kind = "forecast" if period in index.forecasts else "outturn"
    says = f"{kind}, where {index.reference}"
    return leaf(label, "held", "count", stated(index.levels[period]), says, index.source)


def _change(index: PriceIndex, period: str, label: str) -> Step:
    value = stated(index.changes[period])
    return leaf(label, "held", "per cent", value, "as published", index.changes_source)
