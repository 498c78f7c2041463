"""Values of options: text from the command line, or a message that says how to write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import typer

from stablehomes.problems.problem import WrongCall
from stablehomes.values.days import KnownDate, parse_day, parse_known_date
from stablehomes.values.years import FinancialYear, parse_year

if TYPE_CHECKING:
    from stablehomes.values.area_figures import Number
    from stablehomes.values.terms import ColumnWeight, Limit

Value = TypeVar("Value")
BYTES = {"": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30}


def financial_year(text: str) -> FinancialYear:
    """A financial year written 2023-24."""
    return _parsed(parse_year, text, "write it as 2023-24")


def day(text: str) -> date:
    """A day written 2023-04-01."""
    return _parsed(parse_day, text, "write it as 2023-04-01")


def known_date(text: str) -> KnownDate:
    """A day, a month or a year, as known."""
    return _parsed(parse_known_date, text, "write a day as 2023-04-01, a month as 2023-04 or a year as 2023")


def month(text: str) -> KnownDate:
    """A month written 2023-04."""
    known = known_date(text)
    if known.month is None or known.day is not None:
        raise typer.BadParameter(f'"{text}" is not a month; write it as 2023-04')
    return known


def people_between(text: str) -> range:
    """A number of people such as 13400, or a range such as 12000..14000, both ends included."""
    ends = text.replace(",", "").split("..")
    if not 1 <= len(ends) <= 2 or not all(
        end.isascii() and end.isdecimal() and len(end) < 10 for end in ends
    ):
        raise typer.BadParameter(
            f'"{text}" is not a number of people; write 13400, or 12000..14000 for a range'
        )
    lowest, highest = int(ends[0]), int(ends[-1])
    if lowest > highest:
        raise typer.BadParameter(f'"{text}" begins with the larger number; write {highest}..{lowest}')
    return range(lowest, highest + 1)


def size(text: str) -> int:
    """Bytes, written 64MB, 500kB or 1000000."""
    match = re.fullmatch("([0-9]{1,12}) ?(|kB|MB|GB)", str(text), re.ASCII | re.IGNORECASE)
    if match is None:
        raise typer.BadParameter(f'"{text}" is not a size; write it as 64MB')
    return int(match[1]) * BYTES[match[2].lower()]


def _parsed(parse: Callable[[str], Value], text: str, advice: str) -> Value:
    try:
        return parse(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; {advice}") from None


def column_weight(text: str) -> ColumnWeight:
    """A column to share by, alone or with its share: children_count:60%."""
    from stablehomes.values.terms import parse_weight

    return _parsed(parse_weight, text, "write it as COLUMN, or as COLUMN:60%")


def limit(text: str) -> Limit:
    """A floor or a cap: £100,000, or 95% of COLUMN."""
    from stablehomes.values.terms import parse_limit

    return _parsed(parse_limit, text, 'write it as £100,000, or as "95% of COLUMN"')


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


def suppression(text: str | None) -> Number | str | None:
    """What becomes of suppressed figures: leave-out, zero (0) or a number for each."""
    from stablehomes.inputs.published.cells import read_number
    from stablehomes.inputs.published.suppression import LEAVE_OUT

    if text is None or text == LEAVE_OUT:
        return text
    figure = 0 if text == "zero" else read_number(text)
    if figure is None:
        raise WrongCall(
            f'"{text}" says not what becomes of them', "use --suppressed leave-out, zero or a number"
        )
    return figure
