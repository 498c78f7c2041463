"""Which engine a cohort needs: a file, or a database by its address."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from stablehomes.cohorts.engines.engine import Engine
from stablehomes.problems.problem import WrongCall


class Kind(NamedTuple):
    """The module that opens a kind of cohort, the library that it needs, and the extra that brings it."""

    module: str
    opens: str
    library: str
    extra: str


FILE = Kind("duckdb", "open_file", "duckdb", "cohort")
POSTGRES = Kind("postgres", "PostgresTable", "psycopg", "postgres")
SPARK = Kind("spark", "SparkCohort", "pyspark", "spark")
BY_SCHEME = {"postgresql": POSTGRES, "postgres": POSTGRES, "spark": SPARK, "sc": SPARK}


def open_cohort(name: str, memory: str) -> Engine:
    """The engine for a file, or for an address such as postgresql://localhost/cases?table=people.

    Raises WrongCall if the library that it needs is not installed, with the extra that brings it; InvalidData
    if the cohort cannot be read.
    """
    if not name:
        raise WrongCall("the name of the cohort is empty", "name a file, or the address of a table")
    scheme = name.split("://")[0] if "://" in name else ""
    if scheme and scheme not in BY_SCHEME:
        raise WrongCall(
            f'there is no engine for "{scheme}://"', f"use a file, or one of: {', '.join(BY_SCHEME)}"
        )
    kind = BY_SCHEME[scheme] if scheme else FILE
    try:
        module = import_module(f"stablehomes.cohorts.engines.{kind.module}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] == "stablehomes":
            raise
        advice = f"pip install 'stablehomes[{kind.extra}]'"
        raise WrongCall(f"this cohort needs {missing.name}, which is not installed", advice) from None
    engine: Engine = getattr(module, kind.opens)(name, memory)
    return engine
