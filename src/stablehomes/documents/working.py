"""The steps behind numbers as lines of text, each step further in than the one it is part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.documents.form.document import Column, Row, Table
from stablehomes.documents.units import say_of
from stablehomes.questions.step import IN_WHOLE_UNITS, LEAVES, PART_OF_A_YEAR, Step
from stablehomes.values.ranges import in_full, qualified
from stablehomes.values.terms import UNITS

# How a step says what it does with the steps below it.
OPERATIONS: dict[str, str] = {
    "headline": "the headline and what all leave open",
    "sum": "the sum of",
    "less": "the first less the second, never below nothing",
    "difference": "the first less the second",
    "times": "the first times the second",
    "per cent of": "the first in per cent of the second, to two decimals",
    "shared by": "the first shared by the second, in whole pence",
    "even part": "one of so many even parts, in whole pence",
    "years together": "the parts of the years added up",
    "in prices of": "the first × the second ÷ the third, to the penny",
    "one of them": "the first, as open as the second: how many share is not settled",
    "apportioned": "its part of the first",
    "below the unit": "what is left of the first",
    "for each": "the first for each of the second",
    "for weeks and days": "the first for each week, and for each day beyond a seventh of it, to the penny",
    "for the same people": "the first less the second, of the same people",
    "headlines": "the headline after less the headline before; nothing for a side that has none",
    **{IN_WHOLE_UNITS[unit]: f"rounded to the {unit}" for unit in UNITS},
    **{PART_OF_A_YEAR[unit]: f"its part by the weight of the year, to the {unit}" for unit in UNITS},
}
MOST_ADDENDS = 10  # plain numbers of one sum that are printed; JSON holds all


def passages(steps: Sequence[Step]) -> tuple[str, ...]:
    """The lines of each tree; what stands in one of them already is not said again in full."""
    seen: set[Step] = set()
    return tuple("\n".join(_lines(step, 0, seen)) for step in steps)


def table(steps: Sequence[Step]) -> Table:
    """Each step of each tree in a row of its own, for machines; ``place`` says where it stands: 1.2.1."""
    columns = (
        Column("Place", "id"),
        Column("Step"),
        Column("How"),
        Column("Unit"),
        Column("Value", "number"),
        Column("Document", "id"),
        Column("Quote"),
    )
    rows = (row for place, step in enumerate(steps, 1) for row in _rows(step, str(place)))
    return Table("working", "Working", columns, tuple(rows), "machines")


def _rows(step: Step, place: str) -> Iterator[Row]:
    figure = step.figure
    document, quote = (figure.source, figure.quote) if figure else (step.source, None)
    how = OPERATIONS.get(step.operation, step.operation) + (f"; {step.says}" if step.says else "")
    yield Row((place, step.label, how, step.unit, step.value, document, quote))
    for below, each in enumerate(step.steps, 1):
        yield from _rows(each, f"{place}.{below}")


def _lines(step: Step, depth: int, seen: set[Step]) -> Iterator[str]:
    """The step and those below it, each one level further in."""
    indent = "  " * depth
    if step.figure:
        said = qualified(step.value, say_of(step.unit))
        yield f"{indent}{said} {step.label}: “{step.figure.quote}”"
        return
    whole = in_full(step.value, say_of(step.unit))
    if step.steps and step in seen:
        yield f"{indent}{step.label} = {whole}, as above"
        return
    seen.add(step)
    yield f"{indent}{step.label} = {whole}: {_how(step)}"
    below = step.steps
    if len(below) > MOST_ADDENDS and all(each.operation in LEAVES and not each.figure for each in below):
        below = below[:MOST_ADDENDS]
    for each in below:
        yield from _lines(each, depth + 1, seen)
    if len(below) < len(step.steps):
        yield f"{indent}  and {len(step.steps) - len(below):,} more, which JSON holds"


def _how(step: Step) -> str:
    """What is done with the steps below, or where the number is from."""
    if step.operation in LEAVES:
        return f"{step.says} ({step.source})" if step.source else str(step.says)
    return f"{OPERATIONS[step.operation]}{f'; {step.says}' if step.says else ''}"
