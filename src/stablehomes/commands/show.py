"""stablehomes show"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import what_show_shows
from stablehomes.commands.options import Common, command
from stablehomes.inputs.areas import AreaFiles, with_files
from stablehomes.questions.show import Working, show_of

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def show(
    common: Common,
    query: Working,
    files: AreaFiles,
    id: Annotated[
        str,
        typer.Argument(
            autocompletion=what_show_shows,
            help="Id or title of a thing, the ONS code or name of a council, or strategy.",
        ),
    ],
) -> None:
    """What is known about one thing, and who says it?

    Example: stablehomes show strategy --working
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.show import document

        return document(show_of(catalogue, id, with_files(query, files)))

    answer(common, ask)
