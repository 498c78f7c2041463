"""What cells, notes and sources say in words; the same in each format that people read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from textwrap import wrap
from urllib.parse import quote

from stablehomes.catalogue.model import Source
from stablehomes.documents.form.document import Cell, Document
from stablehomes.problems.problem import rendered
from stablehomes.values.days import in_words, known_in_words
from stablehomes.values.ranges import Range, left_open, qualified
from stablehomes.values.wording import number, per_cent_in_words, pounds_in_table, sanitised

PREFORMATTED_WIDTH, NARROWEST = 100, 30
NUMBERS = ("pounds", "number", "per cent")
SAY = {"pounds": pounds_in_table, "open pounds": pounds_in_table, "per cent": per_cent_in_words}


def said(cell: Cell, kind: str) -> str:
    """A cell as text: what it says follows from what it is, and from the kind of its column."""
    say = SAY.get(kind, number)
    if isinstance(cell, Range):
        return left_open(cell, say) if kind == "open pounds" else qualified(cell, say)
    if isinstance(cell, Decimal | int):
        return say(Decimal(cell))
    if isinstance(cell, date):
        return in_words(cell)
    return cell or ""


def source_line(source: Source) -> str:
    """A source in one line, without its address."""
    who = f"{source.author.name}, on {source.publisher}" if source.author else source.publisher
    return f'{source.id}: {who}, "{source.title}", {known_in_words(source.published)}'


def address(url: str) -> str:
    """A web address in which nothing can end a link.

    >>> address('https://www.gov.uk/a"><b')
    'https://www.gov.uk/a%22%3E%3Cb'
    """
    return quote(url, safe=":/?#@!$&*+,;=%-._~")


def preformatted_texts(document: Document, width: int = PREFORMATTED_WIDTH) -> Iterator[str]:
    """Text whose lines are laid out: what was found in data, with its line and a mark below, and the rest."""
    yield from (rendered(problem, width) for problem in document.problems or ())
    for text in document.preformatted:
        yield "\n".join(folded for line in text.splitlines() for folded in _folded(sanitised(line), width))


def _folded(line: str, width: int) -> list[str]:
    """A line within the width, further in where it goes on; a word stays whole, whatever its length."""
    indent = line[: len(line) - len(line.lstrip())] + " " * 4
    return wrap(
        line, max(width, NARROWEST), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
