"""How many instructions a command takes, as a multiple of ``python3 -c pass``.

    python -m benchmarks.start_up [--python PATH] [--peers PATH] [--check]

``--python`` names the interpreter of the environment in which stablehomes is installed (this one if left
out), ``--peers`` that of the environment which has other programs of the field (the same if left out); of
these, those that are installed are counted. ``--check`` leaves them out, and ends with status 1 if one of the
commands is above its goal by more than a tenth.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
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


# What another program does at the least: say its version, read an empty journal, or be imported.
PEERS = {
    "hledger --version": ("hledger", "--version"),
    "ledger --version": ("ledger", "--version"),
    "bean-check, an empty journal": ("bean-check", "JOURNAL"),
    "bean-query, an empty journal": ("bean-query", "JOURNAL", "SELECT 1"),
    "import openfisca_core": ("python", "-c", "import openfisca_core.taxbenefitsystems"),
    "import policyengine_core": ("python", "-c", "import policyengine_core.taxbenefitsystems"),
}
VERSIONS = """
import platform
from importlib.metadata import version
named = ("stablehomes", "typer", "pydantic", "pydantic-core", "PyYAML", "rich", "simplejson")
print(f"Python {platform.python_version()};", ", ".join(f"{name} {version(name)}" for name in named))
"""


def measured(python: Path) -> Iterator[tuple[Row, float]]:
    """Each row and its ratio."""
    alone = interpreter_alone(python)
    for row in ROWS:
        yield row, instructions([python, command_of(python), *row.arguments]) / alone


def peers(python: Path) -> Iterator[tuple[str, float | None]]:
    """Each peer and its ratio; None for one that is not installed."""
    alone = interpreter_alone(python)
    with tempfile.NamedTemporaryFile(suffix=".beancount") as journal:
        for title, (program, *arguments) in PEERS.items():
            found = shutil.which(program, path=str(python.parent)) or shutil.which(program)
            command = [found or program, *(journal.name if each == "JOURNAL" else each for each in arguments)]
            yield title, instructions(command) / alone if found and _works(command) else None


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False, timeout=120).returncode == 0


def main() -> int:
    """Prints the table; the exit status says whether the goals hold, if that was asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", type=Path, default=this_python())
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    python = options.python.absolute()
    print(subprocess.check_output([python, "-c", VERSIONS], text=True).strip())
    print(f"{'stablehomes …':32} {'ratio':>6} {'goal':>6}")
    missed = False
    for row, ratio in measured(python):
        over = ratio > row.goal * TOLERANCE
        missed = missed or over
        print(f"{row.title:32} {ratio:6.2f} {row.goal:6.1f}{'  above the goal' if over else ''}", flush=True)
    for title, found in () if options.check else peers((options.peers or python).absolute()):
        print(f"{title:32} {'not installed' if found is None else f'{found:6.2f}'}", flush=True)
    return int(missed and options.check)


if __name__ == "__main__":
    sys.exit(main())
