"""The days of rates, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stablehomes.catalogue.model import Rate
from stablehomes.values.days import in_words


def days_known(rates: Sequence[Rate]) -> str:
    """The days that rates cover, in words."""
    return "; ".join(dict.fromkeys(days_of(rate.from_, rate.until) for rate in rates))


def days_of(first: date | None, last: date | None) -> str:
    """The days from one to another, both included, in words; None is an open end.

    >>> days_of(date(2023, 4, 1), None)
    'from 1 April 2023'
    """
    begin = f"from {in_words(first)}" if first else ""
    end = f"until {in_words(last)}" if last else ""
    return " ".join(filter(None, [begin, end])) or "for every day"
