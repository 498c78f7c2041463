"""Reading people: YAML, JSON, JSON lines; every problem at its place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.catalogue.model import Catalogue
from stablehomes.inputs.people import people_in, person, read_people
from stablehomes.problems.problem import InvalidData
from stablehomes.values.ages import Birth

ON = date(2025, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "people:\n  - id: a\n    born: 2005-05-01\n    care_leaver: true\n",
        "- {id: a, born: 2005-05-01, care_leaver: true}\n",
        "id: a\nborn: 2005-05-01\ncare_leaver: true\n",
        '{"id": "a", "born": "2005-05-01", "care_leaver": true, "region": null}',
        '[{"id":"a","born":"2005-05-01","care_leaver":true}]',
    ],
    ids=["people", "list", "one", "json", "json-list"],
)
def test_the_same_person_in_each_form(text: str) -> None:
    (entry,) = people_in(text, "a file")
    found = person(entry, ON)
    assert (entry.id, found.care_leaver, found.region) == ("a", True, None)
    assert found.birth == Birth(date(2005, 5, 1), date(2005, 5, 1))


def test_json_lines_are_read_one_by_one() -> None:
    text = '{"id": "a", "age": 12}\n\n{"id": "b", "age": 13, "had": ["leaving-care"]}\n'
    assert [(each.id, each.age, each.had) for each in people_in(text, "a file")] == [
        ("a", 12, []),
        ("b", 13, ["leaving-care"]),
    ]


@given(
    st.lists(
        st.fixed_dictionaries(
            {"age": st.integers(0, 120)},
            optional={
                "id": st.text(st.characters(categories=["L", "N"]), min_size=1),
                "in_care": st.booleans(),
            },
        ),
        min_size=1,
    )
)
def test_json_and_json_lines_give_the_same_people(people: list[dict[str, object]]) -> None:
    lines = "\n".join(json.dumps(each) for each in people)
    assert people_in(lines, "lines") == people_in(json.dumps(people), "list")


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "advice"),
    [
        ("people:\n  - born: 2005-13-01\n", 2, 11, "bad-date", "2023-04"),
        ("carer: true\n", 1, 1, "unknown-key", "did you mean"),
        ('{"age": 12}\n{"age": "x"}\n', 2, 9, "bad-count", "25"),
        ('{"age": 12}\n{"age": 13, }}\n', 2, 14, "bad-yaml", "brackets"),
        ('{"age": 12,\n "born": "2005"}', 1, 2, "born-and-age", "keep one"),
        ("people: []\n", 1, 9, "empty-list", "add"),
        ("just words\n", 1, 1, "wrong-shape", "one key and its value"),
        ("care_leaver: yes\n", 1, 14, "bad-truth", "true or false"),
    ],
)
def test_a_problem_stands_at_its_place(text: str, line: int, column: int, code: str, advice: str) -> None:
    with pytest.raises(InvalidData) as refusal:
        people_in(text, "people.yaml")
    (problem,) = refusal.value.problems
    assert (problem.file, problem.line, problem.column, problem.code) == ("people.yaml", line, column, code)
    assert advice in problem.help


def test_every_problem_of_every_line_is_said_at_once() -> None:
    with pytest.raises(InvalidData) as refusal:
        people_in('{"age": "x", "agge": 1}\n{"age": 12}\n{"born": "May"}\n', "lines")
    assert [problem.line for problem in refusal.value.problems] == [1, 1, 3]


@pytest.mark.parametrize(
    ("lines", "faulty"),
    [
        (['{"age": 12}', '{"age": 13', '{"age": 14}'], 2),
        (['{"age": 12', '{"age": 13}'], 1),
        (['{"age": 12}', '"age": 13}'], 2),
        (['{"age": 12}', "", "age 13", '{"age": 14}'], 3),
    ],
)
def test_a_broken_line_of_json_lines_is_the_only_problem(lines: list[str], faulty: int) -> None:
    with pytest.raises(InvalidData) as refusal:
        people_in("\n".join(lines), "lines")
    assert [problem.line for problem in refusal.value.problems] == [faulty]


@pytest.mark.parametrize(
    "text",
    [
        '{"people": [\n{"age": 12},\n{"age": 13}]}',
        '{"people": [{"age": 12},\n  {"age": 13}]}',
        "# two\n- {age: 12}\n- {age: 13}\n",
    ],
)
def test_an_object_over_several_lines_is_one(text: str) -> None:
    assert [each.age for each in people_in(text, "a file")] == [12, 13]


@pytest.mark.parametrize(
    ("person", "column", "code", "advice"),
    [
        ("{born: 2026-05-01}", 8, "not-born", "correct the day of birth"),
        ("{region: londn}", 10, "unknown-region", 'did you mean "london"?'),
        ("{had: [fostering-minimum, leaving-car]}", 27, "unknown-allowance", 'did you mean "leaving-care"?'),
    ],
)
def test_what_cannot_be_asked_about_a_person_stands_at_its_place(
    shipped: Catalogue, tmp_path: Path, person: str, column: int, code: str, advice: str
) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(f"{person}\n", encoding="utf-8")
    with pytest.raises(InvalidData) as refusal:
        read_people(file, ON, shipped)
    (problem,) = refusal.value.problems
    assert (problem.line, problem.column, problem.code) == (1, column, code)
    assert advice in problem.help


def test_all_that_cannot_be_asked_is_said_at_once(shipped: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    people = ['{"id": "a", "region": "londn"}', '{"id": "b", "on": "2025-05-01"}', '{"had": ["leaving-car"]}']
    file.write_text("\n".join(people), encoding="utf-8")
    with pytest.raises(InvalidData) as refusal:
        read_people(file, None, shipped)
    assert [(each.line, each.code) for each in refusal.value.problems] == [
        (1, "no-day"),
        (1, "unknown-region"),
        (3, "no-day"),
        (3, "unknown-allowance"),
    ]


def test_a_person_without_a_day_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("people: [{age: 12, on: 2025-05-01}, {id: b, age: 12}]\n", encoding="utf-8")
    with pytest.raises(InvalidData) as refusal:
        read_people(file, None)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.line, problem.column) == ("no-day", 1, 37)
    assert [each.on for each in read_people(file, date(2024, 5, 1))] == [ON, date(2024, 5, 1)]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as refusal:
        read_people(tmp_path / "nobody.yaml", ON)
    assert refusal.value.problems[0].code == "missing-file"
