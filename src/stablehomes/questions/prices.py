"""Sums in the prices of another year or month, by a price index; exact, and rounded to the penny once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from stablehomes.days import KnownDate, known_in_words
from stablehomes.model import Catalogue, PriceIndex, Source
from stablehomes.money import pounds
from stablehomes.problems import WrongCall
from stablehomes.questions.finding import find
from stablehomes.ranges import Range
from stablehomes.wording import listed
from stablehomes.years import FinancialYear

# The indices that the questions use, by their ids in prices.yaml.
DEFLATOR, CONSUMER_PRICES = "gdp-deflator", "cpi"


class InPrices(NamedTuple):
    """How sums were put into the prices of ``of``: the index, and which of its values are forecasts."""

    of: str
    price_index: str
    title: str
    forecasts: tuple[str, ...]


def converted(amount: Decimal, then: Decimal, now: Decimal) -> Decimal:
    """Pounds of a time at index ``then``, in the prices of a time at index ``now``: amount × now ÷ then.

    Exact until the end, then rounded to the penny, half a penny up. Source of the rule: HM Treasury's guide
    to GDP deflators, whose example puts £7.4m of 1998-99 into the prices of 2003-04 and gives £8.36m.

    >>> converted(Decimal(7_400_000), Decimal("91.031"), Decimal("102.789"))
    Decimal('8355819.45')
    """
    exact = Fraction(amount) * Fraction(now) / Fraction(then)
    return pounds(int(exact * 100 + Fraction(1, 2)))


def level(index: PriceIndex, period: FinancialYear | KnownDate) -> Decimal:
    """The level of an index in a year or a month; WrongCall, with those that are held, if it is not held."""
    known = index.levels.get(str(period))
    if known is None:
        message = f"{index.title}: no level is held for {_period_in_words(period)}"
        raise WrongCall(message, f"levels are held for {_periods_held(index)}")
    return known


def _period_in_words(period: FinancialYear | KnownDate) -> str:
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
    return InPrices(str(of), index.id, index.title, forecasts)


def real(amount: Range, then: Decimal, now: Decimal) -> Range:
    """A range in other prices: its headline and each closed end; what it leaves open stays open."""
    low, high = (None if end is None else converted(end, then, now) for end in (amount.low, amount.high))
    return Range(converted(amount.headline, then, now), low, high, amount.qualifier)


def price_note(prices: InPrices) -> str:
    """How the sums were put into other prices, in words."""
    forecast = f"; the index for {listed(prices.forecasts)} is a forecast" if prices.forecasts else ""
    return (
        f"Sums in {prices.of} prices are the cash sums by the {prices.title}, each rounded to the penny"
        f"{forecast}."
    )


def price_sources(catalogue: Catalogue, indices: Iterable[str]) -> tuple[Source, ...]:
    """The documents behind price indices."""
    used = [catalogue.prices[id] for id in indices]
    return tuple(catalogue.sources[index.source] for index in used)
