"""From a cohort where it lies to cells, with the rows that could not be costed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from stablehomes.cohorts.engines.engine import Engine, unreadable
from stablehomes.cohorts.statement.counted import Value, counted, values_of
from stablehomes.cohorts.statement.plan import CountPlan
from stablehomes.cohorts.statement.rejects import Reasons, Reject, reasons_of, summary
from stablehomes.cohorts.statement.statement import columns
from stablehomes.doors.incoming import Refused, read_text
from stablehomes.problems.problem import InvalidData, Problem, Span, problem_at
from stablehomes.questions.cost.cost import Cohort, Reading


class ReadCohort(NamedTuple):
    """A cohort that was counted, and how many rows of it were not, for which reasons."""

    cohort: Cohort
    rejected: Reasons


Keep = Callable[[Iterable[Reject]], None]


class RowsLost(Exception):
    """Counted and rejected rows together are not the rows of the file: nothing may be printed from that."""


def read(engine: Engine, plan: CountPlan, keep: Keep | None = None) -> ReadCohort:
    """Counts a cohort; one with faults is read a second time where ``keep`` wants to have them one by one.

    Raises RowsLost if a row was neither counted nor rejected, which would be a fault of the program.
    """
    found = engine.count(plan)
    rejected = {**found.unreadable, **reasons_of(plan, found.counted.faults)}
    good, bad = found.counted.good, sum(rejected.values())
    if found.expected is not None and good + bad != found.expected:
        raise RowsLost(f"{engine.name} has {found.expected} rows, and {good + bad} were counted or rejected")
    if keep:
        keep(engine.rejects(plan) if bad else ())
    if not good:
        raise _nobody(engine.name, rejected)
    names = tuple(column.name for column in plan.by)
    return ReadCohort(
        Cohort(names, found.counted.cells, plan.row_is, Reading(good + bad, good, bad)), rejected
    )


class SaidTwice(Exception):
    """A row of a count that stands twice."""


def _each_once(rows: Iterable[Sequence[Value]], keys: int) -> Iterator[Sequence[Value]]:
    """The rows; SaidTwice for one whose first values, so many ``keys``, are those of another."""
    seen: set[tuple[Value, ...]] = set()
    for row in rows:
        key = tuple(row[:keys])
        if key in seen:
            raise SaidTwice
        seen.add(key)
        yield row


def _nobody(name: str, rejected: Reasons) -> InvalidData:
    """No sum is said of a cohort of which no row could be used."""
    if not rejected:
        return unreadable(name, "there is nobody in it", "name a cohort that has rows")
    return unreadable(name, summary(rejected, None).replace("\n", "; "), "mend the rows; see --rejects FILE")


def read_cells(file: Path, plan: CountPlan) -> Cohort:
    """What somebody else's engine counted, in a CSV file with the columns of the counting statement.

    Raises InvalidData if the file is not what the statement for the same options would give.
    """
    name, wanted = str(file), columns(plan)
    try:
        rows = csv.DictReader(read_text(file, name).splitlines())
        if sorted(rows.fieldnames or []) != sorted(wanted):
            advice = "give the options that --sql was given, and the file with its header as it came"
            raise InvalidData([_problem(name, 1, "the columns are not those of the statement", advice)])
        number = wanted.index("people")
        found = counted(plan, _each_once(values_of(wanted, rows), number))
    except Refused as refusal:
        raise InvalidData([_problem(name, refusal.span.line, refusal.message, refusal.help)]) from None
    except SaidTwice:
        advice = "send each row of the answer once: people in it would be counted twice"
        raise InvalidData([_problem(name, rows.line_num, "this row stands twice", advice)]) from None
    except (ValueError, KeyError, TypeError, IndexError, csv.Error):
        advice = "send the file as it came from the engine"
        raise InvalidData(
            [_problem(name, rows.line_num, "this row is not what the statement gives", advice)]
        ) from None
    return Cohort(
        tuple(column.name for column in plan.by),
        found.cells,
        plan.row_is,
        Reading(found.rows, found.good, found.faulty),
    )


def _problem(name: str, line: int, message: str, help: str) -> Problem:
    return problem_at(name, "", "bad-cells", Span(line, 1, 2), message, help)
