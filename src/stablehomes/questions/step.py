"""A number and how it follows from others: one step of a working.

A question makes steps, and its answer is their values: nothing is reckoned a second time to be explained.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from stablehomes.catalogue.model import Figure, Unit
from stablehomes.questions.prices import converted_range
from stablehomes.values.apportion import Method
from stablehomes.values.per_cent import per_cent_range
from stablehomes.values.ranges import Range, difference, hull, remainder, share, stated, times, total
from stablehomes.values.spread import even_part, years_together
from stablehomes.values.terms import RoundingUnit

Values = Sequence[Range]
Leaf: TypeAlias = Literal["stated", "held", "given"]
Arithmetic: TypeAlias = Literal[
    "headline",
    "sum",
    "less",
    "difference",
    "times",
    "per cent of",
    "shared by",
    "even part",
    "years together",
    "in prices of",
]
# What is made by the rules of a split, which look at all areas at once.
Split: TypeAlias = Literal[
    "one of them",
    "apportioned",
    "below the unit",
    "in whole units: penny",
    "in whole units: pound",
    "in whole units: thousand",
    "part of a year: penny",
    "part of a year: pound",
    "part of a year: thousand",
]
# What is made by the prices of a cohort, whose numbers may be open.
Priced: TypeAlias = Literal["for each", "for weeks and days", "for the same people"]
# What a diff compares: two states of the data, of which one may not have the number.
Compared: TypeAlias = Literal["headlines"]
IN_WHOLE_UNITS: Mapping[RoundingUnit, Split] = {
    "penny": "in whole units: penny",
    "pound": "in whole units: pound",
    "thousand": "in whole units: thousand",
}
PART_OF_A_YEAR: Mapping[RoundingUnit, Split] = {
    "penny": "part of a year: penny",
    "pound": "part of a year: pound",
    "thousand": "part of a year: thousand",
}
# Where a number without steps comes from: a document's words, the data, or the question itself.
LEAVES: tuple[Leaf, ...] = ("stated", "held", "given")


class Sharer(NamedTuple):
    """One of those who share."""

    code: str
    """ONS code of the area; empty if it has none."""
    weight: int
    """A whole number; shares go by it."""
    fixed: Decimal | None
    """Pounds; null if it shares by weight."""
    floor: Decimal | None
    """The least, in pounds; null for none."""
    cap: Decimal | None
    """The most, in pounds; null for none."""


class Sharing(NamedTuple):
    """All who share a sum, and how."""

    place: int
    """Whose share is meant, counted from 1."""
    method: Method
    """Who gets the odd units."""
    unit: RoundingUnit
    """What shares are whole multiples of."""
    lump_sum: Decimal
    """Pounds for each before the weights."""
    areas: tuple[Sharer, ...]
    """Everybody who shares, in order."""


class Step(NamedTuple):
    """One number: how it follows from the steps below it, or where it comes from."""

    label: str
    """Which number it is, in words."""
    operation: Leaf | Arithmetic | Split | Priced | Compared
    """What was done with the steps below, or where a number without steps comes from: stated (by the figure),
    held (in the data or a file) or given (with the question)."""
    unit: Unit
    """What the value is."""
    value: Range
    """The number, with all that is left open."""
    steps: tuple[Step, ...] = ()
    """The numbers that it follows from, in order; empty at an end."""
    figure: Figure | None = None
    """The statement that it is; null for any other number."""
    source: str | None = None
    """Id of the document that holds it; null if it follows from others or was given."""
    says: str | None = None
    """What else has to be said of it; null if nothing."""
    sharing: Sharing | None = None
    """All who share, where it is a part by weight; null for any other number."""


def _first_of_hull(values: Values) -> Range:
    return hull(values[0], values[1:]) if len(values) > 1 else values[0]


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


# What each word does with the values of the steps below it. The first of "headline" is the headline.
OPERATIONS: dict[Arithmetic, Callable[[Values], Range]] = {
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
}


def step(
    label: str, operation: Arithmetic, unit: Unit, steps: Sequence[Step], says: str | None = None
) -> Step:
    """A step whose value follows from those below it.

    >>> two = leaf("two", "given", "count", stated(Decimal(2)), "assumed")
    >>> three = leaf("three", "given", "count", stated(Decimal(3)), "assumed")
    >>> step("five", "sum", "count", [two, three]).value.headline
    Decimal('5')
    """
    value = OPERATIONS[operation]([each.value for each in steps])
    return Step(label, operation, unit, value, tuple(steps), says=says)


def leaf(label: str, operation: Leaf, unit: Unit, value: Range, says: str, source: str | None = None) -> Step:
    """A number that follows from no other and that no quote states: from the data, or from the question."""
    return Step(label, operation, unit, value, source=source, says=says)


def sources_below(root: Step) -> set[str]:
    """The documents behind a step and all below it."""
    own = {root.source, root.figure.source if root.figure else None}
    return {each for each in own if each}.union(*map(sources_below, root.steps))
