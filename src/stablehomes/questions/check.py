"""Is the data sound?"""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from stablehomes.catalogue.query import Option
from stablehomes.problems.problem import Problem
from stablehomes.questions.answer import Rows, html_of, rows_of


class CheckQuery(NamedTuple):
    """What counts as a fault, and since when a figure is stale."""

    strict: Annotated[bool, Option("Warnings count as faults.")] = False
    stale_after: Annotated[
        date | None,
        Option("Warn of each figure stated before this day, such as 2024-04-01.", metavar="DATE"),
    ] = None


class Checked(NamedTuple):
    """The answer of `check`: whether the data can be used, and everything that was found."""

    schema: str
    sound: bool
    """Whether the data can be used; with --strict, whether there is no warning either."""
    problems: tuple[Problem, ...]
    """Everything that was found, in the order of the files and lines."""

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)
