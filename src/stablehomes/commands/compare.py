"""stablehomes compare"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.questions.allowances.compare import CompareQuery, compare_of

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def compare(
    common: Common,
    query: CompareQuery,
    allowances: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ALLOWANCE]...",
            autocompletion=ids_of("allowances"),
            help="Ids of allowances; all if left out.",
        ),
    ] = None,
    chart: Chart = False,
) -> None:
    """What was an allowance before, what is it after?

    Example: stablehomes compare leaving-care --people 13400
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.compare import document

        return document(compare_of(catalogue, allowances or (), query))

    answer(common._replace(charts=chart), ask)
