"""Ages in completed years: birthdays, the day before, 29 February, and births that are known in part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.ages import Birth, age_on, ages_on, birth_at_age

DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2005, 5, 1), date(2023, 4, 30), 17),
        (date(2005, 5, 1), date(2023, 5, 1), 18),
        (date(2005, 5, 1), date(2005, 5, 1), 0),
        (date(2005, 5, 1), date(2005, 4, 30), -1),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2004, 12, 31), date(2023, 1, 1), 18),
    ],
)
def test_an_age_is_attained_on_the_birthday_and_not_a_day_before(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@given(DAYS, DAYS)
def test_the_age_is_what_whole_numbers_of_days_written_out_give(born: date, day: date) -> None:
    def written(each: date) -> int:
        return each.year * 10_000 + each.month * 100 + each.day

    assert age_on(born, day) == (written(day) - written(born)) // 10_000


@given(st.integers(0, 100), DAYS)
def test_an_age_on_a_day_is_every_birth_that_gives_it_and_no_other(age: int, day: date) -> None:
    birth = birth_at_age(age, day)
    assert ages_on(birth, day) == (age, age)
    one = timedelta(days=1)
    assert age_on(birth.first - one, day) == age + 1
    assert age_on(birth.last + one, day) == age - 1


def test_a_birth_known_by_its_year_leaves_two_ages_open() -> None:
    assert ages_on(Birth(date(2005, 1, 1), date(2005, 12, 31)), date(2023, 6, 1)) == (17, 18)
