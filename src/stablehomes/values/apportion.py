"""Dividing a whole into whole units by weights, so that nothing is lost; every step in exact integers."""

import gc
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import wraps
from heapq import heapify, heappop, heapreplace
from math import isqrt, lcm
from typing import TYPE_CHECKING, Literal, NamedTuple, ParamSpec, TypeAlias, TypeVar, get_args

from stablehomes.values.bounds import Bounds, Outcome, within_bounds

if TYPE_CHECKING:
    from fractions import Fraction

Tie = Sequence[int | str]
Weight: TypeAlias = "Decimal | Fraction | int"
Claim = tuple[int, int]
DivisorMethod = Literal["dhondt", "sainte-lague", "huntington-hill"]
Method = Literal["largest-remainder", DivisorMethod]


class Divisor(NamedTuple):
    """A divisor method: how many units a quotient earns, and in which order units are earned.

    ``earned`` is the number of units whose turn has come for weight × units ÷ whole. ``turn`` is the
    fraction, as two integers, that says whose turn is next after ``count`` units: the largest first.
    """

    earned: Callable[[int, int, int], int]
    turn: Callable[[int, int], tuple[int, int]]


def _earned_geometric(weight: int, units: int, whole: int) -> int:
    """The first unit comes with any weight, the next whenever count × (count + 1) fits the square."""
    return 1 + (isqrt(4 * (weight * units) ** 2 // whole**2 + 1) - 1) // 2 if weight and units else 0


# By where each rounds a quotient up: at the whole, at the half, at the geometric mean of its neighbours.
DIVISORS: dict[DivisorMethod, Divisor] = {
    "dhondt": Divisor(
        lambda weight, units, whole: weight * units // whole,
        lambda weight, count: (weight, count + 1),
    ),
    "sainte-lague": Divisor(
        lambda weight, units, whole: (2 * weight * units // whole + 1) // 2,
        lambda weight, count: (weight, 2 * count + 1),
    ),
    "huntington-hill": Divisor(
        _earned_geometric,
        lambda weight, count: (weight * weight, count * (count + 1)),
    ),
}
LARGEST_REMAINDER: Literal["largest-remainder"] = "largest-remainder"
METHODS: tuple[Method, ...] = get_args(Method)


def apportion(
    units: int,
    weights: Sequence[int],
    method: Method = LARGEST_REMAINDER,
    bounds: Bounds | None = None,
    ties: Tie | None = None,
) -> list[int]:
    """Whole units for each weight, between its bounds; they add up to ``units``.

    What a bound cuts off or tops up is shared again by the rest. Equal claims go to the lesser of ``ties``,
    or to the earlier weight. Raises Impossible if the bounds or the weights cannot take just that many, and
    ValueError for a weight below nothing.

    >>> apportion(10000, [1, 1, 1])
    [3334, 3333, 3333]
    >>> apportion(100, [60, 30, 10], bounds=Bounds([20, 20, 20], [None, 25, None]))
    [55, 25, 20]
    """
    return apportioned(units, weights, method, bounds, ties)[0]


def apportioned(
    units: int,
    weights: Sequence[int],
    method: Method = LARGEST_REMAINDER,
    bounds: Bounds | None = None,
    ties: Tie | None = None,
) -> tuple[list[int], Outcome]:
    """What ``apportion`` gives, and who stands at a bound for it: the outcome before units were rounded."""
    outcome = within_bounds(units, weights, bounds)
    if method == LARGEST_REMAINDER:
        return _largest_remainder(weights, outcome, ties), outcome
    return _by_turns(DIVISORS[method], units, weights, outcome, ties), outcome


def whole_weights(weights: Sequence[Weight]) -> list[int]:
    """Weights as whole numbers in the same proportions, exactly.

    >>> whole_weights([Decimal("1.5"), 2])
    [3, 4]
    """
    if all(type(weight) is int for weight in weights):
        return list(weights)  # type: ignore[arg-type]
    exact = [weight.as_integer_ratio() for weight in weights]
    denominator = lcm(*(below for _, below in exact))
    return [above * (denominator // below) for above, below in exact]


def _largest_remainder(weights: Sequence[int], outcome: Outcome, ties: Tie | None) -> list[int]:
    """The Hamilton method: exact shares rounded down, then one more for the largest remainders."""
    units, whole, parts, free = outcome.units, outcome.whole, list(outcome.parts), outcome.free
    if not units:
        return parts
    remainders = []
    for index in free:
        parts[index], remainder = divmod(weights[index] * units, whole)
        remainders.append(remainder)
    left_over = sum(remainders) // whole
    if left_over:
        # Only at the last remainder that still gets one can there be a tie; nothing else need be in order.
        last = sorted(remainders, reverse=True)[left_over - 1]
        tied = []
        for index, remainder in zip(free, remainders, strict=True):
            if remainder > last:
                parts[index] += 1
                left_over -= 1
            elif remainder == last:
                tied.append(index)
        for index in sorted(tied, key=_order(ties))[:left_over]:
            parts[index] += 1
    return parts


def _by_turns(
    method: Divisor, units: int, weights: Sequence[int], outcome: Outcome, ties: Tie | None
) -> list[int]:
    """A divisor method: what the quotients earn at once, then the few turns that are missing or too many.

    The first step is at most one unit from right for each area, so the turns never are more than the areas.
    """
    if not outcome.units:
        return outcome.parts
    low, high = outcome.bounds
    parts = [
        _clamped(method.earned(weight, outcome.units, outcome.whole), floor, cap)
        for weight, floor, cap in zip(weights, low, high, strict=True)
    ]
    missing = units - sum(parts)
    claim = _claims(method, weights, parts, most=max(parts) + abs(missing))
    ranks = _ranks(len(weights), ties)
    if missing > 0:
        queue = [
            (_first(claim(index)), ranks[index], index) for index, weight in enumerate(weights) if weight
        ]
        _turn(queue, parts, high, 1, missing, lambda index: _first(claim(index)))
    elif missing < 0:
        queue = [(claim(index, -1), -ranks[index], index) for index, weight in enumerate(weights) if weight]
        _turn(queue, parts, low, -1, -missing, lambda index: claim(index, -1))
    return parts


def _clamped(part: int, floor: int, cap: int | None) -> int:
    return max(part, floor) if cap is None else min(max(part, floor), cap)


def _first(claim: Claim) -> Claim:
    """The claim turned round, so that the strongest stands first in a queue."""
    return -claim[0], -claim[1]


def _turn(
    queue: list[tuple[Claim, int, int]],
    parts: list[int],
    limits: Sequence[int | None],
    step: int,
    turns: int,
    claim: Callable[[int], Claim],
) -> None:
    """Gives or takes one unit at a time, from whoever stands first and is not at a limit."""
    queue = [each for each in queue if parts[each[2]] != limits[each[2]]]
    heapify(queue)
    for _ in range(turns):
        _, rank, index = queue[0]
        parts[index] += step
        if parts[index] == limits[index]:
            heappop(queue)
        else:
            heapreplace(queue, (claim(index), rank, index))


def _claims(method: Divisor, weights: Sequence[int], parts: list[int], most: int) -> Callable[..., Claim]:
    """How strong the claim of an area to its next unit is, as integers that compare like the fractions.

    Two different fractions with denominators up to n differ by 1/n² at least, so times n² and rounded down
    they still differ. The first unit of a method that asks nothing for it comes before all others.
    """
    scale = method.turn(1, most + 1)[1] ** 2

    def claim(index: int, step: int = 0) -> Claim:
        numerator, denominator = method.turn(weights[index], max(parts[index] + step, 0))
        return (0, numerator * scale // denominator) if denominator else (1, numerator)

    return claim


def _ranks(count: int, ties: Tie | None) -> list[int]:
    ranks = [0] * count
    for rank, index in enumerate(sorted(range(count), key=_order(ties))):
        ranks[index] = rank
    return ranks


def _order(ties: Tie | None) -> Callable[[int], tuple[int | str, int]]:
    return lambda index: (ties[index] if ties is not None else 0, index)


Parameters = ParamSpec("Parameters")


Answer = TypeVar("Answer")


def without_collection(work: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """The same function with the collector paused: a million rows make it look for cycles that are not there.

    It is as it was afterwards, whatever the function raises.
    """

    @wraps(work)
    def paused(*arguments: Parameters.args, **options: Parameters.kwargs) -> Answer:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return work(*arguments, **options)
        finally:
            if was_on:
                gc.enable()

    return paused
