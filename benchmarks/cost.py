"""How fast `cost` is, against the same question written by hand as DuckDB SQL, and against only reading.

    python -m benchmarks.cost 1000000 10000000
    python -m benchmarks.cost 1000000 --peers ONE-ENVIRONMENT/bin/python ANOTHER/bin/python

makes cohorts of so many people as Parquet and CSV in a temporary folder, asks two questions in each way, each
time in a process of its own, one way after the other, checks that the sums are the same to the penny, and
prints the best run of each way. With --peers it asks a simpler question of other programs instead, as far as
they are in those environments: a flat allowance for every second person.
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
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import duckdb

RUNS = 3
FOLDER = Path(__file__).parent


class Question(NamedTuple):
    """What is asked: of `cost` by options, and by hand."""

    name: str
    allowances: tuple[str, ...]
    options: tuple[str, ...]
    by_hand: str  # SQL that gives the rows (allowance, council, financial year or nothing, pence)


# Rows that are one claim each: what of three allowances, by council.
CLAIMS = """
WITH rates(region, lowest, highest, first, last, year, pence) AS (VALUES {rates}),
people AS (SELECT *, date_part('year', age("on", born)) AS years,
  date_part('year', age(apprenticeship_started, born)) AS years_at_start FROM {source}),
paid AS (SELECT local_authority,
  CASE WHEN NOT care_leaver THEN 0 WHEN "on" >= DATE '2023-04-01' THEN 300000 ELSE 200000 END AS leaving,
  CASE WHEN care_leaver AND apprentice AND apprenticeship_started <= "on" AND years_at_start < 25 THEN
    CASE WHEN apprenticeship_started >= DATE '2023-08-01' THEN 300000 ELSE 100000 END ELSE 0 END AS bursary,
  CASE WHEN fostered THEN weeks * pence ELSE 0 END AS fostering
  FROM people LEFT JOIN rates ON people.region = rates.region AND years BETWEEN lowest AND highest
    AND "on" BETWEEN first AND last),
sums AS (SELECT local_authority, SUM(leaving) AS leaving, SUM(bursary) AS bursary,
  SUM(COALESCE(fostering, 0)) AS fostering FROM paid GROUP BY local_authority)
SELECT 'leaving-care', local_authority, NULL, leaving FROM sums
UNION ALL SELECT 'apprenticeship-bursary', local_authority, NULL, bursary FROM sums
UNION ALL SELECT 'fostering-minimum', local_authority, NULL, fostering FROM sums
"""
# Rows that are placements: weekly rates for the days in each financial year, birthdays respected. Only those
# whose ages overlap a band of ages meet its rates; 29 February has its birthday on 1 March.
PLACEMENTS = """
WITH rates(region, lowest, highest, first, last, year, pence) AS (VALUES {rates}),
fostered AS (SELECT local_authority, region, born, "from", "until",
  date_part('year', age("from", born)) AS years, date_part('year', age("until", born)) AS years_at_end,
  CASE WHEN month(born) = 2 AND day(born) = 29 THEN 1 ELSE 0 END AS leap FROM {source} WHERE fostered),
paid AS (SELECT local_authority, year, pence,
  greatest("from", first, CASE WHEN lowest > years THEN {begins} ELSE "from" END) AS since,
  least("until", last, CASE WHEN highest < years_at_end THEN {ends} - 1 ELSE "until" END) - since + 1 AS days
  FROM fostered JOIN rates ON fostered.region = rates.region AND "from" <= last AND "until" >= first
    AND years <= highest AND years_at_end >= lowest)
