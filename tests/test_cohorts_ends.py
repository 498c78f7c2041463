"""How a count ends that cannot go on: with a message and status 3, never with half an answer."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from cohorts_building import ask, people_in_parquet
from conftest import Run
from engines import postgres_server, programs
from stablehomes.catalogue.model import Catalogue
from stablehomes.cohorts.engines import duckdb as duck
from stablehomes.problems.problem import InvalidData

COSTS = ("--allowance", "leaving-care", "--by", "local_authority")


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return people_in_parquet(tmp_path_factory.mktemp("cohort") / "people.parquet", 50_000).read_bytes()


def test_a_parquet_file_of_which_the_end_is_missing(run: Run, tmp_path: Path, parquet: bytes) -> None:
    (tmp_path / "people.parquet").write_bytes(parquet[: len(parquet) // 2])
    process = run("cost", "people.parquet", *COSTS)
    assert (process.returncode, process.stdout) == (3, "")
    assert "people.parquet" in process.stderr
    assert "that it is whole" in process.stderr


def test_a_parquet_file_with_a_damaged_page(run: Run, tmp_path: Path, parquet: bytes) -> None:
    """Its columns can be told, since those stand at the end; the count stumbles over the page."""
    damaged = bytearray(parquet)
    for place in range(4, len(damaged) // 2):
        damaged[place] ^= 0xA5
    (tmp_path / "people.parquet").write_bytes(bytes(damaged))
    process = run("cost", "people.parquet", *COSTS, "--output", "answer.json", "--rejects", "rejects.csv")
    assert (process.returncode, process.stdout) == (3, "")
    assert "people.parquet" in process.stderr
    assert "fault of the program" not in process.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["people.parquet"]


@pytest.mark.other_programs
def test_a_server_that_ends_the_connection_in_the_middle(shipped: Catalogue) -> None:
    """The count waits for a lock; meanwhile somebody ends it."""
    bin = programs()
    if bin is None:
        pytest.skip("needs PostgreSQL: apt-get install postgresql")
    import psycopg

    with postgres_server(bin) as server, psycopg.connect(server, autocommit=True) as other:
        other.execute('CREATE TABLE people (care_leaver boolean, "on" date)')
        # Whoever reads the view sleeps there, so that there is a middle to be ended in.
        other.execute(
            "CREATE VIEW slow AS SELECT *, pg_sleep(60)::text AS local_authority FROM"
            " (VALUES (true, DATE '2023-10-01')) AS people(care_leaver, \"on\")"
        )
        ending = threading.Thread(target=_end_the_count, args=(server,))
        ending.start()
        with pytest.raises(InvalidData) as caught:
            ask(shipped, f"{server}?table=slow", "leaving-care", by=("local_authority",))
        ending.join()
    [problem] = caught.value.problems
    assert problem.code == "unreadable-cohort"
    assert "terminat" in problem.message


def _end_the_count(server: str) -> None:
    import psycopg

    sleeping = "FROM pg_stat_activity WHERE query LIKE '%slow%' AND wait_event = 'PgSleep'"
    with psycopg.connect(server, autocommit=True) as connection:
        for _ in range(300):
            if connection.execute(f"SELECT pg_terminate_backend(pid) {sleeping}").fetchall():
                return
            time.sleep(0.1)


def test_lines_that_are_no_rows_where_pipes_have_no_names(
    shipped: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duck, "DESCRIPTORS", tmp_path / "nowhere")
    file = tmp_path / "people.csv"
    file.write_text("care_leaver,on\nyes,2023-10-01\nyes\n", encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        ask(shipped, file, "leaving-care")
    [problem] = caught.value.problems
    assert "line 3: fewer cells than the header has" in problem.message
    file.write_text("care_leaver,on\nyes,2023-10-01\n", encoding="utf-8")
    assert ask(shipped, file, "leaving-care").costed.reading == (1, 1, 0)


@pytest.mark.parametrize("size", ["much", "-1GB", "2 bananas"])
def test_a_size_that_is_none(run: Run, tmp_path: Path, size: str) -> None:
    (tmp_path / "people.csv").write_text("care_leaver,on\nyes,2023-10-01\n", encoding="utf-8")
    process = run("cost", "people.csv", *COSTS[:2], "--memory", size)
    assert (process.returncode, process.stdout) == (2, "")
    assert "write it as 2GB" in process.stderr


def test_too_little_memory_is_said(run: Run, tmp_path: Path, parquet: bytes) -> None:
    (tmp_path / "people.parquet").write_bytes(parquet)
    process = run("cost", "people.parquet", *COSTS, "--memory", "1MB")
    assert (process.returncode, process.stdout) == (3, "")
    assert "--memory" in process.stderr
