"""The counting statement: one SELECT … GROUP BY that turns people into the few facts that rules can see.

Written once, in DuckDB's words; ``dialects`` turns it into those of other engines.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from stablehomes.cohorts import sql
from stablehomes.cohorts.plan import Column, Plan
from stablehomes.model import STATUSES
from stablehomes.questions.costs.sight import STARTS, Sight

ONE_DAY = timedelta(days=1)
# A start that lies after the day asked about: the rules see it as not begun.
NOT_BEGUN = 99990101
# The line of a row in a table, which has none.
NO_LINE = "CAST(NULL AS BIGINT)"
# How far financial years are told apart where a rate has no first or no last day.
OPEN_YEARS = 30
MOST_WEEKS = 53
DAY_FACTS = ("born", "on", "from", "until", *STARTS)
WHOLE_FACTS = ("weeks", "course_years")


class Stretch(NamedTuple):
    """Days of a placement within which nothing changes but the age: from ``first`` to before ``end``.

    The first stretch of all begins before any day that matters, the last one never ends (None).
    """

    number: int
    first: date | None
    end: date | None


def stretches(seen: Sight) -> tuple[Stretch, ...]:
    """The days from which a rate changes, and every 1 April among them, as stretches between them."""
    if not seen.days:
        years = range(2000, 2000 + 2 * OPEN_YEARS)
        cuts = [date(year, 4, 1) for year in years]
    else:
        within = range(seen.days[0].year, seen.days[-1].year + 1)
        cuts = sorted({*seen.days, *(date(year, 4, 1) for year in within)})
    ends: list[date | None] = [None, *cuts, None]
    return tuple(Stretch(number, *pair) for number, pair in enumerate(pairwise(ends)))


def counting(plan: Plan, source: str) -> str:
    """The statement that counts the rows of ``source``, a table or a call that reads a file.

    Its columns are the keys of the count (``keys``), then people and weeks.
    """
    names = [key for key, _ in keys(plan)]
    selected = ",\n  ".join(f"{expression} AS {name}" for name, expression in keys(plan))
    return f"""{_steps(plan, source)},
keyed AS (SELECT
  {selected},
  {_weeks(plan)} AS weeks
FROM {_units(plan)})
SELECT {", ".join(names)}, COUNT(*) AS people, SUM(CAST(weeks AS BIGINT)) AS weeks
FROM keyed
GROUP BY {", ".join(names)}"""


def listing(plan: Plan, source: str, line: str) -> str:
    """The statement that lists the rows that have a fault: line, fault, and what stands in the columns."""
    names = ", ".join(f"said_{name}" for name in said(plan))
    return f"""{_steps(plan, source, line)}
