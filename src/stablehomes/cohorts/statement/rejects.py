"""Rows that cannot be costed: where each stands, what is wrong with it, and that none is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stablehomes.cohorts.statement import faults as checking
from stablehomes.cohorts.statement.plan import CohortColumn, CountPlan
from stablehomes.doors.limits import LONGEST_LINE

HEADER = ("line", "column", "value", "reason")
REASONS = {
    checking.MISSING: "nothing stands here",
    checking.NO_SUCH_DAY: "no such day, or one before 1900 or after 2199",
    checking.UNREADABLE["day"]: "not a day written as 2023-04-01; 01/05/2005 could be 1 May or 5 January",
    checking.UNREADABLE["truth"]: "neither yes nor no",
    checking.UNREADABLE["whole"]: "not a whole number from 0 to 999",
    checking.UNKNOWN: "not a region that has a rate",
    checking.TOO_MANY: f"more than {checking.MOST_WEEKS} weeks, which no claim for one year has",
    checking.BEFORE_START: "a last day before the first day",
    checking.BEFORE_BIRTH: "a day before the day of birth",
    checking.REPEATED: "the same id stands in several rows; which of them is right cannot be known",
    "empty-line": "an empty line",
    "too-few-cells": "fewer cells than the header has",
    "too-many-cells": "more cells than the header has",
    "too-long": f"more than {LONGEST_LINE:,} bytes in one line",
    "open-quote": "a quotation mark that is not closed on this line",
    "not-utf-8": "bytes that are not UTF-8",
    "null-character": "a character that is no text",
}


class Reject(NamedTuple):
    """One row that is not costed; ``line`` is its line in the file, or its row in a table that has one."""

    line: int | None
    column: str
    value: str
    reason: str  # a word of REASONS


# How many rows are rejected, by the column (nothing for a line that is no row) and the word of the reason.
Reasons = Mapping[tuple[str, str], int]


def of_fault(plan: CountPlan, line: int | None, fault: str, said: Mapping[str, object]) -> Reject:
    """A fault as the statement names it (``born:missing``), with the column and what stands there."""
    value = said.get(fault.split(":")[0])
    return Reject(line, *_column_and_reason(plan, fault, "" if value is None else str(value)))


def reasons_of(plan: CountPlan, faults: Mapping[str, int]) -> Reasons:
    """How many rows have which fault."""
    named = ((_column_and_reason(plan, fault, ""), number) for fault, number in faults.items())
    return {(column, reason): number for (column, _, reason), number in named}


def _column_and_reason(plan: CountPlan, fault: str, value: str) -> tuple[str, str, str]:
    fact, reason = fault.split(":")
    column = plan.unique if fact == "unique" else plan.facts.get(fact)
    return column.name if isinstance(column, CohortColumn) else fact, value, reason


def as_csv(rejects: Iterable[Reject]) -> Iterator[str]:
    """The file of rejects, line by line: one for each, in the order of the cohort."""
    yield _csv_line(HEADER)
    for each in rejects:
        yield _csv_line((each.line, each.column, each.value, REASONS[each.reason]))


def _csv_line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def summary(reasons: Reasons, file: str | None, exactly: bool = True) -> str:
    """How many rows have which fault, and where they are listed; no value of a row stands in it.

    Beside a protected answer they are not counted ``exactly``: they would tell how many rows there are.
    """
    total = sum(reasons.values())
    number_of = _exact if exactly else _about
    rows = f"{number_of(total)} {'row was' if total == 1 and exactly else 'rows were'} not costed:"
    said = [
        f"  {number_of(number)}: {f'{column}: ' if column else ''}{REASONS[reason]}"
        for (column, reason), number in sorted(reasons.items())
    ]
    where = f"listed in {file}" if file else "--rejects FILE lists them with their lines"
    return "\n".join([rows, *said, where])


def _exact(number: int) -> str:
    return f"{number:,}"


def _about(number: int) -> str:
    return "some" if number < SOME else f"about {round(number, -1):,}"


SOME = 10  # fewer are not told apart
