"""stablehomes compare"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.asked import After, Age, Before, People, Real, Region, WorthOn
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


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
    people: People = None,
    before: Before = None,
    after: After = None,
    region: Region = None,
    age: Age = None,
    real: Real = None,
    worth_on: WorthOn = None,
    chart: Chart = False,
) -> None:
    """What was an allowance before, what is it after?

    Example: stablehomes compare leaving-care --people 13400
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import compare as documents
        from stablehomes.questions.allowances.compare import compare

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
