"""From a total and weights to pounds for each: fixed sums, a lump sum, then shares between floor and cap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import NamedTuple

from stablehomes.problems.problem import WrongCall
from stablehomes.values.apportion import Method, apportioned
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.bounds import Bounds, Impossible, Outcome
from stablehomes.values.money import pence, pounds
from stablehomes.values.ranges import Range, computed
from stablehomes.values.terms import UNITS, Limit, RoundingUnit, Terms
from stablehomes.values.wording import pounds_in_prose

End = Sequence[Decimal | None]


class Plan(NamedTuple):
    """Everything that decides who gets what, but the total; ``weights`` are in the order of the areas."""

    areas: AreaFigures
    weights: Sequence[int]
    terms: Terms
    method: Method
    unit: RoundingUnit


class Amounts(NamedTuple):
    """Pounds for each area: the headline and the ends of the range; None is an open end."""

    headline: Sequence[Decimal]
    low: Sequence[Decimal | None]
    high: Sequence[Decimal | None]
    below_unit: Decimal  # what of the headline makes no whole unit
    outcome: Outcome  # who of those that share by weight stands at a floor or a cap for the headline

    def of(self, place: int) -> Range:
        """What the area at this place gets."""
        return computed(self.headline[place], self.low[place], self.high[place])

    def ranges(self) -> Iterator[Range]:
        """What each area gets; areas that get the same have one range together."""
        return map(cache(computed), self.headline, self.low, self.high)


def amounts(total: Range, plan: Plan) -> Amounts:
    """The shares of a total and of both ends of its range.

    Raises WrongCall, saying by how much, where fixed sums, floors and caps cannot hold for the headline. An
    end of the range for which they cannot hold says no more of an area than that its sum is not below
    nothing, or not above its cap.
    """
    headline, below, outcome = _divided(total.headline, plan)
    low = _end(total.low, total.headline, headline, plan, lambda count: [Decimal(0)] * count)
    high = _end(total.high, total.headline, headline, plan, lambda count: [None] * count)
    # Apportionment can take a unit from an area when there is more to share; a range must not.
    return Amounts(headline, _on_side(min, low, headline), _on_side(max, high, headline), below, outcome)


def _on_side(side: Callable[[Decimal, Decimal], Decimal], end: End, headline: Sequence[Decimal]) -> End:
    if end is headline:
        return end
    return [None if one is None else side(one, share) for one, share in zip(end, headline, strict=True)]


def _end(
    end: Decimal | None, total: Decimal, headline: End, plan: Plan, unknown: Callable[[int], End]
) -> End:
    if end is None:
        return [None] * len(headline)
    if end == total:
        return headline
    try:
        return _divided(end, plan)[0]
    except WrongCall:
        return unknown(len(headline))


def _divided(total: Decimal, plan: Plan) -> tuple[list[Decimal], Decimal, Outcome]:
    """Pounds for each area, what makes no whole unit, and who stands at a floor or a cap."""
    fixed, free = _fixed(plan), sharing(plan)
    units, below = divmod(_left_to_share(total, plan, len(free)), UNITS[plan.unit])
    parts, outcome = _apportioned(units, plan, free)
    lump = pence(plan.terms.lump_sum)
    if lump % UNITS[plan.unit]:
        raise WrongCall(
            f"a lump sum of {pounds_in_prose(plan.terms.lump_sum)} cannot be rounded to the {plan.unit}",
            "round to something smaller, or to the penny",
        )
    shares = list(map(cache(lambda part: pounds(part * UNITS[plan.unit] + lump)), parts))
    if fixed:
        by_place = dict(zip(free, shares, strict=True))
        shares = [by_place[place] if sum is None else sum for place, sum in enumerate(fixed)]
    return shares, pounds(below), outcome


def _fixed(plan: Plan) -> list[Decimal | None]:
    """The fixed sum of each area; nothing at all where the terms have none."""
    return [plan.terms.fixed.get(code) for code in plan.areas.codes] if plan.terms.fixed else []


def sharing(plan: Plan) -> Sequence[int]:
    """The places of those who share by weight: all that have no fixed sum."""
    fixed = _fixed(plan)
    return [place for place, sum in enumerate(fixed) if sum is None] if fixed else range(len(plan.weights))


def _left_to_share(total: Decimal, plan: Plan, sharing: int) -> int:
    """Pence that are left for the weights, after fixed sums and the lump sum of each of those who share."""
    first = sum(plan.terms.fixed.values(), Decimal(0)) + plan.terms.lump_sum * sharing
    if first > total:
        raise WrongCall(
            f"the fixed and lump sums come to {pounds_in_prose(first)}, which is"
            f" {pounds_in_prose(first - total)} more than the {pounds_in_prose(total)} to share",
            "lower them, or leave areas out",
        )
    return pence(total - first)


def _apportioned(units: int, plan: Plan, free: Sequence[int]) -> tuple[list[int], Outcome]:
    every = len(free) == len(plan.weights)
    weights = plan.weights if every else [plan.weights[place] for place in free]
    ties = plan.areas.codes if every else [plan.areas.codes[place] for place in free]
    try:
        return apportioned(units, weights, plan.method, _bounds(plan, free), ties)
    except Impossible as impossible:
        raise _wrong(impossible, plan) from None


def _wrong(impossible: Impossible, plan: Plan) -> WrongCall:
    away = pounds_in_prose(pounds(impossible.units * UNITS[plan.unit]))
    if impossible.by == "floors":
        return WrongCall(f"the floors come to {away} more than there is to share", "lower them")
    if impossible.by == "caps":
        return WrongCall(f"the caps leave {away} that nobody may take", "raise them")
    return WrongCall(
        f"there are {away} left that no weight shares out", "give an area a weight or a fixed sum"
    )


def _bounds(plan: Plan, free: Sequence[int]) -> Bounds | None:
    """Floors and caps of what the weights give, in whole units: a floor rounded up, a cap rounded down."""
    terms = plan.terms
    if terms.floor is None and terms.cap is None:
        return None
    floors = _in_units(terms.floor, plan, free, ceil)
    caps = _in_units(terms.cap, plan, free, floor)
    low = [max(each or 0, 0) for each in floors]
    for place, least, most in zip(free, low, caps, strict=True):
        if most is not None and most < least:
            name = plan.areas.names[place]
            raise WrongCall(
                f"the cap of {name} is {_said(least - most, plan)} below its floor, or below its lump sum",
                "raise the cap, or lower what stands above it",
            )
    return Bounds(low, caps)


def _said(units: int, plan: Plan) -> str:
    return pounds_in_prose(pounds(units * UNITS[plan.unit]))


def _in_units(
    limit: Limit | None, plan: Plan, free: Sequence[int], rounded: Callable[[Fraction], int]
) -> list[int | None]:
    if limit is None:
        return [None] * len(free)
    lump, unit = Fraction(plan.terms.lump_sum), Fraction(UNITS[plan.unit], 100)
    if limit.column is None:
        assert limit.pounds is not None
        return [rounded((Fraction(limit.pounds) - lump) / unit)] * len(free)
    column, part = plan.areas.figures[limit.column], Fraction(limit.percent or 0) / 100
    return [rounded((Fraction(column[place]) * part - lump) / unit) for place in free]
