"""Problems as workflow annotations, as SARIF and as JSON: what stands in a file gives no orders there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sarif_pydantic import Sarif

from conftest import Run
from small_data import SMALL, write_small
from stablehomes.formats.github import annotation
from stablehomes.problems.codes import CODES


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder with two errors and a warning."""
    folder = write_small(tmp_path / "bad")
    measures = SMALL["measures.yaml"].replace("qualifier: over", "qualifer: over")
    (folder / "measures.yaml").write_text(measures.replace("pillar: help", "pillar: hlp"), encoding="utf-8")
    sources = SMALL["sources.yaml"]
    (folder / "sources.yaml").write_text(sources + sources[9:].replace("a-", "b-"), encoding="utf-8")
    return folder


def test_github_marks_each_problem_on_its_line(run: Run, bad: Path) -> None:
    process = run("check", "--data", bad.name, "--format", "github")
    assert process.returncode == 1
    assert process.stdout.splitlines() == [
        "::error file=bad/measures.yaml,line=13,col=13,endColumn=16,title=stablehomes unknown-pillar::"
        'there is no pillar "hlp"%0Ahelp: did you mean "help"?',
        "::error file=bad/measures.yaml,line=17,col=9,endColumn=17,title=stablehomes unknown-key::"
        '"qualifer" is not a key of a figure%0Ahelp: did you mean "qualifier"?',
        "::warning file=bad/sources.yaml,line=7,col=3,endColumn=10,title=stablehomes unused-source::"
        'nothing names the source "b-paper"%0Ahelp: add what it states, or take it out',
        "No: the data cannot be used as it is. 2 errors, 1 warning.",
    ]


def test_github_shows_any_other_answer_as_a_notice(run: Run) -> None:
    (line,) = run("compare", "leaving-care", "--format", "github").stdout.splitlines()
    assert line.startswith("::notice title=Allowances before and after::Leaving care allowance")


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("a\n::error::b", "a%0A::error::b"),
        ("a\r::error::b", "a%0A::error::b"),
        ("a\u2028::error::b", "a%0A::error::b"),
        ("100%0A", "100%250A"),
        ("\x1b[31m", "�[31m"),
    ],
)
def test_github_keeps_a_message_on_its_line(message: str, shown: str) -> None:
    assert annotation("error", message, {"title": "t"}) == f"::error title=t::{shown}\n"
    assert annotation("error", "m", {"title": message}).count("::") == 2


def test_sarif_is_read_back_by_another_program(run: Run, bad: Path) -> None:
    process = run("check", "--data", bad.name, "--format", "sarif")
    assert process.returncode == 1
    (of_run,) = Sarif.model_validate_json(process.stdout).runs
    driver = json.loads(process.stdout)["runs"][0]["tool"]["driver"]
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in driver["rules"]} == {
        code: CODES[code] for code in ("unknown-pillar", "unknown-key", "unused-source")
    }
    assert [result.rule_id for result in of_run.results or ()] == [
        "unknown-pillar",
        "unknown-key",
        "unused-source",
    ]
    result = json.loads(process.stdout)["runs"][0]["results"][1]
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "bad/measures.yaml"}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (17, 9)


def test_sarif_of_sound_data_has_no_results(run: Run, tmp_path: Path) -> None:
    write_small(tmp_path / "small")
    process = run("check", "--data", "small", "--format", "sarif")
    assert process.returncode == 0
    assert json.loads(process.stdout)["runs"][0]["results"] == []


def test_sarif_is_no_form_for_an_answer(run: Run) -> None:
    process = run("budget", "--format", "sarif")
    assert (process.returncode, process.stdout) == (2, "")
    assert "use --format json" in process.stderr


@pytest.mark.parametrize(
    ("format", "form"),
    [
        ("text", r"bad/measures\.yaml:13:13: error\[unknown-pillar\]"),
        ("json", r'(?s)\{\s*"problems": \[.*"code": "unknown-pillar"'),
        ("github", r"::error file=bad/measures\.yaml,line=13"),
        ("sarif", r'(?s)\{\s*"\$schema": .*"ruleId": "unknown-pillar"'),
    ],
)
def test_any_command_tells_of_bad_data_in_the_format_asked_for(
    run: Run, bad: Path, format: str, form: str
) -> None:
    process = run("budget", "--data", bad.name, "--format", format)
    assert (process.returncode, process.stdout) == (3, "")
    assert re.match(form, process.stderr)


def test_strict_makes_a_warning_a_fault(run: Run, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "small")
    arguments = ("check", "--data", folder.name, "--stale-after", "2023-03-01")
    assert run(*arguments).returncode == 0
    assert run("check", "--data", folder.name, "--strict").returncode == 0
    process = run(*arguments, "--strict", "--format", "json")
    assert process.returncode == 1
    answer = json.loads(process.stdout)
    assert answer["sound"] is False
    assert {problem["code"] for problem in answer["problems"]} == {"stale-figure"}
    assert {problem["severity"] for problem in answer["problems"]} == {"warning"}


def test_a_figure_is_stale_from_the_day_after_it_was_stated(run: Run, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "small")  # its source is of February 2023
    for day, found in (("2023-02-28", 0), ("2023-03-01", 4)):
        process = run("check", "--data", folder.name, "--stale-after", day, "--format", "json")
        assert len(json.loads(process.stdout)["problems"]) == found


@pytest.mark.parametrize("size", ["big", "-1", "64 TB", "", "9" * 20, "٤MB"])
def test_a_size_that_is_none_is_wrong_use(run: Run, size: str) -> None:
    process = run("check", "--max-size", size)
    assert process.returncode == 2
    assert ("write it as 64MB" if size else "--max-size is empty") in process.stderr
