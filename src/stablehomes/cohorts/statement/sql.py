"""Pieces of SQL that are the same on every engine, in DuckDB's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

TRUE_WORDS = ("true", "yes", "y", "1", "t")
FALSE_WORDS = ("false", "no", "n", "0", "f")
# Before the first and after the last of these nobody was born, and nothing is paid.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def quoted(name: str) -> str:
    """A name of a column or table.

    >>> print(quoted('an "odd" name'))
    "an ""odd"" name"
    """
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text.

    >>> text("King's Lynn")
    "'King''s Lynn'"
    """
    return "'" + value.replace("'", "''") + "'"


def number_of(day: date) -> int:
    """A day as a number of eight digits.

    >>> number_of(date(2023, 4, 1))
    20230401
    """
    return day.year * 10000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The day that a number of eight digits stands for.

    >>> day_of(20230401)
    datetime.date(2023, 4, 1)
    """
    return date(number // 10000, number // 100 % 100, number % 100)


def trimmed(column: str) -> str:
    """The text of a column, NULL where there is none."""
    return f"NULLIF(TRIM(CAST({column} AS VARCHAR)), '')"


def truth(said: str) -> str:
    """1 for a word that says yes, 0 for one that says no, NULL for anything else.

    One word after the other: DuckDB makes a join of a list of five.

    >>> truth("a")[:40]
    "CASE a WHEN 'true' THEN 1 WHEN 'yes' THE"
    """
    meant = {**dict.fromkeys(TRUE_WORDS, 1), **dict.fromkeys(FALSE_WORDS, 0)}
    return f"CASE {said} {' '.join(f'WHEN {text(word)} THEN {number}' for word, number in meant.items())} END"


def translated(column: str, words: Mapping[str, str]) -> str:
    """The words of a cohort put into those of the rules, whatever their case; others as they are.

    >>> translated("c", {"Greater London": "london"})
    "CASE LOWER(c) WHEN 'greater london' THEN 'london' ELSE c END"
    """
    if not words:
        return column
    cases = " ".join(f"WHEN {text(word.lower())} THEN {text(meant)}" for word, meant in words.items())
    return f"CASE LOWER({column}) {cases} ELSE {column} END"


def chosen(cases: Sequence[tuple[str, object]], other: object = 0) -> str:
    """What stands beside the first condition that holds, or another value.

    >>> chosen([("a >= 18", 18), ("a >= 16", 16)])
    'CASE WHEN a >= 18 THEN 18 WHEN a >= 16 THEN 16 ELSE 0 END'
    >>> chosen([])
    '0'
    """
    if not cases:
        return str(other)
    return f"CASE {' '.join(f'WHEN {condition} THEN {value}' for condition, value in cases)} ELSE {other} END"


def age_step(day: str, born: str, ages: Sequence[int]) -> str:
    """The highest of some ages that is completed on a day, or 0; both days are numbers of eight digits.

    >>> age_step("on_", "born_", [16, 18])
    'CASE WHEN on_ - born_ >= 180000 THEN 18 WHEN on_ - born_ >= 160000 THEN 16 ELSE 0 END'
    """
    highest_first = sorted((age for age in ages if age), reverse=True)
    return chosen([(f"{day} - {born} >= {age * YEAR}", age) for age in highest_first])


YEAR = 10000


def last_such_day(day: str, month_and_day: str) -> str:
    """The last 31 August, or whichever day of a year is meant, that is not after a day; in numbers."""
    number = int(month_and_day.replace("-", ""))
    return f"(({day} - {number}) // {YEAR} * {YEAR} + {number})"
