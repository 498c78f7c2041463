"""A budget of many measures: CPU time and peak memory, beside hledger and beancount on the same entries.

    python -m benchmarks.scale [--sizes 1000 10000 100000]

Each measure has two figures with source and quote; the peers get one transaction for each figure. A peer that
is not installed is left out, and said to be. Times are for comparing within one run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.counting import command_of, this_python


class Used(NamedTuple):
    """What a command used: CPU seconds and peak memory in MB."""

    seconds: float
    megabytes: float


class Program(NamedTuple):
    """A program, how its input is written, and the command that adds it up."""

    name: str
    write: Callable[[Path, int], Path]
    command: Callable[[Path], Sequence[str | Path]]


def figures(size: int) -> Iterator[tuple[int, int, str]]:
    """Number, pounds and source of each figure: two for each measure, of which some disagree."""
    for number in range(size):
        pounds = 1_000 + number * 37 % 100_000
        yield number, pounds, "first"
        yield number, pounds + (number % 10 == 0), "second"


def write_data(folder: Path, size: int) -> Path:
    """A data folder with so many measures."""
    data = folder / "data"
    data.mkdir()
    source = "{title: A paper, publisher: A department, kind: department, published: 2023-02}"
    (data / "sources.yaml").write_text(f"sources:\n  first: {source}\n  second: {source}\n")
    (data / "allowances.yaml").write_text("allowances: {}\n")
    (data / "prices.yaml").write_text("prices: {}\n")
    with (data / "measures.yaml").open("w") as file:
        file.write(HEAD)
        for number, pounds, source in figures(size):
            if source == "first":
                file.write(f"  measure-{number}:\n    title: Measure {number}\n    pillar: all\n")
                file.write(f"    summary: What measure {number} does.\n    figures:\n")
            file.write(
                f'      - {{amount: £{pounds}, source: {source}, quote: "measure {number} gets {pounds}"}}\n'
            )
    return data


HEAD = """strategy:
  title: A large strategy
  department: A department
  published: 2023-02-02
  years: [2023-24, 2024-25]
  figures:
    - {amount: £900bn, source: first, quote: "nine hundred billion"}
pillars:
  all: All of it
measures:
"""


def write_journal(folder: Path, size: int) -> Path:
    """The same figures as hledger reads them."""
    journal = folder / "measures.journal"
    with journal.open("w") as file:
        for number, pounds, source in figures(size):
            file.write(f"2023-02-02 measure {number}  ; {source}: measure {number} gets {pounds}\n")
            file.write(f"    measures:{number}  £{pounds}\n    announced\n\n")
    return journal


def write_ledger(folder: Path, size: int) -> Path:
    """The same figures as beancount reads them."""
    ledger = folder / "measures.beancount"
    with ledger.open("w") as file:
        file.write("2023-01-01 open Equity:Announced GBP\n2023-01-01 open Expenses:Measures GBP\n")
        for number, pounds, source in figures(size):
            file.write(f'2023-02-02 * "measure {number}" "{source}: measure {number} gets {pounds}"\n')
            file.write(f"  Expenses:Measures  {pounds} GBP\n  Equity:Announced\n\n")
    return ledger


def programs(python: Path) -> Iterator[Program]:
    """The programs that are installed here."""
    budget = command_of(python)
    # 100,000 measures are more than a file may be without being asked for.
    asked = ("budget", "--format", "json", "--max-size", "64MB", "--data")
    yield Program("stablehomes", write_data, lambda data: [budget, *asked, data])
    if shutil.which("hledger"):
        yield Program("hledger", write_journal, lambda file: ["hledger", "-f", file, "balance"])
    bean_check = python.parent / "bean-check"
    if bean_check.exists():
        yield Program("beancount", write_ledger, lambda file: [bean_check, "--no-cache", file])


def used_by(command: Sequence[str | Path]) -> Used:
    """CPU and memory of one run; RuntimeError if it fails."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command} ended with status {os.waitstatus_to_exitcode(status)}")
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> int:
    """Prints a line for each size and program."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", type=Path, default=this_python())
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    print(f"{'measures':>9}  {'program':12} {'CPU s':>7} {'MB':>6}")
    for size in options.sizes:
        for program in programs(options.python.absolute()):
            with tempfile.TemporaryDirectory() as folder:
                used = used_by(program.command(program.write(Path(folder), size)))
            print(f"{size:9,}  {program.name:12} {used.seconds:7.2f} {used.megabytes:6.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
