"""The working of an allowance: its rates, the change from one to the next, and both beside prices."""

from __future__ import annotations

from collections.abc import Iterator

from stablehomes.catalogue.model import Allowance, Catalogue, Instalment, Rate
from stablehomes.catalogue.rate_days import days_of
from stablehomes.questions.allowances.change import roots
from stablehomes.questions.allowances.compare import (
    CompareQuery,
    can_be_compared,
    check_days,
    pairs,
    worked_pair,
)
from stablehomes.questions.allowances.rates import RateQuery, chosen_rates
from stablehomes.questions.figures import of_figures, of_rate
from stablehomes.questions.step import Step, leaf, step
from stablehomes.questions.working.query import asked_with
from stablehomes.values.ranges import stated


def of_allowance(
    catalogue: Catalogue, allowance: Allowance, question: RateQuery | CompareQuery
) -> Iterator[Step]:
    """The rates of one day; or the changes that were asked for, and every other number of the allowance."""
    if isinstance(question, RateQuery) and question.on:
        for rate in chosen_rates(allowance, question.on, question.region, question.age):
            yield from _rate_and_instalments(catalogue, allowance, rate)
        return
    if isinstance(question, CompareQuery):
        wanted, asked = question, True
    else:
        wanted, asked = CompareQuery(region=question.region, age=question.age), False
    check_days(wanted)
    compared: list[Rate] = []
    if asked or can_be_compared(allowance, wanted):
        for old, new in pairs(allowance, wanted):
            compared += [old, new]
            yield from roots(worked_pair(catalogue, allowance, old, new, wanted))
    yield from _others(catalogue, allowance, question, compared)


def _others(
    catalogue: Catalogue, allowance: Allowance, question: RateQuery | CompareQuery, compared: list[Rate]
) -> Iterator[Step]:
    """What no change has among its steps: other rates, instalments, published uplifts."""
    for rate in chosen_rates(allowance, None, question.region, question.age):
        steps = list(_rate_and_instalments(catalogue, allowance, rate))
        yield from steps[1:] if rate in compared else steps
    if not asked_with(question):
        for uplift in allowance.uplifts:
            yield of_figures(f"uplift for {uplift.year}", "per cent", uplift.figures, catalogue)


def _rate_and_instalments(catalogue: Catalogue, allowance: Allowance, rate: Rate) -> Iterator[Step]:
    yield of_rate(allowance, rate, catalogue)
    if rate.instalments:
        parts = [_instalment(part) for part in rate.instalments]
        yield step(f"instalments of the rate {days_of(rate.from_, rate.until)}", "sum", "pounds", parts)


def _instalment(part: Instalment) -> Step:
    says = "in the data, as a document on the rate has it; the day of the start is day 1"
    return leaf(f"on day {part.day}", "held", "pounds", stated(part.amount), says)
