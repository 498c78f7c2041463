"""What is written in a cell: a number in one of the ways in which it is published, or a symbol for none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from stablehomes.values.area_figures import Number

# Of the department's Explore education statistics and of the statistical releases that went before it.
SUPPRESSED = {
    "c": "a suppressed small number",
    "z": "not applicable",
    "x": "not available",
    "u": "of low reliability",
    "k": "rounds to nothing",
    "low": "rounds to nothing",
    ":": "not available",
    "..": "not available",
    ".": "not applicable",
    "*": "a suppressed small number",
    "~": "a suppressed small number",
    "-": "not available or rounds to nothing",
}
WHOLE_NUMBERS = re.compile(r"(?:[0-9]{1,15}\n)+", re.ASCII)
SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
NUMBER = re.compile(
    rf"£?([0-9]{{1,15}}|[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}){{1,4}})"
    r"(\.[0-9]{1,9})?",
    re.ASCII,
)


def read_number(cell: str) -> Number | None:
    """The number in a cell; None if there is none that is clear and not below nothing.

    >>> read_number("1,250"), read_number("12.50"), read_number("12,5"), read_number("c")
    (1250, Decimal('12.50'), None, None)
    """
    match = NUMBER.fullmatch(cell.strip())
    if match is None:
        return None
    whole = re.sub("[^0-9]", "", match[1])
    return Decimal(whole + match[2]) if match[2] else int(whole)


def is_suppressed(cell: str) -> bool:
    """Whether a cell holds a symbol that stands for a number that is not published."""
    return cell.strip().lower() in SUPPRESSED


def read_numbers(cells: Sequence[str]) -> list[Number | None]:
    """The numbers in a column of cells, as ``read_number`` reads each."""
    # Nearly every column is plain whole numbers, and one look at all of it tells.
    if WHOLE_NUMBERS.fullmatch("\n".join([*cells, ""])):
        return list(map(int, cells))
    return [read_number(cell) for cell in cells]
