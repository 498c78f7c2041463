"""stablehomes entitlements"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Common, command
from stablehomes.commands.values import day, known_date
from stablehomes.problems.problem import WrongCall
from stablehomes.values.days import KnownDate

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.catalogue.person import Asked
    from stablehomes.documents.form.document import Document


@command
def entitlements(
    common: Common,
    people: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="People in YAML, JSON or JSON lines; - is standard input."),
    ] = None,
    on: Annotated[
        date | None, typer.Option(parser=day, metavar="DATE", help="The day that is asked about.")
    ] = None,
    born: Annotated[
        KnownDate | None,
        typer.Option(parser=known_date, metavar="DATE", help="Day of birth, or its month or year."),
    ] = None,
    age: Annotated[int | None, typer.Option(min=0, max=150, help="Age on the day, in years.")] = None,
    care_leaver: Annotated[
        bool | None, typer.Option("--care-leaver/--not-care-leaver", help="Has left care.")
    ] = None,
    in_care: Annotated[bool | None, typer.Option("--in-care/--not-in-care", help="Is in care.")] = None,
    fostered: Annotated[
        bool | None, typer.Option("--fostered/--not-fostered", help="Is in foster care.")
    ] = None,
    apprentice: Annotated[
        bool | None, typer.Option("--apprentice/--not-apprentice", help="Is an apprentice.")
    ] = None,
    further_education: Annotated[
        bool | None,
        typer.Option("--further-education/--not-further-education", help="Is at a school or college."),
    ] = None,
    higher_education: Annotated[
        bool | None,
        typer.Option("--higher-education/--not-higher-education", help="Is in higher education."),
    ] = None,
    apprenticeship_started: Annotated[
        date | None, typer.Option(parser=day, metavar="DATE", help="First day of the apprenticeship.")
    ] = None,
    course_started: Annotated[
        date | None, typer.Option(parser=day, metavar="DATE", help="First day of the course.")
    ] = None,
    course_years: Annotated[
        int | None, typer.Option(min=0, max=20, help="Academic years that the course has.")
    ] = None,
    region: Annotated[str | None, typer.Option(help="Id of a region, such as london.")] = None,
    had: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ALLOWANCE",
            autocompletion=ids_of("allowances"),
            help="An allowance that was paid before; repeatable.",
        ),
    ] = None,
    allowance: Annotated[
        list[str] | None,
        typer.Option(autocompletion=ids_of("allowances"), help="Only this allowance; repeatable."),
    ] = None,
) -> None:
    """What is one person due? A fact that is left out is not known, which never means no.

    Example: stablehomes entitlements --born 2005-05-01 --care-leaver --on 2023-10-01
    """
    facts = {
        "born": born,
        "age": age,
        "care_leaver": care_leaver,
        "in_care": in_care,
        "fostered": fostered,
        "apprentice": apprentice,
        "further_education": further_education,
        "higher_education": higher_education,
        "apprenticeship_started": apprenticeship_started,
        "course_started": course_started,
        "course_years": course_years,
        "region": region,
        "had": had or None,
    }
    given = {name: fact for name, fact in facts.items() if fact is not None}

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import entitlements as documents
        from stablehomes.questions.allowances.entitlements import entitlements

        asked = _asked(catalogue, people, given, on)
        return documents.document(entitlements(catalogue, asked, allowance or ()))

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
