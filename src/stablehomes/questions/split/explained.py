"""Which shares of a split are explained: an area's, a region's, each one's, or those beside allocations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stablehomes.catalogue.model import Allocation, Catalogue, Measure
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.figures import of_allocation, part_of_year, spread_of
from stablehomes.questions.split.against import awarded, known_difference, year_of_allocation
from stablehomes.questions.split.region_steps import check_length, of_region, region_names
from stablehomes.questions.split.share_steps import (
    Shares,
    below_the_unit,
    of_area,
    of_years,
    sharers,
)
from stablehomes.questions.split.split import Arranged, SplitQuery, arranged
from stablehomes.questions.step import Step, step
from stablehomes.values.years import FinancialYear


def of_split(
    catalogue: Catalogue, ready: Arranged, query: SplitQuery, area: str | None = None
) -> Iterator[Step]:
    """What one area, each region or each area gets; then allocations beside it, and what nobody gets."""
    shares = Shares(ready, sharers(ready.plan))
    if area is not None or query.by:
        yield from _asked_for(shares, area, by_region=query.by is not None)
    elif ready.each is not None:
        yield ready.each
    elif not query.against:
        advice = f'say which one: --area "{ready.plan.areas.names[0]}", or by its code'
        raise WrongCall("what an area gets differs from area to area", advice)
    if query.against:
        for allocation in awarded(catalogue, ready.measure):
            yield from _beside(catalogue, shares, allocation)
    yield from below_the_unit(shares)


def of_council(catalogue: Catalogue, code: str) -> Iterator[Step]:
    """What was awarded to a council, alone or with others, and its equal share of what it was named for."""
    for measure in catalogue.measures.values():
        for allocation in measure.allocations:
            if code in allocation.codes:
                yield _of_measure(measure, of_allocation(allocation, catalogue))
    for measure in catalogue.measures.values():
        if measure.figures and code in [place.code for place in measure.places]:
            ready = arranged(catalogue, measure, SplitQuery(named=True))
            shares = Shares(ready, sharers(ready.plan))
            yield _of_measure(measure, of_area(shares, ready.plan.areas.codes.index(code)))


def _of_measure(measure: Measure, root: Step) -> Step:
    return root._replace(label=f"{measure.title}, {root.label}")


def _asked_for(shares: Shares, area: str | None, *, by_region: bool) -> Iterator[Step]:
    regions = region_names(shares) if by_region else {}
    if area is not None:
        yield from _named(shares, area, regions)
        return
    first = next(iter(regions.values()))
    check_length(shares, regions, f'say which region: --area "{first}", or by its code')
    for code in regions:
        yield from of_region(shares, code)


def _named(shares: Shares, word: str, regions: Mapping[str, str]) -> Iterator[Step]:
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
    raise WrongCall(f'there is no area "{word}" in this split', _near(shares.ready.measure, word, known))


def _is(word: str, code: str, name: str) -> bool:
    return bool(word) and word.casefold() in (code.casefold(), name.casefold())


def _near(measure: Measure, word: str, known: Sequence[str]) -> str:
    if any(_is(word, place.code, place.name) for place in measure.places):
        return "the councils that were named share with --named"
    return did_you_mean(word, filter(None, known))


def _beside(catalogue: Catalogue, shares: Shares, allocation: Allocation) -> Iterator[Step]:
    """A published allocation less the shares of the same councils; alone, if not all are in the split."""
    award, same = of_allocation(allocation, catalogue), _same_councils(shares, allocation)
    year, years = year_of_allocation(allocation), shares.ready.years
    if not same or (year is not None and year not in years):
        yield award
        return
    if year is not None and len(years) > 1:
        same = [_of_year(shares, each, year) for each in same]
    together = step("shares of the same councils (illustrative)", "sum", "pounds", same)
    if known_difference(award.value, together.value) is None:
        yield from (award, together)
        return
    yield step(f"{award.label}, less the shares", "difference", "pounds", [award, together])


def _of_year(shares: Shares, share: Step, year: FinancialYear) -> Step:
    """A year's part of a share: its even part."""
    return next(
        part_of_year(share, each) for each in spread_of(None)(tuple(shares.ready.years)) if each.year == year
    )


def _same_councils(shares: Shares, allocation: Allocation) -> list[Step]:
    """Areas that only have a number all get the same, so that any of them stands for a council."""
    codes = shares.ready.plan.areas.codes
    if not any(codes):
        return [shares.ready.each] * (len(allocation.codes) + allocation.others) if shares.ready.each else []
    if allocation.others or not all(code in codes for code in allocation.codes):
        return []
    return [of_area(shares, codes.index(code)) for code in allocation.codes]
