"""stablehomes split"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.commands.values import financial_year
from stablehomes.problems import WrongCall
from stablehomes.years import FinancialYear

if TYPE_CHECKING:
    from stablehomes.document import Document
    from stablehomes.model import Catalogue


@command
def split(
    common: Common,
    measure: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE",
            autocompletion=ids_of("measures"),
            help="Id of the measure whose money is split.",
        ),
    ],
    among: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, max=100_000, help="Share among this many areas.")
    ] = None,
    named: Annotated[bool, typer.Option("--named", help="Share among the councils that were named.")] = False,
    areas: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Share among the areas in a CSV file: columns name and code."),
    ] = None,
    weight: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column of that file to share by.")
    ] = None,
    year: Annotated[
        FinancialYear | None,
        typer.Option(parser=financial_year, metavar="YEAR", help="One year's part, such as 2023-24."),
    ] = None,
    chart: Chart = False,
) -> None:
    """What would each area get? An illustration: nobody was promised it.

    Example: stablehomes split families-first-pathfinder --among 10
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.areas import read_areas
        from stablehomes.documents import splits as documents
        from stablehomes.questions.splits import split

        if weight and not areas:
            raise WrongCall("--weight names a column of a file", "add --areas FILE")
        members = read_areas(areas, weight) if areas else None
        return documents.document(
            split(catalogue, measure, among=among, named=named, areas=members, year=year)
        )

    answer(common._replace(charts=chart), ask)
