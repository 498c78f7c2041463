"""Is a rise above that of prices? As far as the published decimals tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from stablehomes.catalogue.model import Catalogue, PriceIndex
from stablehomes.questions.allowances.rates import RateOnDays
from stablehomes.questions.figures import of_change
from stablehomes.questions.prices import CONSUMER_PRICES
from stablehomes.questions.step import Step, step
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import Range
from stablehomes.values.wording import number

ONE_DAY = timedelta(days=1)
PricesVerdict = Literal["above", "about the same", "below", "cannot say"]
ABOVE: PricesVerdict = "above"
ABOUT_THE_SAME: PricesVerdict = "about the same"
BELOW: PricesVerdict = "below"
CANNOT_SAY: PricesVerdict = "cannot say"
SAYS: Mapping[PricesVerdict, str] = {
    ABOUT_THE_SAME: "about the same, as far as the published decimals tell",
    CANNOT_SAY: "whether above cannot be said, for the figures leave both open",
}


class AgainstPrices(NamedTuple):
    """The change beside that of prices over twelve months.

    Only a rate and the one that follows it at once are set beside prices; for the verdict see ``verdict_of``.
    """

    price_index: str
    """Id of the index."""
    from_: KnownDate
    """The month from which prices rose."""
    to: KnownDate
    """The month to which they rose, in which the new rate began."""
    percent: Decimal | None
    """Per cent by which prices rose; null where no rise to that month is held."""
    above: bool | None
    """Whether the verdict is "above"; null where that cannot be said."""
    by: Range | None
    """Percentage points: the rise of the rate less that of prices; null where the latter is not held."""
    verdict: PricesVerdict | None
    """What the two say at the precision of percent; where no rise of prices to the month is held, "above" if
    the rate rose by more than every rise that is held, otherwise null."""


def against_prices(
    catalogue: Catalogue, old: RateOnDays, new: RateOnDays, rise: Step | None, whom: str = ""
) -> tuple[AgainstPrices | None, Step | None]:
    """A rise in per cent beside that of prices, and the step of the percentage points between them.

    Nothing where the two cannot stand side by side; no step where no rise of prices to that month is held.
    """
    index = catalogue.prices.get(CONSUMER_PRICES)
    if index is None or new.from_ is None or rise is None:
        return None, None
    if old.until is None or old.until + ONE_DAY != new.from_:
        return None, None  # other rates lie between the two: twelve months of prices are no match
    to = KnownDate(new.from_.year, new.from_.month)
    from_ = KnownDate(to.year - 1, to.month)
    percent = index.changes.get(str(to))
    if percent is None:
        above_all = _above_all(old.amount, new.amount, index)
        return AgainstPrices(index.id, from_, to, None, *above_all), None
    verdict = verdict_of(old.amount, new.amount, percent, decimals_of(index))
    above = None if verdict == CANNOT_SAY else verdict == ABOVE
    label, says = f"{whom}percentage points above prices", SAYS.get(verdict, verdict)
    points = step(label, "difference", "points", [rise, of_change(index, to)], says)
    return AgainstPrices(index.id, from_, to, percent, above, points.value, verdict), points


def _above_all(
    old: Range, new: Range, index: PriceIndex
) -> tuple[bool | None, Range | None, PricesVerdict | None]:
    """That a rise is above every one that prices are known to have had; nothing where it is not."""
    highest = max(index.changes.values(), default=None)
    if highest is None or verdict_of(old, new, highest, decimals_of(index)) != ABOVE:
        return None, None, None
    return True, None, ABOVE


def verdict_of(old: Range, new: Range, percent: Decimal, decimals: int) -> PricesVerdict:
    """What ``beside`` says of every rise that two amounts leave open; "cannot say" where it differs.

    >>> verdict_of(stated(Decimal(10), "up to"), stated(Decimal(20), "over"), Decimal("8.7"), 1)
    'above'
    >>> verdict_of(stated(Decimal(10)), stated(Decimal(20), "up to"), Decimal("8.7"), 1)
    'cannot say'
    """
    least = _beside_at(old.high, new.low, percent, decimals)
    most = _beside_at(old.low, new.high, percent, decimals)
    if least == ABOVE:
        return ABOVE
    if most == BELOW:
        return BELOW
    return ABOUT_THE_SAME if least == most == ABOUT_THE_SAME else CANNOT_SAY


def _beside_at(
    old: Decimal | None, new: Decimal | None, percent: Decimal, decimals: int
) -> PricesVerdict | None:
    """The smallest or the largest rise beside a per cent; None where there is no such rise."""
    return None if old is None or new is None else beside(old, new, percent, decimals)


def beside(old: Decimal, new: Decimal, percent: Decimal, decimals: int) -> PricesVerdict:
    """Whether a rise in pounds is above, below or about the same as a published per cent.

    A per cent that is published to one decimal stands for all from half a tenth below it to half a tenth
    above, both included: a rise within that is about the same, for nothing tells on which side it lies. The
    rise itself is taken exactly.

    >>> beside(Decimal(170), Decimal(176), Decimal("3.5"), 1)
    'about the same'
    """
    # Times old, so that nothing is divided.
    away = (new - old) * 100 - percent * old
    if abs(away) <= Decimal("0.5").scaleb(-decimals) * old:
        return ABOUT_THE_SAME
    return ABOVE if away > 0 else BELOW


def decimals_of(index: PriceIndex) -> int:
    """To how many decimals the changes of an index are published: as many as any of them is written with."""
    return max((-int(each.as_tuple().exponent) for each in index.changes.values()), default=0)


def rounding_note(index: PriceIndex, against: AgainstPrices) -> str:
    """Which rates a published rate stands for."""
    assert against.percent is not None
    half = Decimal("0.5").scaleb(-decimals_of(index))
    low, high = (number(against.percent + end) for end in (-half, half))
    return (
        f"Published rates are rounded: {number(against.percent)}% stands for {low}% to {high}%, and a rise"
        " within that is called about the same."
    )
