"""Damaged input and odd command lines: an answer, or a message with a place; never a fault of the program.

The oracle is that of the whole program: exit status 0, or 1, 2, 3 with something to read.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from conftest import TOP, examples
from small_data import SMALL, write_small
from stablehomes import InvalidData
from stablehomes.cli import app
from stablehomes.formats import Display, Format, render_problems
from stablehomes.problems.codes import CODES
from stablehomes.problems.problem import LINE_BREAK, Problem
from stablehomes.reading.folder import look_at

FILES = list(SMALL)
DISPLAY = Display(width=80, colour=False)
# What YAML, this program or a terminal might stumble over.
TOKENS = [
    *("{", "}", "[", "]", ",", ": ", ":", "- ", "-", "? ", "|", ">", "#", "'", '"', "\\", "%", "@", "`"),
    *(
        "&a ",
        "*a",
        "!t ",
        "!!int ",
        "<<: ",
        "---\n",
        "...\n",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "  ",
        "\u2028",
        "\x85",
    ),
    *(
        "no",
        "~",
        "null",
        "012",
        "1_000",
        "1:30",
        "1e3",
        ".inf",
        ".nan",
        "2023-04",
        "2023-02-30",
        "-1",
        "£1.005",
    ),
    *("1,00.5", "£45mm", "٤٥", "9" * 60, "\x00", "\x1b[31m", "\u202e", "\ufeff", "𝟜", "é", "e\u0301", "=1+1"),
    *(
        "source: ",
        "amount: ",
        "figures: []",
        "sources: {}",
        "measures: ",
        "from: ",
        "until: ",
        "under",
        "up to",
    ),
]

text = st.one_of(st.sampled_from(TOKENS), st.text(max_size=8))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the small files, with pieces put in, taken out, doubled or exchanged."""
    name = draw(st.sampled_from(FILES))
    content = SMALL[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(start + draw(st.integers(0, 30)), len(content))
        piece = draw(st.one_of(text, st.just(content[start:end] * 2), st.just("")))
        content = content[:start] + piece + content[end:]
    encoding = draw(st.sampled_from(["utf-8"] * 8 + ["latin-1", "utf-16"]))
    return name, content.encode(encoding, errors="replace")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("fuzz") / "data")


def assert_sound(problems: Sequence[Problem]) -> None:
    """Each problem has a code of the table, a message, advice, and a place that is in its file."""
    for problem in problems:
        assert problem.code in CODES
        assert problem.message
        assert problem.help
        content = Path(problem.file).read_bytes().decode("utf-8-sig", errors="replace")
        lines = re.split(LINE_BREAK, content)
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.end_column >= problem.column
    assert list(problems) == sorted(problems, key=lambda each: (each.file, each.line, each.column))
    for format in Format:
        render_problems(problems, format, DISPLAY)


@settings(examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damaged())
def test_a_damaged_file_is_read_or_reported(folder: Path, file: tuple[str, bytes]) -> None:
    name, content = file
    path = folder / name
    path.write_bytes(content)
    try:
        examined = look_at(folder)
        assert_sound(examined.problems)
        errors = [problem for problem in examined.problems if problem.severity == "error"]
        assert (examined.catalogue is None) == bool(errors)
    finally:
        path.write_text(SMALL[name], encoding="utf-8")


GROUP = typer.main.get_command(app)
COMMANDS: dict[str, Any] = GROUP.commands  # type: ignore[attr-defined]
KNOWN = [
    *("families-first-pathfinder", "family-finding", "leaving-care", "fostertalk", "a-measure", "a-grant"),
    *(
        "2023-24",
        "2023-04-01",
        "1",
        "0",
        "-1",
        "12",
        "name",
        "measures",
        "budget",
        "nowhere",
        "data",
        "bad",
        "/dev/null",
    ),
    *("measure", "year", "json", "text", "github", "sarif", "64MB", "areas.csv", "/dev/null"),
]
words = st.one_of(st.sampled_from(KNOWN), text.filter(lambda each: "\0" not in each))


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A command with some of its options, each with a value that may be right."""
    name = draw(st.sampled_from(sorted(COMMANDS)))
    line = [name]
    for parameter in COMMANDS[name].params:
        if parameter.name in ("output", "folder", "install_completion", "show_completion"):
            continue  # they write files
        option = [max(parameter.opts, key=len)] if parameter.param_type_name == "option" else []
        if draw(st.booleans() if option else st.sampled_from([True, True, True, False])):
            if option and parameter.is_flag:
                line += option
            else:
                line.append("=".join([*option, draw(words)]))
    return line


@settings(examples(80), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=command_lines())
def test_no_command_line_is_a_fault_of_the_program(
    tmp_path_factory: pytest.TempPathFactory, line: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(_workplace(tmp_path_factory))
        result = CliRunner().invoke(app, line)
    assert result.exception is None or isinstance(result.exception, SystemExit), (line, result.exception)
    assert result.exit_code in (0, 1, 2, 3), (line, result.output)
    assert result.output.strip(), line
    if result.exit_code in (0, 1):
        assert result.stdout.strip(), line
    if result.exit_code == 0 and "--format=json" in line:
        json.loads(result.stdout)


_places: list[Path] = []


def _workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sound data, bad data and a file of areas, made once."""
    if not _places:
        place = tmp_path_factory.mktemp("commands")
        write_small(place / "data")
        bad = write_small(place / "bad")
        (bad / "measures.yaml").write_text(
            SMALL["measures.yaml"].replace("£40m", "£40mm", 1), encoding="utf-8"
        )
        (place / "areas.csv").write_text("name,code,1\nA,E06000059,1\nB,E06000032,2\n", encoding="utf-8")
        _places.append(place)
    return _places[0]


def test_the_faults_that_are_reported_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve different faults in three files: all twelve, each at its line and column."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TOP / "tests" / "twelve", "twelve")
    found = [(each.file, each.line, each.column, each.code) for each in look_at("twelve").problems]
    assert found == TWELVE


TWELVE = [
    ("twelve/allowances.yaml", 4, 11, "unknown-word"),
    ("twelve/allowances.yaml", 6, 11, "unknown-key"),
    ("twelve/allowances.yaml", 8, 18, "bad-amount"),
    ("twelve/allowances.yaml", 14, 27, "overlapping-rates"),
    ("twelve/measures.yaml", 4, 14, "bad-date"),
    ("twelve/measures.yaml", 5, 20, "bad-year"),
    ("twelve/measures.yaml", 13, 13, "unknown-pillar"),
    ("twelve/measures.yaml", 16, 17, "bad-amount"),
    ("twelve/measures.yaml", 18, 17, "unknown-source"),
    ("twelve/measures.yaml", 21, 30, "bad-ons-code"),
    ("twelve/sources.yaml", 7, 10, "bad-url"),
    ("twelve/sources.yaml", 8, 5, "repeated-key"),
]


def test_a_folder_that_vanishes_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match=r"error\[missing-folder\]"):
        look_at(tmp_path / "gone")
