"""stablehomes rate"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.asked import Age, On, Region
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def rate(
    common: Common,
    allowance: Annotated[
        str, typer.Argument(autocompletion=ids_of("allowances"), help="Id of the allowance.")
    ],
    on: On = None,
    region: Region = None,
    age: Age = None,
    chart: Chart = False,
) -> None:
    """What does an allowance pay on a day?

    Example: stablehomes rate fostering-minimum --on 2025-05-01 --region london --age 12
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import rate as documents
        from stablehomes.questions.allowances.rates import rate

        return documents.document(rate(catalogue, allowance, on=on, region=region, age=age))

    answer(common._replace(charts=chart), ask)
