"""CSV (RFC 4180, UTF-8): one table, with plain numbers and a column for each end of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from stablehomes.documents.form.document import Document, Row, Table, for_machines
from stablehomes.formats import Display
from stablehomes.formats.flat import Field, Flat, Value, flat
from stablehomes.problems.problem import WrongCall
from stablehomes.values.wording import sanitised

SECTION = Field("section", "Section", "text", "", "")
ROW = Field("row", "Row", "text", "", "")
# A spreadsheet takes a cell that begins with one of these for a formula, after spaces too.
FORMULA_SIGNS = "=+-@＝＋－＠"


def render(document: Document, _display: Display) -> bytes:
    """The one table of the document; WrongCall, with the names, if there is a choice."""
    tables = for_machines(document)
    if len(tables) != 1:
        names = ", ".join(table.name for table in tables)
        advice = f"name one with --table ({names}), or a folder for all with --output"
        raise WrongCall(f"a CSV file holds one table, and this answer has {len(tables)}", advice)
    return written(labelled(tables[0]))


def labelled(table: Table) -> Flat:
    """The table's plain values; headings become a column of sections, and each row says if it is a sum."""
    roles = {row.role for row in table.rows}
    before = ((SECTION,) if "heading" in roles else ()) + ((ROW,) if roles & {"subtotal", "total"} else ())
    values = flat(table)
    records = (
        (*(label[field] for field in before), *record)
        for label, row, record in zip(_labels(table.rows), table.rows, values.records, strict=True)
        if row.role != "heading"
    )
    return Flat((*before, *values.fields), tuple(records))


def _labels(rows: tuple[Row, ...]) -> Iterator[dict[Field, Value]]:
    section: Value = None
    for row in rows:
        if row.role in ("heading", "total"):
            section = str(row.cells[0]) if row.role == "heading" else None
        yield {SECTION: section, ROW: "item" if row.role == "plain" else row.role}


def written(values: Flat) -> bytes:
    """Plain values as the bytes of a CSV file, the names of the fields first."""
    lines = [[field.name for field in values.fields], *(map(_written, each) for each in values.records)]
    return "".join(f"{','.join(map(_cell, line)) or EMPTY}\r\n" for line in lines).encode(errors="replace")


EMPTY = '""'  # a line of one empty cell, which would be none
# A cell with one of these is in quotation marks: what separates cells, here or where a spreadsheet program
# expects semicolons or tabs, and what at the start of a line is a command to a runner of workflows.
QUOTED = re.compile('[",;\t\r\n|]|^\\s*::')


def _cell(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if QUOTED.search(text) else text


def _written(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return escape_formula(sanitised(value)) if isinstance(value, str) else "" if value is None else str(value)


def escape_formula(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one.

    >>> escape_formula("=1+1"), escape_formula("Dorset")
    ("'=1+1", 'Dorset')
    """
    text = text.replace("##[", "## [")  # anywhere in a line, a command to a runner of workflows
    return f"'{text}" if text.lstrip(" �")[:1] in tuple(FORMULA_SIGNS) else text
