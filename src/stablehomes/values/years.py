"""Financial years: 1 April to 31 March, written 2023-24."""

import re
from datetime import date
from typing import NamedTuple


class FinancialYear(NamedTuple):
    """The year from 1 April of ``start`` to 31 March of the next.

    >>> str(FinancialYear(2023)), FinancialYear(2023).first_day, FinancialYear(2023).last_day
    ('2023-24', datetime.date(2023, 4, 1), datetime.date(2024, 3, 31))
    """

    start: int

    def __str__(self) -> str:
        return f"{self.start}-{(self.start + 1) % 100:02}"

    @property
    def first_day(self) -> date:
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 3, 31)


def parse_year(text: str) -> FinancialYear:
    """The financial year that is written ``2023-24``; ValueError for one that does not exist.

    >>> parse_year("2023-24")
    FinancialYear(start=2023)
    """
    match = re.fullmatch("([12][0-9]{3})-([0-9]{2})", text.strip(), re.ASCII)
    if match is None:
        raise ValueError(f'"{text}" is not a financial year')
    year = FinancialYear(int(match[1]))
    if str(year) != match[0]:
        raise ValueError(f'"{text}" is not a financial year: {year.start} ends in {year.start + 1}')
    return year


def year_of(day: date) -> FinancialYear:
    """The financial year that a day falls in.

    >>> str(year_of(date(2023, 3, 31))), str(year_of(date(2023, 4, 1)))
    ('2022-23', '2023-24')
    """
    return FinancialYear(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)
