"""Who shares: the announced number of areas, another number, the councils that were named, or a file's."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from types import NoneType
from typing import NamedTuple

from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Catalogue, Measure
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.answers import Among, Area
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.ranges import Range, qualified, stated
from stablehomes.values.terms import Terms
from stablehomes.values.wording import listed, number

WEIGHT = "weight"
Areas = Sequence[Area] | AreaFigures


class Members(NamedTuple):
    """How many areas there are, which, and where that was taken from."""

    number: Range
    areas: AreaFigures
    among: Among


def members(
    catalogue: Catalogue, measure: Measure, among: int | None, named: bool, areas: Areas | None
) -> Members:
    """The areas that were asked for; WrongCall if there are several groups of them, or none."""
    if (among is not None) + named + (areas is not None) > 1:
        raise WrongCall("a split is among one group of areas", "use one of --among, --named and --areas")
    if areas is not None:
        return _given(areas)
    if named:
        return _named(measure)
    if among is not None:
        if among < 1:
            raise WrongCall("there is no area to share among", "share among one area at least")
        return Members(stated(Decimal(among)), _numbered(among), "number")
    count = combined(measure.areas, catalogue.sources)
    if count is None:
        raise WrongCall(
            f"no document says among how many areas {measure.title} is shared",
            "say it with --among NUMBER, or name the areas with --areas FILE",
        )
    return Members(count, _numbered(int(count.headline)), "announced")


def without(group: Members, terms: Terms) -> Members:
    """The areas without those that the terms leave out.

    Raises WrongCall for a code that is not among them, and for any terms where the number of areas is open.
    """
    if terms._replace(title=None) != Terms() and group.number.low != group.number.high:
        raise WrongCall(
            f"it is open how many areas share ({qualified(group.number, number)}), so no terms can be kept",
            f"say how many with --among, such as --among {number(group.number.headline)}",
        )
    named = [*terms.left_out, *terms.fixed, *(code for wave in terms.waves for code in wave.codes)]
    _refuse_strangers(named, group.areas)
    if not terms.left_out:
        return group
    out = set(terms.left_out)
    kept = [place for place, code in enumerate(group.areas.codes) if code not in out]
    if not kept:
        raise WrongCall("the formula leaves every area out", "leave fewer out")
    names = [name for name, code in zip(group.areas.names, group.areas.codes, strict=True) if code in out]
    note = f"Left out by the formula: {listed(names)}."
    areas = _only(group.areas, kept)
    return Members(stated(Decimal(len(kept))), areas._replace(notes=(*areas.notes, note)), group.among)


def _given(areas: Areas) -> Members:
    if not isinstance(areas, AreaFigures):
        columns = zip(*areas, strict=True) if areas else ((), (), ())
        names, codes, weights = map(list, columns)
        _check_kinds(names, codes, weights)
        areas = AreaFigures(names, [code or "" for code in codes], {WEIGHT: weights})
    given = areas.figures.get(WEIGHT, (1,))
    if not areas.codes or min(given) < 0 or not any(given):
        advice = "give at least one area with a weight above nothing, and none below it"
        raise WrongCall("there is no area to share among", advice)
    return Members(stated(Decimal(len(areas.codes))), areas, "file")


def _check_kinds(names: Sequence[object], codes: Sequence[object], weights: Sequence[object]) -> None:
    """WrongCall for what a script gave that is no name, code or exact number; column by column, for speed."""
    for what, column, kinds in (
        ("the name of an area", names, {str}),
        ("the code of an area", codes, {str, NoneType}),
        ("the weight of an area", weights, {int, Decimal}),
    ):
        if not set(map(type, column)) <= kinds:
            strange = next(each for each in column if type(each) not in kinds)
            advice = 'write Area("Dorset", "E06000059", Decimal("2.5"))'
            raise WrongCall(f"{what} cannot be {strange!r}", advice)


def _named(measure: Measure) -> Members:
    if not measure.places:
        raise WrongCall(f"no councils were named for {measure.title}", "use --among NUMBER or --areas FILE")
    names, codes = [place.name for place in measure.places], [place.code for place in measure.places]
    return Members(stated(Decimal(len(codes))), AreaFigures(names, codes, {}), "named")


def _numbered(count: int) -> AreaFigures:
    return AreaFigures([f"Area {place}" for place in range(1, count + 1)], [""] * count, {})


def _refuse_strangers(named: Sequence[str], areas: AreaFigures) -> None:
    known = set(areas.codes)
    strangers = sorted(set(named) - known - areas.left_out)
    if strangers:
        raise WrongCall(
            f"the formula names areas that are not in this split: {listed(strangers)}",
            "name areas by the codes of the file, and share among areas that have codes",
        )


def _only(areas: AreaFigures, kept: Sequence[int]) -> AreaFigures:
    return areas._replace(
        names=[areas.names[place] for place in kept],
        codes=[areas.codes[place] for place in kept],
        figures={name: [column[place] for place in kept] for name, column in areas.figures.items()},
        regions=[areas.regions[place] for place in kept] if areas.regions else (),
    )
