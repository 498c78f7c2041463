"""Areas and the terms on which they share, as options name them: in published files, or in a formula."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

from stablehomes.catalogue.query import Option
from stablehomes.inputs.formula import read_formula
from stablehomes.inputs.published import read_area_figures
from stablehomes.inputs.published.cells import read_number
from stablehomes.inputs.published.suppression import LEAVE_OUT, Policy
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.split import SplitQuery
from stablehomes.reading.councils import councils
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.terms import ColumnWeight, Limit, Terms


class AreaFiles(NamedTuple):
    """The files that areas are in, what is meant in them, and how their areas share; nothing is read yet."""

    areas: Annotated[
        tuple[Path, ...],
        Option(
            "Share among the areas in a CSV file or workbook; several are matched by code.", metavar="FILE"
        ),
    ] = ()
    where: Annotated[
        tuple[str, ...],
        Option("Which rows of the file are meant; may be repeated.", metavar="COLUMN=VALUE"),
    ] = ()
    sheet: Annotated[str | None, Option("Which sheet of the workbook is meant.", metavar="NAME")] = None
    column: Annotated[
        tuple[str, ...],
        Option(
            "Which column is the code, name, period or region_code of an area; repeatable.",
            metavar="ROLE=COLUMN",
        ),
    ] = ()
    period: Annotated[
        str | None, Option("Which period of the file; the latest if left out.", metavar="PERIOD")
    ] = None
    suppressed: Annotated[
        str | None,
        Option("What becomes of areas without a published figure.", metavar="leave-out|zero|NUMBER"),
    ] = None
    weight: Annotated[
        tuple[ColumnWeight, ...],
        Option(
            "Column of the file to share by; several with the share of each, such as children:60%.",
            metavar="COLUMN[:PER CENT]",
        ),
    ] = ()
    formula: Annotated[
        Path | None,
        Option("YAML file: fixed sums, a lump sum, weights, floors, caps, waves, years.", metavar="FILE"),
    ] = None
    floor: Annotated[
        Limit | None, Option('The least for each: £100,000, or "95% of COLUMN".', metavar="POUNDS")
    ] = None
    cap: Annotated[Limit | None, Option('The most for each: £5m, or "105% of COLUMN".', metavar="POUNDS")] = (
        None
    )


def with_files(query: SplitQuery, files: AreaFiles, folder: Path | None = None) -> SplitQuery:
    """The query with the areas and the terms that the files hold; None where nothing is said of them.

    Councils are those that the data folder knows.
    """
    if not any(files):
        return query
    terms = _terms(files)
    areas = _areas(files, terms, folder)
    return query._replace(areas=areas, terms=terms if terms != Terms() else None)


def _terms(files: AreaFiles) -> Terms:
    """The terms of the options, or of a formula file, which has all of them."""
    if files.formula is None:
        return Terms(weights=files.weight, floor=files.floor, cap=files.cap)
    if files.weight or files.floor or files.cap:
        raise WrongCall(
            "a formula file has its own weights, floor and cap",
            f"write them into {files.formula}, or leave out --formula",
        )
    return read_formula(files.formula)


def _areas(files: AreaFiles, terms: Terms, folder: Path | None) -> AreaFigures | None:
    """The areas in the files, with the columns that the terms speak of; None without a file."""
    suppressed = suppression(files.suppressed)
    if not files.areas:
        if terms.columns or any((files.where, files.sheet, files.column, files.period, files.suppressed)):
            message = "weights, parts of a column, --where, --sheet, --column, --period and --suppressed"
            raise WrongCall(f"{message} speak of a file", "add --areas FILE")
        return None
    return read_area_figures(
        files.areas,
        terms.columns,
        conditions(files.where),
        suppressed,
        sheet=files.sheet,
        roles=conditions(files.column),
        period=files.period,
        known=councils(folder),
    )


def condition(text: str) -> tuple[str, str]:
    """A column and the value that is meant: COLUMN=VALUE."""
    column, sign, value = text.partition("=")
    if not sign or not column.strip():
        raise WrongCall(f'"{text}" names no column and value', 'write --where "COLUMN=VALUE"')
    return column.strip(), value.strip()


def conditions(texts: Iterable[str]) -> dict[str, str]:
    """Columns and the values that are meant; WrongCall for a column that is given two of them."""
    found: dict[str, str] = {}
    for column, value in map(condition, texts):
        if found.setdefault(column, value) != value:
            message = f'"{column}" is said to be "{found[column]}" and "{value}"'
            raise WrongCall(message, "say it once: a row has one value in a column")
    return found


def suppression(text: str | None) -> Policy:
    """What becomes of suppressed figures: leave-out, zero (0) or a number for each."""
    if text is None or text == LEAVE_OUT:
        return text
    figure = 0 if text == "zero" else read_number(text)
    if figure is None:
        raise WrongCall(
            f'"{text}" says not what becomes of them', "use --suppressed leave-out, zero or a number"
        )
    return figure
