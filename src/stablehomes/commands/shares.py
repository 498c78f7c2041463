"""The options that say how a sum is shared, stated once for every command that has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from stablehomes.commands.options import gathering
from stablehomes.commands.values import column_weight, conditions, financial_year, limit, suppression
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.answers import Rule
from stablehomes.values.apportion import Method
from stablehomes.values.terms import ColumnWeight, Limit, RoundingUnit
from stablehomes.values.years import FinancialYear

if TYPE_CHECKING:
    from stablehomes.values.area_figures import AreaFigures
    from stablehomes.values.terms import Terms


class Shares(NamedTuple):
    """What the options say, as they were written; files are not read yet. None is left out."""

    among: int | None
    named: bool
    areas: tuple[Path, ...]
    where: tuple[str, ...]
    sheet: str | None
    column: tuple[str, ...]
    period: str | None
    suppressed: str | None
    weight: tuple[ColumnWeight, ...]
    formula: Path | None
    floor: Limit | None
    cap: Limit | None
    rule: Rule | None
    unit: RoundingUnit | None
    method: Method | None
    against: bool
    year: FinancialYear | None


def _shares(
    among: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, max=100_000, help="Share among this many areas.")
    ] = None,
    named: Annotated[bool, typer.Option("--named", help="Share among the councils that were named.")] = False,
    areas: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Share among the areas in a CSV file or workbook; several are matched by code.",
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=VALUE", help="Which rows of the file are meant; may be repeated."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which sheet of the workbook is meant.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE=COLUMN",
            help="Which column is the code, name, period or region_code of an area; repeatable.",
        ),
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Which period of the file; the latest if left out.")
    ] = None,
    suppressed: Annotated[
        str | None,
        typer.Option(
            metavar="leave-out|zero|NUMBER", help="What becomes of areas without a published figure."
        ),
    ] = None,
    weight: Annotated[
        list[ColumnWeight] | None,
        typer.Option(
            parser=column_weight,
            metavar="COLUMN[:PER CENT]",
            help="Column of the file to share by; several with the share of each, such as children:60%.",
        ),
    ] = None,
    formula: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="YAML file: fixed sums, a lump sum, weights, floors, caps, waves, years."
        ),
    ] = None,
    floor: Annotated[
        Limit | None,
        typer.Option(
            parser=limit, metavar="POUNDS", help='The least for each: £100,000, or "95% of COLUMN".'
        ),
    ] = None,
    cap: Annotated[
        Limit | None,
        typer.Option(parser=limit, metavar="POUNDS", help='The most for each: £5m, or "105% of COLUMN".'),
    ] = None,
    rule: Annotated[Rule | None, typer.Option(help="The rule; follows from the rest if left out.")] = None,
    round_to: Annotated[
        RoundingUnit | None,
        typer.Option("--round", help="What shares are whole numbers of; the penny if left out."),
    ] = None,
    method: Annotated[
        Method | None, typer.Option(help="Who gets the odd units; largest-remainder if left out.")
    ] = None,
    against: Annotated[
        bool, typer.Option("--against", help="Set published allocations beside the shares.")
    ] = False,
    year: Annotated[
        FinancialYear | None,
        typer.Option(parser=financial_year, metavar="YEAR", help="One year's part, such as 2023-24."),
    ] = None,
) -> Shares:
    return Shares(
        among=among,
        named=named,
        areas=tuple(areas or ()),
        where=tuple(where or ()),
        sheet=sheet,
        column=tuple(column or ()),
        period=period,
        suppressed=suppressed,
        weight=tuple(weight or ()),
        formula=formula,
        floor=floor,
        cap=cap,
        rule=rule,
        unit=round_to,
        method=method,
        against=against,
        year=year,
    )


def with_shares(run: Callable[..., None]) -> Callable[..., None]:
    """A command with a parameter ``shares``: these options stand in its place."""
    return gathering(run, "shares", _shares)


def terms_of(shares: Shares) -> Terms:
    """The terms of the options, or of a formula file, which has all of them."""
    from stablehomes.inputs.formula import read_formula
    from stablehomes.values.terms import Terms

    if shares.formula is None:
        _refuse_part(shares.weight)
        return Terms(weights=shares.weight, floor=shares.floor, cap=shares.cap)
    if shares.weight or shares.floor or shares.cap:
        raise WrongCall(
            "a formula file has its own weights, floor and cap",
            f"write them into {shares.formula}, or leave out --formula",
        )
    return read_formula(shares.formula)


def _refuse_part(weights: tuple[ColumnWeight, ...]) -> None:
    whole = sum(weight.percent for weight in weights)
    if weights and whole != 100:
        raise WrongCall(
            f"the shares of --weight add up to {whole}%, not to 100%",
            'say what share goes by each column: --weight "children:60%" --weight "care_leavers:40%"',
        )
    if len({weight.column for weight in weights}) < len(weights):
        raise WrongCall("a column is weighed twice", "name each column once, with its whole share")


def areas_of(shares: Shares, terms: Terms, folder: Path | None = None) -> AreaFigures | None:
    """The areas in the files, with the columns that the terms speak of; None without a file.

    Councils are those that the data folder knows.
    """
    from stablehomes.inputs.published import read_area_figures
    from stablehomes.reading.councils import councils

    suppressed = suppression(shares.suppressed)
    if not shares.areas:
        said = (shares.where, shares.sheet, shares.column, shares.period, shares.suppressed)
        if terms.columns or any(said):
            message = "weights, parts of a column, --where, --sheet, --column, --period and --suppressed"
            raise WrongCall(f"{message} speak of a file", "add --areas FILE")
        return None
    return read_area_figures(
        shares.areas,
        terms.columns,
        conditions(shares.where),
        suppressed,
        sheet=shares.sheet,
        roles=conditions(shares.column),
        period=shares.period,
        known=councils(folder),
    )
