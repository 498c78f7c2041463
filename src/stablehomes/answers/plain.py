"""An answer as plain values for machines: what JSON prints, and what its schema describes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from stablehomes.problems.problem import WrongCall
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import Range
from stablehomes.values.years import FinancialYear


def plain(value: Any) -> Any:
    """Named tuples as objects, dates and years as text, amounts as exact decimals without an exponent.

    A field that ends in an underscore, because Python keeps the word for itself, loses it.

    >>> from stablehomes.catalogue.model import Mention
    >>> plain(Mention("fostertalk", "12 local authorities"))
    {'source': 'fostertalk', 'quote': '12 local authorities'}
    """
    return _way_of(type(value))(value)


Way = Callable[[Any], Any]


def _found_way(kind: Any) -> Way:
    """How values of a kind become plain; WrongCall for one that has no plain form."""
    if hasattr(kind, "_fields") and not issubclass(kind, KnownDate | FinancialYear | Range):
        return _fields_of(tuple(name.rstrip("_") for name in kind._fields))
    for base, way in WAYS.items():
        if issubclass(kind, base):
            return way
    raise WrongCall(f"{kind.__name__} has no plain form", "give an answer, or a part of one")


# Of a large answer, values of the same few kinds are most of the work.
_way_of: Callable[[Any], Way] = cache(_found_way)


def _fields_of(names: tuple[str, ...]) -> Way:
    # The ways are looked up here, not in ``plain``: of a large answer, calls are most of the work.
    return lambda value: {name: _way_of(type(each))(each) for name, each in zip(names, value, strict=True)}


def _number(value: Decimal) -> int | Decimal:
    whole = int(value)
    return whole if whole == value else value


def _range(value: Range) -> dict[str, Any]:
    """The one shape of a range; where an end is the headline itself, it need not be made plain again."""
    headline, low, high, qualifier = value
    number = _number(headline)
    return {
        "headline": number,
        "low": number if low is headline else None if low is None else _number(low),
        "high": number if high is headline else None if high is None else _number(high),
        "qualifier": qualifier,
    }


def _same(value: Any) -> Any:
    return value


@cache  # there are few of them, and they come again and again
def _text(value: KnownDate | FinancialYear) -> str:
    try:
        return str(value)
    except TypeError:
        raise WrongCall(f"{tuple(value)!r} is no date and no year", "write FinancialYear(2023)") from None


WAYS: dict[type, Way] = {
    str: str,
    int: _same,
    type(None): _same,
    Decimal: _number,
    KnownDate: _text,
    FinancialYear: _text,
    date: date.isoformat,
    Range: _range,
    tuple: lambda value: [_way_of(type(each))(each) for each in value],
    list: lambda value: [plain(each) for each in value],
    Mapping: lambda value: {key: plain(each) for key, each in value.items()},
}
