"""What does it mean for one council: named, awarded, an illustration of shares, and what rises cost?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from stablehomes.catalogue.councils import Council, Councils, CouncilType
from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Allowance, Catalogue, Source
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.compare import CompareQuery, can_be_compared, compare
from stablehomes.questions.split.split import split
from stablehomes.values.area_figures import AreaFigures, Number
from stablehomes.values.ranges import Range, stated, times
from stablehomes.values.terms import WHOLE, ColumnWeight, Terms
from stablehomes.values.wording import listed


class NamedFor(NamedTuple):
    """A measure that the council was named for."""

    measure: str
    """Id of the measure."""
    title: str
    """What it is called."""


class Award(NamedTuple):
    """A sum that was awarded to the council, alone or with others."""

    measure: str
    """Id of the measure."""
    title: str
    """What it is called."""
    to: str
    """To whom it was awarded, in words."""
    amount: Range
    """Pounds."""


class CouncilCount(NamedTuple):
    """Something that is published for every council."""

    counted_by: str
    """The name of the count, as a weight of a split."""
    title: str
    """What is counted, and on which day."""
    year: str
    """The year of the count."""
    number: Number | None
    """How many; null if none is published."""
    percent: Decimal | None
    """Per cent of all councils together; null without a number."""
    rank: int | None
    """Its place among the councils, the largest first; null without a number."""
    councils: int
    """How many councils have a number."""
    neighbours_median: Decimal | None
    """The median of its statistical neighbours; null if none has a number."""


class WeightedShare(NamedTuple):
    """What one stated rule would give the council of one measure."""

    measure: str
    """Id of the measure."""
    title: str
    """What it is called."""
    counted_by: str
    """The count in proportion to which all councils would share."""
    amount: Range
    """Pounds: illustrative, nobody was promised it."""


class UpliftCost(NamedTuple):
    """What a rise of an allowance would cost, if each of those counted claimed it."""

    allowance: str
    """Id of the allowance."""
    title: str
    """What it is called."""
    change: Range
    """Pounds: after less before."""
    counted_by: str
    """What the people are counted by."""
    people: Number
    """How many there are."""
    cost: Range
    """Pounds: the change for all of them."""


class OneCouncil(NamedTuple):
    """The answer."""

    schema: str
    code: str
    """The ONS code."""
    name: str
    """As the Department for Education writes it."""
    type: CouncilType
    """The kind of council."""
    region: str
    """The name of its region."""
    named: tuple[NamedFor, ...]
    """Measures that it was named for."""
    awarded: tuple[Award, ...]
    """What it was awarded, as published."""
    counts: tuple[CouncilCount, ...]
    """What is published of every council."""
    shares: tuple[WeightedShare, ...]
    """What stated rules would give it."""
    costs: tuple[UpliftCost, ...]
    """What rises of allowances would cost."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


# The three rules: all councils share in proportion to each of these. The last are the people of the rises.
RULES = ("children-looked-after", "children-in-need", "population-0-17")
LEAVERS = "care-leavers-17-18"
COUNTS = (*RULES, LEAVERS)


class Published(NamedTuple):
    """A count of every council, and its year."""

    year: str
    areas: AreaFigures


def find_council(councils: Councils, name: str) -> Council:
    """The council of today that a name, a code or a number stands for; WrongCall with the nearest."""
    found = councils.look_up(name)
    if found.kind == "unknown":
        found = councils.by_name(name)
    if found.council is not None:
        return found.council
    if found.past is not None:
        heirs = [councils.register.councils[code].name for code in found.past.became]
        raise WrongCall(f"{found.past.name} is no more", f"ask for {listed(heirs)}")
    near = tuple(councils.nearest(name)) or tuple(
        council.name for council in councils.today() if name.casefold() in council.name.casefold()
    )
    advice = f"did you mean {listed(near)}?" if near else "name it as the Department for Education does"
    raise WrongCall(f'no council of today is called "{name}"', advice)


def council(
    catalogue: Catalogue,
    councils: Councils,
    name: str,
    published: Mapping[str, Published],
    neighbours: Sequence[str],
) -> OneCouncil:
    """All that concerns one council; ``published`` holds every one of COUNTS.

    ``neighbours`` are the codes of its statistical neighbours. Raises WrongCall for no council of today.
    """
    one = find_council(councils, name)
    counts = tuple(_counted(councils, one, id, published[id], neighbours) for id in COUNTS)
    named = tuple(
        NamedFor(id, measure.title)
        for id, measure in catalogue.measures.items()
        if any(_is(councils, one, place.code) for place in measure.places)
    )
    costs = tuple(_costs(catalogue, counts))
    return OneCouncil(
        schema="stablehomes/council/1",
        code=one.code,
        name=one.name,
        type=one.type,
        region=councils.register.areas[one.region].name,
        named=named,
        awarded=tuple(_awarded(catalogue, councils, one)),
        counts=counts,
        shares=tuple(_shares(catalogue, one, published)),
        costs=costs,
        notes=tuple(_notes(councils, one, counts)),
        sources=_sources(catalogue, councils, named),
    )


