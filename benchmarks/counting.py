"""Counting the instructions of a command with valgrind: repeatable, whatever else the machine is doing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

COUNTER = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")


def instructions(command: Sequence[str | Path]) -> int:
    """Instructions that a command takes from its start to its end; RuntimeError if they cannot be counted."""
    if not shutil.which("valgrind"):
        raise RuntimeError("valgrind is not installed; it is in Debian's package of that name")
    with tempfile.TemporaryDirectory() as nowhere:
        counted = subprocess.run(
            [*COUNTER, *map(str, command)],
            cwd=nowhere,
            env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"I\s+refs:\s+([\d,]+)", counted.stderr)
    if found is None:
        raise RuntimeError(f"nothing was counted: {counted.stderr[-500:]}")
    return int(found[1].replace(",", ""))


def interpreter_alone(python: Path) -> int:
    """Instructions of ``python -c pass``: the unit of every ratio."""
    return instructions([python, "-c", "pass"])


def command_of(python: Path) -> Path:
    """The ``stablehomes`` command that is installed beside an interpreter."""
    return python.parent / "stablehomes"


def this_python() -> Path:
    """The interpreter that runs the benchmark, not what it links to: its folder has the command."""
    return Path(sys.executable)
