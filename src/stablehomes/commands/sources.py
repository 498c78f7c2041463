"""stablehomes sources"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Common, command

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def sources(
    common: Common,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]", autocompletion=ids_of("sources"), help="Only what this document says."
        ),
    ] = None,
    disagree: Annotated[bool, typer.Option("--disagree", help="Only where documents disagree.")] = False,
) -> None:
    """Who says what, and where do they disagree?

    Example: stablehomes sources --disagree
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import sources as documents
        from stablehomes.questions.sources import grid

        return documents.document(grid(catalogue, source, disagree=disagree))

    answer(common, ask)
