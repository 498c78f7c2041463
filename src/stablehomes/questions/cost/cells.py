"""People who are alike in all that the rules can see, counted: what costs are worked out from.

A person is a cell of one. Counts have a lowest and a highest end, for numbers that are not certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from stablehomes.catalogue.person import Person

# What a row of a cohort is: a placement from one day to another, or one claim.
RowIs = Literal["placement", "claim"]
ROW_KINDS: tuple[RowIs, ...] = get_args(RowIs)


class Count(NamedTuple):
    """A whole number of people, weeks or pence, and the ends between which it lies; None is an open end."""

    headline: int
    low: int | None
    high: int | None


def is_certain(count: Count) -> bool:
    """Whether nothing is open.

    >>> is_certain(exactly(3)), is_certain(Count(3, 3, None))
    (True, False)
    """
    return count.low == count.high is not None


def exactly(number: int) -> Count:
    """A number that is certain.

    >>> exactly(3)
    Count(headline=3, low=3, high=3)
    """
    return Count(number, number, number)


NONE = exactly(0)


def total(counts: Sequence[Count]) -> Count:
    """The sum, end by end.

    >>> total([Count(5, 4, 6), Count(1, 1, None)])
    Count(headline=6, low=5, high=None)
    """
    if not counts:
        return NONE
    headlines, lows, highs = zip(*counts, strict=True)
    return Count(sum(headlines), None if None in lows else sum(lows), None if None in highs else sum(highs))


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
    people: Count
    weeks: Count = NONE
    days: tuple[int, ...] = NO_DAYS
    allowance: str | None = None
