"""What one area gets of a sum that all of them share: everything that decides it, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.questions.split.dividing import Plan, amounts
from stablehomes.values.apportion import Method
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.ranges import Range, computed, stated
from stablehomes.values.terms import Limit, RoundingUnit, Terms


class Sharer(NamedTuple):
    """One of those who share."""

    code: str
    """ONS code of the area; empty if it has none."""
    weight: int
    """A whole number; shares go by it."""
    fixed: Decimal | None
    """Pounds; null if it shares by weight."""
    floor: Decimal | None
    """The least, in pounds; null for none."""
    cap: Decimal | None
    """The most, in pounds; null for none."""


class Sharing(NamedTuple):
    """All who share a sum, and how."""

    place: int
    """Whose share is meant, counted from 1."""
    method: Method
    """Who gets the odd units."""
    unit: RoundingUnit
    """What shares are whole multiples of."""
    lump_sum: Decimal
    """Pounds for each before the weights."""
    areas: tuple[Sharer, ...]
    """Everybody who shares, in order."""


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


def _plan(sharing: Sharing) -> Plan:
    """The plan again, with floors and caps as columns of their own."""
    areas, columns = sharing.areas, {}
    limits: dict[str, Limit] = {}
    for name, column in (
        ("floor", [each.floor for each in areas]),
        ("cap", [each.cap for each in areas]),
    ):
        if column[0] is not None:
            columns[name] = [Decimal(0) if each is None else each for each in column]
            limits[name] = Limit(None, Decimal(100), name)
    codes = [each.code for each in areas]
    terms = Terms(
        fixed={each.code: each.fixed for each in areas if each.fixed is not None},
        lump_sum=sharing.lump_sum,
        floor=limits.get("floor"),
        cap=limits.get("cap"),
    )
    figures = AreaFigures(codes, codes, columns)
    return Plan(figures, [each.weight for each in areas], terms, sharing.method, sharing.unit)


def _apportioned(whole: Range, sharing: Sharing) -> Range:
    """What the area at the place gets, of the whole and of both its ends."""
    divided, place = amounts(whole, _plan(sharing)), sharing.place - 1
    return computed(divided.headline[place], divided.low[place], divided.high[place])


def _below_the_unit(whole: Range, sharing: Sharing) -> Range:
    """What of the whole makes no whole unit, and is shared by nobody."""
    return stated(amounts(whole, _plan(sharing)).below_unit)


# What each word makes of the sum that is shared.
SHARED: dict[str, Callable[[Range, Sharing], Range]] = {
    "apportioned": _apportioned,
    "below the unit": _below_the_unit,
}
