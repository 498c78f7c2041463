"""stablehomes schema"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stablehomes.commands.answering import respond
from stablehomes.commands.options import Common
from stablehomes.formats import Format
from stablehomes.problems.problem import WrongCall, did_you_mean

if TYPE_CHECKING:
    from stablehomes.documents.form.document import Document

# An answer may be named as its key "schema" names it: sources.yaml and the answer of sources are two things.
ANSWER_SUFFIX = "/1"


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            autocompletion=lambda: _names(),
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

        return Document(name, name, (), (), (), _schema_of(name))

    respond(Common(None, Format.json, output), make)


def _schema_of(name: str) -> dict[str, Any]:
    from stablehomes.answers.schema import ANSWERS, answer_schema
    from stablehomes.reading.json_schema import file_schema
    from stablehomes.reading.schema import FILES

    if name in FILES:
        return file_schema(name)
    answer = name.removesuffix(ANSWER_SUFFIX)
    if answer not in ANSWERS:
        raise WrongCall(f'there is no schema "{name}"', did_you_mean(name, _names()))
    return answer_schema(answer)


def _names() -> list[str]:
    """Files by their names; answers by theirs, with the number where a file has the same name."""
    from stablehomes.answers.schema import ANSWERS
    from stablehomes.reading.schema import FILES

    return [*FILES, *(f"{name}{ANSWER_SUFFIX}" if name in FILES else name for name in ANSWERS)]
