"""An answer as plain values for machines: what JSON prints, and what its schema describes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from stablehomes.days import KnownDate
from stablehomes.years import FinancialYear


def plain(value: Any) -> Any:
    """Named tuples as objects, dates and years as text, amounts as exact decimals without an exponent.

    A field that ends in an underscore, because Python keeps the word for itself, loses it.

    >>> from stablehomes.model import Mention
    >>> plain(Mention("fostertalk", "12 local authorities"))
    {'source': 'fostertalk', 'quote': '12 local authorities'}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, KnownDate | FinancialYear):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if hasattr(value, "_fields"):
        return {name.rstrip("_"): plain(each) for name, each in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value
