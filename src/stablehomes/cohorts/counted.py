"""What an engine counted, as cells that rules can price: keys of the count become people and days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from stablehomes.ages import KnownAges
from stablehomes.cohorts import sql
from stablehomes.cohorts.plan import Plan
from stablehomes.cohorts.statement import NOT_BEGUN, age_name, keys, stretches
from stablehomes.model import STATUSES, Condition
from stablehomes.questions.conditions import Person, age_day
from stablehomes.questions.costs.cells import Cell, Facts, Moment, exactly
from stablehomes.questions.costs.sight import Sight
from stablehomes.years import FinancialYear

Value = int | str | None
ONE_DAY = timedelta(days=1)


class Counted(NamedTuple):
    """The cells of the rows without a fault, and how many rows have which fault."""

    cells: list[Cell]
    faults: Mapping[str, int]

    @property
    def rows(self) -> int:
        """All rows, with a fault or without."""
        people = sum(each.people.headline for each in self.cells if not each.facts.in_placement)
        return people + sum(self.faults.values())


def counted(plan: Plan, rows: Iterable[Sequence[Value]]) -> Counted:
    """Rows of the counting statement as cells: its keys in their order, then people and weeks."""
    groups = len(plan.by)
    names = [name for name, _ in keys(plan)]
    facts_of: dict[tuple[Value, ...], Facts] = {}
    cells, faults = [], dict[str, int]()
    for row in rows:
        *_, people, weeks = row
        fault, key = row[groups], tuple(row[groups + 1 : -2])
        if fault is not None:
            faults[str(fault)] = faults.get(str(fault), 0) + int(people or 0)
            continue
        if key not in facts_of:
            facts_of[key] = _facts(plan, dict(zip(names[groups + 1 :], key, strict=True)))
        group = tuple(str(each) for each in row[:groups])
        cells.append(Cell(group, facts_of[key], exactly(int(people or 0)), exactly(int(weeks or 0))))
    return Counted(cells, faults)


def columns(plan: Plan) -> list[str]:
    """The columns of the counting statement: keys, people, weeks."""
    return [*(name for name, _ in keys(plan)), "people", "weeks"]


def _facts(plan: Plan, key: Mapping[str, Value]) -> Facts:
    said: dict[str, Any] = {each: _truth(key[f"{each}_"]) for each in STATUSES if f"{each}_" in key}
    person = Person(**said, region=_text(key.get("region_")))
    stretch = key.get("stretch")
    if plan.stretches and isinstance(stretch, int) and stretch >= 0:
        return _in_placement(plan.stretches, person, key)
    return Facts(_of_row(plan.rows, person, key) if plan.rows else Moment(person, date.min))


def _truth(value: Value) -> bool | None:
    return None if value is None else bool(value)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _of_row(seen: Sight, person: Person, key: Mapping[str, Value]) -> Moment:
    """The last day within which nothing changes stands for all of them; of a start the first."""
    on = _last_alike(seen, int(key["on_from"] or 0), int(key["on_year"] or 0))
    starts: dict[str, Any] = {
        start: _start(key[f"{start}_from"], key[f"{start}_year"]) for start in seen.starts
    }
    days = {"on": on, **starts}
    ages = [(days[at] if at in days else _anniversary(at, on), key[age_name(at)]) for at in seen.ages]
    known = tuple((day, int(age)) for day, age in ages if day is not None and age is not None)
    years = key.get("course_years_from")
    return Moment(
        person._replace(
            **starts,
            birth=KnownAges(known) if known else None,
            course_years=None if years is None else int(years),
        ),
        on,
    )


def _anniversary(at: str, on: date) -> date | None:
    return age_day(Condition("age", at=at), on, None)


def _last_alike(seen: Sight, first: int, year: int) -> date:
    place = bisect_right(seen.days, sql.day_of(first)) if first else 0
    last = FinancialYear(year).last_day
    return min(last, seen.days[place] - ONE_DAY) if place < len(seen.days) else last


def _start(first: Value, year: Value) -> date | None:
    if first is None:
        return None
    if int(first) == NOT_BEGUN:
        return date.max
    begins = FinancialYear(int(year or 0)).first_day
    return max(begins, sql.day_of(int(first))) if first else begins


def _in_placement(seen: Sight, person: Person, key: Mapping[str, Value]) -> Facts:
    stretch, follows = key["stretch"], key["follows"]
    return Facts(
        _moment(seen, person, int(stretch or 0), key["age_in_stretch"]),
        days=int(key["days"] or 0),
        in_placement=True,
        follows=None if follows is None else _moment(seen, person, int(follows), key["age_before"]),
    )


def _moment(seen: Sight, person: Person, number: int, age: Value) -> Moment:
    stretch = stretches(seen)[number]
    on = stretch.first or (stretch.end or date.max) - ONE_DAY
    return Moment(person._replace(birth=KnownAges(((on, int(age or 0)),))), on)


def values_of(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Iterator[list[Value]]:
    """Rows written as text, such as CSV, as an engine would give them; ValueError for what it would not."""
    for row in rows:
        yield [_value(name, row[name]) for name in names]


def _value(name: str, said: str) -> Value:
    if name.startswith("by_"):
        return said
    if said in ("", "NULL", "null"):
        return None
    return said if name in ("fault", "region_") else int(said)
