"""stablehomes check"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import ANSWER_IS_NO, as_wanted, respond
from stablehomes.commands.options import Common, command
from stablehomes.commands.values import day

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document
    from stablehomes.problems.problem import Problem


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
    from stablehomes.documents import check as documents
    from stablehomes.reading.folder import look_at

    sound = True

    def make() -> Document:
        nonlocal sound
        examined = look_at(common.data, common.max_size, stale_after)
        found = _in_scenarios(examined.catalogue, common) if examined.catalogue else ()
        problems = (*examined.problems, *found)
        sound = examined.catalogue is not None and not found and not (strict and problems)
        return documents.document(problems, sound)

    respond(common, make)
    if not sound:
        raise typer.Exit(ANSWER_IS_NO)


def _in_scenarios(catalogue: Catalogue, common: Common) -> tuple[Problem, ...]:
    """What keeps the scenarios that were named from being applied to sound data."""
    from stablehomes.problems.problem import InvalidData

    try:
        as_wanted(catalogue, common)
    except InvalidData as invalid:
        return invalid.problems
    return ()
