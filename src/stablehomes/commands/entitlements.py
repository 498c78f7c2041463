"""stablehomes entitlements"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stablehomes.catalogue.facts import FACTS, Fact, FactKind
from stablehomes.catalogue.query import Field, Option
from stablehomes.commands.answering import answer
from stablehomes.commands.options import Common, command
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.entitlements import EntitlementsQuery, entitlements_of
from stablehomes.values.days import KnownDate

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.catalogue.person import Asked
    from stablehomes.documents.form.document import Document

# The type of each kind of fact, and what stands for its value in the help.
KINDS: dict[FactKind, tuple[Any, str | None]] = {
    "truth": (bool | None, None),
    "day": (date | None, "DATE"),
    "born": (KnownDate | None, "DATE"),
    "age": (int | None, None),
    "whole": (int | None, None),
    "region": (str | None, None),
    "allowances": (tuple[str, ...], "ALLOWANCE"),
}


def _field(name: str, fact: Fact) -> Field:
    """The option by which a fact is told."""
    hint, metavar = KINDS[fact.kind]
    words = name.replace("_", "-")
    return Field(
        name,
        hint,
        Option(
            fact.help,
            name=f"--{words}/--not-{words}" if fact.kind == "truth" else None,
            metavar=metavar,
            least=0 if fact.most else None,
            most=fact.most,
            ids="allowances" if fact.kind == "allowances" else None,
        ),
    )


OPTIONS = tuple(_field(name, fact) for name, fact in FACTS.items())


@command
def entitlements(
    common: Common,
    query: EntitlementsQuery,
    facts: Annotated[dict[str, Any], OPTIONS],
    people: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="People in YAML, JSON or JSON lines; - is standard input."),
    ] = None,
) -> None:
    """What is one person due? A fact that is left out is not known, which never means no.

    Example: stablehomes entitlements --born 2005-05-01 --care-leaver --on 2023-10-01
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.entitlements import document

        asked = _asked(catalogue, people, facts, query.on)
        return document(entitlements_of(catalogue, asked, query.allowances))

    answer(common, ask)


def _asked(catalogue: Catalogue, file: Path | None, given: dict[str, Any], on: date | None) -> list[Asked]:
    from stablehomes.inputs.people import asked, read_people
    from stablehomes.reading.schema import PersonEntry

    if file and given:
        option = "--" + next(iter(given)).replace("_", "-")
        raise WrongCall(f"people come from a file or from options, and {option} is one", "leave one out")
    if file:
        return read_people(file, on, catalogue)
    if "born" in given and "age" in given:
        raise WrongCall("a day of birth and an age are both given", "leave one of them out")
    return [asked(PersonEntry.model_construct(**given), 1, on)]
