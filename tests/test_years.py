"""Financial years: 1 April to 31 March."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.years import FinancialYear, parse_year, year_of

DAYS = st.dates(date(1001, 1, 1), date(2998, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2023, 3, 31), "2022-23"),
        (date(2023, 4, 1), "2023-24"),
        (date(2024, 2, 29), "2023-24"),
        (date(2024, 12, 31), "2024-25"),
        (date(2000, 3, 31), "1999-00"),
    ],
)
def test_a_year_turns_on_1_april(day: date, year: str) -> None:
    assert str(year_of(day)) == year


@given(DAYS)
def test_the_year_of_a_day_contains_it(day: date) -> None:
    year = year_of(day)
    assert year.first_day <= day <= year.last_day


@given(DAYS)
def test_years_follow_each_other_without_a_gap(day: date) -> None:
    year = year_of(day)
    assert FinancialYear(year.start + 1).first_day - year.last_day == timedelta(days=1)


@given(DAYS)
def test_a_year_that_was_printed_reads_back_the_same(day: date) -> None:
    assert parse_year(str(year_of(day))) == year_of(day)


@pytest.mark.parametrize("written", ["2023-24", " 2023-24 ", "1999-00", "2099-00"])
def test_a_year_is_two_years_that_follow_each_other(written: str) -> None:
    assert str(parse_year(written)) == written.strip()


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2023-25", "2023 ends in 2024"),
        ("2023-23", "2023 ends in 2024"),
        ("2023", "is not a financial year"),
        ("2023/24", "is not a financial year"),
        ("2023-2024", "is not a financial year"),
        ("23-24", "is not a financial year"),
        ("FY23", "is not a financial year"),
        ("0023-24", "is not a financial year"),
        ("٢٠٢٣-٢٤", "is not a financial year"),
        ("", "is not a financial year"),
    ],
)
def test_anything_else_is_refused(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_year(written)
