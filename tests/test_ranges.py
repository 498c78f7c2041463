"""Qualifiers survive arithmetic: a range contains every value that its parts can take."""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.money import pounds
from stablehomes.values.ranges import (
    QUALIFIERS,
    Qualifier,
    Range,
    computed,
    difference,
    hull,
    remainder,
    share,
    stated,
    times,
    total,
)

MOST = 10**13  # pence
AMOUNTS = st.integers(0, MOST).map(pounds)
WORDS = st.sampled_from(sorted(QUALIFIERS))
STATEMENTS = st.builds(stated, AMOUNTS, WORDS)
RANGES = st.lists(STATEMENTS, min_size=1, max_size=4).map(lambda ranges: hull(ranges[0], ranges))
COUNTS = st.builds(stated, st.integers(1, 400).map(Decimal), WORDS)


def number(value: int | str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def inside(data: st.DataObject, range: Range, *, least: int = 0, unit: int = 100) -> Decimal:
    """Some value, in whole units of one ``unit``-th, that the range leaves open."""
    low = least if range.low is None else max(int(range.low * unit), least)
    high = low + MOST if range.high is None else int(range.high * unit)
    return Decimal(data.draw(st.integers(low, max(high, low)))) / unit


def holds(range: Range, value: Decimal | Fraction) -> bool:
    return (range.low is None or Fraction(range.low) <= value) and (
        range.high is None or value <= Fraction(range.high)
    )


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        ("exact", 45, 45),
        ("over", 45, None),
        ("at least", 45, None),
        ("up to", 0, 45),
        ("under", 0, 45),
        ("about", None, None),
    ],
)
def test_each_qualifier_leaves_its_interval_open(
    qualifier: Qualifier, low: int | None, high: int | None
) -> None:
    assert stated(Decimal(45), qualifier) == Range(Decimal(45), number(low), number(high), qualifier)


def test_a_word_that_is_no_qualifier_is_refused() -> None:
    with pytest.raises(KeyError):
        stated(Decimal(45), "roughly")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "qualifier"),
    [
        (89, 89, "exact"),
        (89, None, "at least"),
        (89, 91, "at least"),
        (0, 89, "up to"),
        (None, 89, "up to"),
        (0, 91, "about"),
        (None, None, "about"),
    ],
)
def test_a_computed_range_is_called_what_is_true_of_its_headline(
    low: int | None, high: int | None, qualifier: str
) -> None:
    assert computed(Decimal(89), number(low), number(high)).qualifier == qualifier


@pytest.mark.parametrize(
    ("whole", "part", "low", "high"),
    [
        (("200", "exact"), ("111", "exact"), "89", "89"),
        (("200", "exact"), ("111", "over"), "0", "89"),
        (("200", "exact"), ("111", "up to"), "89", "200"),
        (("200", "over"), ("111", "exact"), "89", None),
        (("200", "up to"), ("111", "exact"), "0", "89"),
        (("100", "exact"), ("111", "exact"), "0", "0"),
        (("200", "about"), ("111", "exact"), "0", None),
    ],
)
def test_what_is_left_is_never_below_nothing(
    whole: tuple[str, Qualifier], part: tuple[str, Qualifier], low: str, high: str | None
) -> None:
    left = remainder(stated(Decimal(whole[0]), whole[1]), stated(Decimal(part[0]), part[1]))
    assert (left.low, left.high) == (number(low), number(high))
    assert left.headline == max(Decimal(whole[0]) - Decimal(part[0]), Decimal(0))


@pytest.mark.parametrize(
    ("whole", "count", "headline", "low", "high"),
    [
        (("45000000", "over"), ("12", "up to"), "3750000", "3750000", None),
        (("45000000", "exact"), ("12", "exact"), "3750000", "3750000", "3750000"),
        (("45000000", "exact"), ("12", "up to"), "3750000", "3750000", "45000000"),
        (("45000000", "up to"), ("12", "exact"), "3750000", "0", "3750000"),
        (("45000000", "exact"), ("12", "at least"), "3750000", "0", "3750000"),
        (("10", "exact"), ("3", "exact"), "3.33", "3.33", "3.34"),
        (("10", "about"), ("2", "exact"), "5", None, None),
    ],
)
def test_a_share_is_in_whole_pence_and_its_ends_stay_true(
    whole: tuple[str, Qualifier],
    count: tuple[str, Qualifier],
    headline: str,
    low: str | None,
    high: str | None,
) -> None:
    each = share(stated(Decimal(whole[0]), whole[1]), stated(Decimal(count[0]), count[1]))
    assert (each.headline, each.low, each.high) == (number(headline), number(low), number(high))


