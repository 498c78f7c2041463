"""The commands as one program, of which only the one that is called is imported."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

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
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            for name, question in questions.items():
                self.add_command(TyperCommand(name, help=question, rich_markup_mode=None))

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            name, listed, rest = super().resolve_command(ctx, args)
            return name, listed and imported(args[0]), rest

    return Commands


def imported(name: str) -> Any:
    """The command itself, from the module of its name."""
    alone = typer.Typer(add_completion=False, **SETTINGS)
    alone.command(name)(getattr(import_module(f"stablehomes.commands.{name}"), name))
    return get_command(alone)
