"""stablehomes rate"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.questions.allowances.rates import RateQuery, rate_of

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def rate(
    common: Common,
    query: RateQuery,
    allowance: Annotated[
        str, typer.Argument(autocompletion=ids_of("allowances"), help="Id of the allowance.")
    ],
    chart: Chart = False,
) -> None:
    """What does an allowance pay on a day?

    Example: stablehomes rate fostering-minimum --on 2025-05-01 --region london --age 12
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.rate import document

        return document(rate_of(catalogue, allowance, query))

    answer(common._replace(charts=chart), ask)
