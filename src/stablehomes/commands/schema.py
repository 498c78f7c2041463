"""stablehomes schema"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import respond
from stablehomes.commands.options import Common
from stablehomes.formats import Format

if TYPE_CHECKING:
    from stablehomes.documents.form.document import Document


def _names() -> list[str]:
    from stablehomes.interface.schema import schema_names

    return schema_names()


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            autocompletion=_names,
            help="A data file (measures, sources, ...) or an answer (budget, split, sources/1, ...).",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File for the schema, in place of the screen.")
    ] = None,
) -> None:
    """What is the form of a data file, or of an answer? As JSON Schema.

    Example: stablehomes schema measures
    """

    def make() -> Document:
        from stablehomes.documents.form.document import Document
        from stablehomes.interface.schema import schema

        return Document(name, name, (), (), (), schema(name))

    respond(Common(None, Format.json, output), make)
