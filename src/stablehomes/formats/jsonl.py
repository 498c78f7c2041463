"""JSON lines: one object a line, for answers that are made of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import simplejson

from stablehomes.formats.json import plain_signs

if TYPE_CHECKING:
    from stablehomes.documents.form.document import Document
    from stablehomes.formats import Display


def render(document: Document, _display: Display) -> str:
    """Each record on a line of its own; the whole answer on one where it has no records."""
    return "".join(
        plain_signs(simplejson.dumps(record, ensure_ascii=False, use_decimal=True)) + "\n"
        for record in document.records or (document.data,)
    )
