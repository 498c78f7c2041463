"""A saved answer looked at before it is believed: its ranges are the right way round, and its sums add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stablehomes.catalogue.envelope import excess
from stablehomes.questions.allowances.compare import Compared, Comparison
from stablehomes.questions.budget import Budget
from stablehomes.values.per_cent import per_cent_range
from stablehomes.values.ranges import Range, remainder, total


def contradictions(answer: Budget | Compared) -> Iterator[str]:
    """What in a saved answer cannot be, in words: no program that counts right printed that."""
    yield from _backward(answer, "the answer")
    yield from _of_budget(answer) if isinstance(answer, Budget) else _of_comparisons(answer)


def _backward(value: Any, where: str) -> Iterator[str]:
    """Ranges of which the ends are the wrong way round, wherever they are."""
    if isinstance(value, Range):
        low, high = value.low, value.high
        if (low is not None and low > value.headline) or (high is not None and high < value.headline):
            yield f"{where} lies outside its own range"
    elif hasattr(value, "_fields"):
        for name, each in zip(value._fields, value, strict=True):
            yield from _backward(each, f"{where}.{name}")
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from _backward(each, f"{where}[{place}]")


def _of_budget(answer: Budget) -> Iterator[str]:
    inside = [each for each in answer.measures if each.envelope != "outside"]
    itemised = total([each.funding for each in inside if each.funding is not None])
    if itemised != answer.itemised:
        yield f"the measures come to £{itemised.headline:,}, and £{answer.itemised.headline:,} is itemised"
    left = remainder(answer.announced, answer.itemised) if answer.announced else None
    if left != answer.not_itemised:
        yield "what is not itemised is not what is left of what was announced"
    if answer.announced and answer.beyond != excess(answer.announced, answer.itemised):
        yield "what is itemised beyond the announcement is not what goes beyond it"
    yield from _of_pillars(answer)


def _of_pillars(answer: Budget) -> Iterator[str]:
    for measure in answer.measures:
        if measure.pillar and measure.pillar not in answer.pillars:
            yield f'"{measure.pillar}", the pillar of {measure.id}, is not among the pillars'
    fundings = {each.id: each.funding for each in answer.measures}
    for group in answer.groups:
        for part in group.parts if answer.by == "pillar" else ():
            if part.funding != fundings.get(part.id):
                yield f"{part.id} has another sum in its pillar"
        funding = total([part.funding for part in group.parts]) if group.parts else None
        if group.parts and group.funding != funding:
            yield f"the parts of {group.id} do not come to its sum"


def _of_comparisons(answer: Compared) -> Iterator[str]:
    for each in answer.comparisons:
        before, after = each.before.amount, each.after.amount
        if each.change != after - before:
            yield f"the change of {each.allowance} is not the difference of its rates"
        if each.percent != per_cent_range(each.change, before):
            yield f"the per cent of {each.allowance} are not those of its change"
        if each.people is not None and each.people < 1:
            yield f"{each.allowance} is compared for {each.people} people"
        elif (each.cost_before, each.cost_after, each.cost_change) != _costs(each):
            yield f"the costs of {each.allowance} are not its rates times its people"


def _costs(each: Comparison) -> tuple[Range | None, ...]:
    rates = (each.before.amount, each.after.amount, each.change)
    return tuple(None if each.people is None else rate * each.people for rate in rates)
