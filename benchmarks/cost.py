"""How fast `cost` is, against the same question written by hand as DuckDB SQL, and against only reading.

    python benchmarks/cost.py 1000000 10000000

makes cohorts of so many people as Parquet and CSV in a temporary folder, asks each way in a process of its
own, checks that the sums are the same to the penny, and prints a table: the best of three runs of each way.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

ALLOWANCES = ("leaving-care", "apprenticeship-bursary", "fostering-minimum")
RUNS = 3
BY_HAND = """
WITH rates(region, lowest, highest, first, last, pence) AS (VALUES {rates}),
people AS (SELECT *, date_part('year', age("on", born)) AS years,
  date_part('year', age(apprenticeship_started, born)) AS years_at_start FROM {source}),
paid AS (SELECT local_authority,
  CASE WHEN NOT care_leaver THEN 0 WHEN "on" >= DATE '2023-04-01' THEN 300000 ELSE 200000 END AS leaving,
  CASE WHEN care_leaver AND apprentice AND apprenticeship_started <= "on" AND years_at_start < 25 THEN
    CASE WHEN apprenticeship_started >= DATE '2023-08-01' THEN 300000 ELSE 100000 END ELSE 0 END AS bursary,
  CASE WHEN fostered THEN weeks * pence ELSE 0 END AS fostering
  FROM people LEFT JOIN rates ON people.region = rates.region AND years BETWEEN lowest AND highest
    AND "on" BETWEEN first AND last)
SELECT local_authority, SUM(leaving), SUM(bursary), SUM(COALESCE(fostering, 0)) FROM paid
GROUP BY local_authority
"""


class Measured(NamedTuple):
    """Seconds on the clock and of the processors, and the peak of memory in MB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="+")
    sizes = parser.parse_args().people
    print("| people | file | way | wall, s | CPU, s | peak, MB | of the hand-written SQL |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for people in sizes:
            for file in (
                made(Path(folder) / "people.parquet", people),
                made(Path(folder) / "people.csv", people),
            ):
                for line in compared(file, people):
                    print(line, flush=True)
                file.unlink()


def made(file: Path, people: int) -> Path:
    """People by arithmetic alone: 150 councils, three regions, statuses, days, and weeks of a claim."""
    drawn = ", ".join(f"CAST(hash(n * 31 + {place}) % 1000003 AS INTEGER) AS r{place}" for place in range(8))
    form = "FORMAT parquet" if file.suffix == ".parquet" else "FORMAT csv, HEADER"
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"""COPY (SELECT n AS person_id, 'E' || (9000000 + r0 % 150) AS local_authority,
          ['london', 'south-east', 'rest-of-england'][1 + r0 % 3] AS region,
          DATE '1998-01-01' + r1 % 8300 AS born,
          r2 % 2 = 0 AS care_leaver, r3 % 3 = 0 AS fostered, r4 % 4 = 0 AS apprentice,
          CASE WHEN r4 % 4 = 0 THEN DATE '2023-10-01' - r5 % 700 END AS apprenticeship_started,
          DATE '2023-10-01' + r6 % 900 AS "on", r7 % 53 AS weeks
          FROM (SELECT n, {drawn} FROM range({people}) AS numbers(n))) TO '{file}' ({form})""")
    return file


def compared(file: Path, people: int) -> Iterator[str]:
    """A line of the table for each way; SystemExit if they do not say the same."""
    ways = {
        "only reading": ("-c", count_rows(file)),
        "hand-written SQL": ("-c", by_hand(file)),
        "`stablehomes cost`": (
            *("-m", "stablehomes", "cost", str(file), "--format", "json", "--book", "start"),
            *("--by", "local_authority", *(part for id in ALLOWANCES for part in ("--allowance", id))),
        ),
    }
    measured = {way: [run(command) for command in [arguments] * RUNS] for way, arguments in ways.items()}
    if sums_by_hand(measured["hand-written SQL"][0][1]) != sums(measured["`stablehomes cost`"][0][1]):
        sys.exit("the sums are not the same")
    best = {way: min(each for each, _ in runs) for way, runs in measured.items()}
    base = best["hand-written SQL"].wall
    for way, (wall, cpu, memory) in best.items():
        figures = f"{wall:.2f} | {cpu:.2f} | {memory:.0f} | {wall / base:.2f}"
        yield f"| {people:,} | {file.suffix[1:]} | {way} | {figures} |"


def run(arguments: tuple[str, ...]) -> tuple[Measured, str]:
    """One process from beginning to end, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{arguments[:3]} failed")
    wall = time.perf_counter() - start
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), printed


def source_of(file: Path) -> str:
    return f"read_parquet('{file}')" if file.suffix == ".parquet" else f"read_csv('{file}', header = true)"


def count_rows(file: Path) -> str:
    return f"import duckdb; print(duckdb.execute('''SELECT COUNT(*) FROM {source_of(file)}''').fetchall())"


def by_hand(file: Path) -> str:
    statement = BY_HAND.format(source=source_of(file), rates=", ".join(rates()))
    return (
        f"import duckdb, json; print(json.dumps(duckdb.execute('''{statement}''').fetchall(), default=int))"
    )


def rates() -> Iterator[str]:
    """The fostering minimum as rows of a table, from the data."""
    from stablehomes import load

    for rate in load().allowances["fostering-minimum"].rates:
        assert rate.ages is not None
        pence = int(rate.figures[0].amount * 100)
        days = f"DATE '{rate.from_}', DATE '{rate.until}'"
        yield f"('{rate.region}', {rate.ages.lowest}, {rate.ages.highest}, {days}, {pence})"


def sums_by_hand(printed: str) -> dict[tuple[str, str], int]:
    """Pence by council and allowance."""
    rows = json.loads(printed)
    return {
        (id, row[0]): int(pence)
        for row in rows
        for id, pence in zip(ALLOWANCES, row[1:], strict=True)
        if pence
    }


def sums(printed: str) -> dict[tuple[str, str], int]:
    """Pence by council and allowance."""
    rows = json.loads(printed, parse_float=str)["rows"]
    paid = {(row["allowance"], row["by"]["local_authority"]): row["after"]["headline"] for row in rows}
    return {key: round(float(pounds) * 100) for key, pounds in paid.items() if float(pounds)}


if __name__ == "__main__":
    main()
