"""A sum spread evenly over parts or years, in whole pence, so that the parts add up to it."""

from collections.abc import Sequence

from stablehomes.values.apportion import apportion
from stablehomes.values.money import pence, pounds
from stablehomes.values.ranges import Range, computed, total
from stablehomes.values.years import FinancialYear


def years_together(whole: Range, parts: Sequence[Range]) -> Range:
    """The sum of the parts of years, which speaks of itself as the whole does that they are parts of."""
    return total(parts)._replace(qualifier=whole.qualifier)


def share_of_year(funding: Range, years: Sequence[FinancialYear], year: FinancialYear) -> Range:
    """One year's part of pounds spread evenly over years, in whole pence; earlier years take the odd penny.

    The parts of all years add up to the whole, at the headline and at each closed end.

    >>> from decimal import Decimal
    >>> from stablehomes.values.ranges import stated
    >>> years = [FinancialYear(2023), FinancialYear(2024)]
    >>> share_of_year(stated(Decimal("0.01")), years, years[0]).headline
    Decimal('0.01')
    """
    return even_part(funding, len(years), sorted(years).index(year))


def even_part(whole: Range, count: int, place: int) -> Range:
    """One of so many even parts of pounds, in whole pence; ``place`` is counted from 0."""
    headline, low, high = (
        None if end is None else pounds(apportion(pence(end), [1] * count)[place])
        for end in (whole.headline, whole.low, whole.high)
    )
    assert headline is not None
    return computed(headline, low, high)
