"""Rows as the rules see them that price a row as a whole: the keys of their count.

A key is NULL where no rule looks at it: of a row with a fault, and of one that a status rules out. That keeps
the count small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stablehomes.cohorts import sql
from stablehomes.cohorts.plan import Plan, Seen
from stablehomes.cohorts.words import Words
from stablehomes.questions.costs.sight import STARTS, Sight

# A start that lies after the day asked about: the rules see it as not begun.
NOT_BEGUN = 99990101
FAULTY = "fault IS NOT NULL"


class Key(NamedTuple):
    """A key of the count: its name, what it is of a row, and the allowances that look at it."""

    name: str
    expression: str
    allowances: tuple[str, ...]


def row_keys(plan: Plan, words: Words) -> list[Key]:
    """The keys by which rows are counted; a row has to be told apart by all that any rule looks at."""
    keys = [_status(status, plan) for status in plan.statuses]
    if plan.rows:
        keys += _keys(plan, plan.rows, words)
    return keys


def _status(status: str, plan: Plan) -> Key:
    seeing = [each.allowance for each in (*plan.by_rows, *plan.by_days) if status in each.sight.statuses]
    return Key(f"{status}_", sql.unless([FAULTY], f"{status}_"), tuple(seeing))


def _keys(plan: Plan, seen: Sight, words: Words) -> Iterator[Key]:
    """Keys of all that these allowances look at together."""
    if seen.region:
        yield _key("region_", "region_", [each for each in plan.by_rows if each.sight.region])
    yield _key("on_from", _since("on_", seen, words), plan.by_rows)
    yield _key("on_year", words.financial_year("on_"), plan.by_rows)
    for start in seen.starts:
        yield from _start_keys(plan, start, seen, words)
    for at, ages in seen.ages.items():
        age = sql.age_step(_number_at(at, words), words.number("born_"), ages)
        yield _key(age_name(at), age, [each for each in plan.by_rows if at in each.sight.ages])
    if seen.course_years:
        years = sql.unless(["course_years_ IS NULL"], sql.stepped("course_years_", seen.course_years))
        yield _key("course_years_from", years, [each for each in plan.by_rows if each.sight.course_years])


def _key(name: str, expression: str, seeing: Sequence[Seen]) -> Key:
    matters_not = [FAULTY, *nobody_due(seeing)]
    return Key(name, sql.unless(matters_not, expression), tuple(each.allowance for each in seeing))


def nobody_due(allowances: Sequence[Seen]) -> list[str]:
    """The condition that each of these is ruled out by a status, if each can be; otherwise nothing."""
    if not all(each.rules_out for each in allowances):
        return []
    return [" AND ".join(f"({_ruled_out(each)})" for each in allowances)]


def _ruled_out(seen: Seen) -> str:
    """Whether of some statuses that the rule asks for every one is known to be no."""
    return " OR ".join(" AND ".join(f"{status}_ = 0" for status in any_of) for any_of in seen.rules_out)


def _start_keys(plan: Plan, start: str, seen: Sight, words: Words) -> Iterator[Key]:
    seeing = [each for each in plan.by_rows if start in each.sight.starts]
    day, begun = f"{start}_", f"{start}_ <= on_"
    since = [(f"{day} > on_", NOT_BEGUN), (begun, _since(day, seen, words))]
    yield _key(f"{start}_from", sql.chosen(since, "NULL"), seeing)
    yield _key(f"{start}_year", sql.chosen([(begun, words.financial_year(day))], "NULL"), seeing)


def _since(column: str, seen: Sight, words: Words) -> str:
    """The number of the last day up to this one from which anything may differ, or 0."""
    latest_first = reversed(seen.days)
    return sql.chosen([(f"{column} >= {words.day(day)}", sql.number_of(day)) for day in latest_first])


def age_name(at: str) -> str:
    """The key of the age on a day.

    >>> age_name("08-31"), age_name("on")
    ('age_on_08_31', 'age')
    """
    return "age" if at == "on" else f"age_on_{at.replace('-', '_')}"


def _number_at(at: str, words: Words) -> str:
    if at in ("on", *STARTS):
        return words.number(f"{at}_")
    return sql.last_such_day(words.number("on_"), at)
