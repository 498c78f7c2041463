"""People who are alike in all that the rules can see, counted: what costs are worked out from.

A person is a cell of one.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from stablehomes.catalogue.person import Person
from stablehomes.values.ranges import ZERO, Range, stated

# What a row of a cohort is: a placement from one day to another, or one claim.
RowIs = Literal["placement", "claim"]

NONE = stated(ZERO)


class Moment(NamedTuple):
    """A person as the rules see them on a day."""

    person: Person
    on: date


class Facts(NamedTuple):
    """All that the rules can see of somebody.

    ``follows`` is the person in the stretch of the placement just before; None where the placement begins, or
    there is no placement.
    """

    moment: Moment
    follows: Moment | None = None


# How many have one day beyond whole weeks, two, and so on to six.
NO_DAYS: tuple[int, ...] = (0, 0, 0, 0, 0, 0)


class Cell(NamedTuple):
    """How many people share these facts, the whole weeks of all of them together, and the days beyond.

    ``allowance`` is the one whose rule they are counted for; None is any.
    """

    groups: tuple[str, ...]  # the values of the columns that the answer is broken down by
    facts: Facts
    people: Range
    weeks: Range = NONE
    days: tuple[int, ...] = NO_DAYS
    allowance: str | None = None
