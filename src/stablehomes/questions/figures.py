"""What documents state of one number, as steps: the headline, and every statement with its quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeAlias

from stablehomes.catalogue.headline import headline
from stablehomes.catalogue.model import (
    Allocation,
    Allowance,
    Catalogue,
    Context,
    Figure,
    Measure,
    PriceIndex,
    Rate,
    Unit,
)
from stablehomes.catalogue.rate_days import days_of
from stablehomes.catalogue.statements import award_in_words
from stablehomes.questions.prices import Terms, level, period_in_words
from stablehomes.questions.step import Step, leaf, step
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import stated
from stablehomes.values.wording import listed
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


def of_rate(allowance: Allowance, rate: Rate, catalogue: Catalogue) -> Step:
    """One rate, and for whom it is where the allowance has a table."""
    label = f"rate {whom_of(allowance, rate)}{days_of(rate.from_, rate.until)}"
    return of_figures(label, "pounds", rate.figures, catalogue)


def whom_of(allowance: Allowance, rate: Rate) -> str:
    """For whom a rate is, as a label begins; nothing where it is for all.

    >>> from stablehomes import load
    >>> allowance = load().allowances["fostering-minimum"]
    >>> whom_of(allowance, allowance.rates[0])
    'London, ages 0 to 2, '
    """
    region = f"{allowance.regions[rate.region]}, " if rate.region else ""
    ages = f"ages {rate.ages.lowest} to {rate.ages.highest}, " if rate.ages else ""
    return region + ages


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


Years: TypeAlias = tuple[FinancialYear, ...]


class YearOf(NamedTuple):
    """One of the years of a sum: how many they are, its place among them, and levels of a price index."""

    year: FinancialYear
    years: Step
    place: Step
    levels: tuple[Step, ...]


SpreadOf: TypeAlias = Callable[[Years], tuple[YearOf, ...]]


def spread_of(terms: Terms | None) -> SpreadOf:
    """How a sum is spread over years, in cash or in the prices of a year.

    What all sums of the same years have below them is made once.
    """

    @cache
    def spread(years: Years) -> tuple[YearOf, ...]:
        return tuple(_year_of(years, year, terms) for year in years)

    return spread


def _year_of(years: Years, year: FinancialYear, terms: Terms | None) -> YearOf:
    every = sorted(years)
    number = _count("years", len(every), listed([str(each) for each in every]))
    place = _count(f"place of {year} among them", every.index(year) + 1, "counted from the first")
    levels = [of_level(terms.prices, each) for each in (terms.year, year)] if terms else []
    return YearOf(year, number, place, tuple(levels))


def _count(label: str, number: int, says: str) -> Step:
    return leaf(label, "held", "count", stated(Decimal(number)), says)


def part_of_year(whole: Step, of: YearOf) -> Step:
    """One year's even part of a sum, in cash."""
    says = "spread evenly, which is illustrative; odd pennies go to the earlier years"
    return step(f"part of {of.year}", "even part", "pounds", [whole, of.years, of.place], says)


def in_terms(cash: Step, years: Sequence[YearOf], terms: Terms | None) -> Step:
    """A sum in cash, or each year's part of it in the prices of another year, and these added up.

    >>> from stablehomes import load
    >>> from stablehomes.questions.prices import terms_of
    >>> terms, years = terms_of(load(), FinancialYear(2023)), (FinancialYear(2023), FinancialYear(2024))
    >>> cash = leaf("a sum", "given", "pounds", stated(Decimal(200)), "assumed")
    >>> in_terms(cash, spread_of(terms)(years), terms).value.headline
    Decimal('196.13')
    """
    if terms is None:
        return cash
    parts = [
        step(f"{part.label}, in {terms.year} prices", "in prices of", "pounds", [part, *of.levels])
        for of in years
        for part in [part_of_year(cash, of)]
    ]
    label = f"{cash.label}, in {terms.year} prices"
    return step(label, "years together", "pounds", [cash, *parts])
