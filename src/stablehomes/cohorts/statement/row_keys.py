"""Rows as the rules see them that price a row as a whole: the keys of their count.

No rule looks at a row with a fault, nor any further at one that a status rules out: that keeps the count
small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.catalogue.facts import STARTS
from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.dialect import SqlDialect
from stablehomes.cohorts.statement.keys import ALWAYS, Key, year_place
from stablehomes.cohorts.statement.plan import AllowanceDeterminants, CountPlan
from stablehomes.questions.cost.determinants import Determinants

# A start that lies after the day asked about: the rules see it as not begun.
NOT_BEGUN = 99990101
FAULTY = "fault IS NOT NULL"


def row_keys(plan: CountPlan, dialect: SqlDialect) -> list[Key]:
    """The keys by which rows are counted; a row has to be told apart by all that any rule looks at."""
    # Statuses come first and are never switched off by another status: they are what rules others out.
    keys = [status_key(status, [*plan.by_rows, *plan.by_days], (FAULTY,)) for status in plan.statuses]
    if plan.rows:
        # Sorted so that keys with the same conditions stand together and share one CASE.
        keys += sorted(_keys(plan, plan.rows, dialect), key=lambda key: key.matters_not)
    return keys


def status_key(status: str, allowances: Sequence[AllowanceDeterminants], matters_not: tuple[str, ...]) -> Key:
    """The key of a status, for those allowances that ask for it."""
    concerned = [each.allowance for each in allowances if status in each.determinants.statuses]
    cases = ((f"{status}_ = 1", 1), (f"{status}_ = 0", 2))
    return Key(f"{status}_", tuple(concerned), matters_not, cases, (1, 0))


def _keys(plan: CountPlan, determinants: Determinants, dialect: SqlDialect) -> Iterator[Key]:
    """Keys of all that these allowances look at together."""
    if determinants.region:
        concerned = [each for each in plan.by_rows if each.determinants.region]
        yield region_key(plan, concerned)._replace(matters_not=(FAULTY, *nobody_due(concerned)))
    yield _since("on_", "on_from", ALWAYS, determinants, plan.by_rows, dialect)
    yield _key("on_year", plan.by_rows, [(ALWAYS, year_place(dialect.financial_year("on_")))])
    for start in determinants.starts:
        yield from _start_keys(plan, start, determinants, dialect)
    for at, ages in determinants.ages.items():
        concerned = [each for each in plan.by_rows if at in each.determinants.ages]
        yield _steps(age_name(at), f"{_number_at(at)} - born_number", ages, concerned, sql.YEAR)
    for fact, least in determinants.numbers.items():
        concerned = [each for each in plan.by_rows if fact in each.determinants.numbers]
        yield _steps(f"{fact}_from", f"{fact}_", least, concerned)


def _key(
    name: str,
    concerned: Sequence[AllowanceDeterminants],
    cases: Sequence[tuple[str, int | str]],
    values: Sequence[object] = (),
) -> Key:
    matters_not = (FAULTY, *nobody_due(concerned))
    return Key(name, tuple(each.allowance for each in concerned), matters_not, cases, values)


def nobody_due(allowances: Sequence[AllowanceDeterminants]) -> list[str]:
    """The condition that each of these is ruled out by a status, if each can be; otherwise nothing."""
    # One allowance that asks for no status looks at every row, so that none is ruled out for all.
    if not all(each.rules_out for each in allowances):
        return []
    return [" AND ".join(dict.fromkeys(f"({_ruled_out(each)})" for each in allowances))]


def _ruled_out(allowance: AllowanceDeterminants) -> str:
    """Whether of some statuses that the rule asks for every one is known to be no."""
    return " OR ".join(" AND ".join(f"{status}_ = 0" for status in any_of) for any_of in allowance.rules_out)


def region_key(plan: CountPlan, concerned: Sequence[AllowanceDeterminants]) -> Key:
    """The key of the region, by the ids of the rules."""
    ids = [sql.text(id) for id in plan.regions]
    return Key("region_", tuple(each.allowance for each in concerned), (), [(ALWAYS, "region_ + 1")], ids)


def _steps(
    name: str, value: str, steps: Sequence[int], concerned: Sequence[AllowanceDeterminants], unit: int = 1
) -> Key:
    """The highest step that a number reaches, 0 if none; nothing if it is not known."""
    values = sorted({0, *steps})
    # From the last down to the second: whatever is known and reaches none of these has reached the first, 0.
    highest_first = [(f"{value} >= {step * unit}", place) for place, step in enumerate(values, 1)][:0:-1]
    return _key(name, concerned, [*highest_first, (f"{value} IS NOT NULL", 1)], values)


def _start_keys(
    plan: CountPlan, start: str, determinants: Determinants, dialect: SqlDialect
) -> Iterator[Key]:
    concerned = [each for each in plan.by_rows if start in each.determinants.starts]
    day, begun = f"{start}_", f"{start}_ <= on_"
    yield _since(day, f"{start}_from", f"{day} > on_", determinants, concerned, dialect)
    yield _key(f"{start}_year", concerned, [(begun, year_place(dialect.financial_year(day)))])


def _since(
    day: str,
    name: str,
    not_begun: str,
    determinants: Determinants,
    concerned: Sequence[AllowanceDeterminants],
    dialect: SqlDialect,
) -> Key:
    """The last day up to this one from which anything may differ, 0 if it is before all of them."""
    values = [0, *map(sql.number_of, determinants.days), *([NOT_BEGUN] if not_begun else [])]
    # The first place, 1, is before all cuts, so that of the first cut is 2. The latest cut is asked first.
    cases = [(f"{day} >= {dialect.day(cut)}", place) for place, cut in enumerate(determinants.days, 2)][::-1]
    first = [(not_begun, len(values))] if not_begun else []
    return _key(name, concerned, [*first, *cases, (f"{day} IS NOT NULL", 1)], values)


def age_name(at: str) -> str:
    """The key of the age on a day.

    >>> age_name("08-31"), age_name("on")
    ('age_on_08_31', 'age')
    """
    return "age" if at == "on" else f"age_on_{at.replace('-', '_')}"


def _number_at(at: str) -> str:
    if at in ("on", *STARTS):
        return f"{at}_number"
    return sql.last_such_day("on_number", at)


def numbered(determinants: Determinants, dialect: SqlDialect) -> list[str]:
    """The numbers of the days by which ages are reckoned, each worked out once."""
    days = dict.fromkeys(at if at in STARTS else "on" for at in determinants.ages)
    return [f"{dialect.number(f'{fact}_')} AS {fact}_number" for fact in ("born", *days)] if days else []
