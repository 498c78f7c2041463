"""Markdown as GitHub reads it: for a pull-request comment, a job summary or a page of documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from stablehomes.catalogue.model import Source
from stablehomes.documents.form.document import Document, Row, Table, for_people
from stablehomes.formats import Display
from stablehomes.formats.cells import NUMBERS, address, preformatted_texts, said, source_line
from stablehomes.values.wording import sanitised

SIGNS = re.compile(r"([\\`*_{}\[\]<>|~$&])")
# What would begin a heading, a list, a quotation or a rule at the start of a line.
STARTS = re.compile(r"^(\s*[0-9]*)([#+=.)-])")
# What would call a person or link to a discussion.
CALLS = re.compile(r"([@#])(?=\w)|\b(GH-)(?=[0-9])")
# What GitHub would make a link of, though nobody wrote one.
BARE_ADDRESSES = re.compile(
    r"(?<![^\W_])(www(?=\.)|https?(?=:)|ftp(?=:)|mailto(?=:)|xmpp(?=:))", re.IGNORECASE
)
LONGEST_COMMENT = 65_536  # characters, on GitHub
ROOM = 500  # for the ends of what is open, and the sentence that says what was cut
BOLD = ("heading", "subtotal", "total")


def render(document: Document, _display: Display) -> str:
    """The answer, its tables, then notes and sources; a document of parts begins with its contents."""
    blocks = [f"# {escaped(document.title)}", escaped(document.answer)]
    if document.parts:
        blocks.append(_contents(document))
    blocks += _body(document)
    for part in document.parts:
        blocks += [f"## {escaped(part.title)}", escaped(part.answer), *_body(part)]
    text = "\n\n".join([*blocks, *_list("Sources", map(_source, document.sources))]) + "\n"
    # A report is a page of its own, and no comment.
    return text if document.parts else _as_a_comment(text)


def _as_a_comment(text: str) -> str:
    """The text as far as a comment can hold it, and a sentence that says what is missing."""
    if len(text) <= LONGEST_COMMENT:
        return text
    kept = text[: LONGEST_COMMENT - ROOM].rpartition("\n")[0]
    missing = text[len(kept) + 1 :].count("\n")
    said = (
        f"**This is cut after {len(kept.splitlines()):,} lines, for a comment holds {LONGEST_COMMENT:,}"
        f" characters: {missing:,} lines are left out. Other formats hold all of it.**"
    )
    return "\n\n".join([kept, *_ends_of_what_is_open(kept), said]) + "\n"


def _ends_of_what_is_open(text: str) -> Iterator[str]:
    *_, fence = [None, *re.finditer("^(`{3,})text$", text, re.MULTILINE)]
    if fence and f"\n{fence[1]}\n" not in f"{text[fence.end() :]}\n":
        yield fence[1]
    if text.count("\n<details>") > text.count("\n</details>"):
        yield "</details>"


def _contents(document: Document) -> str:
    anchors: dict[str, int] = {}
    return "\n".join(f"- [{escaped(part.title)}](#{_anchor(part.title, anchors)})" for part in document.parts)


def _anchor(title: str, taken: dict[str, int]) -> str:
    """The anchor that GitHub makes of a heading: a number follows where there is one like it before."""
    anchor = re.sub(r"[^\w\- ]", "", sanitised(title).lower()).replace(" ", "-")
    taken[anchor] = taken.get(anchor, -1) + 1
    return f"{anchor}-{taken[anchor]}" if taken[anchor] else anchor


def _body(document: Document) -> Iterator[str]:
    for passage in preformatted_texts(document):
        yield _fenced(passage)
    for table in for_people(document.tables):
        yield from _collapsed(table) if table.collapsed else (f"**{escaped(table.title)}**", _table(table))
    yield from _list("Notes", map(escaped, document.notes))


def _collapsed(table: Table) -> Iterator[str]:
    yield f"<details>\n<summary>{escape(sanitised(table.title))}</summary>"
    yield _table(table)
    yield "</details>"


def _table(table: Table) -> str:
    """Cells one below the other in the source too, so that it can be read as it is."""
    heads = [escaped(column.title) for column in table.columns]
    rows = [heads, *(_cells(row, table) for row in table.rows)]
    widths = [max(3, *(len(row[place]) for row in rows)) for place in range(len(heads))]
    right = [column.kind in NUMBERS for column in table.columns]
    rule = [
        "-" * (width - 1) + (":" if is_right else "-") for width, is_right in zip(widths, right, strict=True)
    ]
    lines = [rows[0], rule, *rows[1:]]
    return "\n".join(f"| {' | '.join(_padded(line, widths, right))} |" for line in lines)


def _padded(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    for cell, width, is_right in zip(cells, widths, right, strict=True):
        yield cell.rjust(width) if is_right else cell.ljust(width)


def _cells(row: Row, table: Table) -> list[str]:
    cells = [*row.cells, *[None] * (len(table.columns) - len(row.cells))]
    words = [escaped(said(cell, column.kind)) for cell, column in zip(cells, table.columns, strict=True)]
    return [f"**{each}**" if each and row.role in BOLD else each for each in words]


def _list(title: str, items: Iterator[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield f"**{title}**"
        yield "\n".join(lines)


def _source(source: Source) -> str:
    where = f" <{address(source.url)}>" if source.url else ""
    return escaped(source_line(source)) + where


def _fenced(passage: str) -> str:
    """Lines that are laid out already; the fence is longer than any in them."""
    fence = "`" * (max((len(run) for run in re.findall("`+", passage)), default=2) + 1)
    fence = fence if len(fence) >= 3 else "```"
    return f"{fence}text\n{passage}\n{fence}"


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, in a line or in a cell of a table.

    >>> escaped("a | b *c* <img> @somebody")
    'a \\\\| b \\\\*c\\\\* \\\\<img\\\\> @<!-- -->somebody'
    """
    shown = SIGNS.sub(r"\\\1", sanitised(text))
    shown = CALLS.sub(r"\1\2<!-- -->", shown)
    shown = BARE_ADDRESSES.sub(r"\1<!-- -->", shown)
    return STARTS.sub(r"\1\\\2", shown)
