"""A number and how it follows from others: one step of a working.

Each step's value is made by its operation from the values of the steps below it, with the functions that the
answers themselves use; nothing is reckoned twice in two ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from stablehomes.catalogue.model import Figure, Unit
from stablehomes.questions.prices import converted_range
from stablehomes.questions.split.over_years import year_parts
from stablehomes.questions.split.split import in_whole
from stablehomes.questions.working.sharing import SHARED, Sharing
from stablehomes.values.per_cent import per_cent_range
from stablehomes.values.ranges import Range, difference, hull, remainder, share, stated, times, total
from stablehomes.values.spread import even_part, years_together
from stablehomes.values.terms import UNITS, RoundingUnit

Values = Sequence[Range]
# Where a number without steps comes from: a document's words, the data, or the question itself.
LEAVES = ("stated", "held", "given")


class Step(NamedTuple):
    """One number: how it follows from the steps below it, or where it comes from."""

    label: str
    """Which number it is, in words."""
    operation: str
    """What was done with the steps below, or where a number without steps comes from: stated (by the figure),
    held (in the data or a file) or given (with the question)."""
    unit: Unit
    """What the value is."""
    value: Range
    """The number, with all that is left open."""
    steps: tuple[Step, ...]
    """The numbers that it follows from, in order; empty at an end."""
    figure: Figure | None
    """The statement that it is; null for any other number."""
    source: str | None = None
    """Id of the document that holds it; null if it follows from others or was given."""
    says: str | None = None
    """What else has to be said of it; null if nothing."""
    sharing: Sharing | None = None
    """All who share, where it is a part by weight; null for any other number."""


def _first_of_hull(values: Values) -> Range:
    return hull(values[0], values[1:])


def _per_cent(values: Values) -> Range:
    """The change in per cent of what it was before; nothing of nothing is nothing."""
    change, before = values
    return per_cent_range(change, before) or stated(change.headline * 0)


def _converted(values: Values) -> Range:
    amount, now, then = values
    return converted_range(amount, then.headline, now.headline)


def _even_part(values: Values) -> Range:
    whole, count, place = values
    return even_part(whole, int(count.headline), int(place.headline) - 1)


def _one_of_them(values: Values) -> Range:
    """The headline of one area, with all that is open while it is open how many share."""
    one, each = values
    return one._replace(low=each.low, high=each.high, qualifier=each.qualifier)


def _in_whole(unit: RoundingUnit, values: Values) -> Range:
    return in_whole(values[0], unit)


def _in_a_year(unit: RoundingUnit, values: Values) -> Range:
    amount, place, *weights = values
    parts = year_parts(amount.headline, tuple(int(weight.headline) for weight in weights), unit)
    return stated(parts[int(place.headline) - 1])


# What each word does with the values of the steps below it. The first of "headline" is the headline.
OPERATIONS: dict[str, Callable[[Values], Range]] = {
    "headline": _first_of_hull,
    "sum": total,
    "less": lambda values: remainder(*values),
    "difference": lambda values: difference(*values),
    "times": lambda values: times(*values),
    "per cent of": _per_cent,
    "shared by": lambda values: share(*values),
    "even part": _even_part,
    "years together": lambda values: years_together(values[0], values[1:]),
    "in prices of": _converted,
    "one of them": _one_of_them,
    **{f"in whole units: {unit}": partial(_in_whole, unit) for unit in UNITS},
    **{f"part of a year: {unit}": partial(_in_a_year, unit) for unit in UNITS},
}


def step(label: str, operation: str, unit: Unit, steps: Sequence[Step], says: str | None = None) -> Step:
    """A step whose value follows from those below it."""
    value = OPERATIONS[operation]([each.value for each in steps])
    return Step(label, operation, unit, value, tuple(steps), None, None, says)


def shared(
    label: str, operation: str, steps: Sequence[Step], sharing: Sharing, says: str | None = None
) -> Step:
    """A step in pounds whose value is made of the first below it, by how all the areas share."""
    value = SHARED[operation](steps[0].value, sharing)
    return Step(label, operation, "pounds", value, tuple(steps), None, None, says, sharing)


def leaf(label: str, operation: str, unit: Unit, value: Range, says: str, source: str | None = None) -> Step:
    """A number that follows from no other and that no quote states: from the data, or from the question."""
    return Step(label, operation, unit, value, (), None, source, says)


def sources_below(root: Step) -> set[str]:
    """The documents behind a step and all below it."""
    own = {root.source, root.figure.source if root.figure else None}
    return {each for each in own if each}.union(*map(sources_below, root.steps))


def recomputed(root: Step) -> Range:
    """The value of a step from nothing but what stands at the ends below it."""
    if root.figure is not None:
        return stated(root.figure.amount, root.figure.qualifier)
    if root.operation in LEAVES:
        return root.value
    values = [recomputed(each) for each in root.steps]
    if root.sharing is not None:
        return SHARED[root.operation](values[0], root.sharing)
    return OPERATIONS[root.operation](values)
