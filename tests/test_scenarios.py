"""A scenario file: read whole, every problem with its place; every answer says that it shows it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import TOP, Run
from stablehomes import InvalidData
from stablehomes.catalogue.model import Catalogue
from stablehomes.inputs.scenario import read_scenario, scenario_text, with_scenarios
from stablehomes.questions.budget import budget
from stablehomes.values.ranges import stated

HEAD = "title: A scenario\ndated: 2026-11\nbecause: To try it.\n"
ADDED = (
    HEAD
    + """add:
  kinship-allowance:
    title: Kinship allowance
    pillar: family-networks
    amount: £20m
    qualifier: over
    areas: 10
    because: What it might cost.
end:
  fostering-recruitment: {because: It is given up.}
  families-first-pathfinder: {after: 2023-24, because: It ends early.}
"""
)


def written(folder: Path, text: str) -> Path:
    file = folder / "scenario.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_measures_are_added_and_ended(shipped: Catalogue, tmp_path: Path) -> None:
    changed = with_scenarios(shipped, [scenario_text(written(tmp_path, ADDED))])
    funding = {measure.id: measure.funding for measure in budget(changed).measures}
    assert "fostering-recruitment" not in funding
    assert funding["kinship-allowance"] == stated(Decimal(20_000_000), "over")
    pathfinder = funding["families-first-pathfinder"]
    assert pathfinder is not None
    assert pathfinder.headline == 22_500_000
    assert pathfinder.high is None
    assert changed.measures["kinship-allowance"].years == shipped.strategy.years


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (HEAD, ["no-change"]),
        (HEAD + "sett: {}\n", ["unknown-key"]),
        ("title: A\n", ["missing-key", "missing-key"]),
        (HEAD + "set: {a: {path: strategy}}\n", ["missing-key", "missing-key"]),
        (HEAD + "end: {Bad Id: {because: Yes}}\n", ["bad-id"]),
        (
            HEAD + "set:\n  a: {path: strategy, to: £1bn, because: x}\n"
            "  b: {path: strategy.amount, to: £2bn, because: y}\n",
            ["changed-twice"],
        ),
        ("", ["empty-file"]),
        ("title: [", ["bad-yaml"]),
    ],
)
def test_what_is_wrong_with_a_file_is_said_at_once(tmp_path: Path, text: str, codes: list[str]) -> None:
    with pytest.raises(InvalidData) as invalid:
        read_scenario(written(tmp_path, text))
    assert [problem.code for problem in invalid.value.problems] == codes


def test_every_change_that_cannot_be_made_is_said_with_its_place(shipped: Catalogue, tmp_path: Path) -> None:
    text = (
        HEAD
        + """set:
  one: {path: leaving-car, to: £1, from: 2024-04-01, because: x}
  two: {path: families-first-pathfinder.areas, to: many, because: x}
add:
  dashboard: {title: Another, pillar: system, because: x}
end:
  dashbord: {because: x}
"""
    )
    with pytest.raises(InvalidData) as invalid:
        with_scenarios(shipped, [scenario_text(written(tmp_path, text))])
    problems = [(problem.line, problem.column, problem.help) for problem in invalid.value.problems]
    assert problems == [
        (5, 15, 'did you mean "leaving-care"?'),
        (6, 15, "write a whole number, as 10 or up to 12"),
        (8, 14, "set its amount, or choose another id"),
        (10, 13, 'did you mean "dashboard"?'),
    ]


@pytest.mark.parametrize(
    "command",
    [
        ("budget",),
        ("budget", "--by", "year"),
        ("compare", "leaving-care"),
        ("split", "families-first-pathfinder", "--named"),
    ],
)
def test_every_answer_says_which_scenario_it_shows(run: Run, command: tuple[str, ...]) -> None:
    text = run(*command, "--scenario", "review-in-full")
    assert text.returncode == 0
    assert "(scenario: The review's £2.6bn" in text.stdout.split("\n\n")[0].replace("\n", " ")
    data = json.loads(run(*command, "--scenario", "review-in-full", "--format", "json").stdout)
    assert [scenario["id"] for scenario in data["scenarios"]] == ["scenario:review-in-full"]
    assert "scenarios" not in json.loads(run(*command, "--format", "json").stdout)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--set", "strateg=£3m"], 2, 'did you mean "strategy"'),
        (["--set", "strategy=£250m", "--scenario", "review-in-full"], 2, "--later-wins"),
        (["--scenario", "review-in-ful"], 3, 'did you mean "review-in-full"'),
        (["--scenario", "nowhere.yaml"], 3, "there is no file nowhere.yaml"),
    ],
)
def test_what_is_refused(run: Run, arguments: list[str], status: int, message: str) -> None:
    process = run("budget", *arguments)
    assert (process.returncode, process.stdout) == (status, "")
    assert message in process.stderr
    assert "Traceback" not in process.stderr


def test_check_tells_of_a_scenario_that_cannot_be_applied(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + "end:\n  dashbord: {because: x}\n")
    process = run("check", "--scenario", file)
    assert process.returncode == 1
    assert "error[impossible-change]" in process.stdout
    assert run("check", "--scenario", "review-in-full").returncode == 0


@pytest.mark.parametrize("id", ["families-first-pathfinder", "leaving-care", "fostertalk", "strategy"])
def test_what_is_added_cannot_take_the_id_of_something_else(run: Run, tmp_path: Path, id: str) -> None:
    added = "{title: More, pillar: family-help, amount: £1m, because: x}"
    process = run("budget", "--scenario", written(tmp_path, HEAD + f"add:\n  {id}: {added}\n"))
    assert (process.returncode, process.stdout) == (3, "")
    assert "error[impossible-change]" in process.stderr
    assert f'"{id}"' in process.stderr


@pytest.mark.parametrize("file", sorted((TOP / "data" / "scenarios").iterdir()), ids=lambda file: file.stem)
def test_every_shipped_scenario_can_be_applied(shipped: Catalogue, file: Path) -> None:
    changed = with_scenarios(shipped, [scenario_text(file)])
    assert [scenario.id for scenario in changed.scenarios] == [f"scenario:{file.stem}"]
