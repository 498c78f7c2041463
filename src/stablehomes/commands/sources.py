"""stablehomes sources"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Common, command
from stablehomes.questions.sources import SourcesQuery, sources_of

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def sources(
    common: Common,
    query: SourcesQuery,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]", autocompletion=ids_of("sources"), help="Only what this document says."
        ),
    ] = None,
) -> None:
    """Who says what, and where do they disagree?

    Example: stablehomes sources --disagree
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.sources import document

        return document(sources_of(catalogue, query._replace(source=source)))

    answer(common, ask)
