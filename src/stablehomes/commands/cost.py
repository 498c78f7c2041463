"""stablehomes cost"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from stablehomes.commands.answering import ANSWER_IS_NO, answer, respond_with
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Common, command
from stablehomes.commands.output import say
from stablehomes.commands.values import conditions, day, people_between, suppression
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.cost.cells import RowIs

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.cohorts.query import Asked
    from stablehomes.cohorts.statement.rejects import Reasons, Reject
    from stablehomes.documents.form.document import Document
    from stablehomes.values.area_figures import AreaFigures
PASSWORD_SHOWN = (
    "Others on this machine can see the password of the address in the list of processes. It is safest in"
    " ~/.pgpass, or in PGPASSWORD."
)


@command
def cost(
    common: Common,
    cohort: Annotated[
        str | None,
        typer.Argument(
            metavar="[COHORT]", help="A CSV or Parquet file of people, or the address of a table."
        ),
    ] = None,
    allowance: Annotated[
        list[str] | None,
        typer.Option(autocompletion=ids_of("allowances"), help="Only this allowance; repeatable."),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN", help="Break down by a column of the cohort, or by year; repeatable."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FACT=COLUMN", help="The column that holds a fact, or of --counts the code; repeatable."
        ),
    ] = None,
    everybody: Annotated[
        list[str] | None,
        typer.Option(metavar="FACT=VALUE", help="A fact that is the same for everybody; repeatable."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Columns and values in a YAML file.")
    ] = None,
    row_is: Annotated[
        RowIs,
        typer.Option(help="What a row is for weekly allowances: a placement with its days, or one claim."),
    ] = "placement",
    change: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="DATE", help="The change that is costed; each one's latest if left out."
        ),
    ] = None,
    open_until: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="Last day that is costed of a placement without one."),
    ] = None,
    people: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="So many people, or 12000..14000; or the column of --counts."),
    ] = None,
    counts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Published counts by council; --people names their column."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=VALUE", help="Only these rows of the counts; repeatable."),
    ] = None,
    suppressed: Annotated[
        str | None,
        typer.Option(help="What becomes of suppressed counts: leave-out, zero or a number for each."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which sheet of a workbook of counts is meant.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Which period of the counts; the latest if left out.")
    ] = None,
    unique: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="A column in which no value may stand twice.")
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
    sql: Annotated[
        str | None,
        typer.Option(metavar="DIALECT", help="Print the counting statement for a table, and count nothing."),
    ] = None,
    cells: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Cost what that statement counted elsewhere, in CSV.")
    ] = None,
    memory: Annotated[
        str, typer.Option(metavar="SIZE", help="The most memory that the embedded engine takes.")
    ] = "2GB",
) -> None:
    """What does a change cost for these people: before, after, and more?

    Small numbers can point at a person. --protect hides counts of 1 to 5 with their money, and what would
    give them away by subtraction. It cannot hide what two answers with different rules show together.

    Example: stablehomes cost --people 12000..14000 --allowance leaving-care --everybody care_leaver=yes
    --everybody on=2023-10-01
    """
    from stablehomes.cohorts.query import Asked

    asked = Asked(
        cohort=cohort,
        allowances=tuple(allowance or ()),
        by=tuple(by or ()),
        columns=() if counts else tuple(column or ()),
        everybody=tuple(everybody or ()),
        mapping=mapping,
        row_is=row_is,
        change=change,
        open_until=open_until,
        people=people_between(people) if people and not counts else None,
        unique=unique,
        memory=memory,
        cells=cells,
        published=None,
    )
    if sql:
        _print_statement(common, asked, sql)
    else:
        roles = list(column or ()) if counts else []
        published = Published(counts, people, where or [], suppressed, sheet, period, roles, common.data)
        _print_costs(common, asked, published, rejects, allow_rejects, protect)


class Published(NamedTuple):
    """What the options say of published counts."""

    file: Path | None
    column: str | None
    where: list[str]
    suppressed: str | None
    sheet: str | None
    period: str | None
    roles: list[str]
    folder: Path | None


def _print_statement(common: Common, asked: Asked, dialect: str) -> None:
    from stablehomes.cohorts.query import statement_for
    from stablehomes.reading.load import load

    respond_with(common, lambda: statement_for(load(common.data, common.max_size), asked, dialect) + "\n")


def _print_costs(
    common: Common, asked: Asked, published: Published, rejects: Path | None, allowed: int, protect: bool
) -> None:
    from stablehomes.questions.cost import disclosure

    if common.output and not protect:
        say(f"note: {disclosure.NOT_PROTECTED}")
    if asked.cohort and "://" in asked.cohort:
        from stablehomes.cohorts.engines.address import password_in

        if password_in(asked.cohort):
            say(f"note: {PASSWORD_SHOWN}")
    rejected = 0

    def ask(catalogue: Catalogue) -> Document:
        nonlocal rejected
        from stablehomes.cohorts.query import ask_about
        from stablehomes.documents import cost as documents

        keep = partial(_keep, file=rejects) if rejects else None
        found = ask_about(catalogue, asked._replace(published=_counts(published)), keep)
        rejected = sum(found.rejected.values())
        _summarise(found.rejected, rejects)
        return documents.document(disclosure.protect(found.costed) if protect else found.costed)

    answer(common, ask)
    if rejected > allowed:
        raise typer.Exit(ANSWER_IS_NO)


def _counts(published: Published) -> AreaFigures | None:
    from stablehomes.inputs.published.joining import read_area_figures
    from stablehomes.reading.councils import councils

    if published.file is None:
        if published.where or published.suppressed or published.sheet or published.period:
            message = "--where, --suppressed, --sheet and --period speak of published counts"
            raise WrongCall(message, "add --counts FILE")
        return None
    if published.column is None:
        raise WrongCall("a file of counts has several columns", "name the one with --people COLUMN")
    return read_area_figures(
        [published.file],
        [published.column],
        conditions(published.where),
        suppression(published.suppressed),
        sheet=published.sheet,
        roles=conditions(published.roles),
        period=published.period,
        known=councils(published.folder),
    )


def _keep(rejects: Iterable[Reject], file: Path) -> None:
    """Rows that are not costed, one by one into their file."""
    from stablehomes.cohorts.statement.rejects import as_csv
    from stablehomes.commands.output import write_lines

    write_lines(as_csv(rejects), file)


def _summarise(rejected: Reasons, file: Path | None) -> None:
    """How many rows are not costed, and why, to standard error."""
    from stablehomes.cohorts.statement.rejects import summary

    if rejected:
        say(summary(rejected, str(file) if file else None))
