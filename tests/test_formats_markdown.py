"""Markdown: what GitHub makes of it is what the answer says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stablehomes.documents.form.document import Column, Document, Row, Table
from stablehomes.formats import Display
from stablehomes.formats.markdown import LONGEST_COMMENT, escaped, render
from stablehomes.problems.problem import Span, problem_at

DISPLAY = Display(80, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dorset", "Dorset"),
        ("a|b", r"a\|b"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("<script>", r"\<script\>"),
        ("[a](b)", r"\[a\](b)"),
        ("&amp;", r"\&amp;"),
        ("# one", r"\# one"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("@team", "@<!-- -->team"),
        ("see #12 and GH-7", "see #<!-- -->12 and GH-<!-- -->7"),
        ("a@ b", "a@ b"),
        ("£3,000 (+50%)", "£3,000 (+50%)"),
        ("two\nlines", "two�lines"),
    ],
)
def test_text_is_shown_as_it_stands(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_a_table_is_aligned_and_its_sums_are_bold() -> None:
    columns = (Column("Area"), Column("Sum", "pounds"))
    rows = (Row(("North",), "heading"), Row(("Dorset", Decimal(2000))), Row(("All", Decimal(2000)), "total"))
    document = Document("Title", "Answer.", (Table("t", "Sums", columns, rows),), ("A note.",), (), {})
    assert render(document, DISPLAY) == (
        "# Title\n\nAnswer.\n\n**Sums**\n\n"
        "| Area      |        Sum |\n"
        "| --------- | ---------: |\n"
        "| **North** |            |\n"
        "| Dorset    |     £2,000 |\n"
        "| **All**   | **£2,000** |\n"
        "\n**Notes**\n\n- A note.\n"
    )


def test_a_passage_cannot_end_its_own_fence() -> None:
    problem = problem_at("f.yaml", "````\n", "code", Span(1, 1, 2), "<b>", "help")
    document = Document("T", "A", (), (), (), {}, problems=(problem,))
    written = render(document, DISPLAY)
    assert "`````text\nf.yaml:1:1: error[code]: <b>\n    1 | ````\n" in written
    assert written.count("`````") == 2


def test_contents_lead_to_headings_that_are_alike_too() -> None:
    part = Document("What? Yes: £2", "", (), (), (), {}, name="a")
    document = Document("T", "A", (), (), (), {}, parts=(part, part._replace(name="b")))
    written = render(document, DISPLAY)
    assert "- [What? Yes: £2](#what-yes-2)\n- [What? Yes: £2](#what-yes-2-1)\n" in written


def written(document: Document) -> str:
    return render(document, DISPLAY)


def document_of(table: Table) -> Document:
    return Document("Title", "Answer.", (table,), (), (), {})


def test_details_are_folded() -> None:
    text = written(
        document_of(Table("t", "Details <of>", (Column("What"),), (Row(("one",)),), collapsed=True))
    )
    assert "<details>\n<summary>Details &lt;of&gt;</summary>\n\n| What |" in text
    assert text.index("| one  |\n\n</details>") > 0


def test_a_text_that_no_comment_holds_is_cut_and_says_so() -> None:
    rows = tuple(Row((f"row {number}", "words " * 20)) for number in range(1000))
    text = written(document_of(Table("t", "Details", (Column("What"), Column("Said")), rows, collapsed=True)))
    assert len(text) <= LONGEST_COMMENT
    assert "1,000" not in text
    shown = text.count("| row ")
    [said] = [line for line in text.splitlines() if line.startswith("**This is cut after")]
    assert 0 < shown < 1000
    assert f"{len(rows) - shown + 2:,} lines are left out" in said
    assert text.count("<details>") == text.count("</details>") == 1


@pytest.mark.parametrize("rows", [1, 400])
def test_a_report_is_a_page_and_never_cut(rows: int) -> None:
    table = Table("t", "T", (Column("What"),), tuple(Row(("words " * 40,)) for _ in range(rows)))
    whole = Document("Report", "", (), (), (), {}, parts=(document_of(table),))
    assert written(whole).count("| words") == rows
