"""Whatever figures leave open is a range, of one shape: in every type of every answer, and in every JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from conftest import TOP, Run
from stablehomes.answers.schema import ANSWERS, answer_schema
from stablehomes.values.ranges import Range

GOLDEN = sorted((TOP / "tests" / "golden").glob("*.json"))
ENDS = {"low", "high"}


def types_in(hint: Any) -> Iterator[type]:
    """Each named tuple that an annotation speaks of, and those that its fields speak of."""
    met: set[Any] = set()
    waiting = [hint]
    while waiting:
        each = waiting.pop()
        if each in met:
            continue
        met.add(each)
        waiting += get_args(each)
        if hasattr(each, "_fields"):
            yield each
            waiting += get_type_hints(each).values()


def types_of(answer: str) -> list[type]:
    module, name = ANSWERS[answer]
    return list(types_in(getattr(import_module(f"stablehomes.{module}"), name)))


def objects_in(value: Any) -> Iterator[dict[str, Any]]:
    """Each object of a JSON value, however deep."""
    if isinstance(value, dict):
        yield value
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in held:
        yield from objects_in(each)


def faults(answer: Any) -> list[dict[str, Any]]:
    """What in a JSON value is a range in another shape, or one that says something else than its ends."""
    return [
        each
        for each in objects_in(answer)
        if "ranges" in each
        or (ENDS & each.keys() and list(each) != list(Range._fields))
        or (each.keys() >= ENDS and each["low"] == each["headline"] == each["high"] and not _is_exact(each))
    ]


def _is_exact(range: dict[str, Any]) -> bool:
    return bool(range["qualifier"] == "exact")


@pytest.mark.parametrize("answer", ANSWERS)
def test_no_type_of_an_answer_flattens_a_range(answer: str) -> None:
    wrong = [
        each.__name__
        for each in types_of(answer)
        if each is not Range
        and ((ENDS | {"ranges"}) & get_type_hints(each).keys() or "Ranges" in each.__name__)
    ]
    assert wrong == []


@pytest.mark.parametrize("answer", ANSWERS)
def test_no_schema_of_an_answer_knows_another_range(answer: str) -> None:
    shapes = [list(each["properties"]) for each in objects_in(answer_schema(answer)) if "properties" in each]
    assert [shape for shape in shapes if ENDS & set(shape) and shape != list(Range._fields)] == []


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: str(file.stem))
def test_no_command_prints_a_range_in_another_shape(file: Any) -> None:
    assert faults(json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)) == []


EVERYBODY = ("--everybody", "on=2023-10-01", "--everybody", "care_leaver=yes")
QUESTIONS = {
    "split-by-region": ("split", "family-finding", "--areas", "councils.csv", "--by", "region"),
    "split-against": ("split", "families-first-pathfinder", "--named", "--against"),
    "compare-real": ("compare", "leaving-care", "--people", "10", "--real", "2023-24"),
    "compare-worth": ("compare", "leaving-care", "--worth-on", "2026-02"),
    "compare-open": ("compare", "bursary-16-to-19", "--people", "10"),
    "cost": ("cost", "--people", "100..120", *EVERYBODY),
    "diff-areas": ("diff", "baseline", "--set", "family-finding=£35m", "--areas", "areas.csv"),
    "show-rates": ("show", "fostering-minimum"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_option_brings_another_shape(question: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("code,name\nE09000002,Barking\nE09000003,Barnet\n", encoding="utf-8")
    regions = "E09000002,Barking,E12000007,1\nE08000025,Birmingham,E12000005,2\n"
    (tmp_path / "councils.csv").write_text(f"code,name,region_code,children\n{regions}", encoding="utf-8")
    result = run(*QUESTIONS[question], "--format", "json")
    assert result.stderr == ""
    assert faults(json.loads(result.stdout, parse_float=Decimal)) == []


def test_a_share_that_is_exact_is_not_called_about_in_a_diff(run: Run, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("code,name\n1,One\n2,Two\n3,Three\n4,Four\n5,Five\n6,Six\n", "utf-8")
    options = ("diff", "baseline", "--set", "family-finding=£36m", "--areas", "areas.csv")
    said = json.loads(run(*options, "--format", "json").stdout)
    [share] = [each["before"] for each in said["changes"] if each["id"] == "family-finding/1"]
    assert share == {"headline": 5_000_000, "low": 5_000_000, "high": 5_000_000, "qualifier": "exact"}
    assert "£5m → £6m" in run(*options).stdout
