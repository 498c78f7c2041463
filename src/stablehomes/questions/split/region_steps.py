"""The councils of a region together as steps, beside what the file publishes for the region itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.inputs import GIVEN, sum_of
from stablehomes.questions.split.share_steps import Shares, of_area
from stablehomes.questions.step import Step, leaf, step
from stablehomes.values.ranges import stated

MOST_LINES = 250 * 250  # each area's share has below it all who share


def region_names(shares: Shares) -> dict[str, str]:
    """The regions of a split, code to name, in the order of the file; WrongCall if it does not say them."""
    areas = shares.ready.plan.areas
    if not areas.regions:
        raise WrongCall(
            "nothing says which regions these areas are in", "use a file with a column region_code"
        )
    published = {region.code: region.name for region in areas.published}
    return {code: published.get(code, code or "no region") for code in dict.fromkeys(areas.regions)}


def check_length(shares: Shares, codes: Collection[str], advice: str) -> None:
    """WrongCall if the councils of these regions are too many to be explained, each with all who share."""
    areas = shares.ready.plan.areas
    councils = sum(region in codes for region in areas.regions)
    if councils * len(areas.codes) > MOST_LINES:
        raise WrongCall(f"the working of {councils:,} areas that share with all others is too long", advice)


def of_region(shares: Shares, code: str) -> Iterator[Step]:
    """The shares of a region's councils added up, then their figures less those of the region."""
    areas, name = shares.ready.plan.areas, region_names(shares)[code]
    places = [place for place, region in enumerate(areas.regions) if region == code]
    councils = [of_area(shares, place) for place in places]
    yield step(f"{name}, its councils together (illustrative)", "sum", "pounds", councils)
    for column in areas.figures:
        together = sum_of(areas, column, places, name)
        published = _published(shares, code, column)
        steps = [together, *published]
        yield step(f"{column}, councils less region", "difference", "count", steps) if published else together


def _published(shares: Shares, code: str, column: str) -> list[Step]:
    """The region's own figure, if the file has it and does not suppress it."""
    areas = shares.ready.plan.areas
    says = f"the region's own row, {areas.files.get(column, GIVEN)}"
    return [
        leaf(f"{column} of {region.name}", "held", "count", stated(Decimal(figure)), says)
        for region in areas.published
        if region.code == code and (figure := region.figures.get(column)) is not None
    ]