def test_nothing_is_shared_among_nobody() -> None:
    with pytest.raises(ValueError, match="fewer than one"):
        share(stated(Decimal(10)), stated(Decimal(0)))


@given(st.lists(RANGES, max_size=6), st.data())
def test_a_total_contains_every_sum_of_its_parts(ranges: list[Range], data: st.DataObject) -> None:
    values = [inside(data, each) for each in ranges]
    assert holds(total(ranges), sum(values, Decimal(0)))
    assert total(ranges).headline == sum((each.headline for each in ranges), Decimal(0))


@given(RANGES, RANGES, st.data())
def test_a_remainder_contains_every_difference_of_its_parts(
    whole: Range, part: Range, data: st.DataObject
) -> None:
    difference = inside(data, whole) - inside(data, part)
    assert holds(remainder(whole, part), max(difference, Decimal(0)))


@given(RANGES, COUNTS, st.data())
def test_a_share_contains_every_quotient_of_its_parts(
    whole: Range, count: Range, data: st.DataObject
) -> None:
    among = inside(data, count, least=1, unit=1)
    quotient = Fraction(inside(data, whole)) / Fraction(among)
    assert holds(share(whole, count), quotient)


@given(RANGES, COUNTS)
def test_shares_at_the_low_end_never_exceed_the_whole(whole: Range, count: Range) -> None:
    low = share(whole, count).low
    if low is not None and count.high is not None:
        assert whole.low is not None
        assert low * count.high <= whole.low


@given(st.lists(STATEMENTS, min_size=1, max_size=6), st.data())
def test_a_hull_contains_what_each_of_its_ranges_contains(ranges: list[Range], data: st.DataObject) -> None:
    whole = hull(ranges[0], ranges[1:])
    assert all(holds(whole, inside(data, each)) for each in ranges)
    assert (whole.headline, whole.qualifier) == (ranges[0].headline, ranges[0].qualifier)


@given(st.lists(STATEMENTS, min_size=1, max_size=6))
def test_a_hull_is_the_smallest_such_range(ranges: list[Range]) -> None:
    whole = hull(ranges[0], ranges[1:])
    assert whole.low in {each.low for each in ranges}
    assert whole.high in {each.high for each in ranges}


@given(st.lists(RANGES, max_size=5), COUNTS)
def test_a_headline_lies_in_its_own_range(ranges: list[Range], count: Range) -> None:
    for each in (*ranges, total(ranges), *(share(whole, count) for whole in ranges)):
        assert holds(each, each.headline)


@given(RANGES, RANGES, st.integers(0, 10**6))
def test_the_signs_are_the_functions(one: Range, other: Range, count: int) -> None:
    assert one + other == total([one, other])
    assert one - other == difference(one, other)
    assert -(one - other) == other - one
    assert one * count == count * one == one * Decimal(count) == times(one, stated(Decimal(count)))


@given(st.data(), RANGES, st.integers(0, 1000))
def test_so_many_times_a_range_holds_so_many_times_each_of_its_values(
    data: st.DataObject, one: Range, count: int
) -> None:
    assert holds(one * count, inside(data, one) * count)


OTHERS = (3, Decimal(3), 2.5, (1, 2), None, "£3")


@pytest.mark.parametrize("other", OTHERS)
def test_only_a_range_is_added_to_a_range(other: Any) -> None:
    amount, add_up = stated(Decimal(45), "over"), cast(Any, sum)
    calls = ((operator.add, amount, other), (operator.add, other, amount), (operator.sub, amount, other))
    for sign, left, right in calls:
        with pytest.raises(TypeError):
            sign(left, right)
    with pytest.raises(TypeError, match=r"total\(ranges\) adds up many"):
        add_up([amount, amount])


@pytest.mark.parametrize("count", [1.5, "2", None, stated(Decimal(2))])
def test_a_range_is_multiplied_by_an_exact_number_alone(count: Any) -> None:
    with pytest.raises(TypeError, match="an int or a Decimal"):
        stated(Decimal(45)) * count
    with pytest.raises(ValueError, match="number of times"):
        stated(Decimal(45)) * -1


def test_ranges_have_no_order() -> None:
    small, large = stated(Decimal(1), "up to"), stated(Decimal(2), "over")
    for compared in (operator.lt, operator.le, operator.gt, operator.ge):
        for other in (large, (1, 2, 3, "exact"), 3):
            with pytest.raises(TypeError, match="compare their headlines"):
                compared(small, other)
    finders: tuple[Any, ...] = (min, max, sorted)
    for find in finders:
        with pytest.raises(TypeError, match="compare their headlines"):
            find([small, large])
    assert max([small, large], key=lambda each: each.headline) == large
