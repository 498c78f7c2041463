"""How an engine says days, truths and whole numbers: here in plain integers, the same on every engine.

A day is a number of eight digits, so that an age in completed years is a division of whole numbers: those
born on 29 February need no rule of their own, and have their birthday on 1 March in a year without one. No
engine's own age, date difference, decimal or rounding is used. An engine that holds days faster than numbers
says them in words of its own, by a class that takes the place of these methods.
"""

from __future__ import annotations

from datetime import date

from stablehomes.cohorts.statement import sql


class SqlDialect:
    """Expressions for any engine; what a method is given is a column or an expression."""

    # Whether rows and parts of placements are better read one after the other than kept for both.
    reads_twice = False
    unknown_day = "CAST(NULL AS INTEGER)"

    def day(self, day: date) -> str:
        """A day that is known."""
        return str(sql.number_of(day))

    def held_day(self, column: str) -> str:
        """A day that the engine holds as a date; NULL for one that is out of our time."""
        parts = [f"CAST(EXTRACT({part} FROM {column}) AS INTEGER)" for part in ("YEAR", "MONTH", "DAY")]
        first, last = (f"CAST('{day}' AS DATE)" for day in (sql.FIRST_DAY, sql.LAST_DAY))
        number = f"{parts[0]} * 10000 + {parts[1]} * 100 + {parts[2]}"
        return f"CASE WHEN {column} BETWEEN {first} AND {last} THEN {number} END"

    def number(self, day: str) -> str:
        """The number of eight digits of a day."""
        return day

    def numbered(self, number: str) -> str:
        """The day of a number of eight digits; of 29 February in a year without one, 1 March."""
        return number

    def count(self, day: str) -> str:
        """The Julian day number, in whole numbers; the day after the 31st may be written as the 32nd.

        Source: Fliegel and Van Flandern, Communications of the ACM 11 (1968), page 657.
        """
        year, month = f"({day}) // 10000", f"(({day}) // 100 % 100)"
        before_march = f"((14 - {month}) // 12)"
        years = f"({year} + 4800 - {before_march})"
        months = f"({month} + 12 * {before_march} - 3)"
        leaps = f"{years} // 4 - {years} // 100 + {years} // 400"
        return f"(({day}) % 100 + (153 * {months} + 2) // 5 + 365 * {years} + {leaps} - 32045)"

    def count_of(self, day: date) -> int:
        """What ``count`` gives for a day that is known."""
        return day.toordinal() + DAYS_BEFORE_YEAR_ONE

    def financial_year(self, day: str) -> str:
        """The calendar year in which the financial year of a day begins."""
        return f"({day} - {APRIL}) // 10000"

    def trial(self, kind: str, column: str) -> str | None:
        """What a text is tried as first, in a step of its own; None for a kind that needs no such step."""
        return like_a_day(sql.trimmed(column)) if kind == "day" else None

    def day_from_text(self, _column: str, tried: str) -> str:
        """A day written 2023-04-01; NULL for anything else, and for what is in no calendar."""
        return f"CASE WHEN {in_the_calendar(tried)} THEN {tried} END"

    def truth_from_text(self, column: str) -> str:
        """1 for a word that says yes, 0 for one that says no, NULL for anything else."""
        return sql.truth(f"LOWER({sql.trimmed(column)})")

    def whole_from_text(self, column: str, _tried: str) -> str:
        """A whole number of up to three digits; NULL for anything else."""
        trimmed = sql.trimmed(column)
        digits = f"TRANSLATE({trimmed}, '123456789', '000000000') IN ('0', '00', '000')"
        return f"CASE WHEN {digits} THEN TRY_CAST({trimmed} AS INTEGER) END"


APRIL = 401
# The Julian day number of the day before 1 January of the year 1.
DAYS_BEFORE_YEAR_ONE = 1721425


def like_a_day(text: str) -> str:
    """The number of a text that is written as a day is; NULL for any other."""
    return f"CASE WHEN {text} LIKE '____-__-__' THEN TRY_CAST(REPLACE({text}, '-', '') AS INTEGER) END"


def in_the_calendar(day: str) -> str:
    """Whether a number of eight digits is a day that there is."""
    year, month = f"({day}) // 10000", f"({day}) // 100 % 100"
    leap = f"{year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0)"
    february = f"CASE WHEN {leap} THEN 29 ELSE 28 END"
    last = f"CASE WHEN {month} IN (4, 6, 9, 11) THEN 30 WHEN {month} = 2 THEN {february} ELSE 31 END"
    return f"{month} BETWEEN 1 AND 12 AND ({day}) % 100 BETWEEN 1 AND {last}"
