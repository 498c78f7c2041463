"""From a cohort where it lies to cells, with the rows that could not be costed."""

from __future__ import annotations

from typing import NamedTuple

from stablehomes.cohorts.engine import Engine
from stablehomes.cohorts.plan import Plan
from stablehomes.cohorts.rejects import Reject, in_order
from stablehomes.questions.costs.asking import Cohort, Reading


class ReadCohort(NamedTuple):
    """A cohort that was counted, and every row of it that was not."""

    cohort: Cohort
    rejects: list[Reject]


class RowsLost(Exception):
    """Counted and rejected rows together are not the rows of the file: nothing may be printed from that."""


def read(engine: Engine, plan: Plan) -> ReadCohort:
    """Counts a cohort; a clean one is read once, one with faults a second time to say where they are.

    Raises RowsLost if a row was neither counted nor rejected, which would be a fault of the program.
    """
    found = engine.count(plan)
    rejects = list(found.unreadable)
    if found.counted.faults:
        rejects += engine.rejects(plan)
    good = found.counted.rows - sum(found.counted.faults.values())
    rows = good + len(rejects)
    if found.expected is not None and rows != found.expected:
        raise RowsLost(f"{engine.name} has {found.expected} rows, and {rows} were counted or rejected")
    columns = tuple(column.name for column in plan.by)
    return ReadCohort(
        Cohort(columns, found.counted.cells, plan.book, Reading(rows, good, len(rejects))), in_order(rejects)
    )
