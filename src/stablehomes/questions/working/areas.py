"""Which shares of a split are explained: an area's, a region's, each one's, or those beside allocations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stablehomes.catalogue.model import Allocation, Catalogue, Measure
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.split.against import awarded
from stablehomes.questions.working.figures import of_allocation
from stablehomes.questions.working.query import Question
from stablehomes.questions.working.regions import check_length, of_region, region_names
from stablehomes.questions.working.shares import (
    Shares,
    below_the_unit,
    of_area,
    of_each,
    of_years,
    shares_of,
)
from stablehomes.questions.working.steps import Step, step

REGION = "region"


def of_split(catalogue: Catalogue, measure: Measure, shares: Shares, question: Question) -> Iterator[Step]:
    """What one area, each region or each area gets; then allocations beside it, and what nobody gets."""
    if question.by not in (None, REGION):
        raise WrongCall("the shares of a measure can be added up by region", "use --by region")
    yield from _asked_for(measure, shares, question)
    if question.against:
        for allocation in awarded(catalogue, measure):
            yield _beside(catalogue, shares, allocation)
    yield from below_the_unit(shares)


def of_council(catalogue: Catalogue, code: str) -> Iterator[Step]:
    """What was awarded to a council, alone or with others, and its equal share of what it was named for."""
    for measure in catalogue.measures.values():
        for allocation in measure.allocations:
            if code in allocation.codes:
                yield _of_measure(measure, of_allocation(allocation, catalogue))
    for measure in catalogue.measures.values():
        if measure.figures and code in [place.code for place in measure.places]:
            shares = shares_of(catalogue, measure, Question(named=True))
            yield _of_measure(measure, of_area(shares, shares.ready.plan.areas.codes.index(code)))


def _of_measure(measure: Measure, root: Step) -> Step:
    return root._replace(label=f"{measure.title}, {root.label}")


def _asked_for(measure: Measure, shares: Shares, question: Question) -> Iterator[Step]:
    regions = region_names(shares) if question.by == REGION else {}
    if question.area is not None:
        yield from _named(measure, shares, question.area, regions)
    elif regions:
        first = next(iter(regions.values()))
        check_length(shares, regions, f'say which region: --area "{first}", or by its code')
        for code in regions:
            yield from of_region(shares, code)
    elif shares.ready.each is not None:
        yield of_each(shares)
    elif not question.against:
        first = shares.ready.plan.areas.names[0]
        advice = f'say which one: --area "{first}", or by its code'
        raise WrongCall("what an area gets differs from area to area", advice)


def _named(measure: Measure, shares: Shares, word: str, regions: Mapping[str, str]) -> Iterator[Step]:
    """The region or the area that has this code or name, in small or capital letters alike."""
    areas = shares.ready.plan.areas
    for code, name in regions.items():
        if _is(word, code, name):
            check_length(shares, [code], "ask for one of its areas: --area, without --by region")
            yield from of_region(shares, code)
            return
    for place, (code, name) in enumerate(zip(areas.codes, areas.names, strict=True)):
        if _is(word, code, name):
            yield of_area(shares, place)
            yield from of_years(shares, place)
            return
    known = [*regions.values(), *regions, *areas.names, *areas.codes]
    raise WrongCall(f'there is no area "{word}" in this split', _near(measure, word, known))


def _is(word: str, code: str, name: str) -> bool:
    return bool(word) and word.casefold() in (code.casefold(), name.casefold())


def _near(measure: Measure, word: str, known: Sequence[str]) -> str:
    if any(_is(word, place.code, place.name) for place in measure.places):
        return "the councils that were named share with --named"
    return did_you_mean(word, filter(None, known))


def _beside(catalogue: Catalogue, shares: Shares, allocation: Allocation) -> Step:
    """A published allocation less the shares of the same councils; alone, if not all are in the split."""
    award, same = of_allocation(allocation, catalogue), _same_councils(shares, allocation)
    if not same:
        return award
    together = step("shares of the same councils (illustrative)", "sum", "pounds", same)
    return step(f"{award.label}, less the shares", "difference", "pounds", [award, together])


def _same_councils(shares: Shares, allocation: Allocation) -> list[Step]:
    """Areas that only have a number all get the same, so that any of them stands for a council."""
    codes = shares.ready.plan.areas.codes
    if not any(codes):
        return [of_each(shares)] * len(allocation.codes) if shares.ready.each else []
    if not all(code in codes for code in allocation.codes):
        return []
    return [of_area(shares, codes.index(code)) for code in allocation.codes]
