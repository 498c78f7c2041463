"""Each kind of small file tells all that is wrong with it at once, in the order of its lines.

Each example has faults of its syntax, of its form and of what it means, out of their order.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from small_data import SMALL
from stablehomes import InvalidData
from stablehomes.catalogue.model import Catalogue
from stablehomes.cohorts.mapping import read_mapping
from stablehomes.inputs.diff import read_thresholds
from stablehomes.inputs.formula import read_formula
from stablehomes.inputs.people import people_in, read_people
from stablehomes.inputs.scenario import read_scenario, scenario_text, with_scenarios
from stablehomes.problems.problem import Problem
from stablehomes.reading.folder import look_at
from stablehomes.reading.locate import MOST_SHOWN

FORMULA = """\
formula:
  weights: {a: 60%, b: 30%}
  lump_sum: a lot
  left_out: [x, x]
  floor: £1
  floor: £2
  waves:
    - {from: soon, areas: [y]}
    - {from: 2024-04-01, areas: [z, z]}
"""
SCENARIO = """\
title: A scenario
because: To try it.
set:
  one: {path: strategy, to: £1bn, because: x}
  two: {path: strategy.amount, to: £2bn, because: x}
  three: {path: strategy.years, too: 2023-24, because: x}
  three: {path: strategy.years, to: 2023-24, because: x}
"""
THRESHOLDS = """\
thresholds:
  - {warn: total is huge}
  - {denny: total falls}
  - {deny: total falls}
  - {deny: "not-itemised > a lot"}
  - {deny: total falls, warn: total falls}
  - {deny: &x total falls}
"""
MAPPING = """\
columns: {birn: DOB}
everybody:
  on:
words: [region]
colums: {}
"""
PEOPLE = """\
people:
  - {age: 17, on: 2023-04-01, region: nowhere}
  - {age: x, on: 2023-04-01}
  - {age: 17, age: 18, on: 2023-04-01}
  - {age: 17, born: 2005, on: 2023-04-01}
  - {born: 2025, on: 2023-04-01, had: [leaving-car]}
"""


def formula(file: Path, _: Catalogue) -> object:
    return read_formula(file)


def scenario(file: Path, _: Catalogue) -> object:
    return read_scenario(file)


def thresholds(file: Path, _: Catalogue) -> object:
    return read_thresholds(file)


def mapping(file: Path, _: Catalogue) -> object:
    return read_mapping(file)


def people(file: Path, catalogue: Catalogue) -> object:
    return read_people(file, None, catalogue)


def told(read: Callable[[], object]) -> list[tuple[int, str]]:
    with pytest.raises(InvalidData) as invalid:
        read()
    return [(problem.line, problem.code) for problem in invalid.value.problems]


@pytest.mark.parametrize(
    ("read", "text", "problems"),
    [
        (
            formula,
            FORMULA,
            [
                *((2, "not-the-whole"), (3, "bad-amount"), (4, "repeated-area"), (6, "repeated-key")),
                *((8, "bad-date"), (9, "repeated-area")),
            ],
        ),
        (
            scenario,
            SCENARIO,
            [(1, "missing-key"), (5, "changed-twice"), (7, "repeated-key")],
        ),
        (
            thresholds,
            THRESHOLDS,
            [
                *((2, "bad-threshold"), (3, "unknown-key"), (5, "bad-threshold")),
                *((6, "bad-threshold"), (7, "yaml-feature")),
            ],
        ),
        (
            mapping,
            MAPPING,
            [(1, "unknown-key"), (3, "empty-value"), (4, "wrong-shape"), (5, "unknown-key")],
        ),
        (
            people,
            PEOPLE,
            [
                *((2, "unknown-region"), (3, "bad-count"), (4, "repeated-key"), (5, "born-and-age")),
                *((6, "not-born"), (6, "unknown-allowance")),
            ],
        ),
    ],
)
def test_a_small_file_tells_all_its_faults_in_the_order_of_its_lines(
    shipped: Catalogue,
    tmp_path: Path,
    read: Callable[[Path, Catalogue], object],
    text: str,
    problems: list[tuple[int, str]],
) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(text, encoding="utf-8")
    assert told(lambda: read(file, shipped)) == problems


def test_a_data_folder_tells_all_its_faults_in_the_order_of_its_lines(small: Path) -> None:
    text = SMALL["allowances.yaml"].replace(
        "      - {amount: £20,",
        "      - {amount: lots, until: 2022-03-31, source: a-paper, quote: x}\n      - {amount: £20,",
    )
    text = text.replace("from: 2023-04-01", "from: 2023-03-01").replace("title: A grant", "title: &x A grant")
    (small / "allowances.yaml").write_text(text, encoding="utf-8")
    found = [(each.line, each.code) for each in look_at(small).problems]
    assert found == [(3, "yaml-feature"), (8, "bad-amount"), (10, "overlapping-rates")]


def test_what_cannot_be_changed_is_told_beside_the_faults_of_the_file(
    shipped: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(
        "title: A\ndated: 2026-11\nbecause: x\nset:\n"
        "  one: {path: leaving-car, to: £1, from: 2024-04-01, because: x}\n"
        "  two: {path: another.areas, to: 3, because: x}\n"  # of what is added with a fault below
        "  three: {path: strategy, because: x}\n"
        "add:\n  another: {title: Another, pillar: system}\n",
        encoding="utf-8",
    )
    other = tmp_path / "other.yaml"
    other.write_text("title: B\ndated: soon\nbecause: x\n", encoding="utf-8")
    texts = [scenario_text(file), scenario_text(other)]
    assert told(lambda: with_scenarios(shipped, texts)) == [
        *((5, "impossible-change"), (7, "missing-key"), (9, "missing-key")),
        *((2, "bad-date"),),
    ]


def problems_of_lines(text: str) -> list[Problem]:
    with pytest.raises(InvalidData) as invalid:
        people_in(text, "lines", lambda _: ())
    return list(invalid.value.problems)


def test_of_json_lines_the_first_hundred_problems_are_shown_and_the_others_counted() -> None:
    found = problems_of_lines('{"age": "x"}\n' * 1000)
    assert [each.line for each in found] == list(range(1, MOST_SHOWN + 2))
    assert found[-1].code == "more-problems"
    assert "at least 900 more problems" in found[-1].message
    assert found[-2].code == "bad-count"


def test_just_as_many_problems_as_are_shown_leave_none_to_count() -> None:
    found = problems_of_lines('{"age": "x"}\n' * MOST_SHOWN)
    assert {each.code for each in found} == {"bad-count"}
    assert len(found) == MOST_SHOWN


def test_a_day_of_its_own_is_not_missed_where_it_is_only_misspelt(shipped: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("[{on: 2023-02-30}, {on: 2023-02-01}]", encoding="utf-8")
    assert told(lambda: read_people(file, None, shipped)) == [(1, "bad-date")]
    assert len(people_in("[{on: 2023-02-01}]", "people")) == 1
    assert date(2023, 2, 1) == people_in("{on: 2023-02-01}", "people")[0].on
