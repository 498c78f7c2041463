"""A comparison in words: exact sums as they are, all others with what is open of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from building import a_catalogue, a_figure, a_price_index, a_rate, an_allowance
from stablehomes.catalogue.model import Paid
from stablehomes.documents.compare import document
from stablehomes.documents.form.document import Document, Table
from stablehomes.formats.cells import said
from stablehomes.questions.allowances.compare import compare
from stablehomes.values.days import parse_day
from stablehomes.values.ranges import Qualifier

Stated = tuple[Qualifier, int]


def compared(old: Stated, new: Stated, paid: Paid = "weekly", people: int | None = 3) -> Document:
    rates = (
        a_rate(None, parse_day("2023-03-31"), a_figure(old[1], old[0])),
        a_rate(parse_day("2023-04-01"), None, a_figure(new[1], new[0])),
    )
    cpi = a_price_index("cpi", {"2023-04": "128.3"}, "month", {"2023-04": "8.7"})
    catalogue = a_catalogue(an_allowance("one", *rates, paid=paid))._replace(prices={"cpi": cpi})
    return document(compare(catalogue, people=people))


def cells(table: Table) -> list[str]:
    columns = enumerate(table.columns)
    kept = [(place, column.kind) for place, column in columns if column.audience != "machines"]
    return [said(table.rows[0].cells[place], kind) for place, kind in kept][1:]


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        (
            ("exact", 10),
            ("exact", 20),
            "£10 before, £20 from 1 April 2023 (a week), +£10, +100%. For 3 people that is £30 a week more."
            " That is above inflation: prices rose 8.7% in the twelve months to April 2023.",
        ),
        (
            ("up to", 10),
            ("over", 20),
            "up to £10 before, over £20 from 1 April 2023 (a week), at least +£10, at least +100%."
            " For 3 people that is at least £30 a week more."
            " That is above inflation: prices rose 8.7% in the twelve months to April 2023.",
        ),
        (
            ("up to", 12),
            ("up to", 12),
            "up to £12 before, up to £12 from 1 April 2023 (a week), £0 (−£12 to +£12),"
            " in per cent it cannot be said. For 3 people that is £0 (−£36 to +£36) a week, more or less.",
        ),
        (
            ("over", 20),
            ("up to", 10),
            "over £20 before, up to £10 from 1 April 2023 (a week), up to −£10, up to −50%."
            " For 3 people that is at least £30 a week less."
            " That is below inflation: prices rose 8.7% in the twelve months to April 2023.",
        ),
        (
            ("exact", 10),
            ("exact", 10),
            "£10 before, £10 from 1 April 2023 (a week), no change. For 3 people that is £0 a week more."
            " That is below inflation: prices rose 8.7% in the twelve months to April 2023.",
        ),
    ],
)
def test_the_answer_says_what_is_open(old: Stated, new: Stated, answer: str) -> None:
    assert compared(old, new).answer == f"Title of one: {answer}"


@pytest.mark.parametrize(
    ("old", "new", "rates", "costs", "prices"),
    [
        (
            ("up to", 10),
            ("over", 20),
            ["up to £10", "over £20", "at least £10", "at least 100%", "1 April 2023"],
            ["3", "weekly", "up to £30", "over £60", "at least £30"],
            ["at least 100%", "8.7%", "April 2023", "yes", "at least 91.3"],
        ),
        (
            ("up to", 12),
            ("up to", 12),
            ["up to £12", "up to £12", "about £0", "open", "1 April 2023"],
            ["3", "weekly", "up to £36", "up to £36", "about £0"],
            ["open", "8.7%", "April 2023", "cannot say", "open"],
        ),
    ],
)
def test_the_tables_say_what_is_open(
    old: Stated, new: Stated, rates: list[str], costs: list[str], prices: list[str]
) -> None:
    assert [cells(table) for table in compared(old, new).tables] == [rates, costs, prices]


@pytest.mark.parametrize(
    ("paid", "more"), [("once", "£30 more"), ("weekly", "£30 a week more"), ("yearly", "£30 a year more")]
)
def test_a_cost_says_for_how_long_it_is(paid: Paid, more: str) -> None:
    assert f"For 3 people that is {more}." in compared(("exact", 10), ("exact", 20), paid).answer


def test_where_the_figures_leave_it_open_a_note_says_so() -> None:
    notes = compared(("exact", 10), ("up to", 12)).notes
    assert any("whether the rise is above inflation cannot be said" in note for note in notes)


def test_exact_sums_stand_alone() -> None:
    (rates, *_) = compared(("exact", 10), ("exact", 20)).tables
    assert rates.rows[0].cells[-3:-1] == (Decimal(10), Decimal(100))
