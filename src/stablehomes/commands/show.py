"""stablehomes show"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import what_show_shows
from stablehomes.commands.options import Common, command
from stablehomes.inputs.areas import AreaFiles, with_files
from stablehomes.questions.show import show_with
from stablehomes.questions.split.split import SplitQuery
from stablehomes.questions.working.query import QUERIES, WorkingOptions

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def show(
    common: Common,
    options: WorkingOptions,
    given: Annotated[dict[str, Any], *QUERIES],
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

        shared = with_files(SplitQuery(), files, common.data)
        of_files = {"areas": shared.areas, "terms": shared.terms} if any(files) else {}
        said = given | {name: value for name, value in of_files.items() if value is not None}
        return document(show_with(catalogue, id, options, said))

    answer(common, ask)
