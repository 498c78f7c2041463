"""The working of a split: what one area, each of them or a region would get, always illustrative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.model import Catalogue, Measure
from stablehomes.problems import WrongCall, did_you_mean
from stablehomes.questions.splits.against import awarded
from stablehomes.questions.splits.asking import Arranged, Wanted, arranged
from stablehomes.questions.splits.explaining import explained
from stablehomes.questions.splits.over_years import comes_over_years, patterns
from stablehomes.questions.workings.budgets import part_of_year
from stablehomes.questions.workings.figures import of_allocation, of_figures, of_money
from stablehomes.questions.workings.inputs import inputs_of, number_of, sum_of
from stablehomes.questions.workings.question import Question
from stablehomes.questions.workings.shared import Sharer, Sharing, sharers
from stablehomes.questions.workings.steps import Step, leaf, shared, step
from stablehomes.ranges import stated
from stablehomes.wording import listed

REGION = "region"


class Working(NamedTuple):
    """A split made ready, and what the shares of all its areas have below them."""

    ready: Arranged
    total: Step
    number: Step
    files: str
    sharers: tuple[Sharer, ...]


def of_split(catalogue: Catalogue, measure: Measure, question: Question) -> Iterator[Step]:
    """What one area, each region or each area gets; then allocations beside it, and what nobody gets."""
    if question.by not in (None, REGION):
        raise WrongCall("the shares of a measure can be added up by region", "use --by region")
    working = _made_ready(catalogue, measure, question)
    yield from _asked_for(measure, working, question)
    if question.against:
        yield from _against(catalogue, measure, working)
    if working.ready.divided.below_unit:
        label = "makes no whole unit, and is shared by nobody"
        yield shared(label, "below the unit", [working.total], _sharing(working, 0))


def of_council(catalogue: Catalogue, code: str) -> Iterator[Step]:
    """What was awarded to a council, alone or with others, and its equal share of what it was named for."""
    for measure in catalogue.measures.values():
        for allocation in measure.allocations:
            if code in allocation.codes:
                each = of_allocation(allocation, catalogue)
                yield each._replace(label=f"{measure.title}, {each.label}")
    for measure in catalogue.measures.values():
        if measure.figures and code in [place.code for place in measure.places]:
            working = _made_ready(catalogue, measure, Question(named=True))
            share = _area(working, working.ready.plan.areas.codes.index(code))
            yield share._replace(label=f"{measure.title}, {share.label}")


def _made_ready(catalogue: Catalogue, measure: Measure, question: Question) -> Working:
    asked = ("among", "named", "areas", "year", "rule", "terms", "method", "unit")
    given = {name: value for name in asked if (value := getattr(question, name)) is not None}
    ready = arranged(catalogue, measure, Wanted()._replace(**given))
    files = listed(question.files) if question.files else "the areas given"
    total = of_money(measure, catalogue)
    if question.year:
        total = part_of_year(total, measure.years, question.year)
    return Working(ready, total, _number(catalogue, ready), files, sharers(ready.plan))


def _number(catalogue: Catalogue, ready: Arranged) -> Step:
    if ready.group.among == "announced":
        return of_figures("areas", "areas", ready.measure.areas, catalogue)
    return number_of(ready.group)


def _asked_for(measure: Measure, working: Working, question: Question) -> Iterator[Step]:
    if question.area is not None:
        yield from _found(measure, working, question)
    elif question.by == REGION:
        for code in dict.fromkeys(_regions(working)):
            yield from _region(working, code)
    elif working.ready.each is not None:
        yield _each(working)
    elif not question.against:
        names = working.ready.plan.areas.names
        raise WrongCall(
            "what an area gets differs from area to area",
            f'say which one: --area "{names[0]}", or by its code',
        )


def _found(measure: Measure, working: Working, question: Question) -> Iterator[Step]:
    """The area, or of a split by region the region, that has this code or name."""
    areas, word = working.ready.plan.areas, (question.area or "").casefold()
    if question.by == REGION:
        names = _region_names(working)
        for code in names:
            if word in (code.casefold(), names[code].casefold()):
                yield from _region(working, code)
                return
    for place, (name, code) in enumerate(zip(areas.names, areas.codes, strict=True)):
        if word and word in (code.casefold(), name.casefold()):
            yield from _area_and_years(working, place)
            return
    known = [*areas.names, *filter(None, areas.codes)]
    named = word in [each.casefold() for place in measure.places for each in (place.name, place.code)]
    advice = (
        "the councils that were named share with --named"
        if named
        else did_you_mean(question.area or "", known)
    )
    raise WrongCall(f'there is no area "{question.area}" in this split', advice)


def _area_and_years(working: Working, place: int) -> Iterator[Step]:
    ready, share = working.ready, _area(working, place)
    yield share
    if not comes_over_years(ready.plan.terms):
        return
    pattern = patterns(ready.plan.areas, ready.plan.terms, ready.years)[place]
    weights = [
        leaf(f"weight of {year}", "given", "count", stated(Decimal(weight)), "by the formula, in proportion")
        for year, weight in zip(ready.years, pattern, strict=True)
    ]
    for index, year in enumerate(ready.years, 1):
        which = leaf(
            f"place of {year}", "held", "count", stated(Decimal(index)), "counted from the first year"
        )
        label = f"{ready.plan.areas.names[place]} in {year}"
        yield step(label, f"part of a year: {ready.plan.unit}", "pounds", [share, which, *weights])


def _area(working: Working, place: int) -> Step:
    """One area's share; where it is open how many share, with all that this leaves open."""
    ready, plan = working.ready, working.ready.plan
    label = f"share of {plan.areas.names[place]} (illustrative)"
    steps = [working.total, *inputs_of(plan, place, working.number, working.files)]
    says = explained(ready.total.headline, plan, place, ready.divided.headline[place])
    share = shared(label, "apportioned", steps, _sharing(working, place), says)
    if ready.each is None or ready.group.number.low == ready.group.number.high:
        return share
    return step(label, "one of them", "pounds", [share, _each(working)])


