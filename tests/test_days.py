"""Dates as documents give them: a day, a month or a year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.days import KnownDate, in_words, known_in_words, parse_day, parse_known_date

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("written", "first", "last", "words"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023"),
        ("2023-04", date(2023, 4, 1), date(2023, 4, 30), "April 2023"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31), "December 2023"),
        ("2023-05-11", date(2023, 5, 11), date(2023, 5, 11), "11 May 2023"),
        (" 2023-02-02 ", date(2023, 2, 2), date(2023, 2, 2), "2 February 2023"),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(written: str, first: date, last: date, words: str) -> None:
    known = parse_known_date(written)
    assert (known.first_day, known.last_day, known_in_words(known)) == (first, last, words)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2023-02-30", "is not in the calendar"),
        ("2023-02-29", "is not in the calendar"),
        ("2023-13", "is not in the calendar"),
        ("2023-00", "is not in the calendar"),
        ("2023-04-00", "is not in the calendar"),
        ("0000-01-01", "is not a date"),
        ("2023-4-1", "is not a date"),
        ("1 April 2023", "is not a date"),
        ("01/04/2023", "is not a date"),
        ("2023-04-01T00:00", "is not a date"),
        ("2023-", "is not a date"),
        ("", "is not a date"),
        ("٢٠٢٣", "is not a date"),
    ],
)
def test_what_is_not_in_the_calendar_is_refused(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_known_date(written)


@pytest.mark.parametrize("written", ["2023", "2023-04"])
def test_a_day_needs_year_month_and_day(written: str) -> None:
    with pytest.raises(ValueError, match="the year, the month and the day are needed"):
        parse_day(written)


@given(DAYS)
def test_a_day_reads_back_the_same(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert str(parse_known_date(day.isoformat())) == day.isoformat()


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    for known in (
        KnownDate(day.year),
        KnownDate(day.year, day.month),
        KnownDate(day.year, day.month, day.day),
    ):
        assert known.first_day <= day <= known.last_day
        assert parse_known_date(str(known)) == known


def test_a_day_is_said_as_gov_uk_says_it() -> None:
    assert in_words(date(2023, 4, 1)) == "1 April 2023"
