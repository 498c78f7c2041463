"""One list of commands: help, completion and "did you mean" read it; a command is imported when called."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import stablehomes.commands
from conftest import Run, command_environment
from stablehomes.cli import QUESTIONS
from stablehomes.commands.group import imported

MODULES = [file.stem for file in Path(str(stablehomes.commands.__file__)).parent.glob("[a-z]*.py")]


def test_every_command_is_in_the_list() -> None:
    commands = {name for name in MODULES if hasattr(import_module(f"stablehomes.commands.{name}"), name)}
    assert set(QUESTIONS) == commands


@pytest.mark.parametrize(("name", "question"), QUESTIONS.items())
def test_the_help_of_a_command_begins_with_its_question(name: str, question: str) -> None:
    said = " ".join(str(imported(name).help).split())
    assert said.startswith(question[:-1])


def test_help_names_every_command_with_its_question(run: Run) -> None:
    said = run("--help").stdout
    assert all(f"  {name}  " in said and question in said for name, question in QUESTIONS.items())


@pytest.mark.parametrize(
    ("misspelt", "meant"), [("bugdet", "budget"), ("compair", "compare"), ("entitlement", "entitlements")]
)
def test_a_misspelt_command_is_asked_back(run: Run, misspelt: str, meant: str) -> None:
    process = run(misspelt)
    assert (process.returncode, process.stdout) == (2, "")
    assert f"No such command '{misspelt}'. Did you mean '{meant}'?" in process.stderr


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("stablehomes bud", {"budget"}),
        ("stablehomes budget --as", {"--as-told-by"}),
        ("stablehomes list pil", {"pillar"}),
        ("stablehomes rate leaving", {"leaving-care"}),
        ("stablehomes show lea", {"leaving-care"}),
        ("stablehomes show fostert", {"fostertalk"}),
    ],
)
def test_the_shell_completes_commands_options_and_ids(words: str, completed: set[str]) -> None:
    place = len(words.split()) - 1
    asked = {"_STABLEHOMES_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(place)}
    said = subprocess.check_output(["stablehomes"], env=command_environment() | asked, text=True, timeout=60)
    assert set(said.split()) == completed


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["bugdet"]])
def test_no_command_is_imported_before_it_is_called(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom stablehomes.cli import app\n"
        f"try: app({arguments})\n"
        "except SystemExit: pass\n"
        "print(*(name for name in sys.modules if name.startswith('stablehomes.commands.')), file=sys.stderr)"
    )
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    imported = set(process.stderr.splitlines()[-1].split())
    # What says why a call is wrong is only needed where one is.
    assert imported - {"stablehomes.commands.output"} == {"stablehomes.commands.group"}
