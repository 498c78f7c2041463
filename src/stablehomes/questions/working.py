"""Where a number comes from: a tree of steps down to what documents say.

Each step's value is made by its operation from the values of its children, with the functions that the
answers themselves use; nothing is stated twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from stablehomes.model import Allowance, Catalogue, Figure, Measure
from stablehomes.questions.comparisons import per_cent
from stablehomes.questions.figures import headline
from stablehomes.questions.rates import days_of
from stablehomes.ranges import Range, computed, hull, remainder, share, stated, total

Values = Sequence[Range]


class Step(NamedTuple):
    """One number: how it follows from the steps below it, or the figure that states it.

    ``operation`` is one of OPERATIONS, or "stated" for a figure; ``unit`` is pounds, areas, people, count or
    per cent.
    """

    label: str
    operation: str
    unit: str
    value: Range
    steps: tuple[Step, ...]
    figure: Figure | None


def _first_of_hull(values: Values) -> Range:
    return hull(values[0], values[1:])


def _difference(values: Values) -> Range:
    """After less before: each end from the ends that are farthest apart."""
    after, before = values
    low = None if after.low is None or before.high is None else after.low - before.high
    high = None if after.high is None or before.low is None else after.high - before.low
    return computed(after.headline - before.headline, low, high)


def _per_cent(values: Values) -> Range:
    """The change in per cent of what it was before, of the headlines."""
    change, before = values
    percent = per_cent(change.headline, before.headline)
    return stated(change.headline * 0 if percent is None else percent)


# What each word does with the values of the steps below it. The first of "headline" is the headline.
OPERATIONS: dict[str, Callable[[Values], Range]] = {
    "headline": _first_of_hull,
    "sum": total,
    "less": lambda values: remainder(*values),
    "shared by": lambda values: share(*values),
    "difference": _difference,
    "per cent of": _per_cent,
}


def step(label: str, operation: str, unit: str, steps: Sequence[Step]) -> Step:
    """A step whose value follows from those below it."""
    value = OPERATIONS[operation]([each.value for each in steps])
    return Step(label, operation, unit, value, tuple(steps), None)


def recomputed(root: Step) -> Range:
    """The value of a step from nothing but the figures below it."""
    if root.figure is not None:
        return stated(root.figure.amount, root.figure.qualifier)
    return OPERATIONS[root.operation]([recomputed(each) for each in root.steps])


def of_figures(label: str, unit: str, figures: Sequence[Figure], catalogue: Catalogue) -> Step:
    """What documents state of one number: the headline first, then the others in the order of the file."""
    first = headline(figures, catalogue.sources)
    others = [figure for figure in figures if figure is not first]
    return step(label, "headline", unit, [_stated(unit, figure) for figure in (first, *others)])


def _stated(unit: str, figure: Figure) -> Step:
    value = stated(figure.amount, figure.qualifier)
    return Step(f"as {figure.source} says", "stated", unit, value, (), figure)


def of_strategy(catalogue: Catalogue) -> tuple[Step, ...]:
    """Not itemised: what was announced, less the sum of what the measures name."""
    inside = [each for each in catalogue.measures.values() if each.figures and each.envelope != "outside"]
    itemised = step("itemised", "sum", "pounds", [_funding(each, catalogue) for each in inside])
    if not catalogue.strategy.figures:
        return (itemised,)
    announced = of_figures("announced", "pounds", catalogue.strategy.figures, catalogue)
    return (step("not itemised", "less", "pounds", [announced, itemised]),)


def _funding(measure: Measure, catalogue: Catalogue) -> Step:
    return of_figures(measure.title, "pounds", measure.figures, catalogue)


def of_pillar(catalogue: Catalogue, pillar: str) -> tuple[Step, ...]:
    """The sum of what the measures of a pillar name."""
    inside = [
        each
        for each in catalogue.measures.values()
        if each.pillar == pillar and each.figures and each.envelope != "outside"
    ]
    steps = [_funding(each, catalogue) for each in inside]
    return (step(f"itemised in {catalogue.pillars[pillar]}", "sum", "pounds", steps),) if steps else ()


def of_measure(catalogue: Catalogue, measure: Measure) -> tuple[Step, ...]:
    """The equal share of one area where there is money and areas; otherwise each number by itself."""
    money = [_funding(measure, catalogue)] if measure.figures else []
    areas = [of_figures("areas", "areas", measure.areas, catalogue)] if measure.areas else []
    people = [of_figures("people", "people", measure.people, catalogue)] if measure.people else []
    if money and areas and areas[0].value.headline >= 1:
        return (
            step("one area's equal share (illustrative)", "shared by", "pounds", [*money, *areas]),
            *people,
        )
    return (*money, *areas, *people)


def of_allowance(catalogue: Catalogue, allowance: Allowance) -> tuple[Step, ...]:
    """The latest change in per cent, of a rate that goes by the day alone; otherwise the rates."""
    rates = [rate for rate in allowance.rates if rate.region is None]
    steps = [of_figures(f"rate {days_of(rate)}", "pounds", rate.figures, catalogue) for rate in rates]
    if len(steps) < 2 or not steps[-2].value.headline:
        return tuple(steps)
    change = step("change", "difference", "pounds", [steps[-1], steps[-2]])
    return (step("change in per cent", "per cent of", "per cent", [change, steps[-2]]),)
