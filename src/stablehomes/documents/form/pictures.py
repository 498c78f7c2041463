"""What a picture shows: lines of marks on one scale, before anybody has drawn them.

A line is a bar (from ``begin`` to ``end``) or a point (both the same); ``low`` and ``high`` are the interval
that is left open around its end. Positions are numbers on the scale: pounds, or the ordinals of days.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

ZERO = Decimal(0)
# Muted is what was before, or is only planned; the rest is what is not covered.
Style = Literal["plain", "muted", "rest", "whole"]


class Line(NamedTuple):
    """One line: what it is called, what it comes to in words, and where its mark lies.

    ``low`` and ``high`` are None where nothing is left open; an end with no limit is ``open_ended``.
    """

    label: str
    said: str
    begin: Decimal
    end: Decimal
    style: Style = "plain"
    low: Decimal | None = None
    high: Decimal | None = None
    open_ended: bool = False


class LineGroup(NamedTuple):
    """Lines that belong together; ``title`` is empty where there is one group alone."""

    title: str
    lines: tuple[Line, ...]


class Picture(NamedTuple):
    """Lines on a scale from ``first`` to ``last``; ``text`` says in words what there is to see."""

    name: str
    title: str
    text: str
    groups: tuple[LineGroup, ...]
    first: Decimal
    last: Decimal


def fraction(picture: Picture, position: Decimal) -> Decimal:
    """Where a position lies on the scale, from 0 to 1; what lies beyond an end is put at the end.

    >>> fraction(Picture("", "", "", (), ZERO, Decimal(200)), Decimal(50))
    Decimal('0.25')
    """
    length = picture.last - picture.first
    return min(max((position - picture.first) / length, ZERO), Decimal(1)) if length > 0 else ZERO
