"""What was an allowance before, what is it after, and what does that cost?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from stablehomes.days import in_words
from stablehomes.model import Allowance, Catalogue, Figure, Rate, Source
from stablehomes.problems import WrongCall
from stablehomes.questions.figures import combined, disagree, sources_of
from stablehomes.questions.finding import find


class RateOnDays(NamedTuple):
    """One rate: the headline in pounds, its range, and the days between which it is paid, both included."""

    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    from_: date | None
    until: date | None
    figures: tuple[Figure, ...]


class Comparison(NamedTuple):
    """One allowance before and after: change in pounds, ``percent`` of before (None if that was nothing).

    Costs are pounds for ``people`` paid once, or for one period of a weekly or yearly allowance; None
    without people.
    """

    allowance: str
    title: str
    paid: str
    status: str
    before: RateOnDays
    after: RateOnDays
    change: Decimal
    percent: Decimal | None
    people: int | None
    cost_before: Decimal | None
    cost_after: Decimal | None
    cost_change: Decimal | None


class Compared(NamedTuple):
    """The answer: a comparison for each allowance that was asked for."""

    schema: str
    comparisons: tuple[Comparison, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def compare(
    catalogue: Catalogue,
    allowances: Sequence[str] = (),
    *,
    people: int | None = None,
    before: date | None = None,
    after: date | None = None,
) -> Compared:
    """Allowances before and after their latest change, or on two days; all of them if none is named.

    Raises WrongCall for an unknown allowance, a day without a rate, or an allowance that never changed.

    >>> from stablehomes import load
    >>> answer = compare(load(), ["leaving-care"], people=13400)
    >>> answer.comparisons[0].percent, answer.comparisons[0].cost_change
    (Decimal('50'), Decimal('13400000'))
    """
    if not catalogue.allowances:
        raise WrongCall("there are no allowances in this data", "add one to allowances.yaml")
    chosen = [find(catalogue.allowances, id, "allowance") for id in allowances or catalogue.allowances]
    comparisons = tuple(_comparison(catalogue, each, people, before, after) for each in chosen)
    figures = [figure for each in comparisons for figure in (*each.before.figures, *each.after.figures)]
    return Compared(
        schema="stablehomes/compare/1",
        comparisons=comparisons,
        notes=tuple(_notes(chosen, comparisons, people)),
        sources=sources_of(catalogue, figures),
    )


def rate_on(allowance: Allowance, day: date) -> Rate:
    """The rate that is paid on a day; WrongCall, with the days that are covered, if there is none."""
    for rate in allowance.rates:
        if (rate.from_ or date.min) <= day <= (rate.until or date.max):
            return rate
    raise WrongCall(f"no rate of {allowance.title} is known for {in_words(day)}", _covered(allowance))


def _covered(allowance: Allowance) -> str:
    return f"rates are known {'; '.join(_days(rate) for rate in allowance.rates)}"


def _days(rate: Rate) -> str:
    begin = f"from {in_words(rate.from_)}" if rate.from_ else ""
    end = f"until {in_words(rate.until)}" if rate.until else ""
    return " ".join(filter(None, [begin, end])) or "for every day"


def _comparison(
    catalogue: Catalogue, allowance: Allowance, people: int | None, before: date | None, after: date | None
) -> Comparison:
    first, second = _two_rates(allowance, before, after)
    old, new = _on_days(first, catalogue), _on_days(second, catalogue)
    change = new.amount - old.amount
    return Comparison(
        allowance=allowance.id,
        title=allowance.title,
        paid=allowance.paid,
        status=allowance.status,
        before=old,
        after=new,
        change=change,
        percent=per_cent(change, old.amount),
        people=people,
        cost_before=None if people is None else old.amount * people,
        cost_after=None if people is None else new.amount * people,
        cost_change=None if people is None else change * people,
    )


def _two_rates(allowance: Allowance, before: date | None, after: date | None) -> tuple[Rate, Rate]:
    second = rate_on(allowance, after) if after else allowance.rates[-1]
    return rate_on(allowance, before) if before else _rate_before(allowance, second), second


def _rate_before(allowance: Allowance, rate: Rate) -> Rate:
    place = allowance.rates.index(rate)
    if place == 0:
        raise WrongCall(f"no earlier rate of {allowance.title} is known", _covered(allowance))
    return allowance.rates[place - 1]


def _on_days(rate: Rate, catalogue: Catalogue) -> RateOnDays:
    amount = combined(rate.figures, catalogue.sources)
    assert amount is not None, "a rate is made of its figures"
    return RateOnDays(*amount, rate.from_, rate.until, rate.figures)


def per_cent(change: Decimal, base: Decimal) -> Decimal | None:
    """A change in per cent of its base, to two decimals, half to even; None if the base is nothing.

    >>> per_cent(Decimal(1000), Decimal(2000))
    Decimal('50')
    """
    if not base:
        return None
    rounded = (change * 100 / base).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded


def _notes(
    allowances: Sequence[Allowance], comparisons: Sequence[Comparison], people: int | None
) -> Iterator[str]:
    if people is not None:
        yield "The number of people is assumed: it was given with the question."
    for each in comparisons:
        if disagree(each.before.figures) or disagree(each.after.figures):
            yield f"Documents disagree on {each.title}: the range holds what all of them say."
    for allowance in allowances:
        for note in allowance.notes:
            yield f"{allowance.title}: {note}"
