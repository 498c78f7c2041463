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
    """One of those who share: a whole ``weight``, with a fixed sum, a floor and a cap in pounds if given."""

    code: str
    weight: int
    fixed: Decimal | None
    floor: Decimal | None
    cap: Decimal | None


class Sharing(NamedTuple):
    """All who share a sum, and how; ``place`` is whose share is meant, counted from 1.

    ``lump_sum`` is pounds for each before the weights; ``method`` and ``unit`` are those of a split.
    """

    place: int
    method: Method
    unit: RoundingUnit
    lump_sum: Decimal
    areas: tuple[Sharer, ...]


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
