"""stablehomes split"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.apportion import METHODS
from stablehomes.commands.answering import answer
from stablehomes.commands.completion import ids_of
from stablehomes.commands.options import Chart, Common, command
from stablehomes.commands.values import column_weight, condition, financial_year, limit, suppression
from stablehomes.problems import WrongCall
from stablehomes.terms import UNITS, ColumnWeight, Limit
from stablehomes.years import FinancialYear

if TYPE_CHECKING:
    from stablehomes.area_figures import AreaFigures
    from stablehomes.document import Document
    from stablehomes.model import Catalogue
    from stablehomes.published.suppression import Policy
    from stablehomes.terms import Terms


class By(StrEnum):
    region = "region"


@command
def split(
    common: Common,
    measure: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE",
            autocompletion=ids_of("measures"),
            help="Id of the measure whose money is split.",
        ),
    ],
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
    rule: Annotated[
        str | None,
        typer.Option(
            metavar="equal|proportional|formula", help="The rule; follows from the rest if left out."
        ),
    ] = None,
    round_to: Annotated[
        str,
        typer.Option("--round", metavar="|".join(UNITS), help="What shares are whole numbers of."),
    ] = "penny",
    method: Annotated[
        str,
        typer.Option(metavar="|".join(METHODS), help="Who gets the odd units."),
    ] = "largest-remainder",
    by: Annotated[By | None, typer.Option(help="Add councils up by region.")] = None,
    against: Annotated[
        bool, typer.Option("--against", help="Set published allocations beside the shares.")
    ] = False,
    year: Annotated[
        FinancialYear | None,
        typer.Option(parser=financial_year, metavar="YEAR", help="One year's part, such as 2023-24."),
    ] = None,
    chart: Chart = False,
) -> None:
    """What would each area get? An illustration: nobody was promised it.

    Example: stablehomes split families-first-pathfinder --among 10
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents import splits as documents
        from stablehomes.questions.splits import split

        terms = _terms(formula, weight or [], floor, cap)
        return documents.document(
            split(
                catalogue,
                measure,
                among=among,
                named=named,
                areas=_areas(areas or [], terms, where or [], suppression(suppressed)),
                year=year,
                rule=rule,
                terms=terms,
                method=method,
                unit=round_to,
                by_region=by is By.region,
                against=against,
            )
        )

    answer(common._replace(charts=chart), ask)


def _terms(
    formula: Path | None, weights: list[ColumnWeight], floor: Limit | None, cap: Limit | None
) -> Terms:
    """The terms of the options, or of a formula file, which has all of them."""
    from stablehomes.formulas import read_formula
    from stablehomes.terms import Terms

    if formula is None:
        _refuse_part(weights)
        return Terms(weights=tuple(weights), floor=floor, cap=cap)
    if weights or floor or cap:
        raise WrongCall(
            "a formula file has its own weights, floor and cap",
            f"write them into {formula}, or leave out --formula",
        )
    return read_formula(formula)


def _refuse_part(weights: list[ColumnWeight]) -> None:
    whole = sum(weight.percent for weight in weights)
    if weights and whole != 100:
        raise WrongCall(
            f"the shares of --weight add up to {whole}%, not to 100%",
            'say what share goes by each column: --weight "children:60%" --weight "care_leavers:40%"',
        )
    if len({weight.column for weight in weights}) < len(weights):
        raise WrongCall("a column is weighed twice", "name each column once, with its whole share")


def _areas(files: list[Path], terms: Terms, where: list[str], suppressed: Policy) -> AreaFigures | None:
    from stablehomes.published import read_area_figures

    if not files:
        wants_file = terms.columns or where or suppressed is not None
        if wants_file:
            raise WrongCall(
                "weights, parts of a column, --where and --suppressed speak of a file", "add --areas FILE"
            )
        return None
    return read_area_figures(files, terms.columns, dict(map(condition, where)), suppressed)
