"""A change in per cent of what it was before, and what open ends leave of it."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from stablehomes.values.ranges import Range, computed


def per_cent(change: Decimal, base: Decimal) -> Decimal | None:
    """A change in per cent of its base, to two decimals, half to even; None if the base is nothing.

    >>> per_cent(Decimal(1000), Decimal(2000))
    Decimal('50')
    """
    if not base:
        return None
    rounded = (change * 100 / base).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded


def per_cent_range(change: Range, before: Range) -> Range | None:
    """A change in per cent of what it was before, headline and ends each to two decimals; None if of nothing.

    The change is what is after less what was ``before``, so that its low end goes with the most that was
    before, and its high end with the least. Of nothing, or of what has no end, that end is open.

    >>> from stablehomes.values.ranges import difference, stated
    >>> before, after = stated(Decimal(10), "up to"), stated(Decimal(20), "over")
    >>> per_cent_range(difference(after, before), before)
    Range(headline=Decimal('100'), low=Decimal('100'), high=None, qualifier='at least')
    """
    headline = per_cent(change.headline, before.headline)
    if headline is None:
        return None
    return computed(headline, _end(change.low, before.high), _end(change.high, before.low))


def _end(change: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if change is None or before is None else per_cent(change, before)
