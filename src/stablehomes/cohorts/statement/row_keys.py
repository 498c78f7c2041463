"""Rows as the rules see them that price a row as a whole: the keys of their count.

No rule looks at a row with a fault, nor any further at one that a status rules out: that keeps the count
small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.dialect import Words
from stablehomes.cohorts.statement.keys import ALWAYS, Key, year_place
from stablehomes.cohorts.statement.plan import Plan, Seen
from stablehomes.questions.cost.determinants import STARTS, Sight

# A start that lies after the day asked about: the rules see it as not begun.
NOT_BEGUN = 99990101
FAULTY = "fault IS NOT NULL"


def row_keys(plan: Plan, words: Words) -> list[Key]:
    """The keys by which rows are counted; a row has to be told apart by all that any rule looks at."""
    # Statuses come first and are never switched off by another status: they are what rules others out.
    keys = [status_key(status, [*plan.by_rows, *plan.by_days], (FAULTY,)) for status in plan.statuses]
    if plan.rows:
        # Sorted so that keys with the same conditions stand together and share one CASE.
        keys += sorted(_keys(plan, plan.rows, words), key=lambda key: key.matters_not)
    return keys


def status_key(status: str, allowances: Sequence[Seen], matters_not: tuple[str, ...]) -> Key:
    """The key of a status, for those allowances that ask for it."""
    seeing = [each.allowance for each in allowances if status in each.sight.statuses]
    cases = ((f"{status}_ = 1", 1), (f"{status}_ = 0", 2))
    return Key(f"{status}_", tuple(seeing), matters_not, cases, (1, 0))


def _keys(plan: Plan, seen: Sight, words: Words) -> Iterator[Key]:
    """Keys of all that these allowances look at together."""
    if seen.region:
        seeing = [each for each in plan.by_rows if each.sight.region]
        yield region_key(plan, seeing)._replace(matters_not=(FAULTY, *nobody_due(seeing)))
    yield _since("on_", "on_from", ALWAYS, seen, plan.by_rows, words)
    yield _key("on_year", plan.by_rows, [(ALWAYS, year_place(words.financial_year("on_")))])
    for start in seen.starts:
        yield from _start_keys(plan, start, seen, words)
    for at, ages in seen.ages.items():
        seeing = [each for each in plan.by_rows if at in each.sight.ages]
        yield _steps(age_name(at), f"{_number_at(at)} - born_number", ages, seeing, sql.YEAR)
    if seen.course_years:
        seeing = [each for each in plan.by_rows if each.sight.course_years]
        yield _steps("course_years_from", "course_years_", seen.course_years, seeing)


def _key(
    name: str, seeing: Sequence[Seen], cases: Sequence[tuple[str, int | str]], values: Sequence[object] = ()
) -> Key:
    matters_not = (FAULTY, *nobody_due(seeing))
    return Key(name, tuple(each.allowance for each in seeing), matters_not, cases, values)


def nobody_due(allowances: Sequence[Seen]) -> list[str]:
    """The condition that each of these is ruled out by a status, if each can be; otherwise nothing."""
    # One allowance that asks for no status looks at every row, so that none is ruled out for all.
    if not all(each.rules_out for each in allowances):
        return []
    return [" AND ".join(dict.fromkeys(f"({_ruled_out(each)})" for each in allowances))]


def _ruled_out(seen: Seen) -> str:
    """Whether of some statuses that the rule asks for every one is known to be no."""
    return " OR ".join(" AND ".join(f"{status}_ = 0" for status in any_of) for any_of in seen.rules_out)


def region_key(plan: Plan, seeing: Sequence[Seen]) -> Key:
    """The key of the region, by the ids of the rules."""
    ids = [sql.text(id) for id in plan.regions]
    return Key("region_", tuple(each.allowance for each in seeing), (), [(ALWAYS, "region_ + 1")], ids)


def _steps(name: str, value: str, steps: Sequence[int], seeing: Sequence[Seen], unit: int = 1) -> Key:
    """The highest step that a number reaches, 0 if none; nothing if it is not known."""
    values = sorted({0, *steps})
    # From the last down to the second: whatever is known and reaches none of these has reached the first, 0.
    highest_first = [(f"{value} >= {step * unit}", place) for place, step in enumerate(values, 1)][:0:-1]
    return _key(name, seeing, [*highest_first, (f"{value} IS NOT NULL", 1)], values)


def _start_keys(plan: Plan, start: str, seen: Sight, words: Words) -> Iterator[Key]:
    seeing = [each for each in plan.by_rows if start in each.sight.starts]
    day, begun = f"{start}_", f"{start}_ <= on_"
    yield _since(day, f"{start}_from", f"{day} > on_", seen, seeing, words)
    yield _key(f"{start}_year", seeing, [(begun, year_place(words.financial_year(day)))])


def _since(day: str, name: str, not_begun: str, seen: Sight, seeing: Sequence[Seen], words: Words) -> Key:
    """The last day up to this one from which anything may differ, 0 if it is before all of them."""
    values = [0, *map(sql.number_of, seen.days), *([NOT_BEGUN] if not_begun else [])]
    # The first place, 1, is before all cuts, so that of the first cut is 2. The latest cut is asked first.
    cases = [(f"{day} >= {words.day(cut)}", place) for place, cut in enumerate(seen.days, 2)][::-1]
    first = [(not_begun, len(values))] if not_begun else []
    return _key(name, seeing, [*first, *cases, (f"{day} IS NOT NULL", 1)], values)


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


def numbered(seen: Sight, words: Words) -> list[str]:
    """The numbers of the days by which ages are reckoned, each worked out once."""
    days = dict.fromkeys(at if at in STARTS else "on" for at in seen.ages)
    return [f"{words.number(f'{fact}_')} AS {fact}_number" for fact in ("born", *days)] if days else []
