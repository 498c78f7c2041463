"""What all tests share: the shipped data, folders of data to write, and the command to run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from small_data import write_small
from stablehomes import load
from stablehomes.catalogue.model import Catalogue

TOP = Path(__file__).parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))

Run = Callable[..., subprocess.CompletedProcess[str]]

# The same examples on every machine and on every day: a test that fails, fails for whoever looks at it.
settings.register_profile("steady", derandomize=True, database=None, deadline=None, max_examples=100)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="Write what commands print now into the expectations."
    )


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The strategy's own data."""
    return load(TOP / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped data, to be damaged."""
    return Path(shutil.copytree(TOP / "data", tmp_path / "data"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A sound folder that can be read at a glance: one source, one measure, one allowance (small_data)."""
    return write_small(tmp_path / "small")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``stablehomes`` as a user does: a process of its own, 80 columns, in an empty folder."""

    def call(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "stablehomes", *map(str, arguments)],
            cwd=tmp_path,
            env=command_environment() | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return call


def command_environment() -> dict[str, str]:
    """The environment of a plain terminal: the installed command found first, nothing of the tester's own."""
    path = os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", "")])
    return {"PATH": path, "COLUMNS": "80", "LANG": "C.UTF-8", "HOME": os.environ.get("HOME", "/")}
