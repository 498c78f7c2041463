"""What does an allowance pay on a day?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from stablehomes.catalogue.facts import FACTS
from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import combined, disagree, sources_of
from stablehomes.catalogue.model import Ages, Allowance, Catalogue, Figure, Instalment, Paid, Rate, Source
from stablehomes.catalogue.query import Age, Option, Region, taken
from stablehomes.catalogue.rate_days import days_known
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.values.days import in_words
from stablehomes.values.ranges import Range, qualified
from stablehomes.values.wording import pounds_in_prose, sentence


class RateOnDays(NamedTuple):
    """One rate, and the days between which it is paid, both included."""

    amount: Range
    """Pounds."""
    from_: date | None
    """The first day; null if no document says from when."""
    until: date | None
    """The last day; null if it still holds."""
    region: str | None
    """Id of the region that it is for; null for every region."""
    ages: Ages | None
    """The ages that it is for; null for every age."""
    instalments: tuple[Instalment, ...]
    """The parts in which it is paid; empty if at once."""
    figures: tuple[Figure, ...]
    """What each document states, in pounds."""


class Rated(NamedTuple):
    """The answer: the rates that fit what was asked."""

    schema: str
    allowance: str
    """Id of the allowance."""
    title: str
    """What it is called."""
    paid: Paid
    """How often the rate is paid."""
    status: str
    """What kind of amount it is, in words: a set amount, a minimum, a recommendation."""
    on: date | None
    """The day that was asked for; null for every day that is known."""
    region: str | None
    """Id of the region that was asked for; null for all."""
    age: int | None
    """Completed years, as asked for; null for every age."""
    amount: Range | None
    """Pounds; null unless just one rate fits."""
    rates: tuple[RateOnDays, ...]
    """The rates that fit, in the order of their days."""
    regions: dict[str, str]
    """Regions with rates of their own, id to title."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


class RateQuery(NamedTuple):
    """The day, the region and the age that a rate is asked for."""

    on: Annotated[date | None, Option("The day, such as 2025-05-01; all if left out.", metavar="DATE")] = None
    region: Region = None
    age: Age = None


def rate(
    catalogue: Catalogue,
    allowance: str,
    *,
    on: date | str | None = None,
    region: str | None = None,
    age: int | None = None,
) -> Rated:
    """What an allowance pays on a day, or on every day that is known; narrowed by region and age.

    Raises WrongCall for an unknown allowance or region, and for a day or an age that no rate covers.

    >>> from stablehomes import load
    >>> rate(load(), "fostering-minimum", on="2025-05-01", region="london", age=12).amount.headline
    Decimal('257')
    """
    return rate_of(catalogue, allowance, taken(catalogue, RateQuery, on=on, region=region, age=age))


def rate_of(catalogue: Catalogue, allowance: str, query: RateQuery) -> Rated:
    """The answer to a query about an allowance."""
    on, region, age = query
    found = find(catalogue.allowances, allowance, "allowance")
    rates = tuple(on_days(each, catalogue) for each in chosen_rates(found, on, region, age))
    return Rated(
        schema="stablehomes/rate/1",
        allowance=found.id,
        title=found.title,
        paid=found.paid,
        status=found.status,
        on=on,
        region=region,
        age=age,
        amount=rates[0].amount if len(rates) == 1 else None,
        rates=rates,
        regions=dict(found.regions),
        notes=tuple(_notes(found, rates, on)),
        sources=sources_of(catalogue, [figure for each in rates for figure in each.figures]),
    )


def chosen_rates(
    allowance: Allowance, on: date | None, region: str | None = None, age: int | None = None
) -> tuple[Rate, ...]:
    """The rates for a day, a region and an age, each of them if given; WrongCall if there is none."""
    rates = allowance.rates if on is None else rates_on(allowance, on)
    if region is not None:
        rates = _in_region(allowance, rates, region)
    return rates if age is None else _at_age(allowance, rates, age)


def rates_on(allowance: Allowance, day: date) -> tuple[Rate, ...]:
    """The rates that are paid on a day; WrongCall, with the days that are covered, if there is none."""
    rates = tuple(rate for rate in allowance.rates if rate.covers(day))
    if not rates:
        message = f"no rate of {allowance.title} is known for {in_words(day)}"
        raise WrongCall(message, f"rates are known {days_known(allowance.rates)}")
    return rates


def _in_region(allowance: Allowance, rates: Sequence[Rate], region: str) -> tuple[Rate, ...]:
    if not allowance.regions:
        message = f"{allowance.title} is the same in every region"
        raise WrongCall(message, "ask without a region")
    find(allowance.regions, region, "region")
    return tuple(rate for rate in rates if rate.region == region)


def _at_age(allowance: Allowance, rates: Sequence[Rate], age: int) -> tuple[Rate, ...]:
    bands = [rate.ages for rate in rates if rate.ages]
    if not bands:
        raise WrongCall(f"the rate of {allowance.title} does not depend on age", "ask without an age")
    fitting = tuple(rate for rate in rates if rate.ages and rate.ages.lowest <= age <= rate.ages.highest)
    if not fitting:
        lowest, highest = min(band.lowest for band in bands), max(band.highest for band in bands)
        message = f"no rate of {allowance.title} is known for age {age}"
        raise WrongCall(message, f"rates are known for ages {lowest} to {highest}")
    return fitting


def on_days(rate: Rate, catalogue: Catalogue) -> RateOnDays:
    """A rate with the amount that its figures come to."""
    amount = combined(rate.figures, catalogue.sources)
    assert amount is not None, "a rate is made of its figures"
    return RateOnDays(amount, rate.from_, rate.until, rate.region, rate.ages, rate.instalments, rate.figures)


def begins_not_known(rates: Iterable[tuple[date | None, Range]]) -> list[str]:
    """What has to be said of rates, each with its first day, that hold for any day before their last.

    >>> from decimal import Decimal
    >>> from stablehomes.values.ranges import stated
    >>> begins_not_known([(None, stated(Decimal(2000)))])
    ['no document says from which day £2,000 was paid']
    """
    amounts = [qualified(amount, pounds_in_prose) for from_, amount in rates if from_ is None]
    return [f"no document says from which day {each} was paid" for each in dict.fromkeys(amounts)]


def _notes(allowance: Allowance, rates: Sequence[RateOnDays], on: date | None) -> Iterator[str]:
    if allowance.decided_by in FACTS and on:
        what = FACTS[allowance.decided_by].starts
        yield f"The day that decides the rate is the day on which {what} starts."
    for said in begins_not_known((each.from_, each.amount) for each in rates):
        yield f"{sentence(said)}."
    if any(disagree(each.figures) for each in rates):
        yield "Documents disagree: the range holds what all of them say."
    yield from allowance.notes


def check_region(catalogue: Catalogue, region: str) -> None:
    """WrongCall if no allowance knows the region."""
    known = list(dict.fromkeys(each for one in catalogue.allowances.values() for each in one.regions))
    if region not in known:
        raise WrongCall(f'there is no region "{region}"', did_you_mean(region, known))
