"""stablehomes timeline"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stablehomes.commands.answering import answer
from stablehomes.commands.options import Chart, Common, command
from stablehomes.questions.timeline import TimelineQuery, timeline_of

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def timeline(
    common: Common,
    query: TimelineQuery,
    chart: Chart = False,
) -> None:
    """What happens when: what was planned, and what is known to have happened?

    Example: stablehomes timeline --from 2023-05 --to 2023-12
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.timeline import document

        return document(timeline_of(catalogue, query))

    answer(common._replace(charts=chart), ask)
