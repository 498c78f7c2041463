"""What a split answers: illustrative shares, beside what was published where that is asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from stablehomes.catalogue.model import Source
from stablehomes.questions.answer import Rows, html_of, rows_of
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
    """The financial year."""
    amount: Decimal
    """Pounds."""


class Share(NamedTuple):
    """What the rule would give one area."""

    name: str
    """Name of the area."""
    code: str | None
    """Its ONS code; null if it has none."""
    weight: Number | None
    """The figure that it is shared by, in the unit of the file; null if there are several."""
    amount: Range
    """Pounds."""
    weights: tuple[Number, ...] = ()
    """The figures that it is shared by, in the order of the columns."""
    years: tuple[YearAmount, ...] = ()
    """Its parts of each year; empty unless the terms say when the money comes."""


class RegionCheck(NamedTuple):
    """A column of one region: what its councils add up to, beside what the file publishes for the region."""

    column: str
    """Name of the column."""
    councils: Number
    """What the councils add up to, in the unit of the file."""
    published: Number | None
    """What the file publishes for the region; null if nothing."""
    difference: Number | None
    """The former less the latter; null if nothing is published."""


class Region(NamedTuple):
    """The councils of one region together."""

    name: str
    """Name of the region."""
    code: str
    """Its ONS code."""
    areas: int
    """How many of its councils take part."""
    amount: Range
    """Pounds."""
    figures: tuple[RegionCheck, ...]
    """Its columns, beside what the file publishes."""


class AllocationComparison(NamedTuple):
    """An allocation as published beside the illustrative shares of the same councils."""

    to: str
    """To whom it was awarded, in words."""
    for_: str | None
    """What it was awarded for; null if for the measure as a whole."""
    period: str | None
    """The time that the document gives for it, in words; null if it gives none."""
    year: FinancialYear | None
    """The year whose part of the shares stands beside it; null if all that is shared does."""
    codes: tuple[str, ...]
    """The ONS codes of the councils that it was awarded to, together."""
    allocation: Range
    """Pounds, as published."""
    share: Range | None
    """Pounds: the illustrative shares of the same councils; null where they are not all in the split, or it
    is not of the year that was awarded."""
    difference: Range | None
    """Pounds: the allocation less the share; null without a share, and where it can be anything."""
    sources: tuple[str, ...]
    """Ids of the documents that state it."""


class Split(NamedTuple):
    """The answer."""

    schema: str
    measure: str
    """Id of the measure."""
    title: str
    """What it is called."""
    year: FinancialYear | None
    """The year whose part is shared; null for all of them."""
    rule: Rule
    """By what areas share."""
    among: Among
    """From where it is known who shares."""
    total: Range
    """Pounds that are shared."""
    areas: Range
    """How many areas share."""
    each: Range | None
    """Pounds that one area gets by an equal split; null for any other."""
    shares: tuple[Share, ...]
    """In the order of the areas."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    method: Method
    """Who gets the odd units."""
    unit: RoundingUnit
    """What shares are whole multiples of."""
    below_unit: Decimal
    """Pounds of the total that make no whole unit and are shared by nobody."""
    columns: tuple[ColumnWeight, ...]
    """The columns of figures that areas share by, each with its part of the money."""
    regions: tuple[Region, ...]
    """The shares by region; empty if not asked for."""
    against: tuple[AllocationComparison, ...]
    """Published allocations beside the shares; empty if not asked for."""

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)
