"""stablehomes schema"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from stablehomes.answer_schemas import ANSWERS, answer_schema
from stablehomes.commands.answering import respond
from stablehomes.commands.options import Common
from stablehomes.document import Document
from stablehomes.formats import Format
from stablehomes.problems import WrongCall, did_you_mean


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            autocompletion=lambda: _names(),
            help="A data file (measures, allowances, sources, prices) or a command (budget, split, ...).",
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
        return Document(name, name, (), (), (), _schema_of(name))

    respond(Common(None, Format.json, output), make)


def _schema_of(name: str) -> dict[str, Any]:
    if name in ANSWERS:
        return answer_schema(name)
    from stablehomes.file_schemas import file_schema

    if name not in _names():
        raise WrongCall(f'there is no schema "{name}"', did_you_mean(name, _names()))
    return file_schema(name)


def _names() -> list[str]:
    from stablehomes.files import FILES

    return [*FILES, *ANSWERS]