SELECT 'fostering-minimum', local_authority, year, SUM(days // 7 * pence + (2 * pence * (days % 7) + 7) // 14)
FROM paid WHERE days > 0 GROUP BY local_authority, year
UNION ALL
SELECT 'leaving-care', local_authority, year("on") - CASE WHEN month("on") < 4 THEN 1 ELSE 0 END AS year,
  SUM(CASE WHEN "on" >= DATE '2023-04-01' THEN 300000 ELSE 200000 END)
FROM {source} WHERE care_leaver GROUP BY local_authority, year
"""
BIRTHDAY = """(born + to_years({years}))::DATE
  + CASE WHEN leap = 1 AND day((born + to_years({years}))::DATE) = 28 THEN 1 ELSE 0 END"""
QUESTIONS = (
    Question(
        "claims",
        ("leaving-care", "apprenticeship-bursary", "fostering-minimum"),
        ("--by", "local_authority", "--row-is", "claim"),
        CLAIMS,
    ),
    Question(
        "placements",
        ("leaving-care", "fostering-minimum"),
        ("--by", "local_authority", "--by", "year"),
        PLACEMENTS,
    ),
)


class Measured(NamedTuple):
    """Seconds on the clock and of the processors, and the peak of memory in MB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="+")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--peers", nargs="+", metavar="PYTHON", help="Pythons of environments with others")
    arguments = parser.parse_args()
    if arguments.peers:
        for people in arguments.people:
            beside_peers(people, arguments.peers, arguments.runs)
        return
    print("| people | file | question | way | wall, s | CPU, s | peak, MB | CPU, of the hand-written SQL |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for people in arguments.people:
            for form in ("parquet", "csv"):
                file = made(Path(folder) / f"people.{form}", people)
                for question in QUESTIONS:
                    for line in compared(file, people, question, arguments.runs):
                        print(line, flush=True)
                file.unlink()


def made(file: Path, people: int) -> Path:
    """People by arithmetic alone: 150 councils, three regions, statuses, days, a claim and a placement."""
    drawn = ", ".join(f"CAST(hash(n * 31 + {place}) % 1000003 AS INTEGER) AS r{place}" for place in range(10))
    form = "FORMAT parquet" if file.suffix == ".parquet" else "FORMAT csv, HEADER"
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"""COPY (SELECT n AS person_id, 'E' || (9000000 + r0 % 150) AS local_authority,
          ['london', 'south-east', 'rest-of-england'][1 + r0 % 3] AS region,
          DATE '1998-01-01' + r1 % 8300 AS born,
          r2 % 2 = 0 AS care_leaver, r3 % 3 = 0 AS fostered, r4 % 4 = 0 AS apprentice,
          CASE WHEN r4 % 4 = 0 THEN DATE '2023-10-01' - r5 % 700 END AS apprenticeship_started,
          DATE '2023-10-01' + r6 % 900 AS "on", r7 % 53 AS weeks,
          DATE '2024-01-01' + r8 % 700 AS "from", DATE '2024-01-01' + r8 % 700 + r9 % 400 AS "until"
          FROM (SELECT n, {drawn} FROM range({people}) AS numbers(n))) TO '{file}' ({form})""")
    return file


def compared(file: Path, people: int, question: Question, runs: int) -> Iterator[str]:
    """A line of the table for each way; SystemExit if they do not say the same."""
    ways = {
        "only reading": ("-c", count_rows(file)),
        "hand-written SQL": ("-c", by_hand(file, question)),
        "`stablehomes cost`": asked(file, question),
    }
    measured: dict[str, list[Measured]] = {way: [] for way in ways}
    printed: dict[str, str] = {}
    for _ in range(runs):
        for way, command in ways.items():
            best, printed[way] = run([sys.executable, *command])
            measured[way].append(best)
    if sums_by_hand(printed["hand-written SQL"]) != sums(printed["`stablehomes cost`"]):
        sys.exit("the sums are not the same")
    base = min(each.cpu for each in measured["hand-written SQL"])
    for way, each_run in measured.items():
        wall, cpu, memory = (min(column) for column in zip(*each_run, strict=True))
        figures = f"{wall:.2f} | {cpu:.2f} | {memory:.0f} | {cpu / base:.2f}"
        yield f"| {people:,} | {file.suffix[1:]} | {question.name} | {way} | {figures} |"


def asked(file: Path, question: Question) -> tuple[str, ...]:
    """The question as a user asks it."""
    allowances = [part for id in question.allowances for part in ("--allowance", id)]
    return ("-m", "stablehomes", "cost", str(file), "--format", "json", *question.options, *allowances)


def run(command: list[str]) -> tuple[Measured, str]:
    """One process from beginning to end, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[1:3]} failed")
    wall = time.perf_counter() - start
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), printed


def source_of(file: Path) -> str:
    return f"read_parquet('{file}')" if file.suffix == ".parquet" else f"read_csv('{file}', header = true)"


def count_rows(file: Path) -> str:
    return f"import duckdb; print(duckdb.execute('''SELECT COUNT(*) FROM {source_of(file)}''').fetchall())"


def by_hand(file: Path, question: Question) -> str:
    statement = question.by_hand.format(
        source=source_of(file),
        rates=", ".join(rates()),
        begins=BIRTHDAY.format(years="lowest"),
        ends=BIRTHDAY.format(years="highest + 1"),
    )
    run = f'duckdb.execute("""{statement}""").fetchall()'
    quiet = "duckdb.execute('SET enable_progress_bar = false')"
    return f"import duckdb, json; {quiet}; print(json.dumps({run}, default=int))"


def rates() -> Iterator[str]:
    """The fostering minimum as rows of a table, from the data; a row for each financial year of a rate."""
    from stablehomes import load

    for rate in load().allowances["fostering-minimum"].rates:
        assert rate.ages
        assert rate.from_
        assert rate.until
        pence = int(rate.figures[0].amount * 100)
        for first, last in in_financial_years(rate.from_, rate.until):
            ages = f"{rate.ages.lowest}, {rate.ages.highest}"
            year = first.year - (first.month < 4)
            yield f"('{rate.region}', {ages}, DATE '{first}', DATE '{last}', {year}, {pence})"


def in_financial_years(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Days from one to another, cut before each 1 April."""
    while first <= last:
        april = date(first.year + (first.month >= 4), 4, 1)
        yield first, min(last, april - timedelta(days=1))
        first = april


