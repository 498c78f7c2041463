"""An answer as a script takes it: rows of plain values, and the part of a page that a notebook shows."""

from __future__ import annotations

from typing import Any

from stablehomes.documents.answered import document_of
from stablehomes.documents.form.document import for_machines, only_table
from stablehomes.formats.csv import ROW, labelled
from stablehomes.formats.html import body


def rows(answer: Any, table: str | None = None) -> list[dict[str, Any]]:
    """See ``questions.answer.rows_of``, by which answers reach this."""
    document = document_of(answer)
    if table is not None:
        document = only_table(document, table)
    tables = for_machines(document)
    if not tables:
        return []
    values = labelled(tables[0])
    names = [field.name for field in values.fields]
    records = (dict(zip(names, record, strict=True)) for record in values.records)
    return [record for record in records if record.pop(ROW.name, "item") == "item"]


def html(answer: Any) -> str:
    """See ``questions.answer.html_of``, by which answers reach this."""
    return body(document_of(answer))
