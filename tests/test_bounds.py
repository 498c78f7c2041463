"""Floors and caps: what is cut off or topped up is shared again until everybody is within bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.apportion import METHODS, Method, apportion
from stablehomes.values.bounds import Bounds, Impossible, within_bounds

Case = tuple[int, list[int], Bounds]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Weights with floors and caps that can hold, and as many units as they allow."""
    weights = draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
    low = [draw(st.integers(0, 50)) for _ in weights]
    high = [draw(st.none() | st.integers(floor, 200)) for floor in low]
    reachable = [cap if weight else floor for weight, floor, cap in zip(weights, low, high, strict=True)]
    most = sum(10**4 if cap is None else cap for cap in reachable)
    return draw(st.integers(sum(low), most)), weights, Bounds(low, high)


@pytest.mark.parametrize(
    ("units", "weights", "low", "high", "parts"),
    [
        (100, [60, 30, 10], [20, 20, 20], [None, 25, None], [55, 25, 20]),
        (100, [1, 1], [0, 0], [30, None], [30, 70]),
        (100, [1, 1], [80, 0], [None, None], [80, 20]),
        (100, [0, 1], [10, 0], [None, None], [10, 90]),
        (100, [3, 1], [25, 25], [75, 75], [75, 25]),
        (10, [1, 1, 1], [0, 0, 0], [3, 3, None], [3, 3, 4]),
        (60, [1, 1, 1], [20, 20, 20], [20, 20, 20], [20, 20, 20]),
    ],
)
def test_the_rest_is_shared_by_weights(
    units: int, weights: list[int], low: list[int], high: list[int | None], parts: list[int]
) -> None:
    assert apportion(units, weights, bounds=Bounds(low, high)) == parts


@pytest.mark.parametrize(
    ("weights", "low", "high", "by", "units"),
    [
        ([1, 1], [60, 50], [None, None], "floors", 10),
        ([1, 1], [0, 0], [40, 45], "caps", 15),
        ([0, 0], [10, 0], [None, None], "weights", 90),
        ([0, 1], [10, 0], [None, 50], "caps", 40),
    ],
)
def test_bounds_that_cannot_hold_say_by_how_much(
    weights: list[int], low: list[int], high: list[int | None], by: str, units: int
) -> None:
    with pytest.raises(Impossible) as refusal:
        within_bounds(100, weights, Bounds(low, high))
    assert (refusal.value.by, refusal.value.units) == (by, units)


@given(cases(), st.sampled_from(METHODS))
def test_every_part_is_between_its_floor_and_its_cap_and_nothing_is_lost(case: Case, method: Method) -> None:
    units, weights, bounds = case
    parts = apportion(units, weights, method, bounds)
    assert sum(parts) == units
    for part, floor, cap in zip(parts, *bounds, strict=True):
        assert floor <= part
        assert cap is None or part <= cap


@given(cases())
def test_those_at_no_bound_get_the_same_for_each_of_their_weight(case: Case) -> None:
    """And nobody at a floor would get more by weight, nobody at a cap less: so there is but one outcome."""
    units, weights, bounds = case
    left, whole, parts, free, reachable = within_bounds(units, weights, bounds)
    assert left + sum(parts) == units
    if not free:
        return
    rate = Fraction(left, whole)
    for place, weight in enumerate(weights):
        floor, cap = reachable.low[place], reachable.high[place]
        if place in free:
            assert floor <= rate * weight
            assert cap is None or rate * weight <= cap
        elif parts[place] == floor:
            assert rate * weight <= floor or parts[place] == cap
        else:
            assert cap is not None
            assert rate * weight >= cap


@given(cases(), st.integers(1, 1000))
def test_scaling_all_weights_moves_nobody(case: Case, factor: int) -> None:
    units, weights, bounds = case
    assert apportion(units, [weight * factor for weight in weights], bounds=bounds) == apportion(
        units, weights, bounds=bounds
    )
