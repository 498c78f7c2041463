"""The steps behind numbers as lines, and as rows for machines."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import get_args, get_type_hints

import pytest

from building import a_figure
from conftest import TOP
from stablehomes.catalogue.model import Catalogue
from stablehomes.documents.show import document
from stablehomes.documents.working import MOST_ADDENDS, OPERATIONS, passages, table
from stablehomes.formats import Display, Format, render
from stablehomes.questions.allowances.compare import CompareQuery
from stablehomes.questions.budget import BudgetQuery
from stablehomes.questions.show import show
from stablehomes.questions.split.split import SplitQuery
from stablehomes.questions.step import LEAVES, Step, leaf, step
from stablehomes.questions.working.query import Question
from stablehomes.values.ranges import stated
from stablehomes.values.terms import UNITS
from stablehomes.values.years import FinancialYear


def a_quote(amount: int) -> Step:
    figure = a_figure(amount)
    return Step("as paper says", "stated", "pounds", stated(figure.amount), (), figure)


def a_number(amount: int) -> Step:
    return leaf(f"number {amount}", "held", "count", stated(Decimal(amount)), "a file", "paper")


def test_a_step_stands_one_level_further_in_than_what_it_is_part_of() -> None:
    money = step("money", "headline", "pounds", [a_quote(30_000_000)])
    assert passages([step("all", "sum", "pounds", [money])]) == (
        "all = £30 million: the sum of\n"
        "  money = £30 million: the headline and what all leave open\n"
        "    £30 million as paper says: “quote”",
    )


def test_what_was_said_in_full_is_not_said_again() -> None:
    money = step("money", "sum", "count", [a_number(1)])
    one, two = passages([money, step("twice", "sum", "count", [money, money])])
    assert one == "money = 1: the sum of\n  number 1 = 1: a file (paper)"
    assert two == "twice = 2: the sum of\n  money = 1, as above\n  money = 1, as above"


def test_of_many_numbers_the_first_are_printed_and_the_rest_counted() -> None:
    (text,) = passages([step("all", "sum", "count", [a_number(each) for each in range(MOST_ADDENDS + 5)])])
    assert text.splitlines()[-2:] == ["  number 9 = 9: a file (paper)", "  and 5 more, which JSON holds"]
    assert len(text.splitlines()) == MOST_ADDENDS + 2


def test_machines_have_a_row_for_each_step() -> None:
    money = step("money", "headline", "pounds", [a_quote(1), a_quote(2)])
    rows = table([money, a_number(7)]).rows
    assert [row.cells[0] for row in rows] == ["1", "1.1", "1.2", "2"]
    assert rows[1].cells[-2:] == ("paper", "quote")
    assert rows[3].cells[-2:] == ("paper", None)


def test_every_operation_has_its_words_and_its_row_in_the_manual() -> None:
    known = {
        each for kind in get_args(get_type_hints(Step)["operation"]) for each in get_args(kind) or [kind]
    }
    assert set(OPERATIONS) == known - set(LEAVES)
    page = (TOP / "docs" / "show.md").read_text(encoding="utf-8")
    for operation in OPERATIONS:
        name, colon, unit = operation.partition(": ")
        assert f"| `{name}: UNIT` |" in page if colon else f"| `{name}` |" in page
        assert not colon or unit in UNITS


def longest(lines: Iterable[str]) -> int:
    """The longest line but those of one word, such as an address, after which nothing can be broken."""
    return max(len(line) for line in lines if len(line.split()) > 1)


@pytest.mark.parametrize("width", [80, 60, 40])
@pytest.mark.parametrize(
    ("id", "question"),
    [
        ("strategy", BudgetQuery(by="year", real=FinancialYear(2025))),
        ("families-first-pathfinder", SplitQuery(named=True, against=True)),
        ("fostering-minimum", CompareQuery(people=100)),
    ],
)
def test_lines_keep_within_the_screen(shipped: Catalogue, id: str, question: Question, width: int) -> None:
    answer = document(show(shipped, id, working=True, question=question))
    text = str(render(answer, Format.text, Display(width, False)))
    assert longest(text.splitlines()) <= width
