"""What is said twice counts once, or is an error: it never changes a sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run, examples
from stablehomes import load
from stablehomes.cohorts.query import CostQuery, ask_about
from stablehomes.inputs.areas import conditions
from stablehomes.inputs.people import read_people
from stablehomes.problems.problem import InvalidData, WrongCall
from stablehomes.questions.allowances.compare import compare
from stablehomes.questions.budget import budget

CATALOGUE = load()
EVERYBODY = ("on=2023-10-01", "care_leaver=yes", "born=2004-05-17")
NAMES = st.lists(st.sampled_from(["leaving-care", "apprenticeship-bursary"]), min_size=1, max_size=3)


@given(NAMES)
@examples(10)
def test_an_allowance_that_is_named_twice_is_costed_once(names: list[str]) -> None:
    def costed(allowances: list[str]) -> object:
        query = CostQuery(allowances=tuple(allowances), everybody=EVERYBODY, people=range(3, 4))
        return ask_about(CATALOGUE, query).costed

    assert costed([*names, *names]) == costed(names)


def test_an_allowance_that_is_named_twice_is_compared_once() -> None:
    twice = compare(CATALOGUE, ["leaving-care", "leaving-care"])
    assert twice == compare(CATALOGUE, ["leaving-care"])


@given(st.lists(st.sampled_from(["department", "parliament", "press"]), min_size=1, max_size=3))
def test_a_kind_that_is_trusted_twice_is_trusted_once(kinds: list[str]) -> None:
    assert budget(CATALOGUE, trust=[*kinds, ",".join(kinds)]) == budget(CATALOGUE, trust=kinds)


def test_two_values_of_one_column_are_refused() -> None:
    assert conditions(["name=Dorset", "name=Dorset"]) == {"name": "Dorset"}
    with pytest.raises(WrongCall, match='"Dorset" and "Lincolnshire"'):
        conditions(["name=Dorset", "name=Lincolnshire"])


def test_a_fact_with_two_columns_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("on,born,care_leaver\n2023-10-01,2005-05-01,yes\n", encoding="utf-8")
    process = run("cost", "people.csv", "--column", "on=on", "--column", "on=born")
    assert (process.returncode, process.stdout) == (2, "")
    assert "say it once" in process.stderr


def test_two_people_with_one_id_are_refused_with_the_place_of_the_second(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("people:\n  - {id: a, care_leaver: true}\n  - {id: a, care_leaver: false}\n", "utf-8")
    with pytest.raises(InvalidData) as refused:
        read_people(file, date(2024, 5, 1), CATALOGUE)
    assert [(each.code, each.line) for each in refused.value.problems] == [("repeated-person", 3)]


def test_a_row_of_a_count_that_stands_twice_is_refused(run: Run, tmp_path: Path) -> None:
    options = ("--allowance", "leaving-care")
    header = [column for column in _columns(options) if column]
    row = {"people": "3", "weeks": "0"}
    line = ",".join(row.get(column, "") for column in header)
    (tmp_path / "cells.csv").write_text("\n".join([",".join(header), line, line, ""]), encoding="utf-8")
    process = run("cost", "--cells", "cells.csv", *options)
    assert process.returncode == 3
    assert "this row stands twice" in process.stderr


def _columns(options: tuple[str, ...]) -> list[str]:
    from stablehomes.cohorts.query import unseen
    from stablehomes.cohorts.statement.statement import columns

    return columns(unseen(CATALOGUE, CostQuery(allowances=(options[1],))))
