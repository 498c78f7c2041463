"""stablehomes cost"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from stablehomes.catalogue.query import Option
from stablehomes.cohorts.query import CostQuery
from stablehomes.commands.answering import ANSWER_IS_NO, answer, respond_with
from stablehomes.commands.options import Common, command
from stablehomes.commands.output import say
from stablehomes.commands.values import people_between
from stablehomes.inputs.areas import conditions, suppression
from stablehomes.problems.problem import WrongCall

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.cohorts.statement.rejects import Reasons, Reject
    from stablehomes.documents.form.document import Document
    from stablehomes.values.area_figures import AreaFigures
PASSWORD_SHOWN = (
    "Others on this machine can see the password of the address in the list of processes. It is safest in"
    " ~/.pgpass, or in PGPASSWORD."
)


class Published(NamedTuple):
    """What the options say of a number of people, or of published counts."""

    people: Annotated[
        str | None,
        Option("So many people, or 12000..14000; or the column of --counts.", metavar="NUMBER"),
    ] = None
    counts: Annotated[
        Path | None, Option("Published counts by council; --people names their column.", metavar="FILE")
    ] = None
    where: Annotated[
        tuple[str, ...], Option("Only these rows of the counts; repeatable.", metavar="COLUMN=VALUE")
    ] = ()
    suppressed: Annotated[
        str | None, Option("What becomes of suppressed counts: leave-out, zero or a number for each.")
    ] = None
    sheet: Annotated[str | None, Option("Which sheet of a workbook of counts is meant.", metavar="NAME")] = (
        None
    )
    period: Annotated[
        str | None, Option("Which period of the counts; the latest if left out.", metavar="PERIOD")
    ] = None


@command
def cost(
    common: Common,
    query: CostQuery,
    published: Published,
    cohort: Annotated[
        str | None,
        typer.Argument(
            metavar="[COHORT]", help="A CSV or Parquet file of people, or the address of a table."
        ),
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File for the rows that cannot be costed.")
    ] = None,
    allow_rejects: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, help="So many such rows do not make the exit status 1.")
    ] = 0,
    protect: Annotated[
        bool, typer.Option("--protect", help="Hide small numbers, so that nobody can be found in the answer.")
    ] = False,
    audit: Annotated[
        bool,
        typer.Option("--audit", help="Say what can be found out of what --protect hides."),
    ] = False,
    sql: Annotated[
        str | None,
        typer.Option(metavar="DIALECT", help="Print the counting statement for a table, and count nothing."),
    ] = None,
) -> None:
    """What does a change cost for these people: before, after, and more?

    Small numbers can point at a person. --protect hides counts of 1 to 5 with their money, and rounds all
    others. It cannot hide what two answers with different rules show together.

    Example: stablehomes cost --people 12000..14000 --allowance leaving-care --everybody care_leaver=yes
    --everybody on=2023-10-01
    """
    number = people_between(published.people) if published.people and not published.counts else None
    query = query._replace(cohort=cohort, people=number)
    if sql:
        _print_statement(common, query, sql)
    else:
        _print_costs(common, query, published, rejects, allow_rejects, protect, audit)


def _print_statement(common: Common, query: CostQuery, dialect: str) -> None:
    from stablehomes.cohorts.query import statement_for
    from stablehomes.reading.load import load

    respond_with(common, lambda: statement_for(load(common.data, common.max_size), query, dialect) + "\n")


def _print_costs(
    common: Common,
    query: CostQuery,
    published: Published,
    rejects: Path | None,
    allowed: int,
    protect: bool,
    audit: bool,
) -> None:
    from stablehomes.questions.cost import disclosure

    if audit and not protect:
        raise typer.BadParameter("--audit looks at what --protect hides; add --protect")
    _warn(common, query, protect)
    rejected, unknown = 0, False

    def ask(catalogue: Catalogue) -> Document:
        nonlocal rejected, unknown
        from stablehomes.cohorts.query import ask_about
        from stablehomes.documents import cost as documents

        if query.working and protect:
            raise WrongCall("--working would show what --protect hides", "ask with one of them")
        keep = partial(_keep, file=rejects) if rejects else None
        areas = _counts(published, query, common.data)
        own = query._replace(published=areas, columns=()) if areas else query
        found = ask_about(catalogue, own, keep)
        rejected = sum(found.rejected.values())
        unknown = documents.nothing_known(found.costed)
        _summarise(found.rejected, rejects, protect)
        costed = disclosure.protect(found.costed) if protect else found.costed
        if audit:
            costed = costed._replace(notes=(*disclosure.audited(costed), *costed.notes))
        return documents.document(costed)

    answer(common, ask)
    if unknown or rejected > allowed:
        raise typer.Exit(ANSWER_IS_NO)


def _warn(common: Common, query: CostQuery, protect: bool) -> None:
    """Notes on what others could see: people in a file that is not protected, a password in an address."""
    from stablehomes.questions.cost import disclosure

    if common.output and not protect:
        say(f"note: {disclosure.NOT_PROTECTED}")
    if query.cohort and "://" in query.cohort:
        from stablehomes.cohorts.engines.address import password_in

        if password_in(query.cohort):
            say(f"note: {PASSWORD_SHOWN}")


def _counts(published: Published, query: CostQuery, folder: Path | None) -> AreaFigures | None:
    """Published counts, of which --column says the code; None where no file holds any."""
    from stablehomes.inputs.published.joining import read_area_figures
    from stablehomes.reading.councils import councils

    if published.counts is None:
        if published.where or published.suppressed or published.sheet or published.period:
            message = "--where, --suppressed, --sheet and --period speak of published counts"
            raise WrongCall(message, "add --counts FILE")
        return None
    if published.people is None:
        raise WrongCall("a file of counts has several columns", "name the one with --people COLUMN")
    return read_area_figures(
        [published.counts],
        [published.people],
        conditions(published.where),
        suppression(published.suppressed),
        sheet=published.sheet,
        roles=conditions(query.columns),
        period=published.period,
        known=councils(folder),
    )


def _keep(rejects: Iterable[Reject], file: Path) -> None:
    """Rows that are not costed, one by one into their file."""
    from stablehomes.cohorts.statement.rejects import as_csv
    from stablehomes.commands.output import write_lines

    write_lines(as_csv(rejects), file)


def _summarise(rejected: Reasons, file: Path | None, protect: bool) -> None:
    """How many rows are not costed, and why, to standard error."""
    from stablehomes.cohorts.statement.rejects import summary

    if rejected:
        say(summary(rejected, str(file) if file else None, exactly=not protect))
