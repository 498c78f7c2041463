"""The councils of each region together, beside what the file publishes for the region itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.answers import Region, RegionCheck
from stablehomes.questions.split.dividing import Amounts
from stablehomes.values.area_figures import AreaFigures, RegionFigures
from stablehomes.values.ranges import total


def regions(areas: AreaFigures, amounts: Amounts) -> Iterator[Region]:
    """Each region in the order of the file, with its councils' shares and figures added up.

    A region whose row the file does not have, or suppresses, has nothing to be compared with. Raises
    WrongCall if the file does not say which region an area is in.
    """
    if not areas.regions:
        raise WrongCall(
            "nothing says which regions these areas are in", "use a file with a column region_code"
        )
    published = {region.code: region for region in areas.published}
    shares = list(amounts.ranges())
    for code, places in _by_region(areas).items():
        yield Region(
            name=published[code].name if code in published else code or "no region",
            code=code,
            areas=len(places),
            amount=total([shares[place] for place in places]),
            figures=tuple(_checked(areas, published.get(code), places)),
        )


def _by_region(areas: AreaFigures) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, code in enumerate(areas.regions):
        found.setdefault(code, []).append(place)
    return found


def _checked(
    areas: AreaFigures, region: RegionFigures | None, places: Sequence[int]
) -> Iterator[RegionCheck]:
    for name, column in areas.figures.items():
        councils = sum((column[place] for place in places), 0)
        published = region.figures.get(name) if region else None
        yield RegionCheck(name, councils, published, None if published is None else councils - published)
