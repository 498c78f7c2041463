"""stablehomes list"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Common, command
from stablehomes.questions.list import ThingKind

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def list(
    common: Common,
    kind: Annotated[ThingKind | None, typer.Argument(help="Only things of this kind.")] = None,
    pillar: Annotated[
        str | None,
        typer.Option(metavar="PILLAR", autocompletion=ids_of("pillars"), help="Only what is in this pillar."),
    ] = None,
    money: Annotated[
        bool | None,
        typer.Option("--with-money/--without-money", help="Only what has a figure, or has none."),
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only what has this text in its id or its names.")
    ] = None,
) -> None:
    """What is there?

    Example: stablehomes list measure --without-money
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import list as documents
        from stablehomes.questions.list import listing

        return documents.document(listing(catalogue, kind, pillar=pillar, money=money, text=text))

    answer(common, ask)
