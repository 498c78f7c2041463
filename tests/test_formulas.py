"""Formula files: every term in its place, every fault with its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stablehomes.inputs.formula import read_formula
from stablehomes.problems.problem import InvalidData
from stablehomes.values.terms import ColumnWeight, Limit, Terms, Wave
from stablehomes.values.years import FinancialYear


def formula(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "formula.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_everything_that_a_formula_can_say(tmp_path: Path) -> None:
    text = """
formula:
  title: A grant
  left_out: [E06000053]
  fixed: {E06000059: £1,500.50}
  lump_sum: £50,000
  weights: {children: 60%, care leavers: 40%}
  floor: £100,000
  cap: 105% of last year
  waves:
    - {from: 2023-09-01, areas: [E10000019, E06000059]}
    - {from: 2024-04-10}
  profile: {2023-24: 40%, 2024-25: 60%}
"""
    assert read_formula(formula(tmp_path, text)) == Terms(
        weights=(ColumnWeight("children", Decimal(60)), ColumnWeight("care leavers", Decimal(40))),
        left_out=("E06000053",),
        fixed={"E06000059": Decimal("1500.50")},
        lump_sum=Decimal(50_000),
        floor=Limit(Decimal(100_000)),
        cap=Limit(None, Decimal(105), "last year"),
        waves=(Wave(date(2023, 9, 1), ("E10000019", "E06000059")), Wave(date(2024, 4, 10), ())),
        profile={FinancialYear(2023): Decimal(40), FinancialYear(2024): Decimal(60)},
        title="A grant",
    )


def test_a_formula_of_nothing_is_an_equal_split(tmp_path: Path) -> None:
    assert read_formula(formula(tmp_path, "formula: {title: Alike}")) == Terms(title="Alike")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [("empty-file", 1)]),
        ("formula: {lump: £5}", [("unknown-key", 1)]),
        ("grant: {}", [("missing-key", 1), ("unknown-key", 1)]),
        ("formula:\n  weights: {a: 60%, b: 30%}", [("not-the-whole", 2)]),
        ("formula:\n  weights: {a: 60}", [("bad-share", 2)]),
        ("formula:\n  profile: {2023-24: 100%, 2023-25: 0%}", [("bad-share", 2), ("bad-year", 2)]),
        ("formula:\n  profile: {2023-24: 99.99%}", [("not-the-whole", 2)]),
        ("formula:\n  floor: a lot\n  cap: 5% of\n", [("bad-limit", 2), ("bad-limit", 3)]),
        ("formula:\n  left_out: [a, a]\n", [("repeated-area", 2)]),
        ("formula:\n  left_out: [a]\n  fixed: {a: £1}\n", [("repeated-area", 3)]),
        ("formula:\n  fixed: {a: £1, a: £2}\n", [("repeated-key", 2)]),
        ("formula:\n  fixed: {a: £1.001}\n", [("bad-amount", 2)]),
        (
            "formula:\n  waves:\n"
            "    - {from: 2023-09-01, areas: [a]}\n    - {from: 2024-04-01, areas: [a]}\n",
            [("repeated-area", 4)],
        ),
        ("formula:\n  waves:\n    - {from: 2023-09-01}\n    - {from: 2024-04-01}\n", [("repeated-area", 4)]),
        ("formula:\n  waves:\n    - {from: 2023-09}\n", [("bad-date", 3)]),
        ("formula: [1, 2]", [("wrong-shape", 1)]),
        ("formula:\n  weights: &a {x: 100%}\n", [("yaml-feature", 2)]),
    ],
)
def test_every_problem_is_named_with_its_line(
    tmp_path: Path, text: str, problems: list[tuple[str, int]]
) -> None:
    with pytest.raises(InvalidData) as refusal:
        read_formula(formula(tmp_path, text))
    assert sorted((problem.code, problem.line) for problem in refusal.value.problems) == sorted(problems)
    assert all(problem.help for problem in refusal.value.problems)
