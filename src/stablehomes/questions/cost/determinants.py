"""What of a person can make a difference to the rules: facts, days from which a rate changes, ages.

Whatever counts people needs to keep apart no more than this: one list of days, one list of ages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from stablehomes.catalogue.facts import STARTS, WHOLE
from stablehomes.catalogue.model import STATUSES, Allowance, Condition

ONE_DAY = timedelta(days=1)


class Determinants(NamedTuple):
    """What the rules of some allowances look at.

    ``days`` are the cut points: the first day from which anything may differ from the day before, the first
    of financial years apart. ``ages`` are the ages with which something begins or ends, by the day on which
    they count: on, the name of a start, or the last such day of a year, written 08-31. ``numbers`` are those
    from which on a fact that is a whole number makes a difference, by the fact.
    """

    statuses: tuple[str, ...]
    starts: tuple[str, ...]
    days: tuple[date, ...]
    ages: Mapping[str, tuple[int, ...]]
    numbers: Mapping[str, tuple[int, ...]]
    region: bool
    open_start: bool  # whether a rate has no first day, or no last
    open_end: bool


def determinants_of(allowances: Sequence[Allowance]) -> Determinants:
    """What the rules of these allowances look at.

    >>> from stablehomes import load
    >>> seen = determinants_of([load().allowances["leaving-care"]])
    >>> seen.statuses, seen.days, seen.ages
    (('care_leaver',), (datetime.date(2023, 4, 1),), {'on': (16, 25)})
    """
    conditions = [condition for each in allowances for condition in each.who]
    statuses = {status for each in conditions for status in each.statuses}
    starts = {each.decided_by for each in allowances} | ({"apprenticeship_started"} & _implied(statuses))
    return Determinants(
        statuses=tuple(each for each in STATUSES if each in statuses),
        starts=tuple(each for each in STARTS if each in starts),
        days=tuple(sorted({day for each in allowances for day in _days(each)})),
        ages=_ages(allowances),
        numbers={fact: least for fact in WHOLE if (least := _least(conditions, fact))},
        region=any(rate.region for each in allowances for rate in each.rates),
        open_start=any(rate.from_ is None for each in allowances for rate in each.rates),
        open_end=any(rate.until is None for each in allowances for rate in each.rates),
    )


def _least(conditions: Iterable[Condition], fact: str) -> tuple[int, ...]:
    """From which numbers on a fact that is a whole number makes a difference."""
    return tuple(sorted({each.at_least or 0 for each in conditions if each.kind == fact}))


def _implied(statuses: Iterable[str]) -> set[str]:
    """An apprentice is also known by the day on which the apprenticeship started."""
    return {"apprenticeship_started"} if "apprentice" in statuses else set()


def _days(allowance: Allowance) -> Iterator[date]:
    for rate in allowance.rates:
        if rate.from_:
            yield rate.from_
        if rate.until:
            yield rate.until + ONE_DAY


def _ages(allowances: Sequence[Allowance]) -> dict[str, tuple[int, ...]]:
    ages: dict[str, set[int]] = {}
    for allowance in allowances:
        decides = "on" if allowance.decided_by == "day" else allowance.decided_by
        for condition in allowance.who:
            if condition.kind == "age":
                at = {"day": "on", "start": decides}.get(condition.at, condition.at)
                ages.setdefault(at, set()).update(_limits(condition))
        bands = [rate.ages for rate in allowance.rates if rate.ages]
        if bands:
            ages.setdefault(decides, set()).update(
                age for each in bands for age in (each.lowest, each.highest + 1)
            )
    return {at: tuple(sorted(steps)) for at, steps in ages.items()}


def _limits(condition: Condition) -> Iterator[int]:
    yield from (limit for limit in (condition.at_least, condition.under) if limit is not None)


def step(value: int, steps: Sequence[int]) -> int:
    """The highest step that is not above the value, or nothing: the same to every rule as the value.

    >>> step(17, [3, 11, 16, 18]), step(2, [3, 11])
    (16, 0)
    """
    return max((each for each in steps if each <= value), default=0)
