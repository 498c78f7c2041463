"""A cohort that may not leave its house: the statement goes there, and cells come back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cohorts_building import ask, asked, people_in_parquet
from conftest import Run
from stablehomes.catalogue.model import Catalogue
from stablehomes.cohorts.engines.translate import DIALECTS
from stablehomes.cohorts.query import statement_for
from stablehomes.problems.problem import InvalidData, WrongCall

ALLOWANCES = ("leaving-care", "apprenticeship-bursary", "fostering-minimum")
CELLS = "fault,allowance,care_leaver_,on_from,on_year,people,weeks\n"
NO_COURSES = {"columns": (), "by": ("local_authority", "year")}


def cells_by_duckdb(statement: str, parquet: Path, file: Path) -> Path:
    """What somebody else does with the statement."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW people AS FROM read_parquet('{parquet}')")
        rows = connection.execute(statement)
        names = [column[0] for column in rows.description or []]
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(names)
            writer.writerows(rows.fetchall())
    return file


def test_cells_from_elsewhere_cost_the_same(shipped: Catalogue, tmp_path: Path) -> None:
    parquet = people_in_parquet(tmp_path / "people.parquet", 2000)
    statement = statement_for(shipped, asked("people", *ALLOWANCES, **NO_COURSES), "duckdb")
    cells = cells_by_duckdb(statement, parquet, tmp_path / "cells.csv")
    here = ask(shipped, parquet, *ALLOWANCES, **NO_COURSES).costed
    assert ask(shipped, None, *ALLOWANCES, cells=cells, **NO_COURSES).costed == here


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_has_a_statement(shipped: Catalogue, dialect: str) -> None:
    statement = statement_for(shipped, asked("care.people", *ALLOWANCES), dialect)
    assert "GROUP BY" in statement
    assert "FLOAT" not in statement.upper()
    assert "DECIMAL" not in statement.upper()
    assert "person_id" not in statement


def test_a_dialect_that_is_not_there(shipped: Catalogue) -> None:
    with pytest.raises(WrongCall, match='no dialect "oracle"'):
        statement_for(shipped, asked("people", *ALLOWANCES), "oracle")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("people,weeks\n1,0\n", 1),
        (f"{CELLS},leaving-care,1,20230401,2023,7,0\n,leaving-care,1,once,2023,7,0\n", 3),
        (f"{CELLS},leaving-care,1,20230401\n", 2),
        (f"{CELLS},somebody-elses,1,20230401,2023,7,0\n", 2),
    ],
)
def test_cells_of_another_statement(shipped: Catalogue, tmp_path: Path, content: str, line: int) -> None:
    file = tmp_path / "cells.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        ask(shipped, None, "leaving-care", cells=file)
    assert [problem.line for problem in caught.value.problems] == [line]


def test_the_statement_is_printed_as_it_is(run: Run) -> None:
    process = run("cost", "cases.people", "--sql", "postgres", "--allowance", "leaving-care")
    assert process.returncode == 0
    assert process.stdout.startswith("WITH said AS (")
    assert 'FROM "cases"."people"' in process.stdout
    assert "MATERIALIZED" in process.stdout
