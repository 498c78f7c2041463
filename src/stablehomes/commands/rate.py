"""stablehomes rate"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.commands.values import day

if TYPE_CHECKING:
    from stablehomes.document import Document
    from stablehomes.model import Catalogue


@command
def rate(
    common: Common,
    allowance: Annotated[
        str, typer.Argument(autocompletion=ids_of("allowances"), help="Id of the allowance.")
    ],
    on: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="The day, such as 2025-05-01; all if left out."),
    ] = None,
    region: Annotated[str | None, typer.Option(help="Id of a region, such as london.")] = None,
    age: Annotated[int | None, typer.Option(min=0, max=150, help="Age in completed years.")] = None,
    chart: Chart = False,
) -> None:
    """What does an allowance pay on a day?

    Example: stablehomes rate fostering-minimum --on 2025-05-01 --region london --age 12
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import rates as documents
        from stablehomes.questions.rates import rate

        return documents.document(rate(catalogue, allowance, on=on, region=region, age=age))

    answer(common._replace(charts=chart), ask)
