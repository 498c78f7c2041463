"""Keys of a count as digits: what a row is under each key is a digit, and the digits make a whole number.

Grouping by a number or two is far faster than by a dozen columns. A digit is 0 where nothing is known, and
where no rule looks at it. A care leaver (1 of 3) under the second rate (2 of 3) is 1 + 2 * 3 = 7: what
``docs/counting.md`` shows in whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from stablehomes.cohorts.statement import sql

BEFORE_ALL_YEARS = sql.FIRST_DAY.year - 2
YEARS = sql.LAST_DAY.year - BEFORE_ALL_YEARS
LARGEST = 2**31 - 1
ALWAYS = ""


class Key(NamedTuple):
    """A key of the count.

    ``cases`` are conditions, the first that holds counts: beside each stands the place of what the row is
    then among ``values``, from 1, or an expression for that place. ``matters_not`` are conditions with which
    no rule looks at it.
    """

    name: str
    allowances: tuple[str, ...]
    matters_not: tuple[str, ...]
    cases: Sequence[tuple[str, int | str]]
    values: Sequence[object] = ()  # none: years, the place counted from BEFORE_ALL_YEARS

    @property
    def size(self) -> int:
        """How many digits there are."""
        return len(self.values) + 1 if self.values else YEARS + 1

    def times(self, weight: int) -> str:
        """The digit of a row, times a weight."""
        # The weight is multiplied in here where it can be, so that the engine does not for each row.
        cases = [
            (condition, place * weight if isinstance(place, int) else f"({place}) * {weight}")
            for condition, place in self.cases
        ]
        return str(cases[0][1]) if cases[0][0] == ALWAYS else sql.chosen(cases)

    def value(self, digit: str) -> str:
        """What a digit stands for, or NULL."""
        if not self.values:
            return sql.chosen([(f"{digit} > 0", f"{digit} + {BEFORE_ALL_YEARS}")], "NULL")
        return sql.chosen(
            [(f"{digit} = {place}", value) for place, value in enumerate(self.values, 1)], "NULL"
        )


def year_place(year: str) -> str:
    """The place of a year among all years."""
    return f"{year} - {BEFORE_ALL_YEARS}"


class Digit(NamedTuple):
    """Where the digit of a key stands: in which number, and how much it counts there."""

    number: str
    weight: int


def places(keys: Sequence[Key]) -> dict[str, Digit]:
    """Where the digits stand; numbers do not grow beyond what every engine holds."""
    found, number, weight = {}, 1, 1
    for key in keys:
        # Every engine holds whole numbers up to this without a wider type: a further key begins a number.
        if weight * key.size > LARGEST:
            number, weight = number + 1, 1
        found[key.name] = Digit(f"facts_{number}", weight)
        weight *= key.size
    return found


def numbers(keys: Sequence[Key]) -> Iterator[tuple[str, str]]:
    """The numbers that the digits of a row make, each with its name."""
    where = places(keys)
    for name, of_number in groupby(keys, lambda key: where[key.name].number):
        # Keys that the same conditions switch off share one CASE: its conditions are worked out once.
        together = groupby(of_number, lambda key: key.matters_not)
        yield name, " + ".join(_together(list(some), where, matters_not) for matters_not, some in together)


def _together(keys: list[Key], where: dict[str, Digit], matters_not: tuple[str, ...]) -> str:
    total = " + ".join(key.times(where[key.name].weight) for key in keys)
    return f"CASE WHEN {' OR '.join(matters_not)} THEN 0 ELSE {total} END" if matters_not else total


def taken_apart(keys: Sequence[Key]) -> dict[str, str]:
    """What each key was, out of the numbers."""
    return {
        key.name: key.value(f"({place.number} // {place.weight} % {key.size})")
        for key, place in zip(keys, places(keys).values(), strict=True)
    }
