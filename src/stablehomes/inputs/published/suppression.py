"""Figures that are not published: who has none, and what is decided of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.inputs.published.cells import is_suppressed, meaning
from stablehomes.problems.problem import shown
from stablehomes.values.area_figures import Number
from stablehomes.values.wording import listed, number

LEAVE_OUT = "leave-out"
Policy = Number | str | None
MOST_NAMES = 12
ADVICE = (
    "say what becomes of them: --suppressed leave-out, --suppressed zero, or --suppressed NUMBER for each"
)


class Gap(NamedTuple):
    """An area whose cell holds a symbol in place of a number; ``place`` is its index among the areas."""

    place: int
    name: str
    symbol: str


def gaps(names: Sequence[str], cells: Sequence[str]) -> list[Gap]:
    """The areas whose cells hold a symbol in place of a number."""
    pairs = enumerate(zip(names, cells, strict=True))
    return [Gap(place, name, cell) for place, (name, cell) in pairs if is_suppressed(cell)]


def named(found: Sequence[Gap]) -> str:
    """Names with what the symbol of each means; of very many the first.

    >>> named([Gap(0, "Rutland", "c")])
    'Rutland (c: a suppressed small number)'
    """
    said = [f"{shown(gap.name)} ({gap.symbol}: {meaning(gap.symbol)})" for gap in found]
    more = [f"{len(said) - MOST_NAMES:,} more"] if len(said) > MOST_NAMES else []
    return listed([*said[:MOST_NAMES], *more])


def note(column: str, policy: Policy, found: Sequence[Gap], asked: bool = True) -> str:
    """What was decided of a column's gaps, in words."""
    if policy == LEAVE_OUT:
        decided = "left out of the answer are"
    else:
        assert not isinstance(policy, str | None)
        decided = f"{number(Decimal(policy))} for each of"
    assumed = "assumed, as asked, where" if asked else "where"
    return f'{assumed} no "{column}" is published: {decided} {named(found)}'


def filled(figures: Sequence[Number | None], policy: Policy) -> Sequence[Number | None]:
    """The column with a number in each gap; those that are to be left out stay as they are."""
    if policy == LEAVE_OUT:
        return figures
    assert not isinstance(policy, str)
    return [policy if figure is None else figure for figure in figures]
