"""stablehomes check"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from stablehomes.commands.answering import ANSWER_IS_NO, respond
from stablehomes.commands.options import Common, command
from stablehomes.questions.check import CheckQuery

if TYPE_CHECKING:
    from stablehomes.documents.form.document import Document


@command
def check(common: Common, query: CheckQuery) -> None:
    """Is the data sound? Exit status 1 if it is not.

    Example: stablehomes check --data my-data
    """
    sound = True

    def make() -> Document:
        nonlocal sound
        from stablehomes.documents.check import document
        from stablehomes.inputs.check import check_of

        checked = check_of(
            common.data,
            query,
            common.scenario,
            common.set,
            later_wins=common.later_wins,
            max_size=common.max_size,
        )
        sound = checked.sound
        return document(checked)

    respond(common, make)
    if not sound:
        raise typer.Exit(ANSWER_IS_NO)
