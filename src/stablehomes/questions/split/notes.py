"""What has to be said beside a split: what is illustrative, what is assumed, by which method, who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stablehomes.catalogue.headline import combined, sources_of
from stablehomes.catalogue.model import Catalogue, Measure, Source
from stablehomes.questions.split.against import year_of_allocation
from stablehomes.questions.split.answers import Rule
from stablehomes.questions.split.dividing import Plan
from stablehomes.questions.split.members import Members
from stablehomes.values.ranges import qualified
from stablehomes.values.terms import Limit, Terms
from stablehomes.values.wording import listed, number, pounds_in_prose
from stablehomes.values.years import FinancialYear

METHOD_NAMES = {
    "largest-remainder": "largest remainder (Hamilton)",
    "sainte-lague": "Sainte-Laguë (Webster)",
    "dhondt": "D'Hondt (Jefferson)",
    "huntington-hill": "Huntington–Hill",
}


def notes(
    catalogue: Catalogue,
    measure: Measure,
    group: Members,
    plan: Plan,
    rule: Rule,
    year: FinancialYear | None,
    *,
    against: bool,
) -> Iterator[str]:
    """The notes of a split, the most important first."""
    yield "These shares are illustrative: nobody was promised them. What a body was awarded is an allocation."
    if group.number.low != group.number.high:
        yield "How many areas take part is open: if they are fewer, each gets more."
    if group.among == "number":
        yield "The number of areas is assumed: it was given with the question."
    if plan.terms.title:
        yield f'These are the terms of "{plan.terms.title}".'
    yield from _other_number(catalogue, measure, group)
    yield from _assumed(plan.terms, rule)
    if year is not None:
        yield f"The sum for {year} is illustrative: the measure is spread evenly over its years."
    if against and len(measure.years) > 1 and any(map(year_of_allocation, measure.allocations)):
        yield "Beside an allocation for one year stands that year's even part of the shares."
    yield _rounding(plan)
    yield from group.areas.notes
    yield from measure.notes


def _other_number(catalogue: Catalogue, measure: Measure, group: Members) -> Iterator[str]:
    """A file with more or fewer areas than a document names is no fault, but what each gets hangs on it."""
    announced = combined(measure.areas, catalogue.sources) if group.among in ("file", "named") else None
    here = group.number.headline
    if announced is None or here == announced.headline:
        return
    where = "The file has" if group.among == "file" else "There are names of"
    yield (
        f"{where} {number(here)} {'area' if here == 1 else 'areas'}; the announcement says"
        f" {qualified(announced, number)}."
    )


ASSUMED: Mapping[Rule, str] = {
    "proportional": "The weights are assumed: no document says that the money is shared by them.",
    "formula": "The formula is assumed: it was given with the question, and no document states it.",
}


def _assumed(terms: Terms, rule: Rule) -> Iterator[str]:
    if rule in ASSUMED:
        yield ASSUMED[rule]
    if terms.lump_sum:
        yield f"First a lump sum of {pounds_in_prose(terms.lump_sum)} for each, then the weights."
    if terms.fixed:
        yield f"A fixed sum, as the formula has it: {listed(list(terms.fixed))}."
    if terms.floor or terms.cap:
        yield f"{_limits(terms)}; what that cuts off or tops up is shared again by the weights."
    if terms.waves:
        yield "A weight counts for the part of the years in which its area takes part, from its wave on."
    if terms.profile:
        profile = listed([f"{number(percent)}% in {year}" for year, percent in sorted(terms.profile.items())])
        yield f"Over the years, as the formula has it: {profile}."


def _limits(terms: Terms) -> str:
    floor = f"no area gets less than {_limit(terms.floor)}" if terms.floor else ""
    cap = f"no area gets more than {_limit(terms.cap)}" if terms.cap else ""
    said = listed([part for part in (floor, cap) if part])
    return said[0].upper() + said[1:]


def _limit(limit: Limit) -> str:
    if limit.pounds is not None:
        return pounds_in_prose(limit.pounds)
    assert limit.percent is not None
    return f'{number(limit.percent)}% of "{limit.column}"'


def _rounding(plan: Plan) -> str:
    return (
        f"Rounded to the {plan.unit} by {METHOD_NAMES[plan.method]}; the parts add up, and ties go by code."
    )


def sources(catalogue: Catalogue, measure: Measure, group: Members, against: bool) -> tuple[Source, ...]:
    """The documents behind the money, the number of areas, and what else the answer names."""
    counts = measure.areas if group.among == "announced" else ()
    used = {source.id for source in sources_of(catalogue, [*measure.figures, *counts])}
    if group.among == "named":
        used |= {place.source for place in measure.places}
    if against:
        used |= {figure.source for allocation in measure.allocations for figure in allocation.figures}
    return tuple(each for each in catalogue.sources.values() if each.id in used)
