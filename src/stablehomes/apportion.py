"""Dividing a whole into whole units by weights, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def largest_remainder(units: int, weights: Sequence[int]) -> list[int]:
    """Whole units for each weight: the exact share rounded down, then one more for the largest remainders.

    Equal remainders go to the earlier weight, so the caller's order is the rule for ties. The parts add up
    to ``units`` and each is within one of its exact share. Raises ValueError if there is no weight above
    nothing, or one below it. Source of the rule: the Hamilton method of apportionment.

    >>> largest_remainder(10000, [1, 1, 1])
    [3334, 3333, 3333]
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must not be negative, and one must be above nothing")
    exact = [divmod(units * weight, whole) for weight in weights]
    parts = [part for part, _ in exact]
    left_over = units - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda index: -exact[index][1])
    for index in by_remainder[:left_over]:
        parts[index] += 1
    return parts


def whole_weights(weights: Sequence[Decimal]) -> list[int]:
    """Weights as whole numbers in the same proportions, exactly.

    >>> whole_weights([Decimal("1.5"), Decimal(2)])
    [15, 20]
    """
    decimals = max((-int(weight.as_tuple().exponent) for weight in weights), default=0)
    return [int(weight.scaleb(max(decimals, 0))) for weight in weights]
