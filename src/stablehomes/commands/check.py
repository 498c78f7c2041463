"""stablehomes check"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from stablehomes.commands.answering import ANSWER_IS_NO, as_wanted, respond
from stablehomes.commands.options import Common, command

if TYPE_CHECKING:
    from stablehomes.document import Document
    from stablehomes.model import Catalogue
    from stablehomes.problems import Problem


@command
def check(common: Common) -> None:
    """Is the data sound? Exit status 1 if it is not.

    Example: stablehomes check --data my-data
    """
    from stablehomes.catalogue import look_at
    from stablehomes.documents import problems as documents

    sound = True

    def make() -> Document:
        nonlocal sound
        examined = look_at(common.data)
        found = _in_scenarios(examined.catalogue, common) if examined.catalogue else ()
        sound = examined.catalogue is not None and not found
        return documents.document((*examined.problems, *found))

    respond(common, make)
    if not sound:
        raise typer.Exit(ANSWER_IS_NO)


def _in_scenarios(catalogue: Catalogue, common: Common) -> tuple[Problem, ...]:
    """What keeps the scenarios that were named from being applied to sound data."""
    from stablehomes.problems import InvalidData

    try:
        as_wanted(catalogue, common)
    except InvalidData as invalid:
        return invalid.problems
    return ()
