"""Dividing whole units by weights: nothing is lost, nobody is more than one unit off."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.apportion import largest_remainder, whole_weights

UNITS = st.integers(0, 10**17)
WEIGHTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=30).filter(any)


@pytest.mark.parametrize(
    ("units", "weights", "parts"),
    [
        (100, [1], [100]),
        (10000, [1, 1, 1], [3334, 3333, 3333]),
        (2, [1, 1, 1], [1, 1, 0]),
        (0, [1, 2], [0, 0]),
        (10, [0, 1], [0, 10]),
        (10, [1, 2, 2], [2, 4, 4]),
        (1, [1, 3], [0, 1]),
        (7, [1, 1], [4, 3]),
    ],
)
def test_the_largest_remainders_take_what_is_left(units: int, weights: list[int], parts: list[int]) -> None:
    assert largest_remainder(units, weights) == parts


def test_one_unit_more_can_take_a_unit_from_an_area() -> None:
    """The Alabama paradox belongs to the rule; no output may call it a cut."""
    assert largest_remainder(10, [6, 6, 2]) == [4, 4, 2]
    assert largest_remainder(11, [6, 6, 2]) == [5, 5, 1]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [-1], [2, -1]])
def test_weights_that_share_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        largest_remainder(100, weights)


@given(UNITS, WEIGHTS)
def test_nothing_is_lost(units: int, weights: list[int]) -> None:
    assert sum(largest_remainder(units, weights)) == units


@given(UNITS, WEIGHTS)
def test_each_part_is_within_one_unit_of_its_exact_share(units: int, weights: list[int]) -> None:
    whole = sum(weights)
    for part, weight in zip(largest_remainder(units, weights), weights, strict=True):
        assert abs(part - Fraction(units * weight, whole)) < 1


@given(UNITS, WEIGHTS, st.randoms(use_true_random=False))
def test_order_decides_nothing_but_ties(units: int, weights: list[int], random: object) -> None:
    shuffled = sorted(weights, key=lambda _: random.random())  # type: ignore[attr-defined]
    parts = sorted(zip(weights, largest_remainder(units, weights), strict=True))
    assert parts == sorted(zip(shuffled, largest_remainder(units, shuffled), strict=True))


@given(UNITS, WEIGHTS, st.integers(1, 10**6))
def test_scaling_all_weights_changes_nothing(units: int, weights: list[int], factor: int) -> None:
    assert largest_remainder(units, [weight * factor for weight in weights]) == largest_remainder(
        units, weights
    )


@given(UNITS, st.integers(1, 200), st.integers(1, 10**9))
def test_equal_weights_differ_by_one_unit_at_most(units: int, count: int, weight: int) -> None:
    parts = largest_remainder(units, [weight] * count)
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


@given(UNITS, WEIGHTS)
def test_a_larger_weight_never_gets_less(units: int, weights: list[int]) -> None:
    parts = largest_remainder(units, weights)
    by_weight = sorted(zip(weights, parts, strict=True))
    for (lighter, smaller), (heavier, larger) in pairwise(by_weight):
        assert lighter == heavier or smaller <= larger


@pytest.mark.parametrize(
    ("weights", "whole"),
    [
        (["1.5", "2"], [15, 20]),
        (["1", "2"], [1, 2]),
        (["0.001", "1"], [1, 1000]),
        (["1E+3", "1"], [1000, 1]),
        (["999999999999999.999999999", "1"], [999999999999999999999999, 10**9]),
        ([], []),
    ],
)
def test_weights_become_whole_numbers_in_the_same_proportions(weights: list[str], whole: list[int]) -> None:
    assert whole_weights([Decimal(weight) for weight in weights]) == whole
