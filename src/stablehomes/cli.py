"""The list of commands and nothing else."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from stablehomes import __version__
from stablehomes.commands.group import SETTINGS, group_of

# Each command is in the module of its name, and its help begins with its question.
QUESTIONS = {
    "budget": "What was announced, what is itemised, what is not?",
    "split": "What would each area get?",
    "council": "What does it mean for one council?",
    "compare": "What was an allowance before, what is it after?",
    "rate": "What does an allowance pay on a day?",
    "entitlements": "What is one person due?",
    "cost": "What does a change cost for these people?",
    "show": "What is known about one thing, and who says it?",
    "list": "What is there?",
    "sources": "Who says what, and where do they disagree?",
    "timeline": "What happens when?",
    "diff": "What changed between two states of the data?",
    "report": "Everything on a page or in a workbook.",
    "check": "Is the data sound?",
    "schema": "What is the form of a data file, or of an answer?",
    "init": "Begin a data folder of your own.",
}
app = typer.Typer(
    name="stablehomes",
    help="Announced public money: what adds up, who says so, and what it means for one area or one person.",
    cls=group_of(QUESTIONS),
    no_args_is_help=True,
    **SETTINGS,
)


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
        from stablehomes.commands.answering import FAULT
        from stablehomes.commands.output import say

        say(f"error: this is a fault of the program, not of your data: {type(fault).__name__}: {fault}")
        sys.exit(FAULT)
