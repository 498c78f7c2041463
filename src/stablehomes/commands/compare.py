"""stablehomes compare"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.commands.values import day, financial_year, month
from stablehomes.days import KnownDate
from stablehomes.years import FinancialYear

if TYPE_CHECKING:
    from stablehomes.document import Document
    from stablehomes.model import Catalogue


@command
def compare(
    common: Common,
    allowances: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ALLOWANCE]...",
            autocompletion=ids_of("allowances"),
            help="Ids of allowances; all if left out.",
        ),
    ] = None,
    people: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=1, max=10**9, help="Cost the change for this many people."),
    ] = None,
    before: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="Day of the first rate, such as 2023-03-31."),
    ] = None,
    after: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="Day of the second rate, such as 2023-04-01."),
    ] = None,
    region: Annotated[str | None, typer.Option(help="Id of a region, such as london.")] = None,
    age: Annotated[int | None, typer.Option(min=0, max=150, help="Age in completed years.")] = None,
    real: Annotated[
        FinancialYear | None,
        typer.Option(parser=financial_year, metavar="YEAR", help="Both rates in the prices of this year."),
    ] = None,
    worth_on: Annotated[
        KnownDate | None,
        typer.Option(parser=month, metavar="MONTH", help="What the new rate is worth in a later month."),
    ] = None,
    chart: Chart = False,
) -> None:
    """What was an allowance before, what is it after?

    Example: stablehomes compare leaving-care --people 13400
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import comparisons as documents
        from stablehomes.questions.comparisons import compare

        answered = compare(
            catalogue,
            allowances or (),
            people=people,
            before=before,
            after=after,
            region=region,
            age=age,
            real=real,
            worth_on=worth_on,
        )
        return documents.document(answered)

    answer(common._replace(charts=chart), ask)
