"""Money, counts and ranges in plain English."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.money import parse_pounds, pounds
from stablehomes.values.ranges import Qualifier, Range, in_full, left_open, qualified
from stablehomes.values.wording import listed, number, pounds_in_prose, pounds_in_table, sentence


@pytest.mark.parametrize(
    ("amount", "prose", "table"),
    [
        ("0", "£0", "£0"),
        ("0.01", "£0.01", "£0.01"),
        ("120.50", "£120.50", "£120.50"),
        ("999999.99", "£999,999.99", "£999,999.99"),
        ("2000", "£2,000", "£2,000"),
        ("1000000", "£1 million", "£1m"),
        ("45000000", "£45 million", "£45m"),
        ("3750000", "£3.75 million", "£3.75m"),
        ("3755000", "£3,755,000", "£3,755,000"),
        ("6428571.42", "£6,428,571.42", "£6,428,571.42"),
        ("2600000000", "£2.6 billion", "£2.6bn"),
        ("1234000000", "£1,234 million", "£1,234m"),
        ("-1000", "−£1,000", "−£1,000"),
        ("-45000000", "−£45 million", "−£45m"),
    ],
)
def test_pounds_are_short_only_where_nothing_is_rounded(amount: str, prose: str, table: str) -> None:
    assert (pounds_in_prose(Decimal(amount)), pounds_in_table(Decimal(amount))) == (prose, table)


@given(st.integers(0, 10**14))
def test_what_is_said_of_an_amount_reads_back_to_the_penny(whole_pence: int) -> None:
    assert parse_pounds(pounds_in_prose(pounds(whole_pence))) == pounds(whole_pence)
    assert parse_pounds(pounds_in_table(pounds(whole_pence))) == pounds(whole_pence)


@pytest.mark.parametrize(
    ("value", "said"),
    [("12", "12"), ("13400", "13,400"), ("8.70", "8.7"), ("100", "100"), ("0.10", "0.1"), ("1E+3", "1,000")],
)
def test_numbers_have_no_needless_decimals(value: str, said: str) -> None:
    assert number(Decimal(value)) == said


@pytest.mark.parametrize(
    ("headline", "low", "high", "qualifier", "short", "interval", "full"),
    [
        (12, 12, 12, "exact", "12", "", "12"),
        (12, 0, 12, "up to", "up to 12", "at most 12", "up to 12"),
        (45, 45, None, "over", "over 45", "at least 45", "over 45"),
        (27, 25, 27, "exact", "27", "25 to 27", "27 (25 to 27)"),
        (111, 109, None, "about", "about 111", "at least 109", "111 (at least 109)"),
        (89, 0, 91, "about", "about 89", "at most 91", "89 (at most 91)"),
        (2, None, None, "about", "about 2", "no limit stated", "about 2"),
        (3, 3, 45, "at least", "at least 3", "3 to 45", "3 (3 to 45)"),
    ],
)
def test_a_range_is_said_in_one_two_or_three_words(
    headline: int,
    low: int | None,
    high: int | None,
    qualifier: Qualifier,
    short: str,
    interval: str,
    full: str,
) -> None:
    low_end, high_end = (None if end is None else Decimal(end) for end in (low, high))
    range = Range(Decimal(headline), low_end, high_end, qualifier)
    assert (qualified(range, number), left_open(range, number), in_full(range, number)) == (
        short,
        interval,
        full,
    )


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_listed_with_an_and(words: list[str], said: str) -> None:
    assert listed(words) == said


@pytest.mark.parametrize(("text", "said"), [("over £45m", "Over £45m"), ("£45m", "£45m"), ("", "")])
def test_a_sentence_begins_with_a_capital(text: str, said: str) -> None:
    assert sentence(text) == said
