"""What an engine counted, as cells that rules can price: keys of the count become people and days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from stablehomes.catalogue.facts import WHOLE
from stablehomes.catalogue.model import STATUSES, Condition
from stablehomes.catalogue.person import Person
from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.placements import DAYS_BEYOND, FIRST_DAYS, LAST_DAYS, Period, stretches
from stablehomes.cohorts.statement.plan import CountPlan
from stablehomes.cohorts.statement.row_keys import NOT_BEGUN, age_name
from stablehomes.cohorts.statement.statement import columns
from stablehomes.questions.allowances.due import age_day
from stablehomes.questions.cost.cells import NO_DAYS, Cell, Facts, Moment
from stablehomes.questions.cost.determinants import Determinants
from stablehomes.values.ages import KnownAges
from stablehomes.values.ranges import stated
from stablehomes.values.years import FinancialYear

Value = int | str | None
Row = Mapping[str, Value]
ONE_DAY = timedelta(days=1)
# The day of people of whom no day matters.
ANY_DAY = date(2000, 1, 1)


class Counted(NamedTuple):
    """The cells of the rows without a fault, how many such rows, and how many rows have which fault."""

    cells: list[Cell]
    good: int
    faults: Mapping[str, int]

    @property
    def faulty(self) -> int:
        """Rows with a fault."""
        return sum(self.faults.values())

    @property
    def rows(self) -> int:
        """All rows, with a fault or without."""
        return self.good + self.faulty


class Sum:
    """People, whole weeks, and how many have so many days beyond them, of those who are alike."""

    __slots__ = ("days", "people", "weeks")

    def __init__(self) -> None:
        self.people, self.weeks, self.days = 0, 0, NO_DAYS

    def add(self, people: int, weeks: int, days: Sequence[int]) -> None:
        """So many more."""
        self.people += people
        self.weeks += weeks
        if any(days):
            self.days = tuple(one + other for one, other in zip(self.days, days, strict=True))


class Segment(NamedTuple):
    """One stretch of a part of a placement: the facts of it, and its days where it is whole."""

    facts: Facts
    days: int | None


def counted(plan: CountPlan, rows: Iterable[Sequence[Value]]) -> Counted:
    """Rows of the counting statement as cells."""
    places = {name: place for place, name in enumerate(columns(plan))}
    groups = len(plan.by)
    cells = _Cells(plan, places)
    good, faults = 0, dict[str, int]()
    for row in rows:
        people = int(row[places["people"]] or 0)
        fault = row[groups]
        if row[groups + 1] is not None:
            cells.add(tuple(map(str, row[:groups])), row)
        elif fault is not None:
            faults[str(fault)] = faults.get(str(fault), 0) + people
        else:
            good += people
    return Counted(cells.all(), good, faults)


class _Cells:
    """Sums of those who are alike; what a key means is worked out once."""

    def __init__(self, plan: CountPlan, places: Mapping[str, int]) -> None:
        self.plan, self.places = plan, places
        self.allowances = {each.allowance for each in (*plan.by_rows, *plan.by_days)}
        self.keys = slice(len(plan.by) + 1, places["people"])
        self.sums: dict[tuple[tuple[str, ...], str, int], Sum] = {}
        self.facts: dict[Facts, Facts] = {}  # one object for all that are equal
        self.pieces: dict[tuple[Value, ...], list[Segment]] = {}
        self.by_id: dict[int, Facts] = {}

    def add(self, groups: tuple[str, ...], row: Sequence[Value]) -> None:
        """A row of the statement: people, or a part of a placement in the pieces that it falls into."""
        key = tuple(row[self.keys])
        if key not in self.pieces:
            if key[0] not in self.allowances:
                raise KeyError(key[0])
            self.pieces[key] = list(map(self._one_of_equals, self._pieces_of(row)))
        pieces, allowance = self.pieces[key], str(key[0])
        people, weeks = self._number(row, "people"), self._number(row, "weeks")
        self._sum(groups, allowance, pieces[0]).add(people, weeks, self._days(row, FIRST_DAYS))
        for piece in pieces[1:]:
            if piece.days is None:
                weeks, days = self._number(row, "last_weeks"), self._days(row, LAST_DAYS)
            else:
                weeks, days = people * (piece.days // 7), _all_have(piece.days % 7, people)
            self._sum(groups, allowance, piece).add(people, weeks, days)

    def all(self) -> list[Cell]:
        """The sums as cells; the same small numbers come again and again."""
        exactly = cache(lambda number: stated(Decimal(number)))
        return [
            Cell(
                groups=groups,
                facts=self.by_id[facts],
                people=exactly(sum.people),
                weeks=exactly(sum.weeks),
                days=sum.days,
                allowance=allowance,
            )
            for (groups, allowance, facts), sum in self.sums.items()
        ]

    def _one_of_equals(self, piece: Segment) -> Segment:
        facts = self.facts.setdefault(piece.facts, piece.facts)
        self.by_id[id(facts)] = facts
        return piece._replace(facts=facts)

    def _pieces_of(self, row: Sequence[Value]) -> list[Segment]:
        named = {name: row[place] for name, place in self.places.items()}
        return _pieces(self.plan, named)

    def _sum(self, groups: tuple[str, ...], allowance: str, piece: Segment) -> Sum:
        key = (groups, allowance, id(piece.facts))
        found = self.sums.get(key)
        if found is None:
            found = self.sums[key] = Sum()
        return found

    def _number(self, row: Sequence[Value], name: str) -> int:
        return int(row[self.places[name]] or 0)

    def _days(self, row: Sequence[Value], names: Sequence[str]) -> Sequence[int]:
        """Sums of days beyond whole weeks; a count of rows has none."""
        first = self.places.get(names[0])
        if first is None or row[first] is None:
            return NO_DAYS
        return [int(each or 0) for each in row[first : first + len(names)]]


def _all_have(days: int, people: int) -> Sequence[int]:
    return [people if days == beyond else 0 for beyond in DAYS_BEYOND]


def _pieces(plan: CountPlan, row: Row) -> list[Segment]:
    """What a row is about: people on a day, or a part of a placement, stretch by stretch."""
    said: dict[str, Any] = {each: _truth(row[f"{each}_"]) for each in STATUSES if f"{each}_" in row}
    person = Person(**said, region=_text(row.get("region_")))
    if plan.stretches and row.get("first_stretch") is not None:
        return list(_of_part(plan.stretches, person, row))
    if plan.rows and row.get("on_year") is not None:
        return [Segment(Facts(_of_row(plan.rows, person, row)), None)]
    return [Segment(Facts(Moment(person, ANY_DAY)), None)]


def _truth(value: Value) -> bool | None:
    return None if value is None else bool(value)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _of_row(determinants: Determinants, person: Person, key: Row) -> Moment:
    """The last day within which nothing changes stands for all of them; of a start the first."""
    on = _last_alike(determinants, int(key["on_from"] or 0), int(key["on_year"] or 0))
    starts: dict[str, Any] = {
        start: _start(key[f"{start}_from"], key[f"{start}_year"]) for start in determinants.starts
    }
    days = {"on": on, **starts}
    ages = [(days[at] if at in days else _anniversary(at, on), key[age_name(at)]) for at in determinants.ages]
    known = tuple((day, int(age)) for day, age in ages if day is not None and age is not None)
    numbers = {fact: key.get(f"{fact}_from") for fact in WHOLE}
    said: dict[str, Any] = {fact: int(each) for fact, each in numbers.items() if each is not None}
    return Moment(person._replace(**starts, **said, birth=KnownAges(known) if known else None), on)


def _anniversary(at: str, on: date) -> date | None:
    return age_day(Condition("age", at=at), on, None)


def _last_alike(determinants: Determinants, first: int, year: int) -> date:
    place = bisect_right(determinants.days, sql.day_of(first)) if first else 0
    last = FinancialYear(year).last_day
    return min(last, determinants.days[place] - ONE_DAY) if place < len(determinants.days) else last


def _start(first: Value, year: Value) -> date | None:
    if first is None:
        return None
    if int(first) == NOT_BEGUN:
        return date.max
    begins = FinancialYear(int(year or 0)).first_day
    return max(begins, sql.day_of(int(first))) if first else begins


def _of_part(determinants: Determinants, person: Person, key: Row) -> Iterator[Segment]:
    """The stretches from the first day of a part to its last; it has those between whole."""
    all_stretches = stretches(determinants)
    first, last, age = (int(key[name] or 0) for name in ("first_stretch", "last_stretch", "age_in_part"))
    before = None
    if key["stretch_before"] is not None:
        before = _moment(all_stretches[int(key["stretch_before"])], person, int(key["age_before"] or 0))
    for stretch in all_stretches[first : last + 1]:
        moment = _moment(stretch, person, age)
        whole = first < stretch.number < last
        yield Segment(Facts(moment, before), stretch.days if whole else None)
        before = moment


def _moment(stretch: Period, person: Person, age: int) -> Moment:
    return Moment(person._replace(birth=KnownAges(((stretch.day, age),))), stretch.day)


def values_of(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Iterator[list[Value]]:
    """Rows written as text, such as CSV, as an engine would give them; ValueError for what it would not."""
    for row in rows:
        yield [_value(name, row[name]) for name in names]


def _value(name: str, said: str) -> Value:
    if name.startswith("by_"):
        return said
    if said in ("", "NULL", "null"):
        return None
    return said if name in ("fault", "allowance", "region_") else int(said)
