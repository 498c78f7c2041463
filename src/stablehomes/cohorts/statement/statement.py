"""The counting statement: one SELECT … GROUP BY that turns people into the few facts that rules can see.

Rows are counted once, by all that any rule looks at; of these counts then each allowance gets its own, by
what its own rule looks at. Written in DuckDB's dialect; ``translate`` turns it into those of other engines.
The whole of one statement, step by step, is in ``docs/counting.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stablehomes.cohorts.statement import sql
from stablehomes.cohorts.statement.dialect import SqlDialect
from stablehomes.cohorts.statement.faults import facts, group_names, said, steps
from stablehomes.cohorts.statement.keys import Key, numbers, taken_apart
from stablehomes.cohorts.statement.placements import PART_SUMS, part_keys, part_steps, part_sums
from stablehomes.cohorts.statement.plan import AllowanceDeterminants, CountPlan
from stablehomes.cohorts.statement.row_keys import nobody_due, numbered, row_keys
from stablehomes.questions.cost.determinants import Determinants

# The line of a row in a table, which has none.
NO_LINE = "CAST(NULL AS BIGINT)"
# 1 for a row whose days no allowance can pay: it is counted, but not by its days.
NOT_PAID = "not_paid"


def columns(plan: CountPlan) -> list[str]:
    """The columns of the counting statement: keys, then sums.

    ``allowance`` says whose count a row is; a row without one counts all people, good rows and those with a
    fault.
    """
    names = [*group_names(plan), "fault", "allowance", *(key.name for key in row_keys(plan, SqlDialect()))]
    sums = ["people", "weeks"]
    if plan.stretches:
        names += [key.name for key in part_keys(plan, plan.stretches) if key.name not in names]
        sums += PART_SUMS
    return [*names, *sums]


def counting(
    plan: CountPlan, source: str, dialect: SqlDialect | None = None, again: str | None = None
) -> str:
    """The statement that counts the rows of ``source``, a table or a call that reads a file.

    ``again`` is another call for the same rows, for an engine that reads them twice; the same if left out.
    """
    dialect = dialect or SqlDialect()
    made = steps(plan, source, dialect)
    rows = f"{_row_counts(plan, dialect)}\n{_of_rows(plan, dialect)}"
    if not plan.stretches:
        return f"{made},\n{rows}"
    parts = f"{part_steps(plan, plan.stretches, dialect)},\n{_part_counts(plan, plan.stretches)}"
    if not dialect.reads_twice:
        both = f"{_of_rows(plan, dialect)}\nUNION ALL\n{_of_parts(plan, plan.stretches)}"
        return f"{made},\n{_row_counts(plan, dialect)},\n{parts}\n{both}"
    again = steps(plan, again or source, dialect)
    return f"({made},\n{rows})\nUNION ALL\n({again},\n{parts}\n{_of_parts(plan, plan.stretches)})"


def listing(plan: CountPlan, source: str, line: str, dialect: SqlDialect | None = None) -> str:
    """The statement that lists the rows that have a fault: line, fault, and what stands in the columns."""
    names = ", ".join(f"said_{name}" for name in said(plan))
    return f"""{steps(plan, source, dialect or SqlDialect(), line)}
