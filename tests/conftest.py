"""What all tests share: the shipped data, folders of data to write, and the command to run."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from zipfile import ZipFile

import pytest
from hypothesis import settings

from command_server import CLIENT, call
from small_data import write_small
from stablehomes import load
from stablehomes.catalogue.model import Catalogue

TOP = Path(__file__).parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))

Run = Callable[..., subprocess.CompletedProcess[str]]

# The same examples on every machine and on every day: a test that fails, fails for whoever looks at it.
# --hypothesis-profile=deep tries ten times as many.
STEADY = settings(derandomize=True, database=None, deadline=None)
settings.register_profile("quick", STEADY, max_examples=50)
settings.register_profile("deep", STEADY, max_examples=500)
settings.load_profile("quick")


def examples(number: int) -> settings:
    """So many examples of a property that costs more or less than most, and ten times as many in ``deep``."""
    return settings(max_examples=number * settings().max_examples // 50)


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
    return partial(run_in, tmp_path)


def run_in(folder: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs ``stablehomes`` in a folder; with an environment of its own, from the start of an interpreter."""
    if environment:
        return run_anew(folder, *arguments, **environment)
    words = [str(each) for each in arguments]
    with TemporaryFile() as answer, TemporaryFile() as said, Path(os.devnull).open() as nothing:
        streams = [nothing.fileno(), answer.fileno(), said.fileno()]
        status = call(command_server(), words, str(folder), command_environment(), streams)
        answer.seek(0)
        said.seek(0)
        read = (file.read().decode().replace("\r\n", "\n") for file in (answer, said))
        return subprocess.CompletedProcess(["stablehomes", *words], status, *read)


def run_anew(folder: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs ``stablehomes`` in a folder, from the start of an interpreter."""
    return subprocess.run(
        [sys.executable, "-m", "stablehomes", *map(str, arguments)],
        cwd=folder,
        env=command_environment() | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@cache
def command_server() -> str:
    """The address of what starts commands at once (command_server); it ends with the tests."""
    kept = TemporaryDirectory(prefix="stablehomes-commands-")
    atexit.register(kept.cleanup)
    address = str(Path(kept.name) / "address")
    server = subprocess.Popen(
        [sys.executable, TOP / "tests" / "command_server.py", address],
        env=command_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(_stop, server)
    assert server.stdout
    assert server.stdout.readline() == b"ready\n"
    return address


def _stop(server: subprocess.Popen[bytes]) -> None:
    with server:
        assert server.stdin
        server.stdin.close()


@cache
def quick_command() -> Path:
    """The folder of a command ``stablehomes`` that starts at once."""
    command = Path(command_server()).parent / "bin" / "stablehomes"
    command.parent.mkdir()
    command.write_text(CLIENT.format(python=sys.executable, address=command_server()), encoding="utf-8")
    command.chmod(0o755)
    return command.parent


def command_environment() -> dict[str, str]:
    """The environment of a plain terminal: the installed command found first, nothing of the tester's own."""
    path = os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", "")])
    plain = {"PATH": path, "COLUMNS": "80", "LANG": "C.UTF-8", "HOME": os.environ.get("HOME", "/")}
    return plain | {"PYTHONPATH": str(installed())}


@cache
def installed() -> Path:
    """The wheel of this checkout, unpacked: a command runs as it does where the program is installed.

    Made once in each process of the tests, and gone when that ends.
    """
    kept = TemporaryDirectory(prefix="stablehomes-wheel-")
    atexit.register(kept.cleanup)
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", kept.name]
    subprocess.run(build, cwd=TOP, check=True, timeout=300)
    [wheel] = Path(kept.name).glob("*.whl")
    folder = Path(kept.name) / "installed"
    ZipFile(wheel).extractall(folder)
    return folder


UNSETTLED = frozenset(
    line
    for line in (TOP / "tests" / "unsettled.txt").read_text(encoding="utf-8").splitlines()
    if line[:1] != "#"
)


def _may_fail_for_now(items: list[pytest.Item]) -> None:
    """What stands in unsettled.txt is run and told, and its failures do not fail the run."""
    mark = pytest.mark.xfail(
        strict=False, reason="not seen to pass since the branches met: tests/unsettled.txt"
    )
    for item in items:
        if item.path.name in UNSETTLED:
            item.add_marker(mark)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    _may_fail_for_now(items)
