"""stablehomes timeline"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.options import Chart, Common, command
from stablehomes.commands.values import known_date
from stablehomes.values.days import KnownDate

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def timeline(
    common: Common,
    from_: Annotated[
        KnownDate | None,
        typer.Option("--from", parser=known_date, metavar="DATE", help="From this day, month or year on."),
    ] = None,
    to: Annotated[
        KnownDate | None,
        typer.Option(
            "--to", parser=known_date, metavar="DATE", help="To the end of this day, month or year."
        ),
    ] = None,
    chart: Chart = False,
) -> None:
    """What happens when: what was planned, and what is known to have happened?

    Example: stablehomes timeline --from 2023-05 --to 2023-12
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import timeline as documents
        from stablehomes.questions.timeline import timeline

        return documents.document(timeline(catalogue, from_, to))

    answer(common._replace(charts=chart), ask)
