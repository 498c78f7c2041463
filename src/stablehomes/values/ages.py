"""Ages in completed years, for people of whom the day of birth is known, or only days that it lies between.

An age is attained at the beginning of the anniversary of the day of birth (Family Law Reform Act 1969,
section 9). The Act does not say which day that is for those born on 29 February in a year without one:
1 March is assumed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class Birth(NamedTuple):
    """The first and the last day on which a person can have been born; the same day where it is known."""

    first: date
    last: date


class KnownAges(NamedTuple):
    """Ages in completed years on certain days, where no more than that is known of a birth."""

    on: tuple[tuple[date, int], ...]


def anniversary(born: date, years: int) -> date:
    """The day on which somebody has completed so many years.

    >>> anniversary(date(2005, 5, 1), 18), anniversary(date(2004, 2, 29), 18)
    (datetime.date(2023, 5, 1), datetime.date(2022, 3, 1))
    """
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def age_on(born: date, day: date) -> int:
    """Completed years on a day; below nothing before birth.

    >>> age_on(date(2005, 5, 1), date(2023, 4, 30)), age_on(date(2005, 5, 1), date(2023, 5, 1))
    (17, 18)
    """
    years = day.year - born.year
    return years if anniversary(born, years) <= day else years - 1


def ages_on(birth: Birth | KnownAges, day: date) -> tuple[int, int]:
    """The lowest and the highest age that somebody can have on a day, in completed years.

    Raises KeyError for a day that is not among known ages.

    >>> ages_on(Birth(date(2005, 1, 1), date(2005, 12, 31)), date(2023, 6, 1))
    (17, 18)
    """
    if isinstance(birth, KnownAges):
        age = dict(birth.on)[day]
        return age, age
    return age_on(birth.last, day), age_on(birth.first, day)


def birth_at_age(age: int, day: date) -> Birth:
    """The days on which somebody was born who has an age on a day.

    >>> birth_at_age(12, date(2025, 5, 1))
    Birth(first=datetime.date(2012, 5, 2), last=datetime.date(2013, 5, 1))
    """
    return Birth(_years_before(day, age + 1) + ONE_DAY, _years_before(day, age))


def _years_before(day: date, years: int) -> date:
    """The last day of birth that makes somebody as old as this on the day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
