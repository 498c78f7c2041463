"""What decides one area's share: how many share, its weights, and the terms that stand around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stablehomes.catalogue.model import Unit
from stablehomes.questions.split.dividing import Plan, sharing
from stablehomes.questions.step import Sharer, Step, leaf, step
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.ranges import stated
from stablehomes.values.wording import listed

ASSUMED, GIVEN = "assumed: given with the question", "given with the areas"


def inputs_of(plan: Plan, place: int, own: Sharer, number: Step) -> Iterator[Step]:
    """Everything but the sum itself that decides the share of the area at this place."""
    yield number
    if own.fixed is not None:
        yield _given("its fixed sum", "pounds", own.fixed)
        for figure in (figure_of(plan.areas, weight.column, place) for weight in plan.terms.weights):
            yield figure._replace(says=f"{figure.says}; not used, for its sum is fixed")
        return
    yield from _weights(plan, place)
    yield from _as_a_whole(plan, place)
    if plan.terms.fixed:
        yield _given("fixed sums of others, together", "pounds", sum(plan.terms.fixed.values(), Decimal(0)))
    for label, amount in (
        ("lump sum of each", plan.terms.lump_sum or None),
        ("floor", own.floor),
        ("cap", own.cap),
    ):
        if amount is not None:
            yield _given(label, "pounds", amount)


def _weights(plan: Plan, place: int) -> Iterator[Step]:
    """Of each column the area's own figure and the sum of all that share, and how much goes by it."""
    for weight in plan.terms.weights:
        yield figure_of(plan.areas, weight.column, place)
        yield sum_of(plan.areas, weight.column, sharing(plan), f"all {len(sharing(plan)):,} that share")
        if len(plan.terms.weights) > 1:
            yield _given(f"goes by {weight.column}", "per cent", weight.percent)


def figure_of(areas: AreaFigures, column: str, place: int) -> Step:
    """The figure of one area in a file."""
    value, file = stated(Decimal(areas.figures[column][place])), areas.files.get(column, GIVEN)
    label = f"{column} of {areas.names[place]}"
    if areas.codes[place] in areas.assumed.get(column, ()):
        return leaf(label, "given", "count", value, f"assumed, as asked, where none is published: {file}")
    return leaf(label, "held", "count", value, file)


def sum_of(areas: AreaFigures, column: str, places: Sequence[int], whose: str) -> Step:
    """The figures of several areas in a file, added up."""
    figures = [figure_of(areas, column, place) for place in places]
    return step(f"{column} of {whose}", "sum", "count", figures)


def _as_a_whole(plan: Plan, place: int) -> Iterator[Step]:
    """One weight made of several figures, or of the time an area takes part, beside all such weights."""
    if len(plan.terms.weights) > 1 or plan.terms.waves:
        every = sum(plan.weights[each] for each in sharing(plan))
        made_of = [
            "each figure by its column's sum" if len(plan.terms.weights) > 1 else "",
            "the part of the years from its wave on" if plan.terms.waves else "",
        ]
        says = f"by {listed([each for each in made_of if each])}, as a whole number in proportion"
        yield leaf("its weight", "given", "count", stated(Decimal(plan.weights[place])), says)
        yield leaf("all weights together", "given", "count", stated(Decimal(every)), "of all that share")


def _given(label: str, unit: Unit, amount: Decimal) -> Step:
    return leaf(label, "given", unit, stated(amount), ASSUMED)
