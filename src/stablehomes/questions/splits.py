"""What would each area get? Always illustrative: an allocation is what a body was awarded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.apportion import largest_remainder, whole_weights
from stablehomes.model import Catalogue, Measure, Source
from stablehomes.money import pence, pounds
from stablehomes.problems import WrongCall
from stablehomes.questions.budget import share_of_year
from stablehomes.questions.figures import combined, sources_of
from stablehomes.questions.finding import find
from stablehomes.ranges import Range, share, stated
from stablehomes.wording import listed
from stablehomes.years import FinancialYear


class Area(NamedTuple):
    """An area that takes part in a split; ``weight`` has the unit of the file that it was read from."""

    name: str
    code: str | None
    weight: Decimal


class Share(NamedTuple):
    """What the rule would give one area, in pounds: the headline, and the ends of its range (None: open)."""

    name: str
    code: str | None
    weight: Decimal
    amount: Decimal
    low: Decimal | None
    high: Decimal | None


class Split(NamedTuple):
    """The answer; ``each`` is what one area gets by an equal split, None where weights differ."""

    schema: str
    measure: str
    title: str
    year: FinancialYear | None
    rule: str  # equal | proportional
    among: str  # announced | number | named | file
    total: Range
    areas: Range
    each: Range | None
    shares: tuple[Share, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def split(
    catalogue: Catalogue,
    measure: str,
    *,
    among: int | None = None,
    named: bool = False,
    areas: Sequence[Area] | None = None,
    year: FinancialYear | None = None,
) -> Split:
    """The money of a measure divided among areas in whole pence, so that the parts add up to the whole.

    Among the announced number of areas; or, one of these, ``among`` that many, the councils that were
    ``named``, or the ``areas`` given, by their weights. ``year`` takes that year's even part of the money.
    Odd pence go by largest remainder, ties by code. Raises WrongCall if there is no money or no area.

    >>> from stablehomes import load
    >>> answer = split(load(), "families-first-pathfinder")
    >>> answer.each.qualifier, answer.each.low
    ('at least', Decimal('3750000'))
    """
    chosen = find(catalogue.measures, measure, "measure")
    whole = _money(catalogue, chosen, year)
    count, members, kind = _areas(catalogue, chosen, among, named, areas)
    _require_weights(members)
    rule = "equal" if len({area.weight for area in members}) == 1 else "proportional"
    each = share(whole, count) if rule == "equal" else None
    return Split(
        schema="stablehomes/split/1",
        measure=chosen.id,
        title=chosen.title,
        year=year,
        rule=rule,
        among=kind,
        total=whole,
        areas=count,
        each=each,
        shares=tuple(_shares(whole, count, each, members)),
        notes=tuple(_notes(chosen, count, kind, rule, year)),
        sources=_sources(catalogue, chosen, kind),
    )


def _money(catalogue: Catalogue, measure: Measure, year: FinancialYear | None) -> Range:
    funding = combined(measure.figures, catalogue.sources)
    if funding is None:
        with_money = [id for id, each in catalogue.measures.items() if each.figures]
        raise WrongCall(
            f"no figure was announced for {measure.title}, so there is nothing to split",
            f"measures with a figure: {', '.join(with_money)}",
        )
    if year is None:
        return funding
    if year not in measure.years:
        years = listed([str(each) for each in measure.years])
        raise WrongCall(f"{measure.title} has no money in {year}", f"its years are {years}")
    return share_of_year(funding, measure.years, year)


def _areas(
    catalogue: Catalogue, measure: Measure, among: int | None, named: bool, areas: Sequence[Area] | None
) -> tuple[Range, list[Area], str]:
    """How many areas there are, which, and where that was taken from."""
    if (among is not None) + named + (areas is not None) > 1:
        raise WrongCall("a split is among one group of areas", "use one of --among, --named and --areas")
    if areas is not None:
        return stated(Decimal(len(areas))), list(areas), "file"
    if named:
        return _named_areas(measure)
    if among is not None:
        return stated(Decimal(among)), _numbered(among), "number"
    count = combined(measure.areas, catalogue.sources)
    if count is None:
        raise WrongCall(
            f"no document says among how many areas {measure.title} is shared",
            "say it with --among NUMBER, or name the areas with --areas FILE",
        )
    return count, _numbered(int(count.headline)), "announced"


def _require_weights(areas: Sequence[Area]) -> None:
    if not areas or min(area.weight for area in areas) < 0 or not any(area.weight for area in areas):
        advice = "give at least one area with a weight above nothing, and none below it"
        raise WrongCall("there is no area to share among", advice)


def _named_areas(measure: Measure) -> tuple[Range, list[Area], str]:
    if not measure.places:
        raise WrongCall(f"no councils were named for {measure.title}", "use --among NUMBER or --areas FILE")
    members = [Area(place.name, place.code, Decimal(1)) for place in measure.places]
    return stated(Decimal(len(members))), members, "named"


def _numbered(count: int) -> list[Area]:
    return [Area(f"Area {number}", None, Decimal(1)) for number in range(1, count + 1)]


def _shares(whole: Range, count: Range, each: Range | None, areas: Sequence[Area]) -> Iterator[Share]:
    amounts = apportioned(whole.headline, areas)
    if each is not None and count.low != count.high:
        # How many areas share is open, so each one's range is that of any one of them.
        lows, highs = [each.low] * len(areas), [each.high] * len(areas)
    else:
        lows, highs = apportioned(whole.low, areas), apportioned(whole.high, areas)
    for area, amount, low, high in zip(areas, amounts, lows, highs, strict=True):
        assert amount is not None
        yield Share(area.name, area.code, area.weight, amount, low, high)


def apportioned(amount: Decimal | None, areas: Sequence[Area]) -> list[Decimal | None]:
    """Pounds for each area, in whole pence that add up to the amount; None for each if the amount is open.

    By largest remainder; equal remainders go by code, then by name.
    """
    if amount is None:
        return [None] * len(areas)
    order = sorted(range(len(areas)), key=lambda index: (areas[index].code or "", index))
    parts = largest_remainder(pence(amount), whole_weights([areas[index].weight for index in order]))
    by_index = dict(zip(order, parts, strict=True))
    return [pounds(by_index[index]) for index in range(len(areas))]


def _notes(measure: Measure, count: Range, kind: str, rule: str, year: FinancialYear | None) -> Iterator[str]:
    yield "These shares are illustrative: nobody was promised them. What a body was awarded is an allocation."
    if count.low != count.high:
        yield "How many areas take part is open: if they are fewer, each gets more."
    if kind == "number":
        yield "The number of areas is assumed: it was given with the question."
    if rule == "proportional":
        yield "The weights are assumed: no document says that the money is shared by them."
    if year is not None:
        yield f"The sum for {year} is illustrative: the measure is spread evenly over its years."
    yield from measure.notes


def _sources(catalogue: Catalogue, measure: Measure, kind: str) -> tuple[Source, ...]:
    counts = measure.areas if kind == "announced" else ()
    used = sources_of(catalogue, [*measure.figures, *counts])
    named = {place.source for place in measure.places} if kind == "named" else set()
    return tuple(each for each in catalogue.sources.values() if each in used or each.id in named)
