"""A whole shared by weights between a floor and a cap for each: who is at a bound, who shares the rest."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Bounds(NamedTuple):
    """The fewest and the most whole units for each, both inclusive; None is no cap."""

    low: Sequence[int]
    high: Sequence[int | None]


class Outcome(NamedTuple):
    """What is left to share and by whom: ``units`` among the ``free`` indexes.

    The weights of the free add up to ``whole``. ``parts`` holds the units of
    everybody at a bound, and 0 for the free.
    """

    units: int
    whole: int
    parts: list[int]
    free: Sequence[int]
    bounds: Bounds


class Impossible(ValueError):
    """The bounds or the weights cannot take the whole: by how many units, and which of them it is.

    ``by`` is "floors" (they need more than there is), "caps" (they leave some over) or "weights" (there is
    none above nothing).
    """

    def __init__(self, by: str, units: int) -> None:
        super().__init__(f"the {by} are {units} units away from the whole")
        self.by, self.units = by, units


def within_bounds(units: int, weights: Sequence[int], bounds: Bounds | None) -> Outcome:
    """Who stands at a floor or a cap when the whole is shared by weights, and what the others share.

    Shares are cut and topped up, and the rest shared again, until every share is within its bounds; there is
    just one such outcome. In each round those are settled whose bounds move more money, all of them at once,
    because the rest can then only go the other way. Raises Impossible, or ValueError for a negative weight.

    >>> within_bounds(100, [60, 30, 10], Bounds([20, 20, 20], [None, 25, None]))[:4]
    (55, 60, [0, 25, 20], [0])
    """
    if min(weights, default=0) < 0:
        raise ValueError("weights must not be negative")
    if bounds is None:
        return _without_bounds(units, weights)
    bounds = Bounds(bounds.low, _reachable_caps(weights, bounds))
    _check(units, weights, bounds)
    parts, free = [0] * len(weights), list(range(len(weights)))
    while True:
        whole = sum(weights[index] for index in free)
        settled = _beyond(units, whole, weights, bounds, free)
        if not settled:
            return Outcome(units, whole, parts, free, bounds)
        for index, part in settled.items():
            parts[index] = part
            units -= part
        free = [index for index in free if index not in settled]


def _without_bounds(units: int, weights: Sequence[int]) -> Outcome:
    whole, count = sum(weights), len(weights)
    if units and not whole:
        raise Impossible("weights", units)
    return Outcome(units, whole, [0] * count, range(count), Bounds([0] * count, [None] * count))


def _reachable_caps(weights: Sequence[int], bounds: Bounds) -> list[int | None]:
    """Without a weight an area is never given more than its floor."""
    return [
        cap if weight else floor for weight, floor, cap in zip(weights, bounds.low, bounds.high, strict=True)
    ]


def _check(units: int, weights: Sequence[int], bounds: Bounds) -> None:
    floors = sum(bounds.low)
    if floors > units:
        raise Impossible("floors", floors - units)
    caps = [cap for cap in bounds.high if cap is not None]
    if len(caps) == len(weights) and sum(caps) < units:
        raise Impossible("caps" if any(weights) else "weights", units - sum(caps))


def _beyond(
    units: int, whole: int, weights: Sequence[int], bounds: Bounds, free: Iterable[int]
) -> dict[int, int]:
    """Whose share is at or beyond a bound, and that bound: of floors or of caps, whichever move more."""
    floors: dict[int, int] = {}
    caps: dict[int, int] = {}
    topped_up = cut_off = 0
    for index in free:
        # Shares are compared as whole numbers: the share and its bound, both times the sum of the weights.
        share, low, high = weights[index] * units, bounds.low[index] * (whole or 1), bounds.high[index]
        if share < low or not whole:
            floors[index] = bounds.low[index]
            topped_up += low - share
        elif high is not None and share > high * whole:
            caps[index] = high
            cut_off += share - high * whole
    return floors if floors and topped_up >= cut_off else caps
