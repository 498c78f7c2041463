"""stablehomes budget"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.commands.values import financial_year
from stablehomes.years import FinancialYear

if TYPE_CHECKING:
    from stablehomes.document import Document
    from stablehomes.model import Catalogue


class By(StrEnum):
    measure = "measure"
    pillar = "pillar"
    year = "year"
    source = "source"


@command
def budget(
    common: Common,
    by: Annotated[By, typer.Option(help="What to group the money by.")] = By.measure,
    as_told_by: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE", autocompletion=ids_of("sources"), help="The strategy as one document tells it."
        ),
    ] = None,
    real: Annotated[
        FinancialYear | None,
        typer.Option(parser=financial_year, metavar="YEAR", help="In the prices of this year, as 2023-24."),
    ] = None,
    chart: Chart = False,
) -> None:
    """What was announced, what is itemised, what is not?

    Example: stablehomes budget --by year
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import budget as documents
        from stablehomes.questions.budget import budget

        return documents.document(budget(catalogue, by.value, as_told_by, real))

    answer(common._replace(charts=chart), ask)
