"""Qualifiers survive arithmetic: a range contains every value that its parts can take."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.money import pounds
from stablehomes.values.ranges import QUALIFIERS, Range, computed, hull, remainder, share, stated, total

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
def test_each_qualifier_leaves_its_interval_open(qualifier: str, low: int | None, high: int | None) -> None:
    assert stated(Decimal(45), qualifier) == Range(Decimal(45), number(low), number(high), qualifier)


def test_a_word_that_is_no_qualifier_is_refused() -> None:
    with pytest.raises(KeyError):
        stated(Decimal(45), "roughly")


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
    whole: tuple[str, str], part: tuple[str, str], low: str, high: str | None
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
    whole: tuple[str, str], count: tuple[str, str], headline: str, low: str | None, high: str | None
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
