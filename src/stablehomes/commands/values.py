"""Values of options: text from the command line, or a message that says how to write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import typer

from stablehomes.days import parse_day
from stablehomes.years import FinancialYear, parse_year

Value = TypeVar("Value")
BYTES = {"": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30}


def financial_year(text: str) -> FinancialYear:
    """A financial year written 2023-24."""
    return _parsed(parse_year, text, "write it as 2023-24")


def day(text: str) -> date:
    """A day written 2023-04-01."""
    return _parsed(parse_day, text, "write it as 2023-04-01")


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
