"""stablehomes show"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.asked import After, Age, AsToldBy, Before, On, People, Real, Region, WorthOn
from stablehomes.commands.completion import what_show_shows
from stablehomes.commands.options import Common, command
from stablehomes.commands.shares import Shares, areas_of, terms_of, with_shares
from stablehomes.questions.working.query import Breakdown

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document
    from stablehomes.questions.working.query import Question


@command
@with_shares
def show(
    common: Common,
    id: Annotated[
        str,
        typer.Argument(
            autocompletion=what_show_shows,
            help="Id or title of a thing, the ONS code or name of a council, or strategy.",
        ),
    ],
    working: Annotated[
        bool,
        typer.Option(
            "--working",
            help="Show the steps behind each number, down to the quotes; with options of budget, split,"
            " compare or rate, the numbers that those answers print.",
        ),
    ] = False,
    *,
    shares: Shares,
    by: Annotated[
        Breakdown | None, typer.Option(help="The strategy's groups, or the regions of a split.")
    ] = None,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help="Code or name of the area whose share is meant.")
    ] = None,
    as_told_by: AsToldBy = None,
    real: Real = None,
    on: On = None,
    before: Before = None,
    after: After = None,
    region: Region = None,
    age: Age = None,
    people: People = None,
    worth_on: WorthOn = None,
) -> None:
    """What is known about one thing, and who says it?

    Example: stablehomes show strategy --working
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import show as documents
        from stablehomes.questions.show import show
        from stablehomes.questions.working.query import Question

        question = _sharing(shares, Question(), common.data)._replace(
            by=by,
            area=area,
            as_told_by=as_told_by,
            real=real,
            on=on,
            before=before,
            after=after,
            region=region,
            age=age,
            people=people,
            worth_on=worth_on,
        )
        return documents.document(show(catalogue, id, working=working, question=question))

    answer(common, ask)


def _sharing(shares: Shares, question: Question, folder: Path | None) -> Question:
    """The question with what the options of a split say."""
    terms = terms_of(shares)
    given = shares.formula or shares.weight or shares.floor or shares.cap
    return question._replace(
        among=shares.among,
        named=shares.named,
        areas=areas_of(shares, terms, folder),
        year=shares.year,
        rule=shares.rule,
        terms=terms if given else None,
        method=shares.method,
        unit=shares.unit,
        against=shares.against,
    )
