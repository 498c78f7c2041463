"""The options that every command has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from stablehomes.formats import Format

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data", envvar="STABLEHOMES_DATA", help="Folder of data files; the strategy's own if left out."
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How the answer is written.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", help="File for the answer, in place of the screen.")
]


class Common(NamedTuple):
    """What the common options say."""

    data: Path | None
    format: Format
    output: Path | None
