"""CSV: what a script and a spreadsheet make of it."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from conftest import Run
from stablehomes import budget, compare, split
from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Catalogue
from stablehomes.documents import budget as budget_documents
from stablehomes.documents import compare as comparison_documents
from stablehomes.documents import split as split_documents
from stablehomes.documents.form.document import Column, Document, Row, Table, only_table
from stablehomes.formats import Display
from stablehomes.formats.csv import escape_formula, render
from stablehomes.problems.problem import WrongCall
from stablehomes.values.ranges import Range

DISPLAY = Display(80, False)


def document(*tables: Table) -> Document:
    return Document("", "", tables, (), (), {})


def rows_of(written: Document) -> list[dict[str, str]]:
    content = render(written, DISPLAY)
    return list(csv.DictReader(StringIO(content.decode(), newline=""), strict=True))


def test_a_range_is_four_plain_columns() -> None:
    over = Range(Decimal(45_000_000), Decimal(45_000_000), None, "over")
    table = Table(
        "sums", "Sums", (Column("Sum", "pounds"), Column("From", "day")), (Row((over, date(2023, 4, 1))),)
    )
    assert render(document(table), DISPLAY) == (
        b"sum,sum_low,sum_high,sum_qualifier,from\r\n45000000,45000000,,over,2023-04-01\r\n"
    )


def test_headings_are_a_column_and_sums_say_that_they_are_sums() -> None:
    rows = (
        Row(("North",), "heading"),
        Row(("a", 1)),
        Row(("Sum", 1), "subtotal"),
        Row(("All", 1), "total"),
    )
    table = Table("areas", "Areas", (Column("Area"), Column("People", "number")), rows)
    assert [list(row.values()) for row in rows_of(document(table))] == [
        ["North", "item", "a", "1"],
        ["North", "subtotal", "Sum", "1"],
        ["", "total", "All", "1"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dorset", "Dorset"),
        ("a = b", "a = b"),
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
    ],
)
def test_text_that_a_spreadsheet_would_run_is_kept_as_text(text: str, expected: str) -> None:
    assert escape_formula(text) == expected


@given(some.lists(some.text(max_size=20), min_size=1, max_size=5))
def test_any_text_reads_back_as_one_cell_that_is_no_formula(titles: list[str]) -> None:
    table = Table(
        "t", "T", (Column("Title"), Column("n", "number")), tuple(Row((title, 1)) for title in titles)
    )
    cells = [row["title"] for row in rows_of(document(table))]
    assert len(cells) == len(titles)
    assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") for cell in cells)
    assert all(cell.isprintable() for cell in cells)


@given(some.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_an_amount_reads_back_equal_and_without_an_exponent(amount: Decimal) -> None:
    [row] = rows_of(document(Table("t", "T", (Column("Sum", "pounds"),), (Row((amount,)),))))
    assert Decimal(row["sum"]) == amount
    assert "E" not in row["sum"]


def test_a_choice_of_tables_is_an_error_that_names_them(run: Run) -> None:
    table = Table("a", "A", (Column("x"),), ())
    with pytest.raises(WrongCall) as wrong:
        render(document(table, table._replace(name="b")), DISPLAY)
    assert "(a, b)" in wrong.value.advice
    result = run("compare", "--people", "5", "--format", "csv")
    assert (result.returncode, result.stdout) == (2, "")
    assert "--table (allowances, costs, prices)" in result.stderr


def same(cell: str, value: object) -> bool:
    return cell == "" if value is None else Decimal(cell) == value


def test_budget_says_in_csv_what_it_says_in_json(shipped: Catalogue) -> None:
    answer = budget(shipped)
    rows = {row["id"]: row for row in rows_of(budget_documents.document(answer)) if row["id"]}
    measures = plain(answer)["measures"]
    assert list(rows) != []
    assert sorted(rows) == sorted(measure["id"] for measure in measures)
    for measure in measures:
        row, funding = rows[measure["id"]], measure["funding"] or dict.fromkeys(("headline", "low", "high"))
        assert [row["measure"], row["pillar"], row["envelope"]] == [
            measure["title"],
            measure["pillar"],
            measure["envelope"],
        ]
        assert same(row["announced"], funding["headline"])
        assert same(row["announced_low"], funding["low"])
        assert same(row["announced_high"], funding["high"])


def test_split_says_in_csv_what_it_says_in_json(shipped: Catalogue) -> None:
    answer = split(shipped, "families-first-pathfinder", among=7)
    *rows, total = rows_of(split_documents.document(answer))
    shares = plain(answer)["shares"]
    assert len(rows) == len(shares) == 7
    for row, share in zip(rows, shares, strict=True):
        assert row["area"] == share["name"]
        assert same(row["illustrative_share"], share["amount"]["headline"])
        assert same(row["illustrative_share_low"], share["amount"]["low"])
        assert same(row["illustrative_share_high"], share["amount"]["high"])
    assert sum(Decimal(row["illustrative_share"]) for row in rows) == Decimal(total["illustrative_share"])


def test_compare_says_in_csv_what_it_says_in_json(shipped: Catalogue) -> None:
    answer = compare(shipped, ["leaving-care"])
    [row] = rows_of(only_table(comparison_documents.document(answer), "allowances"))
    [told] = plain(answer)["comparisons"]
    assert same(row["before"], told["before"]["amount"]["headline"])
    assert same(row["after"], told["after"]["amount"]["headline"])
    assert same(row["change"], told["change"]["headline"])
    assert same(row["per_cent"], told["percent"]["headline"])
    assert row["from"] == told["after"]["from"]
