"""One area's share of a measure as steps: always illustrative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.questions.split.dividing import Plan
from stablehomes.questions.split.inputs import inputs_of
from stablehomes.questions.split.over_years import comes_over_years, patterns, year_parts
from stablehomes.questions.split.rounding import in_words
from stablehomes.questions.split.split import Arranged
from stablehomes.questions.step import PART_OF_A_YEAR, Sharer, Sharing, Step, leaf
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.ranges import stated
from stablehomes.values.terms import Limit


class Shares(NamedTuple):
    """A split made ready, and all who share, which every share has below it."""

    ready: Arranged
    sharers: tuple[Sharer, ...]


def of_area(shares: Shares, place: int) -> Step:
    """One area's share; where it is open how many share, with all that this leaves open."""
    ready, plan = shares.ready, shares.ready.plan
    label = f"share of {plan.areas.names[place]} (illustrative)"
    share = Step(
        label,
        "apportioned",
        "pounds",
        ready.apportioned.of(place),
        (ready.total, *inputs_of(plan, place, shares.sharers[place], ready.number)),
        says=in_words(plan, ready.apportioned, place),
        sharing=_sharing(shares, place),
    )
    if ready.each is None or ready.divided is ready.apportioned:
        return share
    return Step(label, "one of them", "pounds", ready.divided.of(place), (share, ready.each))


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


def below_the_unit(shares: Shares) -> Iterator[Step]:
    """What makes no whole unit, and is shared by nobody; nothing where all is shared."""
    if shares.ready.divided.below_unit:
        label = "makes no whole unit, and is shared by nobody"
        value = stated(shares.ready.divided.below_unit)
        sharing = _sharing(shares, 0)
        yield Step(label, "below the unit", "pounds", value, (shares.ready.total,), sharing=sharing)


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
