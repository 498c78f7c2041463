"""One area's share of a measure as steps: always illustrative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.model import Catalogue, Measure
from stablehomes.questions.figures import of_figures, of_money, part_of_year, spread_of
from stablehomes.questions.split.dividing import Plan
from stablehomes.questions.split.explaining import explained
from stablehomes.questions.split.over_years import comes_over_years, patterns, year_parts
from stablehomes.questions.split.split import Arranged, SplitQuery, arranged, in_whole
from stablehomes.questions.step import IN_WHOLE_UNITS, PART_OF_A_YEAR, Sharer, Sharing, Step, leaf, step
from stablehomes.questions.working.inputs import inputs_of, number_of
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.ranges import computed, stated
from stablehomes.values.terms import PENNY, Limit


class Shares(NamedTuple):
    """A split made ready, and what the shares of all its areas have below them."""

    ready: Arranged
    total: Step
    number: Step
    sharers: tuple[Sharer, ...]


def shares_of(catalogue: Catalogue, measure: Measure, question: SplitQuery) -> Shares:
    """The split that a question asks for; WrongCall for one that cannot be asked."""
    ready = arranged(catalogue, measure, question)
    total = of_money(measure, catalogue)
    if question.year:
        years = spread_of(None)(measure.years)
        total = next(part_of_year(total, each) for each in years if each.year == question.year)
    announced = ready.group.among == "announced"
    number = of_figures("areas", "areas", measure.areas, catalogue) if announced else number_of(ready.group)
    return Shares(ready, total, number, sharers(ready.plan))


def of_area(shares: Shares, place: int) -> Step:
    """One area's share; where it is open how many share, with all that this leaves open."""
    ready, plan = shares.ready, shares.ready.plan
    label = f"share of {plan.areas.names[place]} (illustrative)"
    steps = (shares.total, *inputs_of(plan, place, shares.sharers[place], shares.number))
    says = explained(ready.total.headline, plan, place, ready.divided.headline[place])
    headline, low, high, _ = ready.apportioned
    value = computed(headline[place], low[place], high[place])
    sharing = _sharing(shares, place)
    share = Step(label, "apportioned", "pounds", value, steps, says=says, sharing=sharing)
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
    parts = year_parts(share.value.headline, pattern, ready.plan.unit)
    for number, (year, part) in enumerate(zip(ready.years, parts, strict=True), 1):
        which = leaf(f"place of {year}", "held", "count", stated(Decimal(number)), "counted from the first")
        label = f"{areas.names[place]} in {year}"
        steps = (share, which, *weights)
        yield Step(label, PART_OF_A_YEAR[ready.plan.unit], "pounds", stated(part), steps)


def of_each(shares: Shares) -> Step:
    """What each gets of an equal split."""
    unit, label = shares.ready.plan.unit, "one area's equal share (illustrative)"
    exact = step(label, "shared by", "pounds", [shares.total, shares.number])
    if unit == PENNY:
        return exact
    return Step(f"{label}, whole", IN_WHOLE_UNITS[unit], "pounds", in_whole(exact.value, unit), (exact,))


def below_the_unit(shares: Shares) -> Iterator[Step]:
    """What makes no whole unit, and is shared by nobody; nothing where all is shared."""
    if shares.ready.divided.below_unit:
        label = "makes no whole unit, and is shared by nobody"
        value = stated(shares.ready.divided.below_unit)
        sharing = _sharing(shares, 0)
        yield Step(label, "below the unit", "pounds", value, (shares.total,), sharing=sharing)


def _sharing(shares: Shares, place: int) -> Sharing:
    plan = shares.ready.plan
    return Sharing(place + 1, plan.method, plan.unit, plan.terms.lump_sum, shares.sharers)


def sharers(plan: Plan) -> tuple[Sharer, ...]:
    """Everybody in a plan with what decides their share."""
    floors, caps = (_in_pounds(limit, plan.areas) for limit in (plan.terms.floor, plan.terms.cap))
    fixed = [plan.terms.fixed.get(code) for code in plan.areas.codes]
    return tuple(map(Sharer, plan.areas.codes, plan.weights, fixed, floors, caps))


def _in_pounds(limit: Limit | None, areas: AreaFigures) -> Sequence[Decimal | None]:
    """A floor or a cap of each area, exactly."""
    if limit is None or limit.column is None:
        return [limit.pounds if limit else None] * len(areas.codes)
    part = (limit.percent or Decimal(0)).scaleb(-2)
    return [Decimal(figure) * part for figure in areas.figures[limit.column]]
