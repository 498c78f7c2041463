"""stablehomes check"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import ANSWER_IS_NO, respond
from stablehomes.commands.options import Common, command
from stablehomes.commands.values import day

if TYPE_CHECKING:
    from stablehomes.document import Document


@command
def check(
    common: Common,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as faults.")] = False,
    stale_after: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="DATE", help="Warn of each figure stated before this day, such as 2024-04-01."
        ),
    ] = None,
) -> None:
    """Is the data sound? Exit status 1 if it is not.

    Example: stablehomes check --data my-data
    """
    from stablehomes.catalogue import look_at
    from stablehomes.documents import problems as documents

    sound = True

    def make() -> Document:
        nonlocal sound
        examined = look_at(common.data, common.max_size, stale_after)
        sound = examined.catalogue is not None and not (strict and examined.problems)
        return documents.document(examined.problems, sound)

    respond(common, make)
    if not sound:
        raise typer.Exit(ANSWER_IS_NO)
