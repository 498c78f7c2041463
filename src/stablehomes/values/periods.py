"""Periods as publishers write them: what they begin and end with, so that they can be put in order."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = "(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
YEAR = r"(?P<year>(?:19|20)\d\d)"
NEXT = r"[-/–—‒](?P<next>(?:19|20)?\d\d)"
# What surrounds a period and says no more of its place in time: words before it, a status behind it.
BEFORE = re.compile(
    r"^(?:(?:the )?(?:(?:financial|academic|calendar|reporting|fiscal) )?years? (?:ending|ended|to|end)"
    r"|fy(?=\d)|ye|as at|as of|at|on|in|for|fy|ay|cy|(?:(?:financial|academic|calendar|reporting) )?year"
    r"|(?:12|twelve) months (?:to|ending|ended)|month(?: of| ending)?|snapshot|census)(?:\b|(?<=fy))[ .:]*"
)
AFTER = re.compile(
    r"(?: ?[\[(](?:p|r|e|f|provisional|revised|estimate[ds]?|final|note ?\d*|\d)[\])]| ?[pr*†‡])$"
)
QUARTERS = [
    re.compile(form)
    for form in (
        rf"q(?:uarter)? ?(?P<quarter>[1-4])[ ,]*{YEAR}(?:{NEXT})?",
        rf"{YEAR}(?:{NEXT})?[ ,-]*q(?:uarter)? ?(?P<quarter>[1-4])",
    )
]
TERM = re.compile(rf"(?P<term>autumn|spring|summer)(?: term)?[ ,]*{YEAR}(?:{NEXT})?")
TERMS = {"autumn": (9, 12, 0), "spring": (1, 3, 1), "summer": (4, 7, 1)}
FORMS = [
    re.compile(form)
    for form in (
        rf"{YEAR}(?:\.0+)?",
        rf"{YEAR}{NEXT}",
        rf"{YEAR}(?P<next>\d\d)",
        rf"{YEAR}(?P<number>\d\d)(?P<day>\d\d)",
        rf"{YEAR}-(?P<number>\d\d?)(?:-(?P<day>\d\d?))?(?:[ t]00:00(?::00(?:\.0+)?)?)?",
        rf"(?:(?P<day>\d\d?)/)?(?P<number>\d\d?)/{YEAR}(?: 00:00(?::00)?)?",
        rf"(?:(?P<day>\d\d?)\.)(?P<number>\d\d?)\.{YEAR}",
        r"(?:(?P<day>\d\d?)/)(?P<number>\d\d?)/(?P<short>\d\d)",
        rf"(?:(?P<day>\d\d?)(?:st|nd|rd|th)?[ -])?{MONTH}[ ,.'-]*(?:{YEAR}|(?P<short>\d\d))",
        rf"{YEAR}[ -]*(?:m(?P<number>\d\d?)|{MONTH}(?:[ -](?P<day>\d\d?))?)",
    )
]
BETWEEN = re.compile(r" ?(?: to | until | - |–|—| and |-(?=[a-z])) ?")


class Period(NamedTuple):
    """The last and the first day; in this order periods are sorted."""

    end: date
    start: date


@lru_cache(maxsize=10_000)
def parse_period(text: str) -> Period | None:
    """The days of a period; None if the text is none that is known.

    A year alone is that calendar year, and 2022-23 the financial year.

    >>> parse_period("Year ending March 2023").end, parse_period("202223").end
    (datetime.date(2023, 3, 31), datetime.date(2023, 3, 31))
    >>> parse_period("March 2023") > parse_period("September 2022"), parse_period("999")
    (True, None)
    """
    plain = " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").replace("\ufeff", "").lower().split())
    plain = re.sub(r"^([12]),(\d{3})$", r"\1\2", plain)
    year_long = re.match(r"(?:(?:12|twelve) months|(?:[a-z]+ )?year|ye\b)", plain) is not None
    for _ in range(3):
        plain = AFTER.sub("", BEFORE.sub("", plain)).strip(" ,;:")
    found = _one(plain) or _between(plain)
    if found and year_long and found.start.replace(day=1) == found.end.replace(day=1):
        return found._replace(start=_year_before(found.end))
    return found


def _year_before(end: date) -> date:
    year, month = (end.year, 1) if end.month == 12 else (end.year - 1, end.month + 1)
    return date(year, month, 1)


def _one(plain: str) -> Period | None:
    if match := next(filter(None, (form.fullmatch(plain) for form in QUARTERS)), None):
        return _quarter(int(match["quarter"]), int(match["year"]), match["next"] is not None)
    if match := TERM.fullmatch(plain):
        first, last, later = TERMS[match["term"]]
        year = int(match["year"]) + (later if match["next"] else 0)
        return _months(year, first, year, last)
    matches = (form.fullmatch(plain) for form in FORMS)
    return next((found for match in matches if match and (found := _days(match.groupdict()))), None)


def _quarter(quarter: int, year: int, financial: bool) -> Period:
    """A quarter of a calendar year, or of a financial year, which begins in April."""
    first = 3 * quarter - 2
    if financial:
        year, first = (year + 1, 1) if quarter == 4 else (year, first + 3)
    return _months(year, first, year, first + 2)


def _days(groups: dict[str, str | None]) -> Period | None:
    """The period of a year, of two years together, of a month or of a day; None if there is no such."""
    year = int(groups.get("year") or f"20{groups.get('short')}")
    if following := groups.get("next"):
        return _months(year, 4, year + 1, 3) if int(following) % 100 == (year + 1) % 100 else _packed(groups)
    name, number, day = groups.get("month"), groups.get("number"), groups.get("day")
    if name is None and number is None:
        return _months(year, 1, year, 12)
    month = MONTHS.index(name) + 1 if name else int(number or 0)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return _months(year, month, year, month)
    if not 1 <= int(day) <= monthrange(year, month)[1]:
        return None
    return Period(date(year, month, int(day)), date(year, month, int(day)))


def _packed(groups: dict[str, str | None]) -> Period | None:
    """Six digits that are no two years may be a year and a month: 202212."""
    year, month = int(groups["year"] or 0), int(groups["next"] or 0)
    return _months(year, month, year, month) if 1 <= month <= 12 and len(str(groups["next"])) == 2 else None


def _months(first_year: int, first: int, last_year: int, last: int) -> Period:
    return Period(date(last_year, last, monthrange(last_year, last)[1]), date(first_year, first, 1))


def _between(plain: str) -> Period | None:
    """From one to another: the year of the end is that of a beginning without one."""
    for match in BETWEEN.finditer(plain):
        first, last = plain[: match.start()].strip(), _one(plain[match.end() :].strip())
        if last is None:
            continue
        begins = [_one(first), *(_one(f"{first} {year}") for year in _years(last))]
        fitting = [each for each in begins if each and each.start <= last.start]
        if fitting:
            return Period(last.end, fitting[0].start)
    return None


def _years(period: Period) -> Iterator[int]:
    yield from (period.end.year, period.end.year - 1)
