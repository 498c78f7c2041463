"""The commands as one program, of which only the one that is called is imported."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import StringIO
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

INVALID_INPUT = 3
DISK = "check the disk, the name and the permissions"
# What is wrong with a command line, by the class that all such complaints are of.
USAGE_ERROR: Any = typer.BadParameter.__base__
# What commands and the program itself have in common. Markup for rich would be imported at each start.
SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


def group_of(questions: Mapping[str, str]) -> type[TyperGroup]:
    """A group of commands, each in the module of its name; what stands here of each is its question.

    Building every command with its options takes longer than answering, so help, completion of names and "did
    you mean" look at the questions alone, and a command is imported when it is called.
    """

    class Commands(TyperGroup):
        def main(
            self,
            args: Sequence[str] | None = None,
            prog_name: str | None = None,
            complete_var: str | None = None,
            standalone_mode: bool = True,
            windows_expand_args: bool = True,
            **settings: Any,
        ) -> Any:
            """Runs a command, and says by a message and a status why it could not be run."""
            if not standalone_mode:
                return super().main(args, prog_name, complete_var, False, windows_expand_args, **settings)
            try:
                status = (
                    super().main(args, prog_name, complete_var, False, windows_expand_args, **settings) or 0
                )
            except (USAGE_ERROR, typer.Abort, OSError) as error:
                status = _ended_by(error)
            sys.exit(status)

        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            for name, question in questions.items():
                self.add_command(TyperCommand(name, help=question, rich_markup_mode=None))

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            _refuse_empty(args)
            name, listed, rest = super().resolve_command(ctx, args)
            return name, listed and imported(args[0]), rest

    return Commands


def _ended_by(error: Exception) -> int:
    """The status by which the program ends; what is wrong with the call, or what the system says, is said."""
    from stablehomes.commands.output import leave_quietly, say

    if isinstance(error, USAGE_ERROR):
        said = StringIO()
        error.show(said)
        say(said.getvalue())
        return int(error.exit_code)
    if isinstance(error, typer.Abort):
        say("Aborted!")
        return 1
    leave_quietly(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return 1
    assert isinstance(error, OSError), "nothing else is asked about"
    say(f"error: {error.filename or 'standard output'}: {error.strerror}\n   help: {DISK}")
    return INVALID_INPUT


def _refuse_empty(args: Sequence[str]) -> None:
    """An empty value is what a shell makes of a variable that is not set: no name, and no folder either."""
    for before, each in zip(("", *args), args, strict=False):
        if not each or re.fullmatch("--[a-z-]+=", each):
            what = each or (before if before.startswith("-") else "an argument")
            message = f"{what.removesuffix('=')} is empty: name something, or leave it out"
            raise typer.BadParameter(message)


def imported(name: str) -> Any:
    """The command itself, from the module of its name."""
    alone = typer.Typer(add_completion=False, **SETTINGS)
    alone.command(name)(getattr(import_module(f"stablehomes.commands.{name}"), name))
    return get_command(alone)
