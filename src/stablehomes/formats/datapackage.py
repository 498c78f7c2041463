"""A folder of CSV files, one a table, described by a Frictionless ``datapackage.json``."""

from __future__ import annotations

from typing import Any

from stablehomes.documents.form.document import Document, Table, for_machines, slug
from stablehomes.formats.csv import labelled, written
from stablehomes.formats.flat import Field, source_table
from stablehomes.formats.json import written as as_json

TYPES = {"text": "string", "pounds": "number", "number": "number", "per cent": "number", "day": "date"}


def files(document: Document) -> dict[str, bytes]:
    """Each file of the folder by its name; the description, which speaks of the others, is the last."""
    tables = [*for_machines(document), source_table(document.sources)]
    content = {f"{slug(table.name)}.csv": written(labelled(table)) for table in tables}
    return content | {"datapackage.json": as_json(_description(document, tables)).encode()}


def _description(document: Document, tables: list[Table]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": slug(document.name),
        "title": document.title,
        "description": "\n".join([document.answer, *document.notes]),
        "sources": [
            {"title": f"{source.publisher}: {source.title}"} | ({"path": source.url} if source.url else {})
            for source in document.sources
        ],
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": slug(table.name),
        "title": table.title,
        "path": f"{slug(table.name)}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {"fields": [_field(field) for field in labelled(table).fields]},
    }


def _field(field: Field) -> dict[str, str]:
    unit = {"description": "in pounds"} if field.kind == "pounds" else {}
    return {"name": field.name, "title": field.title, "type": TYPES[field.kind]} | unit
