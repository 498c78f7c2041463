"""How many instructions a command takes, as a multiple of ``python3 -c pass``.

    python -m benchmarks.start_up [--python PATH] [--check]

``--python`` names the interpreter of the environment in which stablehomes is installed (this one if left
out). ``--check`` ends with status 1 if one of the commands is above its goal by more than a tenth.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.counting import command_of, instructions, interpreter_alone, this_python

TOLERANCE = 1.1
OWN_DATA = Path(__file__).parent.parent / "data"


class Row(NamedTuple):
    """A command and its goal: at most so many times what the interpreter alone takes."""

    title: str
    arguments: tuple[str, ...]
    goal: float


ROWS = (
    Row("--version", ("--version",), 8),
    Row("--help", ("--help",), 8),
    Row("a usage error", ("bugdet",), 8),
    Row("budget --format json", ("budget", "--format", "json"), 9),
    Row("budget", ("budget",), 14),
    Row("budget --format json --data", ("budget", "--format", "json", "--data", str(OWN_DATA)), 22),
    Row("check", ("check",), 24),
)


def measured(python: Path) -> Iterator[tuple[Row, float]]:
    """Each row and its ratio."""
    alone = interpreter_alone(python)
    for row in ROWS:
        yield row, instructions([python, command_of(python), *row.arguments]) / alone


def main() -> int:
    """Prints the table; the exit status says whether the goals hold, if that was asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", type=Path, default=this_python())
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    print(f"{'stablehomes …':32} {'ratio':>6} {'goal':>6}")
    missed = False
    for row, ratio in measured(options.python.absolute()):
        over = ratio > row.goal * TOLERANCE
        missed = missed or over
        print(f"{row.title:32} {ratio:6.2f} {row.goal:6.1f}{'  above the goal' if over else ''}", flush=True)
    return int(missed and options.check)


if __name__ == "__main__":
    sys.exit(main())
