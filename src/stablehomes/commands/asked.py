"""Options that several commands have, each stated once: what an answer is asked with."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from stablehomes.commands.completion import ids_of
from stablehomes.commands.values import day, financial_year, month
from stablehomes.values.days import KnownDate
from stablehomes.values.years import FinancialYear

AsToldBy = Annotated[
    str | None,
    typer.Option(
        metavar="SOURCE", autocompletion=ids_of("sources"), help="The strategy as one document tells it."
    ),
]
Real = Annotated[
    FinancialYear | None,
    typer.Option(parser=financial_year, metavar="YEAR", help="In the prices of this year, such as 2023-24."),
]
People = Annotated[
    int | None,
    typer.Option(metavar="NUMBER", min=1, max=10**9, help="Cost the change for this many people."),
]
Before = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="Day of the first rate, such as 2023-03-31."),
]
After = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="Day of the second rate, such as 2023-04-01."),
]
WorthOn = Annotated[
    KnownDate | None,
    typer.Option(parser=month, metavar="MONTH", help="What the new rate is worth in a later month."),
]
On = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="The day, such as 2025-05-01; all if left out."),
]
Region = Annotated[str | None, typer.Option(help="Id of a region, such as london.")]
Age = Annotated[int | None, typer.Option(min=0, max=150, help="Age in completed years.")]
