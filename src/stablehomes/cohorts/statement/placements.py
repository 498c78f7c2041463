"""Placements as the rules see them that price their days: ages within them, and stretches of days.

A stretch lies between two days on which a rate or a financial year begins. A placement is counted once for
each of the ages that it is lived through in (of those at which anything changes): by the stretches that this
part of it begins and ends in, and the days that it has there. The stretches between those two it has whole.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.dialect import SqlDialect
from stablehomes.cohorts.statement.keys import ALWAYS, Key
from stablehomes.cohorts.statement.plan import CountPlan
from stablehomes.cohorts.statement.row_keys import nobody_due, region_key, status_key
from stablehomes.questions.cost.determinants import Determinants

ONE_DAY = timedelta(days=1)
# How far financial years are told apart where a rate has no first or no last day.
OPEN_YEARS = 30
DAYS_BEYOND = range(1, 7)  # days beyond whole weeks
FIRST_DAYS = tuple(f"first_days_{days}" for days in DAYS_BEYOND)
LAST_DAYS = tuple(f"last_days_{days}" for days in DAYS_BEYOND)
PART_SUMS = ("last_weeks", *FIRST_DAYS, *LAST_DAYS)
MANY = 1000  # more than any age: two ages make one number


class Period(NamedTuple):
    """Days of a placement within which nothing changes but the age: from ``first`` to before ``end``.

    The first stretch of all begins before any day that matters, the last one never ends (None).
    """

    number: int
    first: date | None
    end: date | None

    @property
    def day(self) -> date:
        """A day of it."""
        return self.first or (self.end or date.max) - ONE_DAY

    @property
    def days(self) -> int | None:
        """How many days it has; None if it does not begin or end."""
        return (self.end - self.first).days if self.first and self.end else None


def stretches(determinants: Determinants) -> tuple[Period, ...]:
    """The days from which a rate changes, and every 1 April among them, as stretches between them."""
    first, last = _years(determinants)
    cuts = sorted({*determinants.days, *(date(year, 4, 1) for year in range(first, last + 1))})
    ends: list[date | None] = [None, *cuts, None]
    return tuple(Period(number, *pair) for number, pair in enumerate(pairwise(ends)))


def _years(determinants: Determinants) -> tuple[int, int]:
    """The years whose 1 April is told apart: of all days that have a rate, as far as can be foreseen."""
    if not determinants.days:
        return 2000, 2000 + 2 * OPEN_YEARS
    return (
        determinants.days[0].year - OPEN_YEARS * determinants.open_start,
        determinants.days[-1].year + OPEN_YEARS * determinants.open_end,
    )


def cuts(determinants: Determinants) -> list[date]:
    """The days on which a stretch begins, the first of all left out."""
    return [each.first for each in stretches(determinants) if each.first]


def part_steps(plan: CountPlan, determinants: Determinants, dialect: SqlDialect) -> str:
    """Steps from ``faulted`` to ``parts``: one row for each part of a placement."""
    return ",\n".join(
        f"{name} AS (SELECT {select}\nFROM {source})"
        for name, select, source in (
            ("placed", _placed(determinants, dialect), f"faulted{_paid_perhaps(plan)}"),
            ("aged", _aged(determinants), "placed"),
            ("lived", _lived(determinants, dialect), _with_ages(determinants)),
            ("stretched", _stretched(determinants, dialect), "lived"),
            ("parts", _parts(determinants, dialect), "stretched"),
        )
    )


def _paid_perhaps(plan: CountPlan) -> str:
    ruled_out = nobody_due(plan.by_days)
    # CASE, because NOT of a condition that is not known is not known, and would leave the row out.
    return f" WHERE CASE WHEN {ruled_out[0]} THEN 0 ELSE 1 END = 1" if ruled_out else ""


def _placed(determinants: Determinants, dialect: SqlDialect) -> str:
    if not determinants.ages:
        return "*"
    numbers = [f"{dialect.number(f'{fact}_')} AS {fact}_number" for fact in ("born", "from", "until")]
    return ", ".join(["*", *numbers])


def _aged(determinants: Determinants) -> str:
    """The ages, of those at which anything changes, on the first and on the last day.

    There are none of a row with a fault, which so meets no age below. A condition that there is no fault
    would do the same, but engines work it out where they read, and with it all that it rests on, anew.
    """
    ages = "0"
    if determinants.ages:
        first, last = (
            sql.age_step(f"{fact}_number", "born_number", determinants.ages["on"])
            for fact in ("from", "until")
        )
        ages = f"({first}) * {MANY} + {last}"  # both in one number, to join by: 16018 is from 16 to 18
    return f"*, CASE WHEN fault IS NULL THEN {ages} END AS ages"


def _with_ages(determinants: Determinants) -> str:
    return f"aged JOIN ({_age_table(determinants)}) AS lived_through ON lived_through.both_ages = aged.ages"


def _ages(determinants: Determinants) -> list[int]:
    """The ages at which anything changes, and nothing."""
    return sorted({0, *determinants.ages.get("on", ())})


def _age_table(determinants: Determinants) -> str:
    """For the ages on the first and on the last day, each age between: its place among all of them.

    Beside it stand the place of the age before, 0 for the first, the age itself and the one after it, by
    which birthdays are reckoned; NULL after the last.
    """
    ages = _ages(determinants)
    rows = [
        (ages[first] * MANY + ages[last], place + 1, place * (place > first), ages[place], after)
        for first in range(len(ages))
        for last in range(first, len(ages))
        for place in range(first, last + 1)
        for after in [ages[place + 1] if place < last else None]
    ]
    names = ("both_ages", "age_place", "before_place", "age", "next_age")
    return " UNION ALL ".join(_row(names, row) for row in rows)


def _row(names: tuple[str, ...], values: tuple[int | None, ...]) -> str:
    said = ("CAST(NULL AS INTEGER)" if value is None else str(value) for value in values)
    return "SELECT " + ", ".join(f"{value} AS {name}" for value, name in zip(said, names, strict=True))


def _lived(determinants: Determinants, dialect: SqlDialect) -> str:
    """The first day of each part, and the day after its last."""
    # In eight digits the day after the 31st is a 32nd: in its place among days, which is all that matters.
    first, end = "from_", "until_ + 1"
    if determinants.ages:
        # All parts but the first begin with a birthday, and all but the last end before the next one.
        birthday = dialect.numbered(f"born_number + age * {sql.YEAR}")
        next_birthday = dialect.numbered(f"born_number + next_age * {sql.YEAR}")
        first = f"CASE WHEN before_place = 0 THEN {first} ELSE {birthday} END"
        end = f"CASE WHEN next_age IS NULL THEN {end} ELSE {next_birthday} END"
    return f"*, {first} AS part_from, {end} AS part_end"


def _stretched(determinants: Determinants, dialect: SqlDialect) -> str:
    """The stretches of the first day, of the last, and of the day before the first if it is paid too."""
    first = _stretch_of("part_from >=", determinants, dialect)
    # The end is the day after the last one: a part that ends at a cut has no day behind it.
    last = _stretch_of("part_end >", determinants, dialect)
    # The stretch of the day before a birthday: a payment that ran then does not begin anew with the new age.
    before = sql.chosen([("before_place = 0", 0)], _stretch_of("part_from >", determinants, dialect))
    return f"*, {first} AS in_first, {last} AS in_last, {before} AS in_before"


def _stretch_of(compared: str, determinants: Determinants, dialect: SqlDialect) -> str:
    latest_first = reversed(list(enumerate(cuts(determinants), 1)))
    return sql.chosen([(f"{compared} {dialect.day(cut)}", number) for number, cut in latest_first])


def _parts(determinants: Determinants, dialect: SqlDialect) -> str:
    """Days in the first stretch of a part, and in the last where that is another."""
    # Days since a first one, to be subtracted; those of cuts are worked out here, once.
    counts = [dialect.count_of(cut) for cut in cuts(determinants)]
    # Where the first stretch ends (the cut behind stretch 0 is the first), and where the last begins.
    end = sql.chosen([(f"in_first = {number}", count) for number, count in enumerate(counts)])
    begin = sql.chosen([(f"in_last = {number}", count) for number, count in enumerate(counts, 1)])
    first, last = dialect.count("part_from"), dialect.count("part_end")
    here = sql.chosen([("in_first = in_last", f"{last} - {first}")], f"{end} - {first}")
    there = sql.chosen([("in_first = in_last", "0")], f"{last} - {begin}")
    return f"*, {here} AS first_days, {there} AS last_days"


def part_sums() -> list[tuple[str, str]]:
    """What is summed of parts: people, whole weeks, and how many have so many days beyond them."""
    return [
        ("people", "COUNT(*)"),
        ("weeks", "SUM(CAST(first_days // 7 AS BIGINT))"),
        ("last_weeks", "SUM(CAST(last_days // 7 AS BIGINT))"),
        *_with_days_beyond(FIRST_DAYS, "first_days"),
        *_with_days_beyond(LAST_DAYS, "last_days"),
    ]


def _with_days_beyond(names: tuple[str, ...], days: str) -> list[tuple[str, str]]:
    """How many have so many days beyond whole weeks."""
    pairs = zip(names, DAYS_BEYOND, strict=True)
    return [(name, f"COUNT(CASE WHEN {days} % 7 = {beyond} THEN 1 END)") for name, beyond in pairs]


def part_keys(plan: CountPlan, determinants: Determinants) -> list[Key]:
    """The keys by which parts of placements are counted."""
    ages, numbers = _ages(determinants), [each.number for each in stretches(determinants)]
    keys = [status_key(status, plan.by_days, ()) for status in determinants.statuses]
    if determinants.region:
        keys.append(region_key(plan, [each for each in plan.by_days if each.determinants.region]))
    places = (
        ("age_in_part", ALWAYS, "age_place", ages),
        ("first_stretch", ALWAYS, "in_first + 1", numbers),
        ("last_stretch", ALWAYS, "in_last + 1", numbers),
        ("age_before", ALWAYS, "before_place", ages),
        ("stretch_before", "before_place > 0", "in_before + 1", numbers),
    )
    everyone = tuple(each.allowance for each in plan.by_days)
    return [
        *keys,
        *(Key(name, everyone, (), [(when, place)], values) for name, when, place, values in places),
    ]
