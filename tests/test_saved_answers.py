"""A saved answer is data: it is looked at before it is compared, and what cannot be is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stablehomes import load
from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Catalogue
from stablehomes.formats.json import written
from stablehomes.inputs.saved_answer import read_answer
from stablehomes.problems.problem import InvalidData
from stablehomes.questions.allowances.compare import compare
from stablehomes.questions.budget import GROUPINGS, budget
from stablehomes.values.years import parse_year


def saved(answer: Any, folder: Path) -> Path:
    file = folder / "saved.json"
    file.write_text(written(plain(answer) if hasattr(answer, "_fields") else answer), encoding="utf-8")
    return file


def read_again(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return found


def test_every_answer_that_the_program_saves_is_believed(shipped: Catalogue, tmp_path: Path) -> None:
    for by in GROUPINGS:
        for told_by in (None, *shipped.sources):
            for real in (None, parse_year("2024-25")):
                answer = budget(shipped, by, as_told_by=told_by, real=real)
                assert read_answer(saved(answer, tmp_path))[0] == answer
    for people in (None, 1, 13400):
        for real in (None, parse_year("2024-25")):
            answer_of_compare = compare(shipped, people=people, real=real)
            assert read_answer(saved(answer_of_compare, tmp_path))[0] == answer_of_compare


def numbers(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths to the numbers of an answer."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        if isinstance(value, dict | list):
            yield from numbers(value, (*path, key))
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            yield (*path, key)


def changed(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    tree = copy.deepcopy(tree)
    holder = tree
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return tree


SUMS = {"announced", "itemised", "not_itemised", "funding", "change", "cost_before", "cost_after"}
# What is printed beside the sums, and no sum is made of.
BESIDE = {"figures", "real", "against_prices"}


@pytest.mark.parametrize("people", [None, 100])
def test_no_number_of_a_sum_can_be_changed_alone(people: int | None, tmp_path: Path) -> None:
    answers: list[Any] = [compare(load(), people=people)] if people else [budget(load(), "pillar")]
    for answer in answers:
        data = read_again(saved(answer, tmp_path))
        sums = [path for path in numbers(data) if SUMS & set(path) and not BESIDE & set(path)]
        outside = {
            place for place, each in enumerate(data.get("measures", ())) if each["envelope"] == "outside"
        }
        sums = [path for path in sums if not (path[0] == "measures" and path[1] in outside)]
        assert len(sums) > 5
        for path in sums:
            holder: Any = data
            for key in path:
                holder = holder[key]
            file = saved(changed(data, path, holder + 1_000_000), tmp_path)
            with pytest.raises(InvalidData):
                read_answer(file)


WRONG = [
    (("itemised", "qualifier"), "perhaps", "itemised"),
    (("itemised", "low"), 10**12, "outside its own range"),
    (("measures", 0, "funding", "high"), 1, "outside its own range"),
    (("measures", 0, "pillar"), "nowhere", "pillar"),
    (("measures", 0, "envelope"), "purple", "envelope"),
    (("itemised",), None, "itemised"),
    (("itemised", "headline"), None, "headline"),
    (("strategy", "published"), "yesterday", "published"),
    (("schema",), "stablehomes/budget/0", "not a saved answer"),
    (("measures",), {}, "measures"),
    (("by",), "colour", "by"),
    (("scenarios",), 3, ""),
    (("scenarios",), [3], ""),
    (("scenarios",), [{}], ""),
]


@pytest.mark.parametrize(("path", "value", "message"), WRONG)
def test_what_cannot_be_is_refused(
    path: tuple[Any, ...], value: Any, message: str, shipped: Catalogue, tmp_path: Path
) -> None:
    data = changed(read_again(saved(budget(shipped), tmp_path)), path, value)
    with pytest.raises(InvalidData) as caught:
        read_answer(saved(data, tmp_path))
    assert message in caught.value.problems[0].message
    assert caught.value.problems[0].help


def test_an_answer_of_an_older_program_is_called_that(shipped: Catalogue, tmp_path: Path) -> None:
    data = read_again(saved(budget(shipped), tmp_path))
    del data["beyond"]
    with pytest.raises(InvalidData) as caught:
        read_answer(saved(data, tmp_path))
    assert "an older version" in caught.value.problems[0].help
