"""Cells put together where an allowance sees no difference, and what each of these groups costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stablehomes.questions.cost.cells import Cell, Facts
from stablehomes.questions.cost.pricing import Change, Cost, Terms, terms
from stablehomes.values.ranges import Range, total


class Alike(NamedTuple):
    """People of one group for whom an allowance means the same; ``facts`` are those of one of them."""

    groups: tuple[str, ...]
    terms: Terms
    facts: Facts
    people: Range
    weeks: Range
    days: tuple[int, ...]  # how many have one day beyond whole weeks, two, and so on
    cost: Cost


def put_together(change: Change, cells: Iterable[Cell]) -> Iterator[Alike]:
    """Of very many cells a few are left."""
    allowance = change.rule.allowance.id
    numbers: dict[Terms, int] = {}
    number_of: dict[int, int] = {}  # by the identity of facts, which cells share: far faster than by value
    together: dict[tuple[int, tuple[str, ...]], list[Cell]] = {}
    for cell in cells:
        if cell.allowance in (None, allowance):
            facts = id(cell.facts)
            if facts not in number_of:
                number_of[facts] = numbers.setdefault(terms(change, cell.facts), len(numbers))
            together.setdefault((number_of[facts], cell.groups), []).append(cell)
    found = list(numbers)
    for (number, groups), alike in together.items():
        yield _alike(groups, found[number], alike)


def _alike(groups: tuple[str, ...], terms: Terms, cells: Sequence[Cell]) -> Alike:
    people, weeks, days = cells[0].people, cells[0].weeks, cells[0].days
    if len(cells) > 1:
        people, weeks = total([cell.people for cell in cells]), total([cell.weeks for cell in cells])
        days = tuple(sum(column) for column in zip(*(cell.days for cell in cells), strict=True))
    return Alike(groups, terms, cells[0].facts, people, weeks, days, terms.cost(people, weeks, days))
