"""The list of commands and nothing else."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from stablehomes import __version__
from stablehomes.commands.answering import FAULT
from stablehomes.commands.budget import budget
from stablehomes.commands.check import check
from stablehomes.commands.compare import compare
from stablehomes.commands.cost import cost
from stablehomes.commands.diff import diff
from stablehomes.commands.entitlements import entitlements
from stablehomes.commands.init import init
from stablehomes.commands.list import list_
from stablehomes.commands.rate import rate
from stablehomes.commands.report import report
from stablehomes.commands.schema import schema
from stablehomes.commands.show import show
from stablehomes.commands.sources import sources
from stablehomes.commands.split import split
from stablehomes.commands.timeline import timeline
from stablehomes.output import say

app = typer.Typer(
    name="stablehomes",
    help="Announced public money: what adds up, who says so, and what it means for one area or one person.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    budget,
    split,
    compare,
    rate,
    entitlements,
    cost,
    show,
    list_,
    sources,
    timeline,
    diff,
    report,
    check,
    schema,
    init,
):
    # A trailing underscore is Python's, which keeps the word for itself.
    app.command(command.__name__.rstrip("_"))(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"stablehomes {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """The options that stand before a command."""


def main() -> None:
    """Runs a command; a fault of the program ends it with status 4."""
    try:
        app()
    except Exception as fault:
        if os.environ.get("STABLEHOMES_DEBUG"):
            raise
        say(f"error: this is a fault of the program, not of your data: {type(fault).__name__}: {fault}")
        sys.exit(FAULT)
