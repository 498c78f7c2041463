"""What a cost is made of, as steps: rates for people or weeks, of people whose rates and year are the same.

Of a million people some dozens of steps are left, and they are made only when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.model import Catalogue, Rate
from stablehomes.questions.allowances.due import DUE, due
from stablehomes.questions.cost.alike import Alike
from stablehomes.questions.cost.pricing import NOTHING, Change, Cost
from stablehomes.questions.figures import of_rate
from stablehomes.questions.step import Step, leaf, step
from stablehomes.values.ranges import Range, stated, total
from stablehomes.values.years import FinancialYear

KEPT = "as if the rate had not changed"


class Paid(NamedTuple):
    """What people who are alike are paid, and would be paid without the change; None is nothing."""

    year: FinancialYear
    after: Rate
    before: Rate | None


def worked(change: Change, alike: Iterable[Alike], catalogue: Catalogue) -> Iterator[Step]:
    """What an allowance costs more, what it costs, and what it would cost without the change, in pounds."""
    together: dict[Paid, list[Alike]] = {}
    for each in alike:
        if each.terms.verdict == DUE:
            together.setdefault(_paid(change, each), []).append(each)
    parts = [_costs(change, paid, those, catalogue) for paid, those in together.items()]
    title = change.rule.allowance.title
    for name, place in (("more", 2), ("after", 1), ("before", 0)) if parts else ():
        yield step(f"{title}: {name}", "sum", "pounds", [part[place] for part in parts])


def _paid(change: Change, alike: Alike) -> Paid:
    after, kept = (due(rule, *alike.facts.moment).paid for rule in (change.rule, change.kept))
    assert after is not None, "who is due an allowance is paid a rate"
    # A rate that is kept has no last day; the one that the data has says which it is.
    known = (each.rate for each in change.rule.rates)
    before = next(rate for rate in known if rate.figures == kept.rate.figures) if kept else None
    return Paid(alike.terms.year, after.rate, before)


def _costs(
    change: Change, paid: Paid, alike: Sequence[Alike], catalogue: Catalogue
) -> tuple[Step, Step, Step]:
    cost = Cost(*(total(column) for column in zip(*(each.cost for each in alike), strict=True)))
    for_whom = _weeks(alike) if alike[0].terms.weekly else [_people(alike)]
    after = _priced(change, paid.after, f"paid in {paid.year}", cost.after, for_whom, catalogue)
    if paid.before is None:
        says = "no rate was paid before the change"
        before = leaf(f"{KEPT}, in {paid.year}", "held", "pounds", NOTHING.before, says)
    elif paid.before.figures == paid.after.figures:
        before = after
    else:
        label = f"{KEPT}, in {paid.year}"
        before = _priced(change, paid.before, label, cost.before, for_whom, catalogue)
    more = Step(f"more in {paid.year}", "for the same people", "pounds", cost.more, (after, before))
    return before, after, more


def _priced(
    change: Change, rate: Rate, label: str, value: Range, for_whom: Sequence[Step], catalogue: Catalogue
) -> Step:
    steps = (of_rate(change.rule.allowance, rate, catalogue), *for_whom)
    return Step(label, "for each" if len(for_whom) == 1 else "for weeks and days", "pounds", value, steps)


def _people(alike: Sequence[Alike]) -> Step:
    people = total([each.people for each in alike if each.terms.counted])
    return leaf("people", "held", "people", people, "of this cohort")


def _weeks(alike: Sequence[Alike]) -> list[Step]:
    """Whole weeks, and how many have one day beyond, two, and so on to six."""
    weeks = total([each.weeks for each in alike])
    numbers = [sum(column) for column in zip(*(each.days for each in alike), strict=True)]
    days = [
        leaf(f"with {beyond} of 7 days beyond", "held", "count", stated(Decimal(number)), "of this cohort")
        for beyond, number in enumerate(numbers, 1)
        if number
    ]
    whole = leaf("whole weeks", "held", "count", weeks, "of all of them together")
    return [whole, *days] if days else [whole]
