"""What a diff answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from stablehomes.catalogue.model import FigureUnit, Source
from stablehomes.questions.diff.snapshot import Level
from stablehomes.questions.diff.thresholds import Verdict
from stablehomes.questions.step import Step
from stablehomes.values.ranges import Range

SideKind = Literal["data", "folder", "git", "answer", "scenario"]
Sign = Literal["+", "-", "~", "="]
SIGNS: tuple[Sign, Sign, Sign, Sign] = ("+", "-", "~", "=")
ADDED, REMOVED, CHANGED, UNCHANGED = SIGNS


class Side(NamedTuple):
    """One of the two states: how it was named, and the titles of the scenarios that it shows."""

    kind: SideKind
    name: str
    scenarios: tuple[str, ...] = ()


class Difference(NamedTuple):
    """One number before and after, in ``unit``: pounds, count or per cent; None where there is no figure.

    ``change`` is headline against headline, with nothing for a number that is not there. ``percent`` is of
    before; None if that is nothing: a change from nothing is ``new``.
    """

    sign: Sign
    level: Level
    id: str
    title: str
    unit: FigureUnit
    before: Range | None
    after: Range | None
    change: Decimal
    percent: Decimal | None
    new: bool


class Detail(NamedTuple):
    """Something said of a thing, and no number, that changed: a title, a quote, a source, a pillar."""

    level: Level
    id: str
    title: str
    key: str
    before: str
    after: str


class Diff(NamedTuple):
    """The answer; ``unchanged`` counts the numbers that are equal on both sides."""

    schema: str
    before: Side
    after: Side
    changes: tuple[Difference, ...]
    details: tuple[Detail, ...]
    unchanged: int
    thresholds: tuple[Verdict, ...]
    working: tuple[Step, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
