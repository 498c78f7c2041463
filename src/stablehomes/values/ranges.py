"""Figures with a qualifier ("over £45m", "up to 12") and what arithmetic leaves of the qualifier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, NoReturn

from stablehomes.values.money import pence, pounds
from stablehomes.values.wording import Say, number, pounds_in_prose

ZERO = Decimal(0)
Qualifier = Literal["exact", "over", "at least", "up to", "under", "about"]


class Range(NamedTuple):
    """The headline, and the smallest interval that holds what every figure leaves open.

    A range has no unit of its own. As text it is pounds, which nearly all ranges are; the format "n" says the
    number of areas or people.

    >>> print(Range(Decimal(111_000_000), Decimal(109_000_000), None, "about"))
    about £111 million (at least £109 million)
    >>> f"{stated(Decimal(12), 'up to'):n} areas"
    'up to 12 areas'

    Ranges are added and subtracted, and multiplied by a number. They have no order: where they overlap,
    neither is the larger. TypeError for anything else that a tuple would do with these signs.

    >>> stated(Decimal(45), "over") + stated(Decimal(9))
    Range(headline=Decimal('54'), low=Decimal('54'), high=None, qualifier='at least')
    >>> stated(Decimal(3), "over") * 2
    Range(headline=Decimal('6'), low=Decimal('6'), high=None, qualifier='over')
    """

    headline: Decimal
    """The number that is used, in the unit of the figures it was made from."""
    low: Decimal | None
    """The least that it can be, included; null if nothing says."""
    high: Decimal | None
    """The most that it can be, included; null if nothing says."""
    qualifier: Qualifier
    """What the headline is of the true number: exact, over, at least, up to, under or about."""

    def __str__(self) -> str:
        return _in_words(self, pounds_in_prose)

    def __format__(self, spec: str) -> str:
        return _in_words(self, number) if spec == "n" else format(str(self), spec)

    # That these are not the signs of a tuple is the point, so mypy is told to overlook it.

    def __add__(self, other: Range) -> Range:  # type: ignore[override]
        return total([self, _addend(other)])

    def __radd__(self, other: object) -> Range:
        return total([_addend(other), self])

    def __sub__(self, other: Range) -> Range:
        return difference(self, _addend(other))

    def __neg__(self) -> Range:
        return difference(stated(ZERO), self)

    def __mul__(self, count: int | Decimal) -> Range:  # type: ignore[override]
        if not isinstance(count, int | Decimal):
            raise TypeError(f"a range is multiplied by an int or a Decimal, not by a {type(count).__name__}")
        if count < 0:
            raise ValueError(f"a range is multiplied by a number of times, which {count} is not")
        return times(self, stated(Decimal(count)))

    def __rmul__(self, count: int | Decimal) -> Range:  # type: ignore[override]
        return self * count

    def __lt__(self, other: object) -> NoReturn:
        _refuse_order()

    def __le__(self, other: object) -> NoReturn:
        _refuse_order()

    def __gt__(self, other: object) -> NoReturn:
        _refuse_order()

    def __ge__(self, other: object) -> NoReturn:
        _refuse_order()


def _addend(value: object) -> Range:
    if not isinstance(value, Range):
        advice = "stated(number) makes a range of a number, and total(ranges) adds up many"
        raise TypeError(f"a range and a {type(value).__name__} do not add up: {advice}")
    return value


def _refuse_order() -> NoReturn:
    raise TypeError("ranges have no order: compare their headlines, or the ends that matter (low, high)")


# What each word leaves open. "Over £45m" is kept as "£45m or more": no document says by how much it is over.
QUALIFIERS: dict[Qualifier, Callable[[Decimal], tuple[Decimal | None, Decimal | None]]] = {
    "exact": lambda value: (value, value),
    "over": lambda value: (value, None),
    "at least": lambda value: (value, None),
    "up to": lambda value: (ZERO, value),
    "under": lambda value: (ZERO, value),
    "about": lambda _: (None, None),
}


def stated(value: Decimal, qualifier: Qualifier = "exact") -> Range:
    """The range that one statement leaves open.

    >>> stated(Decimal(12), "up to")
    Range(headline=Decimal('12'), low=Decimal('0'), high=Decimal('12'), qualifier='up to')
    """
    low, high = QUALIFIERS[qualifier](value)
    return Range(value, low, high, qualifier)


# Which ends are the headline, low and high, and what that says of it.


def computed(headline: Decimal, low: Decimal | None, high: Decimal | None) -> Range:
    """A range whose qualifier follows from its ends: what is true of the headline, and no more.

    >>> computed(Decimal(89), Decimal(0), Decimal(91)).qualifier
    'about'
    """
    qualifier: Qualifier
    if low == headline:
        qualifier = "exact" if high == headline else "at least"
    else:
        qualifier = "up to" if high == headline else "about"
    return Range(headline, low, high, qualifier)


def is_exact(value: Range) -> bool:
    """Whether nothing is left open.

    >>> is_exact(stated(Decimal(12))), is_exact(stated(Decimal(12), "up to"))
    (True, False)
    """
    return value.low is not None and value.low == value.high


def hull(headline: Range, others: Iterable[Range]) -> Range:
    """The smallest range that holds all of these; headline and qualifier are those of the first.

    >>> hull(stated(Decimal(27)), [stated(Decimal(25))])
    Range(headline=Decimal('27'), low=Decimal('25'), high=Decimal('27'), qualifier='exact')
    """
    ranges = [headline, *others]
    low = _if_closed(min, [each.low for each in ranges])
    high = _if_closed(max, [each.high for each in ranges])
    return Range(headline.headline, low, high, headline.qualifier)


def total(ranges: Sequence[Range]) -> Range:
    """The sum: headline of headlines, and a range that holds every sum its parts can have.

    >>> total([stated(Decimal(45), "over"), stated(Decimal(9))])
    Range(headline=Decimal('54'), low=Decimal('54'), high=None, qualifier='at least')
    """
    if not ranges:
        return stated(ZERO)
    headlines, lows, highs, _ = zip(*ranges, strict=True)
    headline = _sum(headlines)
    # Of exact numbers all three are the same objects, which is seen at once, and need one sum.
    low, high = (headline if ends == headlines else _if_closed(_sum, ends) for ends in (lows, highs))
    return computed(headline, low, high)


def remainder(whole: Range, part: Range) -> Range:
    """What is left of the whole; never below nothing, since no money is announced by announcing too much.

    >>> remainder(stated(Decimal(200)), Range(Decimal(111), Decimal(109), None, "about"))
    Range(headline=Decimal('89'), low=Decimal('0'), high=Decimal('91'), qualifier='about')
    """
    low = ZERO if whole.low is None or part.high is None else max(whole.low - part.high, ZERO)
    high = None if whole.high is None else max(whole.high - (part.low or ZERO), ZERO)
    return computed(max(whole.headline - part.headline, ZERO), low, high)


def difference(one: Range, other: Range) -> Range:
    """What one is more than the other, which may be below nothing.

    >>> difference(stated(Decimal(3), "over"), stated(Decimal(5)))
    Range(headline=Decimal('-2'), low=Decimal('-2'), high=None, qualifier='at least')
    """
    low = None if one.low is None or other.high is None else one.low - other.high
    high = None if one.high is None or other.low is None else one.high - other.low
    return computed(one.headline - other.headline, low, high)


def times(one: Range, count: Range) -> Range:
    """So many times an amount; the count is exact and not below nothing.

    >>> times(stated(Decimal(3), "over"), stated(Decimal(2)))
    Range(headline=Decimal('6'), low=Decimal('6'), high=None, qualifier='over')
    """
    number = count.headline
    low, high = (None if end is None else end * number for end in (one.low, one.high))
    return Range(one.headline * number, low, high, one.qualifier)


def share(whole: Range, count: Range) -> Range:
    """Pounds for each of ``count``: in whole pence, rounded so that "at least" and "at most" stay true.

    Something shared is shared by one at the least, whatever "up to" leaves open. Raises ValueError for a
    headline count below one.

    >>> share(stated(Decimal(45_000_000), "over"), stated(Decimal(12), "up to"))
    Range(headline=Decimal('3750000'), low=Decimal('3750000'), high=None, qualifier='at least')
    """
    if count.headline < 1:
        raise ValueError("nothing can be shared among fewer than one")
    fewest = max(count.low or ZERO, Decimal(1))
    low = ZERO if count.high is None else None if whole.low is None else _divided(whole.low, count.high)
    high = None if whole.high is None else -_divided(-whole.high, fewest)
    return computed(_divided(whole.headline, count.headline), low, high)


# Of what is below nothing: "up to −£6m" would read as £6m too little at the most, which it is at the least.
BELOW_NOTHING: dict[Qualifier, str] = {
    "up to": "or less",
    "under": "or less",
    "at least": "or more",
    "over": "or more",
}


def qualified(range: Range, say: Say) -> str:
    """The headline with its qualifier.

    >>> qualified(Range(Decimal(12), Decimal(0), Decimal(12), "up to"), number)
    'up to 12'
    >>> qualified(Range(Decimal(-12), None, Decimal(-12), "up to"), number)
    '−12 or less'
    """
    said = say(range.headline)
    if range.headline < 0 and range.qualifier in BELOW_NOTHING:
        return f"{said} {BELOW_NOTHING[range.qualifier]}"
    return said if range.qualifier == "exact" else f"{range.qualifier} {said}"


def left_open(range: Range, say: Say) -> str:
    """The interval in words; nothing for an exact value.

    >>> left_open(Range(Decimal(27), Decimal(25), Decimal(27), "exact"), number)
    '25 to 27'
    """
    low, high = range.low, range.high
    if low is not None and low == high:
        return ""
    if high is None:
        return f"at least {say(low)}" if low else "no limit stated"
    return f"{say(low)} to {say(high)}" if low else f"at most {say(high)}"


def in_full(range: Range, say: Say) -> str:
    """The headline, with the interval beside it where the qualifier does not say it already.

    >>> in_full(Range(Decimal(111), Decimal(109), None, "about"), number)
    '111 (at least 109)'
    """
    said = qualified(range, say)
    return said if says_it_all(range) else f"{say(range.headline)} ({left_open(range, say)})"


def says_it_all(range: Range) -> bool:
    """Whether the headline with its qualifier leaves nothing to be said of the interval.

    >>> says_it_all(Range(Decimal(45), Decimal(45), None, "over"))
    True
    """
    low, high = range.low or 0, range.high
    return (low, high) in (
        (range.headline, range.headline),
        (range.headline, None),
        (0, range.headline),
        (0, None),
    )


def _in_words(range: Range, say: Say) -> str:
    said = qualified(range, say)
    return said if says_it_all(range) else f"{said} ({left_open(range, say)})"


def _divided(amount: Decimal, count: Decimal) -> Decimal:
    """Pounds, rounded down to the penny."""
    return pounds(pence(amount) // int(count))


def _if_closed(combine: Callable[[list[Decimal]], Decimal], ends: Sequence[Decimal | None]) -> Decimal | None:
    closed = [end for end in ends if end is not None]  # a Decimal is slow to say that it is not None
    return combine(closed) if len(closed) == len(ends) else None


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    """Without decimals if none are needed: £1.50 and £1.50 make £3."""
    exact = sum(amounts, ZERO)
    whole = exact.to_integral_value()
    return whole if whole == exact else exact
