"""stablehomes budget"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.asked import AsToldBy, Real
from stablehomes.commands.options import Chart, Common, command
from stablehomes.questions.budget import Grouping

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def budget(
    common: Common,
    by: Annotated[Grouping, typer.Option(help="What to group the money by.")] = "measure",
    as_told_by: AsToldBy = None,
    real: Real = None,
    chart: Chart = False,
) -> None:
    """What was announced, what is itemised, what is not?

    Example: stablehomes budget --by year
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import budget as documents
        from stablehomes.questions.budget import budget

        return documents.document(budget(catalogue, by, as_told_by, real))

    answer(common._replace(charts=chart), ask)
