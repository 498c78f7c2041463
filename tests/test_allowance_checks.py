"""What the rates, tables and conditions of an allowance must mean together."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_data import write_small
from stablehomes.reading.folder import look_at

GRANT = "    who: {care_leaver: true}\n"
TABLED = """\
allowances:
  a-grant:
    title: A grant
    paid: weekly
    status: minimum
    who: {fostered: true}
    regions: {north: North, south: South}
    tables:
      - until: 2023-03-31
        source: a-paper
        amounts:
          north: {0-4: £10, 5-17: £20}
          south: {0-4: £11, 5-17: £21}
      - from: 2023-04-01
        source: a-paper
        amounts:
          north: {0-4: £12, 5-17: £22}
          south: {0-4: £13, 5-17: £23}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_small(tmp_path / "small")


def problems(folder: Path, text: str) -> list[tuple[str, int]]:
    (folder / "allowances.yaml").write_text(text, encoding="utf-8")
    return [(each.code, each.line) for each in look_at(folder).problems if each.severity == "error"]


def test_a_sound_table_has_no_problem(small: Path) -> None:
    assert problems(small, TABLED) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("          south: {0-4: £11, 5-17: £21}\n", "", "missing-cell", 11),
        ("south: {0-4: £11, 5-17: £21}", "sout: {0-4: £11, 5-17: £21}", "unknown-region", 13),
        ("south: {0-4: £11, 5-17: £21}", "south: {0-4: £11}", "missing-cell", 13),
        ("0-4: £10", "4-0: £10", "bad-ages", 12),
        ("0-4: £10", "0-4: £10.555", "bad-amount", 12),
        ("from: 2023-04-01", "from: 2023-04-03", "rate-gap", 14),
        ("from: 2023-04-01", "from: 2023-03-31", "overlapping-rates", 14),
        ("{fostered: true}", "{fosterd: true}", "unknown-key", 6),
        ("{fostered: true}", "{fostered: false}", "bad-truth", 6),
        ("{fostered: true}", "{any_of: [foster]}", "unknown-word", 6),
        ("{fostered: true}", "{age: {at: day}}", "no-limit", 6),
        ("{fostered: true}", "{age: {from: 18, under: 18}}", "no-limit", 6),
        ("{fostered: true}", "{age: {at: start, under: 25}}", "no-start", 6),
        ("{fostered: true}", "{age: {at: 02-29, under: 25}}", "bad-date", 6),
    ],
)
def test_one_fault_in_a_table_is_one_problem(small: Path, old: str, new: str, code: str, line: int) -> None:
    assert problems(small, TABLED.replace(old, new)) == [(code, line)]


def test_ages_follow_each_other_without_a_gap(small: Path) -> None:
    """Each of the two tables has the slip, which is shown in its first row."""
    found = problems(small, TABLED.replace("5-17: £2", "6-17: £2"))
    assert found == [("broken-ages", 12), ("broken-ages", 17)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    rates:\n      - {amount: £20", "    rates: []\n    x:\n      - {amount: £20", "no-rates"),
        ('quote: "£30"}', 'quote: "£30", instalments: [{day: 60, amount: £10}]}', "instalments-differ"),
        ('quote: "£30"}', 'quote: "£30", instalments: [{day: 60, amount: £30}]}', "no-start"),
        ("paid: once", "paid: once\n    decided_by: birthday", "unknown-word"),
    ],
)
def test_rates_and_instalments(small: Path, old: str, new: str, code: str) -> None:
    text = (small / "allowances.yaml").read_text(encoding="utf-8")
    assert old in text
    assert code in {each for each, _ in problems(small, text.replace(old, new))}


def test_rates_beside_tables_are_refused(small: Path) -> None:
    rates = '    rates:\n      - {amount: £20, source: a-paper, quote: "£20"}\n'
    assert "rates-and-tables" in {code for code, _ in problems(small, TABLED + rates)}
