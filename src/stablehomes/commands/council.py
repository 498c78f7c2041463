"""stablehomes council"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.options import Common, command

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document


@command
def council(
    common: Common,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A council by any of its names, its ONS code or its number.")
    ],
) -> None:
    """What does it mean for one council?

    What it was named for and awarded, what three rules would give it of each measure, and what rises of
    allowances would cost it.

    Example: stablehomes council Leeds
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import council as documents
        from stablehomes.inputs.council import neighbours, published_counts
        from stablehomes.questions.council import council, find_council
        from stablehomes.reading.councils import councils

        known = councils(common.data)
        near = neighbours(find_council(known, name).code)
        return documents.document(council(catalogue, known, name, published_counts(known), near))

    answer(common, ask)
