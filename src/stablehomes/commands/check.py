"""stablehomes check"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from stablehomes.commands.answering import ANSWER_IS_NO, respond
from stablehomes.commands.options import Common, command

if TYPE_CHECKING:
    from stablehomes.document import Document


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
        sound = examined.catalogue is not None
        return documents.document(examined.problems)

    respond(common, make)
    if not sound:
        raise typer.Exit(ANSWER_IS_NO)