Sums = dict[tuple[str, str, int | None], int]


def sums_by_hand(printed: str) -> Sums:
    """Pence by allowance, council and financial year."""
    return {(id, council, year): int(pence) for id, council, year, pence in json.loads(printed) if pence}


def sums(printed: str) -> Sums:
    """Pence by allowance, council and financial year."""
    paid: Sums = {}
    for row in json.loads(printed, parse_float=str)["rows"]:
        year = int(row["by"]["year"][:4]) if "year" in row["by"] else None
        pence = round(float(row["after"]["headline"]) * 100)
        if pence:
            paid[row["allowance"], row["by"]["local_authority"], year] = pence
    return paid


class Peer(NamedTuple):
    """Another program: what is imported, and the script that asks it."""

    name: str
    library: str
    script: str


PEERS = (
    Peer("pandas, in whole pence", "pandas", "flat_pandas.py"),
    Peer("OpenFisca-Core", "openfisca_core", "flat_openfisca.py"),
    Peer("policyengine-core", "policyengine_core", "flat_openfisca.py"),
)
FLAT = 300037  # pence, for every second person


def beside_peers(people: int, pythons: list[str], runs: int) -> None:
    """A table of a flat allowance: other programs with people in memory, `cost` with a file of them."""
    exact = (people + 1) // 2 * FLAT
    print("| people | program | wall, s | CPU, s | peak, MB | pence beside the exact sum |")
    print("|---|---|---|---|---|---|")
    for peer in PEERS:
        python = next((each for each in pythons if has(each, peer.library)), None)
        if python is None:
            print(f"| {people:,} | {peer.name} | not installed | | | |")
            continue
        script = str(FOLDER / "cost_peers" / peer.script)
        command = [python, script, str(people), str(FLAT), peer.library]
        measured = [run(command) for _ in range(runs)]
        print(line_of(people, peer.name, [each for each, _ in measured], int(measured[0][1]) - exact))
    with tempfile.TemporaryDirectory() as folder:
        file = every_second(Path(folder) / "people.parquet", people)
        command = [sys.executable, *asked_flat(file)]
        measured = [run(command) for _ in range(runs)]
    [total] = json.loads(measured[0][1], parse_float=str)["allowances"]
    pence = round(float(total["after"]["headline"]) * 100)
    print(line_of(people, "`stablehomes cost`, from Parquet", [each for each, _ in measured], pence - exact))


def has(python: str, library: str) -> bool:
    """Whether a library is in an environment."""
    return (
        subprocess.run([python, "-c", f"import {library}"], capture_output=True, check=False).returncode == 0
    )


def every_second(file: Path, people: int) -> Path:
    """People of whom every second is a care leaver."""
    with duckdb.connect() as connection:
        rows = f"SELECT n AS person_id, n % 2 = 0 AS care_leaver FROM range({people}) AS numbers(n)"
        connection.execute(f"COPY ({rows}) TO '{file}' (FORMAT parquet)")
    return file


def asked_flat(file: Path) -> tuple[str, ...]:
    """The flat allowance as a user asks for it: the leaving care allowance with another amount."""
    amount = f"leaving-care=£{FLAT / 100:,.2f}@2023-04-01"
    options = ("--everybody", "on=2023-10-01", "--set", amount, "--format", "json")
    return ("-m", "stablehomes", "cost", str(file), "--allowance", "leaving-care", *options)


def line_of(people: int, name: str, measured: list[Measured], off: int) -> str:
    """A line of the table: the best run."""
    wall, cpu, memory = (min(column) for column in zip(*measured, strict=True))
    return f"| {people:,} | {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {off:+,} |"


if __name__ == "__main__":
    main()
