"""Dates as documents give them: a day, a month or a year, as known."""

import re
from datetime import date, timedelta
from typing import NamedTuple

# Not strftime: what is said must not follow the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class KnownDate(NamedTuple):
    """A date of which the month or the day may not be known; written 2023, 2023-05 or 2023-05-11.

    One that is only known to lie between two others is written with both: 2023-05-11 to 2023-09.

    >>> str(KnownDate(2023, 5)), KnownDate(2023, 5).first_day, KnownDate(2023, 5).last_day
    ('2023-05', datetime.date(2023, 5, 1), datetime.date(2023, 5, 31))
    """

    year: int
    month: int | None = None
    day: int | None = None
    until: "KnownDate | None" = None

    def __str__(self) -> str:
        month = f"-{self.month:02}" if self.month else ""
        until = f" to {self.until}" if self.until else ""
        return f"{self.year}{month}" + (f"-{self.day:02}" if self.day else "") + until

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        if self.until:
            return self.until.last_day
        if self.month and self.day:
            return self.first_day
        next_month = (
            date(self.year + 1, 1, 1)
            if (self.month or 12) == 12
            else date(self.year, (self.month or 12) + 1, 1)
        )
        return next_month - timedelta(days=1)


def parse_known_date(text: str) -> KnownDate:
    """A day, a month or a year in ISO 8601; ValueError for one that is not in the calendar.

    >>> parse_known_date("2023-05")
    KnownDate(year=2023, month=5, day=None, until=None)
    """
    match = re.fullmatch("([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text.strip(), re.ASCII)
    if match is None:
        raise ValueError(f'"{text}" is not a date')
    year, month, day = (int(part) if part else None for part in match.groups())
    known = KnownDate(year or 0, month, day)
    try:
        date(known.year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(f'"{text}" is not in the calendar') from None
    return known


def parse_known_or_between(text: str) -> KnownDate:
    """A day, a month or a year, or two with "to" between which it lies; ValueError as for one.

    >>> parse_known_or_between("2023-05-11 to 2023-09").last_day
    datetime.date(2023, 9, 30)
    """
    first, to, last = text.partition(" to ")
    if not to:
        return parse_known_date(text)
    known = parse_known_date(first)._replace(until=parse_known_date(last))
    if known.last_day <= known._replace(until=None).last_day:
        raise ValueError(f'"{text}" ends before it begins')
    return known


def parse_day(text: str) -> date:
    """A day in ISO 8601; ValueError for anything less exact.

    >>> parse_day("2023-04-01")
    datetime.date(2023, 4, 1)
    """
    known = parse_known_date(text)
    if known.day is None:
        raise ValueError(f'"{text}" is not a day: the year, the month and the day are needed')
    return known.first_day


def in_words(day: date) -> str:
    """A day as GOV.UK writes it.

    >>> in_words(date(2023, 4, 1))
    '1 April 2023'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def known_in_words(known: KnownDate) -> str:
    """A known date as GOV.UK writes it.

    >>> known_in_words(KnownDate(2023, 5))
    'May 2023'
    >>> known_in_words(parse_known_or_between("2023-05-11 to 2023-09"))
    'between 11 May 2023 and September 2023'
    """
    if known.until:
        return f"between {known_in_words(known._replace(until=None))} and {known_in_words(known.until)}"
    if known.day:
        return in_words(known.first_day)
    return f"{MONTHS[known.month - 1]} {known.year}" if known.month else str(known.year)