def _each(working: Working) -> Step:
    """What each gets of an equal split."""
    unit, label = working.ready.plan.unit, "one area's equal share (illustrative)"
    exact = step(label, "shared by", "pounds", [working.total, working.number])
    return exact if unit == "penny" else step(f"{label}, whole", f"in whole units: {unit}", "pounds", [exact])


def _sharing(working: Working, place: int) -> Sharing:
    plan = working.ready.plan
    return Sharing(place + 1, plan.method, plan.unit, plan.terms.lump_sum, working.sharers)


def _regions(working: Working) -> Sequence[str]:
    regions = working.ready.plan.areas.regions
    if not regions:
        raise WrongCall(
            "nothing says which regions these areas are in", "use a file with a column region_code"
        )
    return regions


def _region_names(working: Working) -> dict[str, str]:
    published = {region.code: region.name for region in working.ready.plan.areas.published}
    return {code: published.get(code, code) for code in dict.fromkeys(_regions(working))}


def _region(working: Working, code: str) -> Iterator[Step]:
    """The shares of a region's councils added up, and their figures beside those of the region."""
    areas, name = working.ready.plan.areas, _region_names(working)[code]
    places = [place for place, region in enumerate(areas.regions) if region == code]
    yield step(
        f"{name}, its councils together (illustrative)",
        "sum",
        "pounds",
        [_area(working, place) for place in places],
    )
    row = next((region for region in areas.published if region.code == code), None)
    for column in areas.figures:
        councils = sum_of(areas, column, places, working.files, name)
        figure = row.figures.get(column) if row else None
        if figure is None:
            yield councils
            continue
        published = leaf(
            f"{column} of {name}",
            "held",
            "count",
            stated(Decimal(figure)),
            f"the region's own row, {working.files}",
        )
        yield step(f"{column}, councils less region", "difference", "count", [councils, published])


def _against(catalogue: Catalogue, measure: Measure, working: Working) -> Iterator[Step]:
    """Each published allocation less the shares of the same councils."""
    codes = working.ready.plan.areas.codes
    for allocation in awarded(catalogue, measure):
        award = of_allocation(allocation, catalogue)
        if any(codes) and not all(code in codes for code in allocation.codes):
            yield award
            continue
        if any(codes):
            shares = [_area(working, codes.index(code)) for code in allocation.codes]
        elif working.ready.each is not None:
            shares = [_each(working)] * len(allocation.codes)
        else:
            yield award
            continue
        together = step("shares of the same councils (illustrative)", "sum", "pounds", shares)
        yield step(f"{award.label}, less the shares", "difference", "pounds", [award, together])
