"""stablehomes diff"""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import ANSWER_IS_NO, data_at_hand, respond
from stablehomes.commands.options import Common, command
from stablehomes.formats import Format
from stablehomes.inputs.diff import DiffQuery, difference_of
from stablehomes.problems.problem import WrongCall

if TYPE_CHECKING:
    from stablehomes.documents.form.document import Document
    from stablehomes.questions.diff.answers import Diff

SIDES = "A data folder, git:REVISION, a saved answer (.json), a scenario, or baseline"


@command
def diff(
    common: Common,
    query: DiffQuery,
    before: Annotated[str, typer.Argument(metavar="BEFORE", help=f"{SIDES}.")],
    after: Annotated[
        str | None, typer.Argument(metavar="[AFTER]", help=f"{SIDES}; the data at hand if left out.")
    ] = None,
) -> None:
    """What changed between two states of the data?

    Example: stablehomes diff baseline --set leaving-care=£3,500@2024-04-01
    """
    answers: list[Diff] = []

    def make() -> Document:
        from stablehomes.documents import diff as documents

        at_hand = cache(partial(data_at_hand, common))
        answers.append(difference_of(before, after, query, common.data, at_hand))
        if (common.scenario or common.set) and not at_hand.cache_info().currsize:
            message = "--scenario and --set change the data at hand, and neither side is that"
            raise WrongCall(message, "leave AFTER out, or name a scenario as a side")
        document = documents.document(answers[0])
        return _at_lines(document, answers[0], common) if common.format is Format.github else document

    respond(common, make)
    if any(each.crossed and each.severity == "deny" for each in answers[0].thresholds):
        raise typer.Exit(ANSWER_IS_NO)


def _at_lines(document: Document, answer: Diff, common: Common) -> Document:
    """The document with what is to be said of single lines, where the side after has lines at hand."""
    from stablehomes.commands.remarks import changed_lines
    from stablehomes.documents.diff import in_a_line
    from stablehomes.reading.data_files import shipped_data

    folders = {"folder": Path(answer.after.name), "data": common.data or shipped_data()}
    if answer.after.kind not in folders:
        return document
    return document._replace(problems=changed_lines(answer, folders[answer.after.kind], in_a_line))
