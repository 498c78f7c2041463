"""stablehomes split"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.inputs.areas import AreaFiles, with_files
from stablehomes.questions.split.split import SplitQuery, split_of

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def split(
    common: Common,
    query: SplitQuery,
    files: AreaFiles,
    measure: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE",
            autocompletion=ids_of("measures"),
            help="Id of the measure whose money is split.",
        ),
    ],
    chart: Chart = False,
) -> None:
    """What would each area get? An illustration: nobody was promised it.

    Example: stablehomes split families-first-pathfinder --among 10
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.split import document

        return document(split_of(catalogue, measure, with_files(query, files, common.data)))

    answer(common._replace(charts=chart), ask)
