"""HTML: one file that needs no network and no script, for a screen, a phone, paper or a voice."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from stablehomes.catalogue.model import Source
from stablehomes.documents.form.document import Document, Row, Table, for_people, slug
from stablehomes.formats import Display
from stablehomes.formats.cells import NUMBERS, address, preformatted_texts, said, source_line
from stablehomes.formats.drawing import figure
from stablehomes.formats.markup import Markup, element, joined


def render(document: Document, _display: Display) -> bytes:
    """The whole page: the answer first, then pictures, tables and notes, and the sources at the end."""
    page = element("html", _head(document), _body(document), lang="en-GB")
    return f"<!doctype html>\n{page}\n".encode()


def body(document: Document) -> str:
    """The answer with its pictures, tables and notes, to stand in another page."""
    heading = element("p", element("strong", document.title))
    return str(joined(heading, element("p", document.answer), *_content(document, "h4")))


def _head(document: Document) -> Markup:
    style = files("stablehomes.formats").joinpath("page.css").read_text(encoding="utf-8")
    # Nothing but this style is ever loaded or run, whatever the data holds.
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", document.title),
        element("style", Markup(style)),
    )


def _body(document: Document) -> Markup:
    sources = [element("li", *_source(source), id=f"source-{slug(source.id)}") for source in document.sources]
    return element(
        "body",
        element("a", "Skip to the answer", href="#answer", class_="skip"),
        element(
            "main",
            element("h1", document.title),
            element("p", document.answer, class_="answer"),
            *([_contents(document)] if document.parts else []),
            *_content(document, "h2"),
            *(_part(part) for part in document.parts),
            *([element("h2", "Sources"), element("ul", *sources)] if sources else []),
            id="answer",
            tabindex="-1",
        ),
    )


def _contents(document: Document) -> Markup:
    links = (element("li", element("a", part.title, href=f"#{slug(part.name)}")) for part in document.parts)
    heading = element("h2", "Contents", id="contents")
    return element("nav", heading, element("ol", *links), aria_labelledby="contents")


def _part(part: Document) -> Markup:
    heading = element("h2", part.title, id=slug(part.name))
    answer = element("p", part.answer, class_="answer")
    return element("section", heading, answer, *_content(part, "h3"), aria_labelledby=slug(part.name))


def _content(document: Document, heading: str) -> Iterator[Markup]:
    yield from (figure(picture) for picture in document.pictures)
    yield from (element("pre", _lines(passage), tabindex="0") for passage in preformatted_texts(document))
    yield from (_table(table) for table in for_people(document.tables))
    if document.notes:
        yield element(heading, "Notes")
        yield element("ul", *(element("li", note) for note in document.notes))


def _lines(passage: str) -> Markup:
    return Markup("\n".join(joined(line) for line in passage.splitlines()))


def _source(source: Source) -> Iterator[str]:
    yield source_line(source)
    if source.url:
        yield " "
        yield element("a", source.url, href=address(source.url))


def _table(table: Table) -> Markup:
    """On a narrow screen the style makes a block of each row; the roles keep it a table for a voice."""
    heads = (
        element("th", column.title, scope="col", role="columnheader", class_=_align(column.kind))
        for column in table.columns
    )
    return element(
        "table",
        element("caption", table.title),
        element("thead", element("tr", *heads, role="row"), role="rowgroup"),
        *(element("tbody", *(_row(row, table) for row in rows), role="rowgroup") for rows in _groups(table)),
        role="table",
    )


def _groups(table: Table) -> Iterator[list[Row]]:
    """Rows from each heading on, and the totals apart from them."""
    group: list[Row] = []
    for row in table.rows:
        starts = row.role == "heading" or (row.role == "total" and group and group[-1].role != "total")
        if starts and group:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _row(row: Row, table: Table) -> Markup:
    if row.role == "heading":
        across = str(len(table.columns))
        head = element("th", str(row.cells[0]), scope="rowgroup", colspan=across, role="rowheader")
        return element("tr", head, role="row", class_="heading")
    first, *rest = row.cells
    words = said(first, table.columns[0].kind)
    # A header without words is none: a voice would announce it as blank for every cell of the row.
    head = element("th", words, scope="row", role="rowheader") if words else _cell("", "", "text")
    cells = (_cell(said(cell, column.kind), column.title, column.kind)
             for cell, column in zip(rest, table.columns[1:], strict=True))  # fmt: skip
    return element("tr", head, *cells, role="row", class_=row.role)


def _cell(words: str, title: str, kind: str) -> Markup:
    if not words:
        return element("td", role="cell", class_=f"{_align(kind)} empty")
    name = element("span", f"{title}: ", class_="name", aria_hidden="true")
    return element("td", name, words, role="cell", class_=_align(kind))


def _align(kind: str) -> str:
    return "number" if kind in NUMBERS else "text"
