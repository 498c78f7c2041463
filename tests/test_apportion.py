"""Dividing whole units by weights: nothing is lost, nobody is more than one unit off."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.apportion import DIVISORS, METHODS, DivisorMethod, Method, apportion, whole_weights

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
    assert apportion(units, weights) == parts


def test_one_unit_more_can_take_a_unit_from_an_area() -> None:
    """The Alabama paradox belongs to the rule; no output may call it a cut."""
    assert apportion(10, [6, 6, 2]) == [4, 4, 2]
    assert apportion(11, [6, 6, 2]) == [5, 5, 1]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [-1], [2, -1]])
def test_weights_that_share_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        apportion(100, weights)


@given(UNITS, WEIGHTS)
def test_nothing_is_lost(units: int, weights: list[int]) -> None:
    assert sum(apportion(units, weights)) == units


@given(UNITS, WEIGHTS)
def test_each_part_is_within_one_unit_of_its_exact_share(units: int, weights: list[int]) -> None:
    whole = sum(weights)
    for part, weight in zip(apportion(units, weights), weights, strict=True):
        assert abs(part - Fraction(units * weight, whole)) < 1


@given(UNITS, WEIGHTS, st.randoms(use_true_random=False))
def test_order_decides_nothing_but_ties(units: int, weights: list[int], random: object) -> None:
    shuffled = sorted(weights, key=lambda _: random.random())  # type: ignore[attr-defined]
    parts = sorted(zip(weights, apportion(units, weights), strict=True))
    assert parts == sorted(zip(shuffled, apportion(units, shuffled), strict=True))


@given(UNITS, WEIGHTS, st.integers(1, 10**6))
def test_scaling_all_weights_changes_nothing(units: int, weights: list[int], factor: int) -> None:
    assert apportion(units, [weight * factor for weight in weights]) == apportion(units, weights)


@given(UNITS, st.integers(1, 200), st.integers(1, 10**9))
def test_equal_weights_differ_by_one_unit_at_most(units: int, count: int, weight: int) -> None:
    parts = apportion(units, [weight] * count)
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


@given(UNITS, WEIGHTS)
def test_a_larger_weight_never_gets_less(units: int, weights: list[int]) -> None:
    parts = apportion(units, weights)
    by_weight = sorted(zip(weights, parts, strict=True))
    for (lighter, smaller), (heavier, larger) in pairwise(by_weight):
        assert lighter == heavier or smaller <= larger


@pytest.mark.parametrize(
    ("weights", "whole"),
    [
        (["1.5", "2"], [3, 4]),
        (["1", "2"], [1, 2]),
        (["0.001", "1"], [1, 1000]),
        (["1E+3", "1"], [1000, 1]),
        (["999999999999999.999999999", "1"], [999999999999999999999999, 10**9]),
        ([], []),
    ],
)
def test_weights_become_whole_numbers_in_the_same_proportions(weights: list[str], whole: list[int]) -> None:
    assert whole_weights([Decimal(weight) for weight in weights]) == whole


def by_definition(method: DivisorMethod, units: int, weights: list[int]) -> list[int]:
    """A divisor method as books state it: unit by unit, to whoever's turn it is."""
    parts = [0] * len(weights)
    for _ in range(units):
        turns = [
            DIVISORS[method].turn(weight, part) for weight, part in zip(weights, parts, strict=True) if weight
        ]
        claims = [(not bottom, Fraction(top, bottom or 1)) for top, bottom in turns]
        places = [place for place, weight in enumerate(weights) if weight]
        parts[places[claims.index(max(claims))]] += 1
    return parts


@given(
    st.sampled_from(sorted(DIVISORS)),
    st.integers(0, 60),
    st.lists(st.integers(0, 40), min_size=1).filter(any),
)
def test_divisor_methods_give_what_their_definition_gives(
    method: DivisorMethod, units: int, weights: list[int]
) -> None:
    assert apportion(units, weights, method) == by_definition(method, units, weights)


@pytest.mark.parametrize(
    ("method", "parts"),
    [
        # The worked example of the textbooks: 100,000 votes, 8 seats.
        ("dhondt", [4, 3, 1, 0]),
        ("sainte-lague", [3, 3, 1, 1]),
        ("huntington-hill", [3, 3, 1, 1]),
        ("largest-remainder", [3, 3, 1, 1]),
    ],
)
def test_each_method_has_its_own_idea_of_fair(method: Method, parts: list[int]) -> None:
    assert apportion(8, [100_000, 80_000, 30_000, 20_000], method) == parts


@given(st.sampled_from(METHODS), UNITS, WEIGHTS)
def test_no_method_loses_anything(method: Method, units: int, weights: list[int]) -> None:
    parts = apportion(units, weights, method)
    assert sum(parts) == units
    assert min(parts) >= 0


@given(st.sampled_from(METHODS), WEIGHTS)
def test_methods_agree_on_nothing_to_share(method: Method, weights: list[int]) -> None:
    assert apportion(0, weights, method) == [0] * len(weights)


@given(st.sampled_from(METHODS), UNITS, st.integers(1, 10**12))
def test_methods_agree_on_one_area(method: Method, units: int, weight: int) -> None:
    assert apportion(units, [weight], method) == [units]


@given(st.sampled_from(METHODS), UNITS, st.integers(1, 50), st.integers(1, 10**9))
def test_methods_agree_on_equal_weights(method: Method, units: int, count: int, weight: int) -> None:
    assert apportion(units, [weight] * count, method) == apportion(units, [1] * count)


@given(st.sampled_from(METHODS), UNITS, WEIGHTS, st.integers(1, 10**6))
def test_scaling_changes_no_method(method: Method, units: int, weights: list[int], factor: int) -> None:
    scaled = [weight * factor for weight in weights]
    assert apportion(units, scaled, method) == apportion(units, weights, method)


@given(st.sampled_from(METHODS), st.integers(0, 10**6), WEIGHTS, st.randoms(use_true_random=False))
def test_ties_go_by_what_they_are_told_and_not_by_order(
    method: Method, units: int, weights: list[int], random: Any
) -> None:
    names = [f"area {place:03}" for place in range(len(weights))]
    order = random.sample(range(len(weights)), len(weights))
    straight = dict(zip(names, apportion(units, weights, method, ties=names), strict=True))
    shuffled = [names[place] for place in order]
    parts = apportion(units, [weights[place] for place in order], method, ties=shuffled)
    assert dict(zip(shuffled, parts, strict=True)) == straight


@given(st.sampled_from(sorted(DIVISORS)), st.integers(0, 10**9), WEIGHTS)
def test_no_divisor_method_takes_a_unit_away_when_there_is_one_more(
    method: Method, units: int, weights: list[int]
) -> None:
    fewer, more = apportion(units, weights, method), apportion(units + 1, weights, method)
    assert all(one <= other for one, other in zip(fewer, more, strict=True))


def test_the_pence_of_45_million_do_not_go_one_by_one() -> None:
    """Unit by unit these would be 4.5 billion turns for each method."""
    weights = [place * place + 1 for place in range(150)]
    for method in METHODS:
        assert sum(apportion(4_500_000_000, weights, method)) == 4_500_000_000
