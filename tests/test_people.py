"""Reading people: YAML, JSON, JSON lines; every problem at its place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.ages import Birth
from stablehomes.people import people_in, person, read_people
from stablehomes.problems import InvalidData, WrongCall

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


def test_a_person_without_a_day_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("people: [{age: 12, on: 2025-05-01}, {id: b, age: 12}]\n", encoding="utf-8")
    with pytest.raises(WrongCall, match='no day is given for "b"'):
        read_people(file, None)
    assert [each.on for each in read_people(file, date(2024, 5, 1))] == [ON, date(2024, 5, 1)]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as refusal:
        read_people(tmp_path / "nobody.yaml", ON)
    assert refusal.value.problems[0].code == "missing-file"
