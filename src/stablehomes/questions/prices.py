"""Sums in the prices of another year or month, by a price index; exact, and rounded to the penny once."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.model import Catalogue, PriceIndex, Source
from stablehomes.problems.problem import WrongCall
from stablehomes.values.days import KnownDate, known_in_words
from stablehomes.values.money import pounds
from stablehomes.values.ranges import Range
from stablehomes.values.wording import listed
from stablehomes.values.years import FinancialYear

# The indices that the questions use, by their ids in prices.yaml.
DEFLATOR, CONSUMER_PRICES = "gdp-deflator", "cpi"


class InPrices(NamedTuple):
    """How sums were put into the prices of another time."""

    of: FinancialYear | KnownDate
    """The financial year or the month in whose prices the sums are."""
    price_index: str
    """Id of the index."""
    title: str
    """What the index is called."""
    forecasts: tuple[str, ...]
    """The years or months that were used and of which the level is a forecast."""


def converted(amount: Decimal, then: Decimal, now: Decimal) -> Decimal:
    """Pounds of a time at index ``then``, in the prices of a time at index ``now``: amount × now ÷ then.

    Exact until the end, then rounded to the penny, half a penny up. Source of the rule: HM Treasury's guide
    to GDP deflators, whose example puts £7.4m of 1998-99 into the prices of 2003-04 and gives £8.36m.

    >>> converted(Decimal(7_400_000), Decimal("91.031"), Decimal("102.789"))
    Decimal('8355819.45')
    """
    from fractions import Fraction

    exact = Fraction(amount) * Fraction(now) / Fraction(then)
    return pounds(int(exact * 100 + Fraction(1, 2)))


def level(index: PriceIndex, period: FinancialYear | KnownDate) -> Decimal:
    """The level of an index in a year or a month; WrongCall, with those that are held, if it is not held."""
    known = index.levels.get(str(period))
    if known is None:
        message = f"{index.title}: no level is held for {period_in_words(period)}"
        raise WrongCall(message, f"levels are held for {_periods_held(index)}")
    return known


def period_in_words(period: FinancialYear | KnownDate) -> str:
    """A year or a month as a sentence says it."""
    return known_in_words(period) if isinstance(period, KnownDate) else str(period)


def _periods_held(index: PriceIndex) -> str:
    """Years follow each other and are said by their ends; of the months only some are held."""
    periods = list(index.levels)
    return f"{periods[0]} to {periods[-1]}" if index.by == "financial-year" else listed(periods)


def deflator(catalogue: Catalogue) -> PriceIndex:
    """The index for financial years; WrongCall if the data holds none."""
    return find(catalogue.prices, DEFLATOR, "price index")


def in_prices(index: PriceIndex, of: FinancialYear | KnownDate, used: Iterable[object]) -> InPrices:
    """What an answer says of the index: the periods that it used, and which of them are forecasts."""
    periods = sorted({str(of), *map(str, used)})
    forecasts = tuple(period for period in periods if period in index.forecasts)
    return InPrices(of, index.id, index.title, forecasts)


class Terms(NamedTuple):
    """The prices that sums are put in: a financial year, by an index."""

    prices: PriceIndex
    year: FinancialYear


def terms_of(catalogue: Catalogue, year: FinancialYear | None) -> Terms | None:
    """The prices of a year by the GDP deflator; None for cash. WrongCall for a year that it does not hold."""
    if year is None:
        return None
    index = deflator(catalogue)
    level(index, year)
    return Terms(index, year)


def real_range(amount: Range, then: FinancialYear, terms: Terms) -> Range:
    """A range of one year in other prices: its headline and each closed end; an open end stays open."""
    return converted_range(amount, level(terms.prices, then), level(terms.prices, terms.year))


def converted_range(amount: Range, then: Decimal, now: Decimal) -> Range:
    """A range of a time at index ``then``, in the prices of a time at index ``now``."""
    low, high = (None if end is None else converted(end, then, now) for end in (amount.low, amount.high))
    return Range(converted(amount.headline, then, now), low, high, amount.qualifier)


def price_note(prices: InPrices) -> str:
    """How the sums were put into other prices, in words."""
    forecast = f"; the index for {listed(prices.forecasts)} is a forecast" if prices.forecasts else ""
    of = period_in_words(prices.of)
    return (
        f"Sums in {of} prices are the cash sums by the {prices.title}, each rounded to the penny{forecast}."
    )


def price_sources(catalogue: Catalogue, prices: InPrices | None) -> tuple[Source, ...]:
    """The document behind the index, if sums were put into other prices."""
    return (catalogue.sources[catalogue.prices[prices.price_index].source],) if prices else ()
