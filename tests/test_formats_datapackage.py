"""A folder of CSV files that other people's tools understand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

COMMANDS = [
    ("budget",),
    ("budget", "--by", "year"),
    ("split", "families-first-pathfinder", "--named"),
    ("compare", "--people", "13400"),
    ("check",),
    ("report",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
# The library's own dependencies warn of what they will change; what is tested is its verdict.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_the_folder_valid(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    import frictionless

    result = run(*command, "--format", "csv", "--output", "answer")
    assert (result.returncode, result.stderr) == (0, "")
    report = frictionless.validate(str(tmp_path / "answer" / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
    assert report.stats["tasks"] == len(
        json.loads((tmp_path / "answer" / "datapackage.json").read_text())["resources"]
    )


def test_a_folder_that_is_there_keeps_its_other_files(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    run("budget", "--format", "csv", "--output", "there")
    assert sorted(file.name for file in folder.iterdir()) == [
        "datapackage.json",
        "measures.csv",
        "mine.txt",
        "sources.csv",
    ]


def test_one_table_goes_into_one_file(run: Run, tmp_path: Path) -> None:
    run("compare", "--people", "5", "--table", "costs", "--output", "costs.csv")
    assert (
        (tmp_path / "costs.csv")
        .read_text()
        .startswith("section,allowance,id,region,ages,people,paid,before,before_low,")
    )