SELECT line, fault, {names} FROM faulted WHERE fault IS NOT NULL ORDER BY line"""


def said(plan: Plan) -> list[str]:
    """The facts that the cohort has a column for, and that the count looks at."""
    return [fact for fact in facts(plan) if isinstance(plan.facts.get(fact), Column)] + ["unique"] * bool(
        plan.unique
    )


def facts(plan: Plan) -> list[str]:
    """The facts that the count looks at, in the order of the statement."""
    sights = [each for each in (plan.rows, plan.stretches) if each]
    starts = {start for each in sights for start in each.starts}
    wanted = {*plan.statuses, *starts}
    wanted |= {"on"} if plan.rows else set()
    wanted |= {"from", "until"} if plan.stretches else set()
    wanted |= {"born"} if any(each.ages for each in sights) else set()
    wanted |= {"region"} if plan.needs_region else set()
    wanted |= {"course_years"} if any(each.course_years for each in sights) else set()
    wanted |= {"weeks"} if plan.book == "start" and "weeks" in plan.facts else set()
    return [each for each in (*STATUSES, "region", *DAY_FACTS, *WHOLE_FACTS) if each in wanted]


def _steps(plan: Plan, source: str, line: str | None = None) -> str:
    """From text to facts to faults, each a step of its own."""
    numbered = f"{line} AS line, " if line else ""
    kept = "line, " if line else ""
    raw = [*_raw(plan), *_groups(plan)]
    names = "".join(f", said_{name}" for name in said(plan)) if line else ""
    groups = "".join(f", {name}" for name in group_names(plan))
    unique = f", repeats{'' if line else ', said_unique'}" if plan.unique else ""
    read = ",\n  ".join(raw) or "1 AS nothing"
    parsed = ",\n  ".join(f"{expression} AS {name}" for name, expression in _parsed(plan)) or "1 AS nothing"
    parsed_names = ", ".join(name for name, _ in _parsed(plan)) or "1 AS nothing"
    return f"""WITH said AS (SELECT {numbered}
  {read}
FROM {source}),
parsed AS (SELECT {kept}
  {parsed}{groups}{names}{unique}{_unparsed(plan)}
FROM said),
faulted AS (SELECT {kept}{parsed_names}{groups}{names},
  {_fault(plan)} AS fault
FROM parsed)"""


def _raw(plan: Plan) -> Iterator[str]:
    for fact in facts(plan):
        column = plan.facts.get(fact)
        if isinstance(column, Column):
            name = sql.quoted(column.name)
            yield f"{name if _native(fact, column) else sql.trimmed(name)} AS said_{fact}"
    if plan.unique:
        name = sql.trimmed(sql.quoted(plan.unique.name))
        yield f"{name} AS said_unique"
        yield f"COUNT(*) OVER (PARTITION BY {name}) AS repeats"


def _groups(plan: Plan) -> Iterator[str]:
    for name, column in zip(group_names(plan), plan.by, strict=True):
        yield f"COALESCE({sql.trimmed(sql.quoted(column.name))}, '') AS {name}"


def group_names(plan: Plan) -> list[str]:
    """The names under which the columns of --by are counted."""
    return [f"by_{place}" for place in range(1, len(plan.by) + 1)]


def _native(fact: str, column: Column) -> bool:
    """Whether the engine holds the fact as what it is; text is always trimmed."""
    return column.kind == kind_of(fact) != "text"


def kind_of(fact: str) -> str:
    """What a fact is: truth, day, whole or text."""
    if fact in STATUSES:
        return "truth"
    return "day" if fact in DAY_FACTS else "whole" if fact in WHOLE_FACTS else "text"


def _parsed(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each fact as a whole number, the region as its id; NULL where it is not known or cannot be read."""
    for fact in facts(plan):
        column = plan.facts.get(fact)
        if column is None:
            yield f"{fact}_", "CAST(NULL AS INTEGER)"
        elif isinstance(column, Column):
            yield f"{fact}_", _reading(plan, fact, _native(fact, column))
        else:
            yield f"{fact}_", _constant(plan, fact, column)


def _reading(plan: Plan, fact: str, native: bool) -> str:
    kind, column = kind_of(fact), f"said_{fact}"
    if fact == "until" and plan.open_until:
        read = sql.day_from_date(column) if native else sql.day_from_text(column)
        return f"CASE WHEN {column} IS NULL THEN {sql.number_of(plan.open_until)} ELSE {read} END"
    if kind == "text":
        return sql.translated(column, _region_words(plan))
    if kind == "day":
        return sql.day_from_date(column) if native else sql.day_from_text(column)
    if kind == "truth":
        words = sql.translated(column, plan.words.get(fact, {}))
        return f"CAST({column} AS INTEGER)" if native else sql.truth_from_text(words)
    return column if native else sql.whole_from_text(column)


def _constant(plan: Plan, fact: str, value: str) -> str:
    """The value of everybody, read as it would be in a column."""
    return _reading(plan, fact, False).replace(f"said_{fact}", f"CAST({sql.text(value)} AS VARCHAR)")


def _region_words(plan: Plan) -> dict[str, str]:
    said = {**{title: id for id, title in plan.regions.items()}, **plan.words.get("region", {})}
    return {word.lower(): id for word, id in said.items()} | {id: id for id in plan.regions}


def _unparsed(plan: Plan) -> str:
    """Whether there was text that could not be read, for the facts of a column."""
    columns = [fact for fact in said(plan) if fact != "unique"]
    return "".join(
        f", CASE WHEN said_{fact} IS NOT NULL THEN 1 ELSE 0 END AS given_{fact}" for fact in columns
    )


def _fault(plan: Plan) -> str:
    cases = " ".join(f"WHEN {condition} THEN {sql.text(name)}" for name, condition in _faults(plan))
    return f"CASE {cases} END" if cases else "CAST(NULL AS VARCHAR)"


def _faults(plan: Plan) -> Iterator[tuple[str, str]]:
    """What makes a row one that cannot be costed; the first that holds is its fault."""
    wanted = facts(plan)
    for fact in wanted:
        column = plan.facts.get(fact)
        yield from _faults_of(fact, isinstance(column, Column) and not _native(fact, column))
    for fact, reason, other, holds in _between(plan):
        if {fact, other} <= set(wanted):
            yield f"{fact}:{reason}", holds
    if plan.unique:
        yield f"unique:{MISSING}", "said_unique IS NULL"
        yield f"unique:{REPEATED}", "repeats > 1"


