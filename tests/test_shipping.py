"""The wheel carries the shipped data a second time, checked and ready; it must be the same data."""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

import stablehomes
from conftest import TOP, installed
from stablehomes.problems.problem import InvalidData
from stablehomes.reading.councils import register
from stablehomes.reading.folder import look_at
from stablehomes.reading.load import load
from stablehomes.reading.prebuilt.data import councils_text, digests, module_text


def test_the_module_gives_what_the_yaml_gives() -> None:
    names: dict[str, object] = {}
    exec(compile(module_text(TOP / "data"), "shipped.py", "exec"), names)
    assert names["CATALOGUE"] == load(TOP / "data")
    assert names["DIGESTS"] == digests(TOP / "data")


def test_the_module_of_councils_gives_what_the_yaml_gives() -> None:
    names: dict[str, object] = {}
    exec(compile(councils_text(TOP / "data"), "shipped_councils.py", "exec"), names)
    assert names["REGISTER"] == register(TOP / "data")


def test_a_wheel_is_not_built_from_data_with_a_fault(folder: Path) -> None:
    (folder / "sources.yaml").write_text("sources: {}\n")
    with pytest.raises(InvalidData):
        module_text(folder)


def from_wheel(program: str) -> str:
    process = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path[:0] = [{str(installed())!r}, *{sys.path!r}]\n{program}",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return process.stdout


def test_the_installed_command_reads_no_yaml_for_the_shipped_data() -> None:
    program = (
        "from stablehomes import budget, load\n"
        "answer = budget(load())\n"
        "print(answer.itemised.headline, *({'yaml', 'pydantic'} & set(sys.modules)))"
    )
    assert from_wheel(program) == "111000000\n"


def test_the_installed_command_knows_the_councils_without_yaml_and_only_when_asked() -> None:
    program = (
        "from stablehomes import budget, load\nbudget(load())\n"
        "print('stablehomes.reading.prebuilt.shipped_councils' in sys.modules)\n"
        "from stablehomes.reading.councils import councils\n"
        "print(councils().by_name('Leeds').code, *({'yaml', 'pydantic'} & set(sys.modules)))"
    )
    assert from_wheel(program) == "False\nE08000035\n"


def test_the_yaml_is_in_the_wheel_too_and_is_the_same() -> None:
    program = (
        "from pathlib import Path\nimport stablehomes\n"
        "from stablehomes.reading.prebuilt.shipped import CATALOGUE, DIGESTS\n"
        "from stablehomes.reading.prebuilt.data import digests\n"
        "data = Path(stablehomes.__file__).parent / 'data'\n"
        "print(digests(data) == DIGESTS, stablehomes.load(data) == CATALOGUE)"
    )
    assert from_wheel(program) == "True True\n"


def test_the_installed_command_checks_a_sound_folder_without_the_models() -> None:
    program = (
        "from stablehomes import load\nfrom stablehomes.reading.data_files import shipped_data\n"
        "load(shipped_data())\nprint({'yaml', 'pydantic', 'stablehomes.reading.schema'} & set(sys.modules))"
    )
    assert from_wheel(program) == "{'yaml'}\n"


def test_the_installed_command_says_of_an_unsound_folder_what_a_checkout_says(folder: Path) -> None:
    measures = (folder / "measures.yaml").read_text(encoding="utf-8")
    (folder / "measures.yaml").write_text(measures.replace("£45m", "£45mm").replace("pillar:", "piller:"))
    program = f"from stablehomes.reading.folder import look_at\nprint(look_at({str(folder)!r}).problems)"
    problems = look_at(folder).problems
    assert len(problems) > 2
    assert from_wheel(program) == f"{problems}\n"


def test_no_module_hides_a_public_name() -> None:
    modules = {module.name for module in pkgutil.iter_modules(stablehomes.__path__)}
    assert not modules & set(stablehomes.__all__)


def test_two_builds_give_the_same_bytes_and_leave_nothing_beside_the_wheel(tmp_path: Path) -> None:
    digests_of = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
        subprocess.run(build, cwd=TOP, check=True, timeout=300, env=os.environ | {"PYTHONHASHSEED": seed})
        [wheel] = folder.iterdir()
        digests_of.add(sha256(wheel.read_bytes()).hexdigest())
    assert len(digests_of) == 1
