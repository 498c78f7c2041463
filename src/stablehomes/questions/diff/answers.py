"""What a diff answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from stablehomes.catalogue.model import FigureUnit, Source
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.questions.diff.snapshot import Level
from stablehomes.questions.diff.thresholds import Verdict
from stablehomes.questions.step import Step
from stablehomes.values.ranges import Range

SideKind = Literal["data", "folder", "git", "answer", "scenario"]
Sign = Literal["+", "-", "~", "="]
SIGNS: tuple[Sign, Sign, Sign, Sign] = ("+", "-", "~", "=")
ADDED, REMOVED, CHANGED, UNCHANGED = SIGNS


class Side(NamedTuple):
    """One of the two states."""

    kind: SideKind
    """How it was named."""
    name: str
    """What it was named."""
    scenarios: tuple[str, ...] = ()
    """Titles of the scenarios that it shows."""


class Difference(NamedTuple):
    """One number before and after."""

    sign: Sign
    """Added, removed, changed or equal."""
    level: Level
    """What kind of number it is."""
    id: str
    """The thing, and where it has several numbers, which of them."""
    title: str
    """What it is called."""
    unit: FigureUnit
    """What before, after and change are."""
    before: Range | None
    """The number before, in its unit; null where there is none."""
    after: Range | None
    """The number after, in its unit; null where there is none."""
    change: Decimal
    """After less before, in the unit, with nothing for a number that is not there."""
    percent: Decimal | None
    """The change in per cent of before; null if that is nothing."""
    new: bool
    """Whether it is a change from nothing, which has no per cent."""


class Detail(NamedTuple):
    """Something said of a thing, and no number, that changed: a title, a quote, a source, a pillar."""

    level: Level
    """What kind of number it is said of."""
    id: str
    """The thing, and where it has several numbers, which of them."""
    title: str
    """What it is called."""
    key: str
    """What is said: title, quote, source, pillar and the like."""
    before: str
    """The words before; empty if there were none."""
    after: str
    """The words after."""


class Diff(NamedTuple):
    """The answer."""

    schema: str
    before: Side
    """The state before."""
    after: Side
    """The state after."""
    changes: tuple[Difference, ...]
    """Every number that differs; all of them where that was asked for."""
    details: tuple[Detail, ...]
    """What is said of things, and is no number, that differs."""
    unchanged: int
    """How many numbers are equal on both sides."""
    thresholds: tuple[Verdict, ...]
    """Every threshold, and whether it was crossed."""
    working: tuple[Step, ...]
    """The steps behind each change; empty if they were not asked for."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)