SELECT {", ".join(["line", "fault", *([names] if names else [])])} FROM faulted WHERE fault IS NOT NULL"""


def _row_counts(plan: CountPlan, dialect: SqlDialect) -> str:
    """Rows by all that any rule looks at."""
    keyed = dict(numbers(row_keys(plan, dialect)))
    if plan.stretches:
        keyed[NOT_PAID] = sql.chosen([(condition, 1) for condition in nobody_due(plan.by_days)])
    weeks = "CASE WHEN fault IS NULL THEN weeks_ ELSE 0 END" if "weeks" in facts(plan) else "0"
    sums = [("people", "COUNT(*)"), ("weeks", "SUM(CAST(weeks AS BIGINT))")]
    made = [*group_names(plan), "fault", *_named(keyed.items()), f"{weeks} AS weeks"]
    days = numbered(plan.rows, dialect) if plan.rows else []
    source = f"(SELECT {_listed(['*', *days])} FROM faulted) AS numbered"
    return _grouped("row_counts", made, source, [*group_names(plan), "fault", *keyed], sums)


def _part_counts(plan: CountPlan, determinants: Determinants) -> str:
    """Parts of placements by all that any rule looks at."""
    keyed = dict(numbers(part_keys(plan, determinants)))
    made = [*group_names(plan), *_named(keyed.items()), "first_days", "last_days"]
    return _grouped("part_counts", made, "parts", [*group_names(plan), *keyed], part_sums())


def _grouped(
    name: str, made: Sequence[str], source: str, keys: Sequence[str], sums: Sequence[tuple[str, str]]
) -> str:
    return f"""{name} AS (SELECT {_listed([*keys, *_named(sums)])}
FROM (SELECT {_listed(made)}
FROM {source}) AS {name}_keyed
GROUP BY {", ".join(keys)})"""


def _of_rows(plan: CountPlan, dialect: SqlDialect) -> str:
    """The counts of rows: of all people, and for each allowance by what its own rule looks at."""
    holds = "(fault IS NULL OR allowance IS NULL)"
    if plan.by_days:
        holds += f" AND ({NOT_PAID} = 1 OR allowance IS NULL OR NOT ({_is_among(plan.by_days)}))"
    counts = Counts("row_counts", row_keys(plan, dialect), ["people", "weeks"], holds)
    return _for_each(plan, counts, [*plan.by_rows, *plan.by_days])


def _of_parts(plan: CountPlan, determinants: Determinants) -> str:
    """The counts of parts of placements, for each allowance by what its own rule looks at."""
    counts = Counts(
        "part_counts", part_keys(plan, determinants), ["people", "weeks", *PART_SUMS], "allowance IS NOT NULL"
    )
    return _for_each(plan, counts, plan.by_days)


class Counts(NamedTuple):
    """A step that counted: its keys and sums, and which of its rows an allowance takes."""

    step: str
    keys: Sequence[Key]
    sums: Sequence[str]
    holds: str


def _for_each(plan: CountPlan, counts: Counts, concerned: Sequence[AllowanceDeterminants]) -> str:
    """The counts once for each allowance, put together where its rule sees no difference."""
    by = group_names(plan)
    fault = ["fault"] if counts.step == "row_counts" else []
    values = taken_apart(counts.keys)
    keyed = [(key.name, _where_concerned(key.allowances, values[key.name])) for key in counts.keys]
    groups = [(name, f"COALESCE({sql.trimmed(name)}, '')") for name in by]
    grouped = [*by, *fault, "allowance", *(key.name for key in counts.keys)]
    own = {name: name for name in grouped} | {name: f"CAST(SUM({name}) AS BIGINT)" for name in counts.sums}
    answer = [(name, own.get(name, _nothing(name))) for name in columns(plan)]
    return f"""SELECT {_listed([*_named(answer)])}
FROM (SELECT {_listed([*_named(groups), *fault, "allowance", *_named(keyed), *counts.sums])}
FROM {counts.step} CROSS JOIN ({_allowance_table(concerned)}) AS allowances
WHERE {counts.holds}) AS {counts.step}_seen
GROUP BY {", ".join(grouped)}"""


def _named(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (name if name == expression else f"{expression} AS {name}" for name, expression in pairs)


def _nothing(name: str) -> str:
    kind = "VARCHAR" if name in ("fault", "region_") else "BIGINT" if name in PART_SUMS else "INTEGER"
    return f"CAST(NULL AS {kind})"


def _allowance_table(concerned: Sequence[AllowanceDeterminants]) -> str:
    """The allowances, and a row without one for all people."""
    rows = ["SELECT CAST(NULL AS VARCHAR) AS allowance"]
    return " UNION ALL ".join([*rows, *(f"SELECT {sql.text(each.allowance)}" for each in concerned)])


def _where_concerned(allowances: Sequence[str], value: str) -> str:
    """A key where the allowance looks at it."""
    if not allowances:
        return "NULL"
    return f"CASE WHEN allowance IN ({', '.join(map(sql.text, allowances))}) THEN {value} END"


def _is_among(concerned: Sequence[AllowanceDeterminants]) -> str:
    return f"allowance IN ({', '.join(sql.text(each.allowance) for each in concerned)})"


def _listed(expressions: Sequence[str]) -> str:
    return ",\n  ".join(expressions)
