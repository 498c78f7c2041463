"""What of a person can make a difference to the rules: facts, days from which a rate changes, ages.

Whatever counts people needs to keep apart no more than this: one list of days, one list of ages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from stablehomes.model import STATUSES, Allowance, Condition

ONE_DAY = timedelta(days=1)
# The facts of a person that are days, and by which a rate can be decided.
STARTS = ("apprenticeship_started", "course_started")


class Sight(NamedTuple):
    """What the rules of some allowances look at.

    ``days`` are the cut points: the first day from which anything may differ from the day before, the first
    of financial years apart. ``ages`` are the ages with which something begins or ends. ``aged_at`` says on
    which days an age counts: on, the name of a start, or the last such day of a year, written 08-31.
    """

    statuses: tuple[str, ...]
    starts: tuple[str, ...]
    days: tuple[date, ...]
    ages: tuple[int, ...]
    aged_at: tuple[str, ...]
    course_years: tuple[int, ...]
    region: bool


def sight(allowances: Sequence[Allowance]) -> Sight:
    """What the rules of these allowances look at.

    >>> from stablehomes import load
    >>> seen = sight([load().allowances["leaving-care"]])
    >>> seen.statuses, seen.days, seen.ages
    (('care_leaver',), (datetime.date(2023, 4, 1),), ())
    """
    conditions = [condition for each in allowances for condition in each.who]
    statuses = {status for each in conditions for status in each.statuses}
    starts = {each.decided_by for each in allowances} | ({"apprenticeship_started"} & _implied(statuses))
    return Sight(
        statuses=tuple(each for each in STATUSES if each in statuses),
        starts=tuple(each for each in STARTS if each in starts),
        days=tuple(sorted({day for each in allowances for day in _days(each)})),
        ages=tuple(sorted({age for each in allowances for age in _ages(each)})),
        aged_at=tuple(dict.fromkeys(at for each in allowances for at in aged_at(each))),
        course_years=tuple(
            sorted({each.at_least or 0 for each in conditions if each.kind == "course_years"})
        ),
        region=any(rate.region for each in allowances for rate in each.rates),
    )


def _implied(statuses: Iterable[str]) -> set[str]:
    """An apprentice is also known by the day on which the apprenticeship started."""
    return {"apprenticeship_started"} if "apprentice" in statuses else set()


def aged_at(allowance: Allowance) -> Iterator[str]:
    """On which days an age counts for the allowance."""
    decides = "on" if allowance.decided_by == "day" else allowance.decided_by
    for condition in allowance.who:
        if condition.kind == "age":
            yield {"day": "on", "start": decides}.get(condition.at, condition.at)
    if any(rate.ages for rate in allowance.rates):
        yield decides


def _days(allowance: Allowance) -> Iterator[date]:
    for rate in allowance.rates:
        if rate.from_:
            yield rate.from_
        if rate.until:
            yield rate.until + ONE_DAY


def _ages(allowance: Allowance) -> Iterator[int]:
    for condition in allowance.who:
        yield from _limits(condition)
    for rate in allowance.rates:
        if rate.ages:
            yield from (rate.ages.lowest, rate.ages.highest + 1)


def _limits(condition: Condition) -> Iterator[int]:
    if condition.kind == "age":
        yield from (limit for limit in (condition.at_least, condition.under) if limit is not None)


def step(value: int, steps: Sequence[int]) -> int:
    """The highest step that is not above the value, or nothing: the same to every rule as the value.

    >>> step(17, [3, 11, 16, 18]), step(2, [3, 11])
    (16, 0)
    """
    return max((each for each in steps if each <= value), default=0)
