"""What a split answers: illustrative shares, beside what was published where that is asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from stablehomes.catalogue.model import Source
from stablehomes.values.apportion import Method
from stablehomes.values.area_figures import Number
from stablehomes.values.ranges import Range
from stablehomes.values.terms import ColumnWeight, RoundingUnit
from stablehomes.values.years import FinancialYear

Rule = Literal["equal", "proportional", "formula"]
# From where it is known who shares.
Among = Literal["announced", "number", "named", "file"]


class Area(NamedTuple):
    """An area that takes part in a split; ``weight`` has the unit of the file that it was read from."""

    name: str
    code: str | None
    weight: Number = Decimal(1)


class YearAmount(NamedTuple):
    """Pounds that fall in one financial year."""

    year: FinancialYear
    amount: Decimal


class Share(NamedTuple):
    """What the rule would give one area, in pounds: the headline, and the ends of its range (None: open).

    ``weight`` is the figure that it is shared by, None if there are several; ``weights`` are all of them, in
    the order of the answer's columns. ``years`` is empty unless the terms say when the money comes.
    """

    name: str
    code: str | None
    weight: Number | None
    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    weights: tuple[Number, ...] = ()
    years: tuple[YearAmount, ...] = ()


class Checked(NamedTuple):
    """A column of one region: what its councils add up to, and what the file publishes for the region."""

    column: str
    councils: Number
    published: Number | None
    difference: Number | None  # councils less published


class Region(NamedTuple):
    """The councils of one region together; ``amount`` is pounds."""

    name: str
    code: str
    areas: int
    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    figures: tuple[Checked, ...]


class Beside(NamedTuple):
    """An allocation as published beside the illustrative shares of the same councils, in pounds.

    ``share`` is None where they are not all in the split; ``difference`` is the allocation less the share.
    """

    to: str
    for_: str | None
    period: str | None  # the time that the document gives for it, in words
    codes: tuple[str, ...]
    allocation: Range
    share: Range | None
    difference: Range | None
    sources: tuple[str, ...]


class Split(NamedTuple):
    """The answer; ``each`` is what one area gets by an equal split, None for any other.

    ``unit`` is what shares are whole multiples of, and ``below_unit`` the pounds of the total that make no
    whole unit and are shared by nobody.
    """

    schema: str
    measure: str
    title: str
    year: FinancialYear | None
    rule: Rule
    among: Among
    total: Range
    areas: Range
    each: Range | None
    shares: tuple[Share, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    method: Method
    unit: RoundingUnit
    below_unit: Decimal
    columns: tuple[ColumnWeight, ...]
    regions: tuple[Region, ...]
    against: tuple[Beside, ...]
