"""What every engine can do: say its columns, count, and list the rows that it cannot cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from stablehomes.cohorts.statement.counted import Counted
from stablehomes.cohorts.statement.faults import said
from stablehomes.cohorts.statement.plan import CountPlan
from stablehomes.cohorts.statement.rejects import Reasons, Reject, of_fault
from stablehomes.problems.problem import InvalidData, Span, problem_at


class Count(NamedTuple):
    """What was counted, how many lines are no row and why, and how many rows there are (None: not known)."""

    counted: Counted
    unreadable: Reasons
    expected: int | None


class Engine(Protocol):
    """A cohort where it lies, and what can count it there."""

    name: str  # what messages call the cohort
    dialect: str

    def columns(self) -> Mapping[str, str]:
        """The names of columns, each with its kind: text, day, truth or whole."""

    def count(self, plan: CountPlan) -> Count:
        """Runs the counting statement."""

    def rejects(self, plan: CountPlan) -> Iterator[Reject]:
        """The rows that the count found a fault with, one by one in their order."""

    def progress(self) -> float | None:
        """The per cent of the statement that is done; None where the engine does not say."""

    def interrupt(self) -> None:
        """Stops the statement that runs."""

    def close(self) -> None:
        """Lets go of the cohort."""


def listed(plan: CountPlan, rows: Iterable[Sequence[Any]]) -> Iterator[Reject]:
    """Rows of the listing statement as rejects."""
    names = said(plan)
    for line, fault, *values in rows:
        yield of_fault(plan, line, fault, dict(zip(names, values, strict=True)))


def unreadable(
    name: str, reason: object, help: str = "check the name, who may read it, and that it is whole"
) -> InvalidData:
    """A cohort that cannot be read, and why, in the first line of what the engine says."""
    message = f"{name}: {next(iter(str(reason).splitlines()), '')}"
    return InvalidData([problem_at(name, "", "unreadable-cohort", Span(1, 1, 2), message, help)])
