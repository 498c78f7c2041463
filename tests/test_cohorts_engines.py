"""One cohort, three engines, one answer: 100,000 people to the penny."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest

from cohorts_building import ask, people_in_parquet
from engines import postgres_server, programs
from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Catalogue
from stablehomes.problems.problem import InvalidData, WrongCall

PEOPLE = 100_000
ALLOWANCES = ("leaving-care", "apprenticeship-bursary", "fostering-minimum")
BY = ("local_authority", "year")
SPARK = "needs Spark and Java: pip install -e '.[spark]', apt-get install openjdk-17-jre-headless"
# The people and the server are made once.
pytestmark = [pytest.mark.other_programs, pytest.mark.xdist_group("engines")]


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return people_in_parquet(tmp_path_factory.mktemp("people") / "people.parquet", PEOPLE)


@pytest.fixture(scope="module")
def embedded(parquet: Path, shipped: Catalogue) -> dict[str, Any]:
    return answer(shipped, str(parquet))


def answer(catalogue: Catalogue, cohort: str) -> dict[str, Any]:
    """The answer, and how many rows had which fault."""
    found = ask(catalogue, cohort, *ALLOWANCES, by=BY)
    faults = sorted((each.column, each.value, each.reason) for each in found.rejects)
    return {**plain(found.costed), "faults": faults}


def _leave_out(reason: str) -> NoReturn:
    """An engine may be missing on a machine, but not where every engine is to be run."""
    if os.environ.get("STABLEHOMES_EVERY_ENGINE"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    bin = programs()
    if bin is None:
        _leave_out("needs PostgreSQL: apt-get install postgresql")
    with postgres_server(bin) as address:
        yield address


@pytest.fixture(scope="module")
def table(server: str, parquet: Path) -> str:
    """The people as a table, put there by an account that may write; the types are the server's own."""
    import duckdb
    import psycopg

    columns = (
        "person_id bigint, local_authority text, region text, born date, care_leaver boolean, fostered text,"
        ' apprentice text, apprenticeship_started date, "on" date, "from" date, until date'
    )
    rows = duckdb.execute(f"SELECT * FROM read_parquet('{parquet}')").fetchall()
    with psycopg.connect(server) as connection:
        connection.execute(f"CREATE TABLE people ({columns})")
        with connection.cursor().copy("COPY people FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        connection.execute("CREATE USER reader")
        connection.execute("GRANT SELECT ON people TO reader")
        connection.execute("REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC")
    return server.replace("postgres@", "reader@") + "?table=people"


def test_the_embedded_engine_costs_all_rows(embedded: dict[str, Any]) -> None:
    reading = embedded["reading"]
    assert reading["rows"] == PEOPLE
    assert reading["counted"] + reading["rejected"] == PEOPLE
    assert len(embedded["faults"]) == reading["rejected"] > 100
    assert len(embedded["rows"]) > 900


def test_postgres_says_the_same(embedded: dict[str, Any], table: str, shipped: Catalogue) -> None:
    assert answer(shipped, table) == embedded


def test_spark_says_the_same(embedded: dict[str, Any], parquet: Path, shipped: Catalogue) -> None:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        _leave_out(SPARK)
    assert answer(shipped, f"spark://local[2]?path={parquet}") == embedded


def test_csv_says_the_same(
    embedded: dict[str, Any], parquet: Path, shipped: Catalogue, tmp_path: Path
) -> None:
    import duckdb

    file = tmp_path / "people.csv"
    duckdb.sql(f"COPY (FROM read_parquet('{parquet}')) TO '{file}' (FORMAT csv, HEADER)")
    assert answer(shipped, str(file)) == embedded


def test_a_table_that_is_not_there(server: str, shipped: Catalogue) -> None:
    with pytest.raises(InvalidData) as caught:
        ask(shipped, server.replace("postgres@", "postgres:secret@") + "?table=nobody", *ALLOWANCES)
    [problem] = caught.value.problems
    assert "nobody" in problem.message
    assert "secret" not in problem.message


@pytest.mark.parametrize(
    ("cohort", "says"),
    [
        ("mysql://localhost/cases?table=people", 'there is no engine for "mysql://"'),
        ("postgresql://localhost/cases", "does not say which table"),
        pytest.param(
            *("spark://local[2]", "does not say which path or table"),
            marks=pytest.mark.skipif(find_spec("pyspark") is None, reason=SPARK),
        ),
    ],
)
def test_addresses_that_lead_nowhere(shipped: Catalogue, cohort: str, says: str) -> None:
    with pytest.raises(WrongCall, match=says):
        ask(shipped, cohort, *ALLOWANCES)
