"""stablehomes list"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.options import Common, command
from stablehomes.questions.list import ListQuery, ThingKind, list_of

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def list(
    common: Common,
    query: ListQuery,
    kind: Annotated[ThingKind | None, typer.Argument(help="Only things of this kind.")] = None,
) -> None:
    """What is there?

    Example: stablehomes list measure --without-money
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.list import document

        return document(list_of(catalogue, query._replace(kind=kind)))

    answer(common, ask)
