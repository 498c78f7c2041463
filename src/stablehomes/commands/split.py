"""stablehomes split"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.commands.shares import Shares, areas_of, terms_of, with_shares

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


class By(StrEnum):
    region = "region"


@command
@with_shares
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
    shares: Shares,
    by: Annotated[By | None, typer.Option(help="Add councils up by region.")] = None,
    chart: Chart = False,
) -> None:
    """What would each area get? An illustration: nobody was promised it.

    Example: stablehomes split families-first-pathfinder --among 10
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import split as documents
        from stablehomes.questions.split.split import split
        from stablehomes.values.apportion import LARGEST_REMAINDER
        from stablehomes.values.terms import PENNY

        terms = terms_of(shares)
        return documents.document(
            split(
                catalogue,
                measure,
                among=shares.among,
                named=shares.named,
                areas=areas_of(shares, terms, common.data),
                year=shares.year,
                rule=shares.rule,
                terms=terms,
                method=shares.method or LARGEST_REMAINDER,
                unit=shares.unit or PENNY,
                by_region=by is By.region,
                against=shares.against,
            )
        )

    answer(common._replace(charts=chart), ask)
