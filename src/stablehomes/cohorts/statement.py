"""The counting statement: one SELECT … GROUP BY that turns people into the few facts that rules can see.

Rows are counted once, by all that any rule looks at; of these counts then each allowance gets its own, by
what its own rule looks at. Written in DuckDB's words; ``dialects`` turns it into those of other engines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.cohorts import sql
from stablehomes.cohorts.checking import facts, group_names, said, steps
from stablehomes.cohorts.placements import PART_KEYS, PART_SUMS, part_keys, part_steps, part_sums
from stablehomes.cohorts.plan import Plan, Seen
from stablehomes.cohorts.row_keys import Key, nobody_due, row_keys
from stablehomes.cohorts.words import Words

# The line of a row in a table, which has none.
NO_LINE = "CAST(NULL AS BIGINT)"
# 1 for a row whose days no allowance can pay: it is counted, but not by its days.
NOT_PAID = "not_paid"


def columns(plan: Plan) -> list[str]:
    """The columns of the counting statement: keys, then sums.

    ``allowance`` says whose count a row is; a row without one counts all people, good rows and those with a
    fault.
    """
    names = [*group_names(plan), "fault", "allowance", *(key.name for key in row_keys(plan, Words()))]
    sums = ["people", "weeks"]
    if plan.stretches:
        names += [name for name in part_keys(plan, plan.stretches) if name not in names]
        sums += PART_SUMS
    return [*names, *sums]


def counting(plan: Plan, source: str, words: Words | None = None) -> str:
    """The statement that counts the rows of ``source``, a table or a call that reads a file."""
    words = words or Words()
    made = f"{steps(plan, source, words)},\n{_row_counts(plan, words)}"
    if plan.stretches:
        made += f",\n{part_steps(plan, plan.stretches, words)},\n{_part_counts(plan)}"
        return f"{made}\n{_of_rows(plan, words)}\nUNION ALL\n{_of_parts(plan)}"
    return f"{made}\n{_of_rows(plan, words)}"


def listing(plan: Plan, source: str, line: str, words: Words | None = None) -> str:
    """The statement that lists the rows that have a fault: line, fault, and what stands in the columns."""
    names = ", ".join(f"said_{name}" for name in said(plan))
    return f"""{steps(plan, source, words or Words(), line)}
SELECT {", ".join(["line", "fault", *([names] if names else [])])} FROM faulted WHERE fault IS NOT NULL"""


def _row_counts(plan: Plan, words: Words) -> str:
    """Rows by all that any rule looks at."""
    keys = row_keys(plan, words)
    keyed = [*group_names(plan), "fault", *(f"{key.expression} AS {key.name}" for key in keys)]
    names = [*group_names(plan), "fault", *(key.name for key in keys)]
    weeks = "weeks_" if "weeks" in facts(plan) else "0"
    if plan.stretches:
        ruled_out = [(condition, "1") for condition in nobody_due(plan.by_days)]
        keyed.append(f"{sql.chosen(ruled_out)} AS {NOT_PAID}")
        names.append(NOT_PAID)
    return f"""keyed AS (SELECT {_listed(keyed)},
  {weeks} AS weeks
FROM faulted),
row_counts AS (SELECT {", ".join(names)}, COUNT(*) AS people, SUM(CAST(weeks AS BIGINT)) AS weeks
FROM keyed
GROUP BY {", ".join(names)})"""


def _part_counts(plan: Plan) -> str:
    """Parts of placements by all that any rule looks at."""
    assert plan.stretches
    names = ", ".join([*group_names(plan), *part_keys(plan, plan.stretches)])
    sums = [f"{expression} AS {name}" for name, expression in part_sums()]
    return f"""part_counts AS (SELECT {names},
  {_listed(sums)}
FROM parts
GROUP BY {names})"""


def _of_rows(plan: Plan, words: Words) -> str:
    """The counts of rows: of all people, and for each allowance by what its own rule looks at."""
    keys = {key.name: key for key in row_keys(plan, words)}
    shown = [name for name in columns(plan) if name in keys]
    holds = "(fault IS NULL OR allowance IS NULL)"
    if plan.by_days:
        holds += f" AND ({NOT_PAID} = 1 OR allowance IS NULL OR NOT ({_is_among(plan.by_days)}))"
    selected = {name: _seen(keys[name], plan) for name in shown}
    return _for_each(plan, selected, ["people", "weeks"], "row_counts", holds, (*plan.by_rows, *plan.by_days))


def _of_parts(plan: Plan) -> str:
    """The counts of parts of placements, for each allowance by what its own rule looks at."""
    assert plan.stretches
    seen = {
        name: tuple(each.allowance for each in plan.by_days if _looks_at(each, name))
        for name in part_keys(plan, plan.stretches)
    }
    selected = {name: _seen(Key(name, name, seeing), plan) for name, seeing in seen.items()}
    sums = ["people", "weeks", *PART_SUMS]
    return _for_each(plan, selected, sums, "part_counts", "allowance IS NOT NULL", plan.by_days)


def _looks_at(seen: Seen, key: str) -> bool:
    if key in PART_KEYS:
        return True
    return seen.sight.region if key == "region_" else key.removesuffix("_") in seen.sight.statuses


def _for_each(
    plan: Plan, keys: dict[str, str], sums: Sequence[str], counts: str, holds: str, seeing: Sequence[Seen]
) -> str:
    """The counts once for each allowance, put together where its rule sees no difference."""
    groups = [
        f"COALESCE({sql.trimmed(name)}, '') AS {name}" for name in group_names(plan)
    ]
    fault = ["fault"] if counts == "row_counts" else []
    selected = [*groups, *fault, "allowance", *(f"{seen} AS {name}" for name, seen in keys.items()), *sums]
    grouped = [*group_names(plan), *fault, "allowance", *keys]
    own = {**{name: name for name in grouped}, **{name: f"SUM({name}) AS {name}" for name in sums}}
    answer = [own.get(name, f"{_nothing(name)} AS {name}") for name in columns(plan)]
    return f"""SELECT {", ".join(answer)}
FROM (SELECT {_listed(selected)}
FROM {counts} CROSS JOIN ({_allowance_table(seeing)}) AS allowances
WHERE {holds}) AS {counts}_seen
GROUP BY {", ".join(grouped)}"""


def _nothing(name: str) -> str:
    kind = "VARCHAR" if name in ("fault", "region_") else "BIGINT" if name in PART_SUMS else "INTEGER"
    return f"CAST(NULL AS {kind})"


def _allowance_table(seeing: Sequence[Seen]) -> str:
    """The allowances, and a row without one for all people."""
    rows = ["SELECT CAST(NULL AS VARCHAR) AS allowance"]
    return " UNION ALL ".join([*rows, *(f"SELECT {sql.text(each.allowance)}" for each in seeing)])


def _seen(key: Key, plan: Plan) -> str:
    """A key where the allowance looks at it; a region by its name again."""
    value = key.name
    if value == "region_":
        value = sql.chosen([(f"region_ = {place}", sql.text(id)) for place, id in enumerate(plan.regions)], "NULL")
    if not key.allowances:
        return "NULL"
    among = ", ".join(map(sql.text, key.allowances))
    return f"CASE WHEN allowance IN ({among}) THEN {value} END"


def _is_among(seeing: Sequence[Seen]) -> str:
    return f"allowance IN ({', '.join(sql.text(each.allowance) for each in seeing)})"


def _listed(expressions: Sequence[str]) -> str:
    return ",\n  ".join(expressions)
