"""The first steps of a statement: what stands in a row, what it says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stablehomes.catalogue.facts import STARTS, WHOLE
from stablehomes.catalogue.model import STATUSES
from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.dialect import SqlDialect, like_a_day
from stablehomes.cohorts.statement.plan import CohortColumn, CountPlan
from stablehomes.values.days import parse_day

MOST_WEEKS = 53
MOST_OF_ANYTHING = 999
DAY_FACTS = ("born", "on", "from", "until", *STARTS)
WHOLE_FACTS = ("weeks", *WHOLE)
MOST: dict[str, int] = {**dict.fromkeys(WHOLE, MOST_OF_ANYTHING), "weeks": MOST_WEEKS}
# Without these a row cannot be placed; any other fact may be left open, and then is not known.
MUST_BE_GIVEN = ("on", "born", "from", "until", "weeks", "region")
UNREADABLE = {"day": "not-a-day", "truth": "not-yes-or-no", "whole": "not-a-whole-number"}
NO_SUCH_DAY, MISSING, UNKNOWN, TOO_MANY = "no-such-day", "missing", "unknown", "too-many"
BEFORE_START, BEFORE_BIRTH, REPEATED = "before-start", "before-birth", "repeated"


def facts(plan: CountPlan) -> list[str]:
    """The facts that the count looks at, in the order of the statement."""
    looked_at = [each for each in (plan.rows, plan.stretches) if each]
    wanted = {*plan.statuses, *(start for each in looked_at for start in each.starts)}
    wanted |= {"on"} if plan.rows else set()
    wanted |= {"from", "until"} if plan.stretches else set()
    wanted |= {"born"} if any(each.ages for each in looked_at) else set()
    wanted |= {"region"} if plan.needs_region else set()
    wanted |= {fact for each in looked_at for fact in each.numbers}
    wanted |= {"weeks"} if plan.row_is == "claim" and "weeks" in plan.facts else set()
    return [each for each in (*STATUSES, "region", *DAY_FACTS, *WHOLE_FACTS) if each in wanted]


def said(plan: CountPlan) -> list[str]:
    """The facts that the cohort has a column for, and that the count looks at; an id that stands once."""
    in_columns = [fact for fact in facts(plan) if isinstance(plan.facts.get(fact), CohortColumn)]
    return in_columns + ["unique"] * bool(plan.unique)


def kind_of(fact: str) -> str:
    """What a fact is: truth, day, whole or text."""
    if fact in STATUSES:
        return "truth"
    return "day" if fact in DAY_FACTS else "whole" if fact in WHOLE_FACTS else "text"


def group_names(plan: CountPlan) -> list[str]:
    """The names under which the columns of --by are counted."""
    return [f"by_{place}" for place in range(1, len(plan.by) + 1)]


def steps(plan: CountPlan, source: str, dialect: SqlDialect, line: str | None = None) -> str:
    """Steps up to ``faulted``: each row with its facts (``born_``), and the name of its fault or NULL.

    With ``line``, the expression for where a row stands, rows keep what stands in their columns
    (``said_born``).
    """
    raw = [*([f"{line} AS line"] if line else []), *_raw(plan)]
    tried = [f"{trial} AS tried_{fact}" for fact, trial in _trials(plan, dialect)]
    parsed = [f"{value} AS {fact}_" for fact, value in _parsed(plan, dialect)]
    fault = f"{_fault(plan, dialect)} AS fault"
    return f"""WITH said AS (SELECT {_listed(raw or ["1 AS nothing"])}
FROM {source}),
tried AS (SELECT {_listed(["*", *tried])} FROM said),
parsed AS (SELECT {_listed(["*", *parsed])}
FROM tried),
faulted AS (SELECT {_listed(["*", fault])}
FROM parsed)"""


def _listed(expressions: list[str]) -> str:
    return ",\n  ".join(expressions)


def _raw(plan: CountPlan) -> Iterator[str]:
    for fact in said(plan):
        column = plan.unique if fact == "unique" else plan.facts[fact]
        assert isinstance(column, CohortColumn)
        name = sql.quoted(column.name)
        yield f"{name if is_native(fact, column) else f'CAST({name} AS VARCHAR)'} AS said_{fact}"
    if plan.unique:
        yield f"COUNT(*) OVER (PARTITION BY {sql.trimmed(sql.quoted(plan.unique.name))}) AS repeats"
    for name, by in zip(group_names(plan), plan.by, strict=True):
        yield f"{sql.quoted(by.name)} AS {name}"


def is_native(fact: str, column: CohortColumn) -> bool:
    """Whether the engine holds the fact as what it is, and not as text."""
    return column.kind == kind_of(fact) != "text"


def _from_text(plan: CountPlan) -> Iterator[str]:
    """The facts that are read from text."""
    for fact in facts(plan):
        column = plan.facts.get(fact)
        if isinstance(column, CohortColumn) and not is_native(fact, column):
            yield fact


def _trials(plan: CountPlan, dialect: SqlDialect) -> Iterator[tuple[str, str]]:
    for fact in _from_text(plan):
        trial = dialect.trial(kind_of(fact), f"said_{fact}")
        if trial:
            yield fact, trial


def _parsed(plan: CountPlan, dialect: SqlDialect) -> Iterator[tuple[str, str]]:
    """Each fact as a day, a whole number or the place of a region; NULL if not known, or not readable."""
    from_text = set(_from_text(plan))
    for fact in facts(plan):
        column = plan.facts.get(fact)
        if column is None:
            yield fact, dialect.unknown_day if kind_of(fact) == "day" else "CAST(NULL AS INTEGER)"
        elif isinstance(column, CohortColumn):
            value = _read(plan, fact, dialect) if fact in from_text else _held(fact, dialect)
            if fact == "until" and plan.open_until:
                value = f"COALESCE({value}, {_left_open(fact, fact in from_text, plan.open_until, dialect)})"
            yield fact, value
        else:
            yield fact, _constant(plan, fact, column, dialect)


def _left_open(fact: str, from_text: bool, until: date, dialect: SqlDialect) -> str:
    """The last day of a placement that has none: not of one whose last day cannot be read."""
    given = sql.trimmed(f"said_{fact}") if from_text else f"said_{fact}"
    return f"CASE WHEN {given} IS NULL THEN {dialect.day(until)} END"


def _held(fact: str, dialect: SqlDialect) -> str:
    column = f"said_{fact}"
    if kind_of(fact) == "day":
        return dialect.held_day(column)
    return f"CAST({column} AS INTEGER)" if kind_of(fact) == "truth" else column


def _read(plan: CountPlan, fact: str, dialect: SqlDialect) -> str:
    column, tried = f"said_{fact}", f"tried_{fact}"
    kind = kind_of(fact)
    if kind == "day":
        return dialect.day_from_text(column, tried)
    if kind == "whole":
        return dialect.whole_from_text(column, tried)
    if kind == "text":
        return _region(plan, column)
    own = plan.words.get(fact, {})
    return dialect.truth_from_text(sql.translated(sql.trimmed(column), own) if own else column)


def _region(plan: CountPlan, column: str) -> str:
    """The place of a region among those of the rules; first as they write it, then as people may."""
    ids = list(plan.regions)
    as_written = [(f"{column} = {sql.text(id)}", place) for place, id in enumerate(ids)]
    trimmed = f"LOWER({sql.trimmed(column)})"
    as_said = [(f"{trimmed} = {sql.text(word)}", ids.index(id)) for word, id in _region_words(plan).items()]
    return sql.chosen(as_written, sql.chosen(as_said, "NULL"))


def _region_words(plan: CountPlan) -> dict[str, str]:
    named = {title.lower(): id for id, title in plan.regions.items()}
    own = {word.lower(): id for word, id in plan.words.get("region", {}).items() if id in plan.regions}
    return {**{id: id for id in plan.regions}, **named, **own}


def _constant(plan: CountPlan, fact: str, value: str, dialect: SqlDialect) -> str:
    """What is the same for everybody, read here."""
    kind = kind_of(fact)
    if kind == "day":
        return dialect.day(parse_day(value))
    if kind == "truth":
        return str(int(value.lower() in sql.TRUE_WORDS))
    if kind == "whole":
        return str(int(value))
    return str(list(plan.regions).index(_region_words(plan)[value.lower()]))


def _fault(plan: CountPlan, dialect: SqlDialect) -> str:
    """NULL at once for a row in which all is well; for another the first fault that it has."""
    wrong = [(condition, sql.text(name)) for name, condition in _faults(plan, dialect)]
    sound = " AND ".join(_sound(plan, dialect))
    if not wrong:
        return "CAST(NULL AS VARCHAR)"
    return f"CASE WHEN {sound} THEN NULL ELSE {sql.chosen(wrong, 'NULL')} END"


def _sound(plan: CountPlan, dialect: SqlDialect) -> Iterator[str]:
    """What holds, all of it, for a row in which all is well; what is not known holds nothing up."""
    for fact in said(plan):
        if fact != "unique":
            holds = _in_bounds(fact, dialect)
            yield holds if fact in MUST_BE_GIVEN else f"(said_{fact} IS NULL OR {holds})"
    for fact, _, other in _between(plan):
        holds = f"{fact}_ >= {other}_"
        yield holds if fact in MUST_BE_GIVEN else f"({fact}_ IS NULL OR {holds})"
    if plan.unique:
        yield f"repeats = 1 AND {sql.trimmed('said_unique')} IS NOT NULL"


def _in_bounds(fact: str, dialect: SqlDialect) -> str:
    kind = kind_of(fact)
    if kind == "day":
        return f"{fact}_ BETWEEN {dialect.day(sql.FIRST_DAY)} AND {dialect.day(sql.LAST_DAY)}"
    return f"{fact}_ BETWEEN 0 AND {MOST[fact]}" if kind == "whole" else f"{fact}_ IS NOT NULL"


def _faults(plan: CountPlan, dialect: SqlDialect) -> Iterator[tuple[str, str]]:
    """What makes a row one that cannot be costed; the first that holds is its fault."""
    from_text = set(_from_text(plan))
    for fact in said(plan):
        if fact != "unique":
            yield from _faults_of(fact, fact in from_text, dialect)
    for fact, reason, other in _between(plan):
        yield f"{fact}:{reason}", f"{fact}_ < {other}_"
    if plan.unique:
        yield f"unique:{MISSING}", f"{sql.trimmed('said_unique')} IS NULL"
        yield f"unique:{REPEATED}", "repeats > 1"


def _faults_of(fact: str, from_text: bool, dialect: SqlDialect) -> Iterator[tuple[str, str]]:
    """What can be wrong with a fact by itself."""
    kind, column = kind_of(fact), f"said_{fact}"
    text = sql.trimmed(column)
    given = f"{text if from_text else column} IS NOT NULL"
    if kind == "text":
        yield f"{fact}:{UNKNOWN}", f"{given} AND {fact}_ IS NULL"
    elif from_text and kind == "day":
        yield f"{fact}:{UNREADABLE[kind]}", f"{given} AND {like_a_day(text)} IS NULL"
    elif from_text:
        yield f"{fact}:{UNREADABLE[kind]}", f"{given} AND {fact}_ IS NULL"
    if kind == "day":
        yield f"{fact}:{NO_SUCH_DAY}", f"{given} AND ({fact}_ IS NULL OR NOT ({_in_bounds(fact, dialect)}))"
    if kind == "whole":
        yield f"{fact}:{UNREADABLE[kind]}", f"{fact}_ < 0"
        yield f"{fact}:{TOO_MANY}", f"{fact}_ > {MOST[fact]}"
    if fact in MUST_BE_GIVEN:
        yield f"{fact}:{MISSING}", f"{fact}_ IS NULL"


def _between(plan: CountPlan) -> Iterator[tuple[str, str, str]]:
    """A day that may not lie before another: the fact, what is wrong if it does, and the other fact."""
    wanted = facts(plan)
    births = [(day, BEFORE_BIRTH, "born") for day in ("on", "from", *STARTS)]
    pairs = [("until", BEFORE_START, "from"), *births]
    for fact, reason, other in pairs:
        if {fact, other} <= set(wanted):
            yield fact, reason, other