def _is(councils: Councils, one: Council, code: str) -> bool:
    found = councils.by_code(code)
    return found.council is not None and found.council.code == one.code


def _counted(
    councils: Councils, one: Council, id: str, published: Published, neighbours: Sequence[str]
) -> CouncilCount:
    [column] = published.areas.figures.values()
    figures = dict(zip(published.areas.codes, column, strict=True))
    own, whole = figures.get(one.code), sum(figures.values())
    near = [figures[code] for code in neighbours if code in figures]
    return CouncilCount(
        counted_by=id,
        title=councils.register.counts[id].title,
        year=published.year,
        number=own,
        percent=None if own is None else round(Decimal(own) * 100 / Decimal(whole), 2),
        rank=None if own is None else 1 + sum(each > own for each in figures.values()),
        councils=len(figures),
        neighbours_median=median(map(Decimal, near)) if near else None,
    )


def _awarded(catalogue: Catalogue, councils: Councils, one: Council) -> Iterator[Award]:
    for id, measure in catalogue.measures.items():
        for allocation in measure.allocations:
            if any(_is(councils, one, code) for code in allocation.codes):
                amount = combined(allocation.figures, catalogue.sources)
                assert amount is not None
                yield Award(id, measure.title, allocation.to, amount)


def _shares(
    catalogue: Catalogue, one: Council, published: Mapping[str, Published]
) -> Iterator[WeightedShare]:
    for id, measure in catalogue.measures.items():
        for count in RULES if measure.figures else ():
            terms = Terms(weights=(ColumnWeight(count, WHOLE),))
            shares = split(catalogue, id, areas=published[count].areas, terms=terms, unit="pound").shares
            own = next((share for share in shares if share.code == one.code), None)
            if own is not None:
                yield WeightedShare(id, measure.title, count, own.amount)


def _costs(catalogue: Catalogue, counts: Sequence[CouncilCount]) -> Iterator[UpliftCost]:
    """Allowances that are paid once to care leavers, at the number of those who come of age."""
    leavers = next(count for count in counts if count.counted_by == LEAVERS)
    if leavers.number is None:
        return
    for id, allowance in catalogue.allowances.items():
        if _is_for_leavers(allowance) and can_be_compared(allowance, CompareQuery()):
            [compared] = compare(catalogue, [id]).comparisons
            cost = times(compared.change, stated(Decimal(leavers.number)))
            yield UpliftCost(id, allowance.title, compared.change, LEAVERS, leavers.number, cost)


def _is_for_leavers(allowance: Allowance) -> bool:
    conditions = [condition.statuses for condition in allowance.who if condition.kind == "status"]
    return allowance.paid == "once" and conditions == [("care_leaver",)]


def _notes(councils: Councils, one: Council, counts: Sequence[CouncilCount]) -> Iterator[str]:
    yield (
        "The shares are illustrative: nobody was promised them, and no document states these rules. They are"
        " in whole pounds, in proportion to what is published of every council."
    )
    leavers = next(count for count in counts if count.counted_by == LEAVERS)
    yield (
        f"What a rise costs is an upper end, at the care leavers of {leavers.year}: not every one of 17 or 18"
        " claims in the year."
    )
    region = councils.register.areas[one.region].name
    yield (
        f"{one.name} lies in the region {region}. The fostering minimum has rates by region, and no document"
        " that was read says which councils are in which."
    )
    yield "The statistical neighbours are the ten of the Department for Education's model of 2025."
    missing = [count.title for count in counts if count.number is None]
    if missing:
        yield f"No number is published of {listed(missing)}."


def _sources(catalogue: Catalogue, councils: Councils, named: Sequence[NamedFor]) -> tuple[Source, ...]:
    of_places = {place.source for each in named for place in catalogue.measures[each.measure].places}
    of_counts = [source for id in COUNTS for source in councils.register.counts[id].sources[:1]]
    used = [source for id, source in catalogue.sources.items() if id in of_places]
    return tuple(dict.fromkeys([*used, *of_counts]))
