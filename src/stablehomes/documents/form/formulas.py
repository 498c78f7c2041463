"""How a cell of a table follows from other cells and from inputs, in no language of any program.

The arithmetic is that of ranges: where a cell is a range, its headline and both its ends follow.
"""

from typing import NamedTuple


class At(NamedTuple):
    """The cell in a column: of the same row, or of the named row; of the same table, or of the named one."""

    column: str
    row: str = ""
    table: str = ""


class Given(NamedTuple):
    """The value of a named input."""

    name: str


Operand = At | Given


class Same(NamedTuple):
    """The value of another cell or of an input."""

    of: Operand


class Total(NamedTuple):
    """The sum of this column over rows, by their names; an end is open where that of a part is."""

    rows: tuple[str, ...]


class Remainder(NamedTuple):
    """What a part leaves of a whole, never below nothing."""

    whole: Operand
    part: Operand


class Difference(NamedTuple):
    """One amount less another; its low end is what the least leaves of the most that is taken off."""

    of: Operand
    less: Operand


class PerCent(NamedTuple):
    """A part in per cent of a base, to two decimals, half to even; nothing where the base is nothing.

    Its low end is of the largest base, its high end of the smallest.
    """

    part: Operand
    base: Operand


class Product(NamedTuple):
    """A count times an amount, whose ends and qualifier stay."""

    of: Operand
    by: Operand


class EqualPart(NamedTuple):
    """One of so many equal parts in whole pence; odd pence go to the earliest ``place``, from 1."""

    whole: Operand
    among: Operand
    place: int


class WeightedPart(NamedTuple):
    """This row's part by its weight in whole pence, of largest remainder, among all plain rows of the table.

    ``weight`` is the column of weights; equal remainders go in the order of the column ``tie``.
    """

    whole: Operand
    weight: str
    tie: str


Formula = Same | Total | Remainder | Difference | PerCent | Product | EqualPart | WeightedPart
