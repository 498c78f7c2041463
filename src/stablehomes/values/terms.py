"""The terms on which a sum is shared: weights, fixed sums, floors and caps, waves and years."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from stablehomes.values.money import parse_pounds
from stablehomes.values.years import FinancialYear

WHOLE = Decimal(100)
RoundingUnit = Literal["penny", "pound", "thousand"]
PENNY: Literal["penny"] = "penny"
# What a share can be rounded to, in pence.
UNITS: dict[RoundingUnit, int] = {PENNY: 1, "pound": 100, "thousand": 100_000}
PER_CENT = r"([0-9]{1,6}(?:\.[0-9]{1,6})?) ?%"


class ColumnWeight(NamedTuple):
    """A column of figures to share by."""

    column: str
    """Name of the column."""
    percent: Decimal
    """Per cent of the money that is shared by it."""


class Limit(NamedTuple):
    """A floor or a cap: a sum of pounds, or a per cent of the pounds that stand in a column."""

    pounds: Decimal | None
    percent: Decimal | None = None
    column: str | None = None


class Wave(NamedTuple):
    """Areas that take part from a day on; without codes, all that no other wave names."""

    from_: date
    codes: tuple[str, ...]


class Terms(NamedTuple):
    """How a sum is shared; as it stands here, in equal parts. Codes are those of the file of areas.

    ``fixed`` are pounds by code, ``lump_sum`` is pounds for each of the others, ``profile`` the per cent of
    each year. Floors and caps are inclusive, and hold for an area's whole sum. ``title`` is what whoever
    wrote the terms down calls them.
    """

    weights: tuple[ColumnWeight, ...] = ()
    left_out: tuple[str, ...] = ()
    fixed: Mapping[str, Decimal] = {}
    lump_sum: Decimal = Decimal(0)
    floor: Limit | None = None
    cap: Limit | None = None
    waves: tuple[Wave, ...] = ()
    profile: Mapping[FinancialYear, Decimal] = {}
    title: str | None = None

    @property
    def columns(self) -> list[str]:
        """The columns of figures that these terms speak of, each once."""
        limits = [limit.column for limit in (self.floor, self.cap) if limit and limit.column]
        return list(dict.fromkeys([*(weight.column for weight in self.weights), *limits]))


def parse_share(text: str) -> Decimal:
    """Per cent, above nothing and at most 100.

    >>> parse_share("12.5%")
    Decimal('12.5')
    """
    match = re.fullmatch(PER_CENT, text.strip(), re.ASCII)
    if match is None or not 0 < Decimal(match[1]) <= WHOLE:
        raise ValueError(f'"{text}" is not a share of the whole')
    return Decimal(match[1])


def parse_weight(text: str) -> ColumnWeight:
    """A column, alone or with the share of the money that goes by it.

    >>> parse_weight("children_count:60%").percent, parse_weight("children_count").percent
    (Decimal('60'), Decimal('100'))
    """
    column, colon, share = text.rpartition(":")
    if colon and share.strip().endswith("%"):
        return ColumnWeight(column.strip(), parse_share(share))
    return ColumnWeight(text.strip(), WHOLE)


def parse_limit(text: str) -> Limit:
    """A sum of pounds, or a part of what stands in a column.

    >>> parse_limit("£100,000").pounds, parse_limit("95% of last_year")[1:]
    (Decimal('100000'), (Decimal('95'), 'last_year'))
    """
    match = re.fullmatch(rf"{PER_CENT} of (.+)", text.strip(), re.ASCII)
    if match is None:
        return Limit(parse_pounds(text))
    return Limit(None, Decimal(match[1]), match[2].strip())
