"""Pieces of SQL in DuckDB's words: days, ages and steps in plain integers, the same on every engine.

A day is a number of eight digits, so that an age in completed years is a division of whole numbers: those
born on 29 February need no rule of their own, and have their birthday on 1 March in a year without one. No
engine's own age, date difference, decimal or rounding is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

TRUE_WORDS = ("true", "yes", "y", "1", "t")
FALSE_WORDS = ("false", "no", "n", "0", "f")
FIRST_DAY, LAST_DAY = 19000101, 21991231
APRIL = 401


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


def day_from_text(column: str) -> str:
    """The number of a day written 2023-04-01; NULL for anything else, or a number that is in no calendar."""
    return f"CASE WHEN {column} LIKE '____-__-__' THEN TRY_CAST(REPLACE({column}, '-', '') AS INTEGER) END"


def day_from_date(column: str) -> str:
    """The number of a day that the engine holds as a date."""
    parts = [f"CAST(EXTRACT({part} FROM {column}) AS INTEGER)" for part in ("YEAR", "MONTH", "DAY")]
    return f"{parts[0]} * 10000 + {parts[1]} * 100 + {parts[2]}"


def in_the_calendar(day: str) -> str:
    """Whether a number of eight digits is a day that there is."""
    year, month = f"{day} // 10000", f"{day} // 100 % 100"
    leap = f"{year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0)"
    february = f"CASE WHEN {leap} THEN 29 ELSE 28 END"
    last = f"CASE WHEN {month} IN (4, 6, 9, 11) THEN 30 WHEN {month} = 2 THEN {february} ELSE 31 END"
    return f"{in_our_time(day)} AND {month} BETWEEN 1 AND 12 AND {day} % 100 BETWEEN 1 AND {last}"


def in_our_time(day: str) -> str:
    """Whether a day is one that anybody can have been born on, or is paid for."""
    return f"{day} BETWEEN {FIRST_DAY} AND {LAST_DAY}"


def truth_from_text(column: str) -> str:
    """1 for a word that says yes, 0 for one that says no, NULL for anything else."""
    yes, no = (", ".join(map(text, words)) for words in (TRUE_WORDS, FALSE_WORDS))
    return f"CASE WHEN LOWER({column}) IN ({yes}) THEN 1 WHEN LOWER({column}) IN ({no}) THEN 0 END"


def whole_from_text(column: str) -> str:
    """A whole number of up to three digits; NULL for anything else."""
    digits = f"TRANSLATE({column}, '123456789', '000000000') IN ('0', '00', '000')"
    return f"CASE WHEN {digits} THEN TRY_CAST({column} AS INTEGER) END"


def translated(column: str, words: Mapping[str, str]) -> str:
    """The words of a cohort put into those of the rules, whatever their case; others as they are.

    >>> translated("c", {"Greater London": "london"})
    "CASE LOWER(c) WHEN 'greater london' THEN 'london' ELSE c END"
    """
    if not words:
        return column
    cases = " ".join(f"WHEN {text(word.lower())} THEN {text(meant)}" for word, meant in words.items())
    return f"CASE LOWER({column}) {cases} ELSE {column} END"


def age(day: str, born: str) -> str:
    """Completed years on a day, for a day that is not before birth."""
    return f"(({day}) - {born}) // 10000"


def stepped(value: str, steps: Sequence[int]) -> str:
    """The highest step that is not above the value, or 0.

    >>> stepped("a", [16, 18])
    'CASE WHEN a >= 18 THEN 18 WHEN a >= 16 THEN 16 ELSE 0 END'
    """
    if not steps:
        return f"CASE WHEN {value} IS NOT NULL THEN 0 END"
    cases = " ".join(f"WHEN {value} >= {each} THEN {each}" for each in sorted(steps, reverse=True))
    return f"CASE {cases} ELSE 0 END"


def financial_year(day: str) -> str:
    """The calendar year in which the financial year of a day begins."""
    return f"({day} - {APRIL}) // 10000"


def last_such_day(day: str, month_and_day: str) -> str:
    """The last 31 August, or whichever day of a year is meant, that is not after a day."""
    number = int(month_and_day.replace("-", ""))
    return f"({day} - {number}) // 10000 * 10000 + {number}"


def day_number(year: str, month: str, day: str) -> str:
    """The Julian day number, in whole numbers; 29 February of a year without one is 1 March.

    Source: Fliegel and Van Flandern, Communications of the ACM 11 (1968), page 657.
    """
    before_march = f"((14 - {month}) // 12)"
    years = f"({year} + 4800 - {before_march})"
    months = f"({month} + 12 * {before_march} - 3)"
    leaps = f"{years} // 4 - {years} // 100 + {years} // 400"
    return f"({day} + (153 * {months} + 2) // 5 + 365 * {years} + {leaps} - 32045)"


def julian(day: str) -> str:
    """The Julian day number of a number of eight digits."""
    return day_number(f"({day} // 10000)", f"({day} // 100 % 100)", f"({day} % 100)")


def later(one: str, other: str) -> str:
    """The later of two days."""
    return f"CASE WHEN {one} > {other} THEN {one} ELSE {other} END"


def earlier(one: str, other: str) -> str:
    """The earlier of two days."""
    return f"CASE WHEN {one} < {other} THEN {one} ELSE {other} END"
