"""A mapping file says which column holds a fact, what is the same for everybody, and what words mean."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cohorts_building import ask
from conftest import Run
from stablehomes.catalogue.model import Catalogue

PEOPLE = """\
Child,Council,Area,DOB,Placement,Start,End
1,Dorset,Elsewhere,2014-04-15,IFA,2025-04-07,2025-04-13
2,Dorset,Greater London,2014-04-15,none,2025-04-07,2025-04-13
"""
MAPPING = """\
columns: {region: Area, born: DOB, fostered: Placement, from: Start, until: End}
everybody: {care_leaver: "yes", on: 2023-10-01}
words:
  region: {Greater London: london, Elsewhere: rest-of-england}
  fostered: {IFA: "yes", None: "no"}
"""
ALLOWANCES = ("leaving-care", "fostering-minimum")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return tmp_path / "people.csv"


def test_columns_and_words_of_a_council(shipped: Catalogue, people: Path) -> None:
    found = ask(shipped, people, *ALLOWANCES, mapping=people.with_name("mapping.yaml"))
    once, weekly = found.costed.allowances
    assert found.rejects == []
    assert once.after is not None
    assert weekly.after is not None
    assert once.after.headline == Decimal(6000)
    assert weekly.after.headline == Decimal(194)
    assert weekly.due
    assert weekly.not_due
    assert (weekly.due.headline, weekly.not_due.headline) == (Decimal(1), Decimal(1))


def test_an_option_goes_before_the_file(shipped: Catalogue, people: Path) -> None:
    mapping = people.with_name("mapping.yaml")
    found = ask(shipped, people, "leaving-care", mapping=mapping, everybody=("on=2023-03-31",))
    once = found.costed.allowances[0]
    assert once.after is not None
    assert once.after.headline == Decimal(4000)


@pytest.mark.parametrize(
    ("mapping", "place", "says"),
    [
        ("columns: {birn: DOB}\n", "1:11", '"birn" is not a fact of a person'),
        ("columns: {born: DOB}\ncolums: {}\n", "2:1", "colums"),
        ("everybody:\n  happy: yes\n", "2:3", '"happy" is not a fact of a person'),
        ("words:\n  placement: {a: b}\n", "2:3", '"placement" is not a fact of a person'),
        ("columns: [born]\n", "1:10", "columns"),
        ("columns: {born: DOB\n", "1:10", "not YAML"),
    ],
)
def test_what_is_wrong_with_a_mapping_file(
    run: Run, people: Path, mapping: str, place: str, says: str
) -> None:
    people.with_name("mapping.yaml").write_text(mapping, encoding="utf-8")
    process = run("cost", "people.csv", "--mapping", "mapping.yaml", "--allowance", "leaving-care")
    assert process.returncode == 3
    assert process.stdout == ""
    assert f"mapping.yaml:{place}: error[" in process.stderr
    assert says in process.stderr


def test_a_mapping_file_that_is_not_there(run: Run, people: Path) -> None:
    process = run("cost", people.name, "--mapping", "nowhere.yaml", "--allowance", "leaving-care")
    assert process.returncode == 3
    assert "nowhere.yaml" in process.stderr
