"""`stablehomes diff` as a user meets it: sides, thresholds, formats, exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import TOP, Run

DATA = TOP / "data"
MORE = ("--set", "families-first-pathfinder=£50m")


def answered(run: Run, *arguments: str | Path) -> dict[str, Any]:
    process = run("diff", *arguments, "--format", "json")
    assert process.stderr == ""
    answer: dict[str, Any] = json.loads(process.stdout)
    return answer


def test_the_answer_for_machines(run: Run) -> None:
    answer = answered(run, DATA, *MORE)
    assert answer["schema"] == "stablehomes/diff/1"
    assert answer["before"] == {"kind": "folder", "name": str(DATA), "scenarios": []}
    assert answer["after"]["scenarios"] == ["set in passing: families-first-pathfinder=£50m"]
    (measure,) = [each for each in answer["changes"] if each["level"] == "measure"]
    assert (measure["sign"], measure["change"], measure["percent"]) == ("~", 5_000_000, 11.11)
    assert measure["before"] == {"headline": 45000000, "low": 45000000, "high": None, "qualifier": "over"}


def test_what_people_are_due_is_a_level_of_its_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text(
        "people:\n"
        "  - {id: Asha, born: 2005-05-01, care_leaver: true}\n"
        "  - {born: 2012-05-01, care_leaver: false}\n"
    )
    rise = ("--set", "leaving-care=£3,500@2024-04-01")
    answer = answered(run, DATA, *rise, "--people", "people.yaml", "--on", "2024-10-01")
    (due,) = [each for each in answer["changes"] if each["level"] == "entitlement"]
    assert due["id"] == "leaving-care/Asha"
    assert (due["before"]["headline"], due["after"]["headline"], due["change"]) == (3000, 3500, 500)


def test_the_same_input_gives_the_same_bytes(run: Run) -> None:
    for format in ("text", "json"):
        first, second = (run("diff", DATA, *MORE, "--format", format).stdout for _ in range(2))
        assert first == second


@pytest.mark.parametrize("command", [("budget",), ("compare",), ("budget", "--as-told-by", "fostertalk")])
def test_a_saved_answer_against_the_data_it_came_from_shows_nothing(
    run: Run, command: tuple[str, ...]
) -> None:
    run(*command, "--format", "json", "--output", "saved.json")
    answer = answered(run, "saved.json")
    assert (answer["changes"], answer["details"]) == ([], [])
    assert answer["unchanged"] > 0
    assert answered(run, "saved.json", "saved.json")["changes"] == []


def test_saved_answers_show_what_data_would_show(run: Run) -> None:
    run("budget", "--format", "json", "--output", "before.json")
    run("budget", *MORE, "--format", "json", "--output", "after.json")
    saved, data = answered(run, "before.json", "after.json"), answered(run, DATA, *MORE)
    assert saved["changes"] == data["changes"]
    assert saved["after"]["scenarios"] == data["after"]["scenarios"]


def test_a_scenario_is_a_side(run: Run) -> None:
    answer = answered(run, "review-in-full", "leaving-care-with-prices")
    changes = {each["id"]: each["change"] for each in answer["changes"] if each["level"] != "figure"}
    assert changes["total"] == -2_400_000_000
    assert changes["leaving-care"] == 179.45


def test_shares_of_areas(run: Run, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("name,code\nDorset,E06000059\nLuton,E06000032\n", encoding="utf-8")
    answer = answered(run, DATA, *MORE, "--areas", "areas.csv")
    shares = {each["title"]: each["change"] for each in answer["changes"] if each["level"] == "share"}
    assert shares == {
        "Families First for Children pathfinder: Dorset (illustrative)": 2_500_000,
        "Families First for Children pathfinder: Luton (illustrative)": 2_500_000,
    }


THRESHOLDS = """thresholds:
  - deny: not-itemised < £85m
    message: Tell the committee first.
  - warn: family-help rises
  - deny: total changes
"""


def test_all_thresholds_are_reported_and_a_denied_one_ends_with_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "limits.yaml").write_text(THRESHOLDS, encoding="utf-8")
    process = run("diff", DATA, *MORE, "--thresholds", "limits.yaml", "--fail-on", "total falls")
    assert process.returncode == 1
    assert "1 of 4 thresholds denied, 1 warned of" in process.stdout
    assert "Tell the committee first." in process.stdout


@pytest.mark.parametrize(("condition", "status"), [("total falls", 0), ("itemised rises", 1)])
def test_exit_status_of_a_threshold(run: Run, condition: str, status: int) -> None:
    assert run("diff", DATA, *MORE, "--fail-on", condition).returncode == status


def test_a_warning_alone_does_not_fail(run: Run, tmp_path: Path) -> None:
    (tmp_path / "limits.yaml").write_text("thresholds:\n  - warn: itemised rises\n", encoding="utf-8")
    assert run("diff", DATA, *MORE, "--thresholds", "limits.yaml").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["nowhere"], 3, "no scenario nowhere"),
        ([str(DATA), "nowhere.json"], 3, "there is no file nowhere.json"),
        ([str(DATA), "--fail-on", "total"], 2, "is not a threshold"),
        ([str(DATA), "--fail-on", "leaving-car falls"], 2, 'did you mean "leaving-care"'),
        ([str(DATA), "--thresholds", "limits.yaml"], 3, "limits.yaml:2:11: error[bad-threshold]"),
        ([str(DATA), "--weight", "people"], 2, "--areas FILE"),
        ([str(DATA), "--on", "2024-10-01"], 2, "--people FILE"),
        (["saved.json", "--areas", "areas.csv"], 2, "does not say how areas share"),
        (["saved.json", "compared.json"], 2, "save both with the same command"),
        ([str(DATA), str(DATA), *MORE], 2, "the data at hand"),
        ([], 2, "Missing argument"),
    ],
)
def test_what_is_refused(run: Run, tmp_path: Path, arguments: list[str], status: int, message: str) -> None:
    (tmp_path / "limits.yaml").write_text("thresholds:\n  - deny: too much\n  - {}\n", encoding="utf-8")
    (tmp_path / "areas.csv").write_text("name,code\nDorset,E06000059\n", encoding="utf-8")
    run("budget", "--format", "json", "--output", "saved.json")
    run("compare", "--format", "json", "--output", "compared.json")
    process = run("diff", *arguments)
    assert (process.returncode, process.stdout) == (status, "")
    assert message in process.stderr
    assert "Traceback" not in process.stderr
