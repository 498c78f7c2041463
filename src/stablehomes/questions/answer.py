"""What every answer can do beside holding its values: become rows for a data frame, and show itself."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeAlias

Rows: TypeAlias = list[dict[str, Any]]
# How an answer looks is known further down the stream: it is looked up when somebody wants to see it.
LOOKS = "stablehomes.interface.notebook"


def rows_of(answer: Any, table: str | None = None) -> Rows:
    """A table of an answer as plain dictionaries, for a data frame of any library; the first unless named.

    A number that documents leave open is four columns: its headline under its own name, then ``_low``,
    ``_high`` and ``_qualifier``. Sums of other rows are left out. Raises WrongCall for an unknown table.

    >>> from stablehomes import load, split
    >>> split(load(), "families-first-pathfinder", among=3).rows()[0]["illustrative_share"]
    Decimal('15000000')
    """
    rows: Rows = import_module(LOOKS).rows(answer, table)
    return rows


def html_of(answer: Any) -> str:
    """The answer, its tables and its notes, as a notebook shows them."""
    html: str = import_module(LOOKS).html(answer)
    return html
