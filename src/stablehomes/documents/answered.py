"""The document of any answer: each question has one, in the module of its name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from stablehomes.documents.form.document import Document


def document_of(answer: Any) -> Document:
    """The document of an answer, by the name in its schema: stablehomes/NAME/1."""
    name = answer.schema.split("/")[1]
    document: Document = import_module(f"stablehomes.documents.{name}").document(answer)
    return document
