"""Days, truths and whole numbers as DuckDB says them fastest: days are its own dates.

A text is cast first, which is fast, and the cast written out again: only where that gives the text itself is
it what it should be, whatever else the engine takes for a day or a number. Other texts, with a blank beside
them perhaps, are read with care, as on every engine.
"""

from __future__ import annotations

from datetime import date

from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.dialect import SqlDialect

NUMBERED_FROM = date(1970, 1, 1)
CASTS = {"day": "DATE", "whole": "INTEGER"}


class DuckDbDialect(SqlDialect):
    """Expressions for DuckDB alone."""

    # It takes far less memory than keeping the rows, and no longer.
    reads_twice = True
    unknown_day = "CAST(NULL AS DATE)"

    def day(self, day: date) -> str:
        """A day that is known."""
        return f"DATE '{day}'"

    def held_day(self, column: str) -> str:
        """A day that is held as a date."""
        return column

    def number(self, day: str) -> str:
        """The number of eight digits of a day; NULL for one in the year 214749 or later."""
        return f"TRY_CAST(YEAR({day}) * 10000 + MONTH({day}) * 100 + DAY({day}) AS INTEGER)"

    def numbered(self, number: str) -> str:
        """The day of a number of eight digits; of 29 February in a year without one, 1 March."""
        year, month, day = f"({number}) // 10000", f"({number}) // 100 % 100", f"({number}) % 100"
        leap_day = f"MAKE_DATE({year}, 2, 28) + 1"
        return (
            f"CASE WHEN ({number}) % 10000 = 229 THEN {leap_day} ELSE MAKE_DATE({year}, {month}, {day}) END"
        )

    def count(self, day: str) -> str:
        """Days since a first one."""
        return f"({day} - {self.day(NUMBERED_FROM)})"

    def count_of(self, day: date) -> int:
        """What ``count`` gives for a day that is known."""
        return (day - NUMBERED_FROM).days

    def financial_year(self, day: str) -> str:
        """The calendar year in which the financial year of a day begins."""
        return f"YEAR({day}) - CASE WHEN MONTH({day}) < 4 THEN 1 ELSE 0 END"

    def trial(self, kind: str, column: str) -> str | None:
        """The engine's own cast."""
        return f"TRY_CAST({column} AS {CASTS[kind]})" if kind in CASTS else None

    def day_from_text(self, column: str, tried: str) -> str:
        """A day written 2023-04-01; NULL for anything else, and for what is in no calendar."""
        trimmed = sql.trimmed(column)
        cast = f"TRY_CAST({trimmed} AS DATE)"
        return f"CASE WHEN {_is(tried, column)} THEN {tried} WHEN {_is(cast, trimmed)} THEN {cast} END"

    def truth_from_text(self, column: str) -> str:
        """1 for a word that says yes, 0 for one that says no, NULL for anything else."""
        words = [(f"{column} = {sql.text(word)}", int(word == "true")) for word in ("true", "false")]
        return sql.chosen([*words, (f"{column} IS NULL", "NULL")], super().truth_from_text(column))

    def whole_from_text(self, column: str, tried: str) -> str:
        """A whole number of up to three digits; NULL for anything else."""
        usual = f"{tried} BETWEEN 0 AND 999 AND {_is(tried, column)}"
        return f"CASE WHEN {usual} THEN {tried} ELSE {super().whole_from_text(column, tried)} END"


def _is(value: str, text: str) -> str:
    """Whether a value written out is the text that it was read from."""
    return f"CAST({value} AS VARCHAR) = {text}"
