"""HTML: one file in which words are words, and that loads nothing."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

import pytest

from stablehomes.documents.form.document import Column, Document, Row, Table
from stablehomes.documents.form.pictures import Line, LineGroup, Picture
from stablehomes.formats import Display
from stablehomes.formats.html import render
from stablehomes.problems.problem import Span, problem_at

DISPLAY = Display(80, False)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a\x1b[2Jb",
    "</style>",
    "\u202egnp",
]


class Page(HTMLParser):
    """The elements of a page, the values of their attributes, and its words."""

    def __init__(self, written: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(written.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def with_words(words: str) -> Document:
    columns = (Column(words), Column("Sum", "pounds"))
    rows = (Row((words,), "heading"), Row((words, Decimal(1))), Row((words, words), "total"))
    problem = problem_at(words, words, "code", Span(1, 1, 2), words, words)
    line = Line(words, words, Decimal(0), Decimal(1))
    picture = Picture("p", words, words, (LineGroup(words, (line,)),), Decimal(0), Decimal(1))
    return Document(
        words, words, (Table("t", words, columns, rows),), (words,), (), {}, (problem,), pictures=(picture,)
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_the_data_are_never_markup(words: str) -> None:
    hostile, plain = Page(render(with_words(words), DISPLAY)), Page(render(with_words("words"), DISPLAY))
    assert hostile.elements == plain.elements
    assert [name for name, _ in hostile.attributes] == [name for name, _ in plain.attributes]
    assert all(each.isprintable() for text in hostile.words for each in text.strip().replace("\n", ""))


def test_the_page_loads_nothing() -> None:
    page = Page(render(with_words("words"), DISPLAY))
    assert not {"script", "link", "img", "iframe", "object"} & set(page.elements)
    assert {name for name, _ in page.attributes}.isdisjoint({"src", "style", "onclick"})


def test_headers_have_a_scope_and_rows_below_a_heading_stand_together() -> None:
    written = render(with_words("x"), DISPLAY).decode()
    assert '<th scope="col"' in written
    assert '<th scope="rowgroup" colspan="2"' in written
    assert '<th scope="row"' in written
    assert written.count("<tbody") == 2
