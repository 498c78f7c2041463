"""The counting statement in the words of other engines; the only user of sqlglot."""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from stablehomes.problems.problem import WrongCall, did_you_mean

WRITTEN_IN = "duckdb"
DIALECTS = ("duckdb", "postgres", "spark", "tsql", "bigquery")
# Where whole numbers divided by a plain stroke give a whole number; other ways go through decimals there.
WHOLE_DIVISION = ("postgres", "tsql")
# Engines whose cast of a text that is no number ends the statement.
NO_TRYING = ("postgres",)
# Engines that would work out the facts anew wherever they are used, unless they are told to keep them.
KEPT_STEPS = {"postgres": ("tried", "faulted")}


def translated(statement: str, dialect: str) -> str:
    """A statement that is written for DuckDB, for another engine.

    Raises WrongCall for a dialect that is not among DIALECTS.

    >>> print(translated("SELECT day // 10000 AS year FROM people", "postgres"))
    SELECT
      day / 10000 AS year
    FROM people
    """
    if dialect not in DIALECTS:
        raise WrongCall(f'there is no dialect "{dialect}"', did_you_mean(dialect, DIALECTS))
    tree = sqlglot.parse_one(statement, read=WRITTEN_IN)
    if dialect in WHOLE_DIVISION:
        _divide_plainly(tree)
    if dialect in NO_TRYING:
        _look_before_casting(tree)
    for step in tree.find_all(exp.CTE):
        if step.alias in KEPT_STEPS.get(dialect, ()):
            step.set("materialized", True)
    return tree.sql(dialect=dialect, pretty=True)


def _divide_plainly(tree: exp.Expr) -> None:
    """From the inside out, so that a division within a division is one too."""
    for node in reversed(list(tree.find_all(exp.IntDiv))):
        parts = {"this": _bracketed(node.this), "expression": _bracketed(node.expression)}
        node.replace(exp.Div(**parts, typed=True, safe=False))


def _look_before_casting(tree: exp.Expr) -> None:
    for node in list(tree.find_all(exp.TryCast)):
        digits = exp.RegexpLike(this=node.this.copy(), expression=exp.Literal.string("^[0-9]{1,8}$"))
        node.replace(exp.Case().when(digits, exp.cast(node.this.copy(), node.to)))


def _bracketed(node: exp.Expr) -> exp.Expr:
    return exp.Paren(this=node) if isinstance(node, exp.Binary) else node