def _faults_of(fact: str, from_text: bool) -> Iterator[tuple[str, str]]:
    """What can be wrong with a fact by itself; what the engine holds as a day is in the calendar."""
    if from_text:
        yield f"{fact}:{UNREADABLE[kind_of(fact)]}", f"given_{fact} = 1 AND {fact}_ IS NULL"
    if kind_of(fact) == "day":
        known = sql.in_the_calendar(f"{fact}_") if from_text else sql.in_our_time(f"{fact}_")
        yield f"{fact}:{NO_SUCH_DAY}", f"NOT ({known})"
    if fact in MUST_BE_GIVEN:
        yield f"{fact}:{MISSING}", f"{fact}_ IS NULL"


def _between(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """A fact and what is wrong with it beside another fact, which may be the same."""
    yield "region", UNKNOWN, "region", f"region_ NOT IN ({', '.join(map(sql.text, plan.regions))})"
    yield "weeks", TOO_MANY, "weeks", f"weeks_ > {MOST_WEEKS}"
    yield "until", BEFORE_START, "from", "until_ < from_"
    for day in ("on", "from", *STARTS):
        yield day, BEFORE_BIRTH, "born", f"{day}_ < born_"


UNREADABLE = {"day": "not-a-day", "truth": "not-yes-or-no", "whole": "not-a-whole-number", "text": "not-text"}
NO_SUCH_DAY, MISSING, UNKNOWN, TOO_MANY = "no-such-day", "missing", "unknown", "too-many"
BEFORE_START, BEFORE_BIRTH, REPEATED = "before-start", "before-birth", "repeated"
# Without these a row cannot be placed; any other fact may be left open, and then is not known.
MUST_BE_GIVEN = ("on", "born", "from", "until", "weeks", "region")


def keys(plan: Plan) -> list[tuple[str, str]]:
    """The keys of the count, each with what it is of a row: NULL where it does not matter."""
    made = [(name, name) for name in (*group_names(plan), "fault")]
    made += [(f"{status}_", _seen_as(plan, f"{status}_", status)) for status in plan.statuses]
    if plan.needs_region:
        made.append(("region_", _seen_as(plan, "region_", None)))
    if plan.rows:
        made += _row_keys(plan, plan.rows)
    if plan.stretches:
        made += STRETCH_KEYS
    return made


def _seen_as(plan: Plan, expression: str, status: str | None) -> str:
    """A fact where the rules look at it, the region for None: of the row, of its stretches, or of both."""
    by_rows, by_stretches = (
        bool(each and (status in each.statuses if status else each.region))
        for each in (plan.rows, plan.stretches)
    )
    if by_rows and by_stretches:
        return expression
    return _of_row(plan, expression) if by_rows else _in_stretch(expression)


def _row_keys(plan: Plan, seen: Sight) -> Iterator[tuple[str, str]]:
    yield "on_from", _of_row(plan, sql.stepped("on_", [sql.number_of(day) for day in seen.days]))
    yield "on_year", _of_row(plan, sql.financial_year("on_"))
    for start in seen.starts:
        days = sql.stepped(f"{start}_", [sql.number_of(day) for day in seen.days])
        begun = f"{start}_ IS NOT NULL AND {start}_ <= on_"
        yield (
            f"{start}_from",
            _of_row(plan, f"CASE WHEN {start}_ > on_ THEN {NOT_BEGUN} WHEN {begun} THEN {days} END"),
        )
        yield f"{start}_year", _of_row(plan, f"CASE WHEN {begun} THEN {sql.financial_year(f'{start}_')} END")
    for at, steps in seen.ages.items():
        yield age_name(at), _of_row(plan, sql.stepped(sql.age(_day_at(at), "born_"), steps))
    if seen.course_years:
        yield "course_years_from", _of_row(plan, _known("course_years_", seen.course_years))


def _known(value: str, steps: tuple[int, ...]) -> str:
    return f"CASE WHEN {value} IS NOT NULL THEN {sql.stepped(value, steps)} END"


def age_name(at: str) -> str:
    """The key of the age on a day.

    >>> age_name("08-31")
    'age_on_08_31'
    """
    return f"age_on_{at.replace('-', '_').removeprefix('on')}".rstrip("_") if at != "on" else "age"


def _day_at(at: str) -> str:
    return f"{at}_" if at in ("on", *STARTS) else sql.last_such_day("on_", at)


def _of_row(plan: Plan, expression: str) -> str:
    return f"CASE WHEN stretch < 0 THEN {expression} END" if plan.stretches else expression


STRETCH_KEYS = [(name, name) for name in ("stretch", "age_in_stretch", "follows", "age_before", "days")]


def _weeks(plan: Plan) -> str:
    if plan.stretches:
        return "weeks"
    return "weeks_" if "weeks" in facts(plan) else "0"


def _units(plan: Plan) -> str:
    """What is counted: rows, and stretches of placements, cut in two by a birthday that matters."""
    if not plan.stretches:
        return "faulted"
    return _paid(plan.stretches)


def _paid(seen: Sight) -> str:
    """Rows (stretch -1), and the days that are paid in each stretch, worked out step by step."""
    steps = list(_steps_to_days(seen))
    paid = "faulted"
    for place, step in enumerate(steps):
        paid = f"(SELECT *, {', '.join(f'{each} AS {name}' for name, each in step.items())}\n  FROM {paid}"
        paid += f" {_meeting(seen)}) AS step_{place}" if place == 1 else f") AS step_{place}"
    return f"(SELECT * FROM {paid} WHERE stretch < 0 OR paid_days > 0) AS paid"


def _meeting(seen: Sight) -> str:
    """Each placement with the stretches that it has days in."""
    meets = "fault IS NULL AND from_ <= last_day AND until_ >= first_day"
    return f"CROSS JOIN ({_stretch_table(seen)}) AS stretches\n  WHERE stretch < 0 OR ({meets})"


def _steps_to_days(seen: Sight) -> Iterator[dict[str, str]]:
    """Names of values and what they are, each step from those before; _no is the number of a _day."""
    yield {"from_no": sql.julian("from_"), "until_no": f"{sql.julian('until_')} + 1"}
    yield {
        "low_day": sql.later("from_", "first_day"),
        "high_day": sql.earlier("until_", "last_day"),
        "low_no": sql.later("from_no", "first_no"),
        "high_no": sql.earlier("until_no", "end_no"),
    }
    yield {f"{day}_years": _years(f"{day}_day", seen) for day in ("low", "high", "eve")}
    yield {
        f"{day}_age": sql.stepped(f"{day}_years", seen.ages.get("on", ())) for day in ("low", "high", "eve")
    }
    yield {"split_no": f"CASE WHEN low_age < high_age THEN {_birthday(seen)} ELSE high_no END"}
    began = "WHEN from_ < first_day THEN"
    yield {
        "paid_days": "CASE WHEN stretch >= 0 THEN"
        " CASE WHEN part = 1 THEN split_no - low_no ELSE high_no - split_no END ELSE 0 END",
        "age_in_stretch": _in_stretch("CASE WHEN part = 1 THEN low_age ELSE high_age END"),
        "follows": _in_stretch(f"CASE WHEN part = 2 THEN stretch {began} stretch - 1 END"),
        "age_before": _in_stretch(f"CASE WHEN part = 2 THEN low_age {began} eve_age END"),
    }
    yield {"weeks": "paid_days // 7", "days": _in_stretch("paid_days % 7")}


def _in_stretch(expression: str) -> str:
    return f"CASE WHEN stretch >= 0 THEN {expression} END"


def _years(day: str, seen: Sight) -> str:
    return sql.age(day, "born_") if seen.ages else "0"


def _birthday(seen: Sight) -> str:
    if not seen.ages:
        return "high_no"
    return sql.day_number("(born_ // 10000 + high_years)", "(born_ // 100 % 100)", "(born_ % 100)")


def _stretch_table(seen: Sight) -> str:
    """A stretch in two parts, before and from a birthday; and the row itself as stretch -1."""
    names = ("stretch", "part", "first_day", "last_day", "eve_day", "first_no", "end_no")
    rows = [f"SELECT -1 AS {', 0 AS '.join(names)}"]
    parts = (1, 2) if seen.ages else (1,)
    for each in stretches(seen):
        first = sql.number_of(each.first) if each.first else 0
        last = sql.number_of(each.end - ONE_DAY) if each.end else sql.LAST_DAY
        eve = sql.number_of(each.first - ONE_DAY) if each.first else 0
        first_no = _julian(each.first) if each.first else 0
        end_no = _julian(each.end) if each.end else _julian(sql.day_of(sql.LAST_DAY)) + 1
        rows += [
            f"SELECT {each.number}, {part}, {first}, {last}, {eve}, {first_no}, {end_no}" for part in parts
        ]
    return " UNION ALL ".join(rows)


def _julian(day: date) -> int:
    return day.toordinal() + DAYS_BEFORE_YEAR_ONE


# The Julian day number of the day before 1 January of the year 1.
DAYS_BEFORE_YEAR_ONE = 1721425
