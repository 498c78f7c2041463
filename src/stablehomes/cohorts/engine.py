"""What every engine can do: say its columns, count, and list the rows that it cannot cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from stablehomes.cohorts.counted import Counted
from stablehomes.cohorts.plan import Plan
from stablehomes.cohorts.rejects import Reject, of_fault
from stablehomes.cohorts.checking import said
from stablehomes.problems import InvalidData, Span, problem_at


class Count(NamedTuple):
    """What was counted, the lines that are no row, and how many rows there are (None: not known)."""

    counted: Counted
    unreadable: list[Reject]
    expected: int | None


class Engine(Protocol):
    """A cohort where it lies, and what can count it there."""

    name: str  # what messages call the cohort
    dialect: str

    def columns(self) -> Mapping[str, str]:
        """The names of columns, each with its kind: text, day, truth or whole."""

    def count(self, plan: Plan) -> Count:
        """Runs the counting statement."""

    def rejects(self, plan: Plan) -> list[Reject]:
        """Lists the rows that the count found a fault with."""

    def progress(self) -> float | None:
        """The per cent of the statement that is done; None where the engine does not say."""

    def interrupt(self) -> None:
        """Stops the statement that runs."""

    def close(self) -> None:
        """Lets go of the cohort."""


def listed(plan: Plan, rows: Iterable[Sequence[Any]]) -> list[Reject]:
    """Rows of the listing statement as rejects."""
    names = said(plan)
    return [
        of_fault(plan, line, fault, dict(zip(names, values, strict=True))) for line, fault, *values in rows
    ]


def unreadable(name: str, reason: object) -> InvalidData:
    """A cohort that cannot be read, and why, in the first line of what the engine says."""
    first = next(iter(str(reason).splitlines()), "")
    message, help = f"{name}: {first}", "check the name, and who may read it"
    return InvalidData([problem_at(name, "", "unreadable-cohort", Span(1, 1, 2), message, help)])
