"""One area's share of a measure as steps: always illustrative."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.model import Catalogue, Measure
from stablehomes.questions.split.explaining import explained
from stablehomes.questions.split.over_years import comes_over_years, patterns
from stablehomes.questions.split.split import Arranged, Wanted, arranged
from stablehomes.questions.working.budgets import part_of_year
from stablehomes.questions.working.figures import of_figures, of_money
from stablehomes.questions.working.inputs import inputs_of, number_of
from stablehomes.questions.working.query import Question
from stablehomes.questions.working.sharing import Sharer, Sharing, sharers
from stablehomes.questions.working.steps import Step, leaf, shared, step
from stablehomes.values.ranges import stated

# What of a question decides a split, as it is arranged.
ARRANGED_BY = ("among", "named", "areas", "year", "rule", "terms", "method", "unit")


class Shares(NamedTuple):
    """A split made ready, and what the shares of all its areas have below them."""

    ready: Arranged
    total: Step
    number: Step
    sharers: tuple[Sharer, ...]


def shares_of(catalogue: Catalogue, measure: Measure, question: Question) -> Shares:
    """The split that a question asks for; WrongCall for one that cannot be asked."""
    given = {name: value for name in ARRANGED_BY if (value := getattr(question, name)) is not None}
    ready = arranged(catalogue, measure, Wanted()._replace(**given))
    total = of_money(measure, catalogue)
    if question.year:
        total = part_of_year(total, measure.years, question.year)
    announced = ready.group.among == "announced"
    number = of_figures("areas", "areas", measure.areas, catalogue) if announced else number_of(ready.group)
    return Shares(ready, total, number, sharers(ready.plan))


def of_area(shares: Shares, place: int) -> Step:
    """One area's share; where it is open how many share, with all that this leaves open."""
    ready, plan = shares.ready, shares.ready.plan
    label = f"share of {plan.areas.names[place]} (illustrative)"
    steps = [shares.total, *inputs_of(plan, place, shares.sharers[place], shares.number)]
    says = explained(ready.total.headline, plan, place, ready.divided.headline[place])
    share = shared(label, "apportioned", steps, _sharing(shares, place), says)
    if ready.each is None or ready.group.number.low == ready.group.number.high:
        return share
    return step(label, "one of them", "pounds", [share, of_each(shares)])


def of_years(shares: Shares, place: int) -> Iterator[Step]:
    """What of an area's share comes in each year, where the terms say when it comes."""
    ready, areas = shares.ready, shares.ready.plan.areas
    if not comes_over_years(ready.plan.terms):
        return
    pattern, says = patterns(areas, ready.plan.terms, ready.years)[place], "by the formula, in proportion"
    weights = [
        leaf(f"weight of {year}", "given", "count", stated(Decimal(weight)), says)
        for year, weight in zip(ready.years, pattern, strict=True)
    ]
    share = of_area(shares, place)
    for number, year in enumerate(ready.years, 1):
        which = leaf(f"place of {year}", "held", "count", stated(Decimal(number)), "counted from the first")
        label, operation = f"{areas.names[place]} in {year}", f"part of a year: {ready.plan.unit}"
        yield step(label, operation, "pounds", [share, which, *weights])


def of_each(shares: Shares) -> Step:
    """What each gets of an equal split."""
    unit, label = shares.ready.plan.unit, "one area's equal share (illustrative)"
    exact = step(label, "shared by", "pounds", [shares.total, shares.number])
    return exact if unit == "penny" else step(f"{label}, whole", f"in whole units: {unit}", "pounds", [exact])


def below_the_unit(shares: Shares) -> Iterator[Step]:
    """What makes no whole unit, and is shared by nobody; nothing where all is shared."""
    if shares.ready.divided.below_unit:
        label = "makes no whole unit, and is shared by nobody"
        yield shared(label, "below the unit", [shares.total], _sharing(shares, 0))


def _sharing(shares: Shares, place: int) -> Sharing:
    plan = shares.ready.plan
    return Sharing(place + 1, plan.method, plan.unit, plan.terms.lump_sum, shares.sharers)
