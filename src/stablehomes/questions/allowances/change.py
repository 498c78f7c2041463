"""From one rate of an allowance to another, as steps: the change, what it costs, and both beside prices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.model import Allowance, Catalogue, Rate
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.inflation import AgainstPrices, against_prices
from stablehomes.questions.allowances.rates import on_days
from stablehomes.questions.figures import of_level, of_rate, whom_of
from stablehomes.questions.prices import CONSUMER_PRICES, deflator
from stablehomes.questions.step import Step, leaf, step
from stablehomes.values.days import KnownDate, known_in_words
from stablehomes.values.ranges import stated
from stablehomes.values.years import FinancialYear, year_of

ONE_DAY = timedelta(days=1)
# How often a sum for a number of people is paid.
EACH = {"once": "", "weekly": ", a week", "yearly": ", a year"}


class Changed(NamedTuple):
    """Two amounts in pounds, what the second is more, and that in per cent; None if there was nothing."""

    before: Step
    after: Step
    change: Step
    percent: Step | None


class Costs(NamedTuple):
    """Pounds for a number of people: before, after, and what that is more."""

    before: Step
    after: Step
    change: Step


class Worked(NamedTuple):
    """The steps that the numbers of a comparison are the values of; None for what was not asked for."""

    cash: Changed
    against: AgainstPrices | None
    points: Step | None
    costs: Costs | None
    real: Changed | None
    worth: Step | None


def worked_of(
    catalogue: Catalogue,
    allowance: Allowance,
    old: Rate,
    new: Rate,
    *,
    people: int | None,
    real: FinancialYear | None,
    worth_on: KnownDate | None,
) -> Worked:
    """Everything that can be asked of two rates, each number with the steps below it.

    Raises WrongCall for a year or a month that an index does not hold, and where no day is known on which the
    new rate begins.
    """
    whom = whom_of(allowance, new)
    before, after = (of_rate(allowance, rate, catalogue) for rate in (old, new))
    cash = _changed(before, after, whom)
    days = on_days(old, catalogue), on_days(new, catalogue)
    against, points = against_prices(catalogue, *days, cash.percent, whom)
    return Worked(
        cash,
        against,
        points,
        None if people is None else _costs(cash, people, whom, EACH[allowance.paid]),
        _real(catalogue, old, new, cash, real, whom) if real else None,
        _worth(catalogue, new, after, worth_on, whom) if worth_on else None,
    )


def roots(worked: Worked) -> Iterator[Step]:
    """The steps that are below no other."""
    yield worked.cash.percent or worked.cash.change
    if worked.points:
        yield worked.points
    yield from worked.costs or ()
    if worked.real:
        yield worked.real.percent or worked.real.change
    if worked.worth:
        yield worked.worth


def _changed(before: Step, after: Step, whom: str) -> Changed:
    change = step(f"{whom}change", "difference", "pounds", [after, before])
    if not before.value.headline:
        return Changed(before, after, change, None)
    percent = step(f"{whom}change in per cent", "per cent of", "per cent", [change, before])
    return Changed(before, after, change, percent)


def _costs(cash: Changed, people: int, whom: str, each: str) -> Costs:
    number = leaf("people", "given", "people", stated(Decimal(people)), "assumed: given with the question")
    labels = ("cost before", "cost after", "more in all")
    return Costs(
        *(
            step(f"{whom}{label}{each}", "times", "pounds", [amount, number])
            for label, amount in zip(labels, (cash.before, cash.after, cash.change), strict=True)
        )
    )


def _real(
    catalogue: Catalogue, old: Rate, new: Rate, cash: Changed, year: FinancialYear, whom: str
) -> Changed:
    """Both rates in the prices of one year: each from the year that it stood in."""
    index = deflator(catalogue)
    before, after = (
        step(
            f"{amount.label}, in {year} prices",
            "in prices of",
            "pounds",
            [amount, of_level(index, year), of_level(index, then)],
        )
        for amount, then in zip((cash.before, cash.after), years_of_rates(old, new), strict=True)
    )
    return _changed(before, after, f"{whom}in {year} prices, ")


def years_of_rates(old: Rate, new: Rate) -> tuple[FinancialYear, FinancialYear]:
    """The year in which each rate began, or ended where its begin is not known; WrongCall if none is."""
    if new.from_ is None:
        raise WrongCall("no day is known on which the new rate begins", "ask without --real")
    return year_of(old.from_ or old.until or new.from_ - ONE_DAY), year_of(new.from_)


def month_of_begin(new: Rate) -> KnownDate:
    """The month in which a rate began; WrongCall if it is not known."""
    if new.from_ is None:
        raise WrongCall("no day is known on which the rate begins", "ask without --worth-on")
    return KnownDate(new.from_.year, new.from_.month)


def _worth(catalogue: Catalogue, new: Rate, after: Step, month: KnownDate, whom: str) -> Step:
    """What the new rate buys in a later month, in pounds of the month in which it began."""
    index, began = find(catalogue.prices, CONSUMER_PRICES, "price index"), month_of_begin(new)
    label = f"{whom}what it is worth in {known_in_words(month)}, in {known_in_words(began)} prices"
    return step(label, "in prices of", "pounds", [after, of_level(index, began), of_level(index, month)])
