"""stablehomes budget"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stablehomes.commands.answering import answer
from stablehomes.commands.options import Chart, Common, command
from stablehomes.questions.budget import BudgetQuery, budget_of

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def budget(common: Common, query: BudgetQuery, chart: Chart = False) -> None:
    """What was announced, what is itemised, what is not?

    Example: stablehomes budget --by year
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.budget import document

        return document(budget_of(catalogue, query))

    answer(common._replace(charts=chart), ask)
