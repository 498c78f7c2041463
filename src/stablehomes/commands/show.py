"""stablehomes show"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Common, command

if TYPE_CHECKING:
    from stablehomes.document import Document
    from stablehomes.model import Catalogue


@command
def show(
    common: Common,
    id: Annotated[
        str,
        typer.Argument(
            autocompletion=ids_of("measures"),
            help="Id of a thing, the ONS code or name of a council, or strategy.",
        ),
    ],
    working: Annotated[
        bool, typer.Option("--working", help="Show the steps behind each number, down to the quotes.")
    ] = False,
) -> None:
    """What is known about one thing, and who says it?

    Example: stablehomes show strategy --working
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import showing as documents
        from stablehomes.questions.showing import show

        return documents.document(show(catalogue, id, working=working))

    answer(common, ask)
