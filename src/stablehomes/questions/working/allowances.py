"""The working of an allowance: its rates, the change from one to the next, and both beside prices."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stablehomes.catalogue.find import find
from stablehomes.catalogue.model import Allowance, Catalogue, Instalment, Rate
from stablehomes.catalogue.rate_days import days_of
from stablehomes.questions.allowances.compare import (
    Wanted,
    can_be_compared,
    check_days,
    month_of_begin,
    pairs,
    years_of_rates,
)
from stablehomes.questions.allowances.inflation import ABOUT_THE_SAME, CANNOT_SAY, against_prices
from stablehomes.questions.allowances.rates import chosen_rates, on_days
from stablehomes.questions.prices import CONSUMER_PRICES, deflator
from stablehomes.questions.working.figures import of_change, of_figures, of_level
from stablehomes.questions.working.query import COMPARE, Question, asked_with
from stablehomes.questions.working.steps import Step, leaf, step
from stablehomes.values.days import known_in_words
from stablehomes.values.ranges import stated

# How often a sum for a number of people is paid.
EACH = {"once": "", "weekly": ", a week", "yearly": ", a year"}
SAYS = {
    ABOUT_THE_SAME: "about the same, as far as the published decimals tell",
    CANNOT_SAY: "whether above cannot be said, for the figures leave both open",
}


def of_allowance(catalogue: Catalogue, allowance: Allowance, question: Question) -> Iterator[Step]:
    """The rates of one day; or the changes that were asked for, and every other number of the allowance."""
    wanted = _wanted(question)
    if question.on:
        for rate in chosen_rates(allowance, question.on, question.region, question.age):
            yield from _rate_and_instalments(catalogue, allowance, rate)
        return
    check_days(wanted)
    compared: list[Rate] = []
    if set(asked_with(question)) & set(COMPARE) or can_be_compared(allowance, wanted):
        for old, new in pairs(allowance, wanted):
            compared += [old, new]
            yield from _of_pair(catalogue, allowance, old, new, wanted)
    yield from _others(catalogue, allowance, question, compared)


def of_rate(catalogue: Catalogue, allowance: Allowance, rate: Rate) -> Step:
    """One rate, and for whom it is where the allowance has a table."""
    return of_figures(
        f"rate {_whom(allowance, rate)}{days_of(rate.from_, rate.until)}", "pounds", rate.figures, catalogue
    )


def _wanted(question: Question) -> Wanted:
    return Wanted(*(getattr(question, name) for name in Wanted._fields))


def _others(
    catalogue: Catalogue, allowance: Allowance, question: Question, compared: list[Rate]
) -> Iterator[Step]:
    """What no change has among its steps: other rates, instalments, published uplifts."""
    for rate in chosen_rates(allowance, None, question.region, question.age):
        steps = list(_rate_and_instalments(catalogue, allowance, rate))
        yield from steps[1:] if rate in compared else steps
    if not asked_with(question):
        for uplift in allowance.uplifts:
            yield of_figures(f"uplift for {uplift.year}", "per cent", uplift.figures, catalogue)


def _rate_and_instalments(catalogue: Catalogue, allowance: Allowance, rate: Rate) -> Iterator[Step]:
    yield of_rate(catalogue, allowance, rate)
    if rate.instalments:
        parts = [_instalment(part) for part in rate.instalments]
        yield step(f"instalments of the rate {days_of(rate.from_, rate.until)}", "sum", "pounds", parts)


def _instalment(part: Instalment) -> Step:
    says = "in the data, as a document on the rate has it; the day of the start is day 1"
    return leaf(f"on day {part.day}", "held", "pounds", stated(part.amount), says)


def _of_pair(
    catalogue: Catalogue, allowance: Allowance, old: Rate, new: Rate, wanted: Wanted
) -> Iterator[Step]:
    before, after = (of_rate(catalogue, allowance, rate) for rate in (old, new))
    whom = _whom(allowance, new)
    change, percent = _change(before, after, whom)
    yield percent or change
    yield from _beside_prices(catalogue, old, new, percent, whom)
    if wanted.people is not None:
        yield from _costs((before, after, change), wanted.people, whom, EACH[allowance.paid])
    if wanted.real:
        yield from _real(catalogue, old, new, (before, after), wanted, whom)
    if wanted.worth_on:
        yield _worth(catalogue, new, after, wanted, whom)


def _whom(allowance: Allowance, rate: Rate) -> str:
    region = f"{allowance.regions[rate.region]}, " if rate.region else ""
    ages = f"ages {rate.ages.lowest} to {rate.ages.highest}, " if rate.ages else ""
    return region + ages


def _change(before: Step, after: Step, whom: str) -> tuple[Step, Step | None]:
    """The change in pounds, and in per cent unless there was nothing before."""
    change = step(f"{whom}change", "difference", "pounds", [after, before])
    if not before.value.headline:
        return change, None
    return change, step(f"{whom}change in per cent", "per cent of", "per cent", [change, before])


def _beside_prices(
    catalogue: Catalogue, old: Rate, new: Rate, percent: Step | None, whom: str
) -> Iterator[Step]:
    rise = percent.value if percent else None
    against = against_prices(catalogue, on_days(old, catalogue), on_days(new, catalogue), rise)
    if percent and against and against.percent is not None:
        prices = of_change(catalogue.prices[against.price_index], against.to)
        says = SAYS.get(against.verdict, against.verdict) if against.verdict else None
        yield step(f"{whom}percentage points above prices", "difference", "points", [percent, prices], says)


def _costs(amounts: tuple[Step, Step, Step], people: int, whom: str, each: str) -> Iterator[Step]:
    """What was paid before, what is paid after, and what that is more."""
    number = leaf("people", "given", "people", stated(Decimal(people)), "assumed: given with the question")
    for label, amount in zip(("cost before", "cost after", "more in all"), amounts, strict=True):
        yield step(f"{whom}{label}{each}", "times", "pounds", [amount, number])


def _real(
    catalogue: Catalogue, old: Rate, new: Rate, steps: tuple[Step, Step], wanted: Wanted, whom: str
) -> Iterator[Step]:
    index, year = deflator(catalogue), wanted.real
    assert year is not None
    years = years_of_rates(on_days(old, catalogue), on_days(new, catalogue))
    before, after = (
        step(
            f"{amount.label}, in {year} prices",
            "in prices of",
            "pounds",
            [amount, of_level(index, year), of_level(index, then)],
        )
        for amount, then in zip(steps, years, strict=True)
    )
    change, percent = _change(before, after, f"{whom}in {year} prices, ")
    yield percent or change


def _worth(catalogue: Catalogue, new: Rate, after: Step, wanted: Wanted, whom: str) -> Step:
    index = find(catalogue.prices, CONSUMER_PRICES, "price index")
    began, month = month_of_begin(on_days(new, catalogue)), wanted.worth_on
    assert month is not None
    label = f"{whom}what it is worth in {known_in_words(month)}, in {known_in_words(began)} prices"
    return step(label, "in prices of", "pounds", [after, of_level(index, began), of_level(index, month)])
