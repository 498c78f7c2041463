"""How money, counts and ranges are said in plain English; the same in every locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from stablehomes.values.ranges import Range

# From the largest down: the size, what prose calls it, what a table calls it.
MAGNITUDES = (
    (Decimal(10**9), " billion", "bn"),
    (Decimal(10**6), " million", "m"),
)


def pounds_in_prose(pounds: Decimal) -> str:
    """Pounds as a sentence says them; nothing is rounded.

    >>> pounds_in_prose(Decimal(45_000_000)), pounds_in_prose(Decimal("6428571.42"))
    ('£45 million', '£6,428,571.42')
    """
    return _pounds(pounds, 1)


def pounds_in_table(pounds: Decimal) -> str:
    """Pounds as a table says them; nothing is rounded.

    >>> pounds_in_table(Decimal(3_750_000)), pounds_in_table(Decimal(2000))
    ('£3.75m', '£2,000')
    """
    return _pounds(pounds, 2)


def _pounds(pounds: Decimal, name: int) -> str:
    sign = _sign(pounds)
    for magnitude in MAGNITUDES:
        short = abs(pounds) / magnitude[0]
        if short >= 1 and short == short.quantize(Decimal("0.01")):
            return f"{sign}£{_digits(short)}{magnitude[name]}"
    decimals = 0 if pounds == pounds.to_integral_value() else 2
    return f"{sign}£{abs(pounds):,.{decimals}f}"


def _digits(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal) -> str:
    """A count or a per cent, without needless decimals.

    >>> number(Decimal(13400)), number(Decimal("-8.70"))
    ('13,400', '−8.7')
    """
    return _sign(value) + _digits(abs(value))


def per_cent_in_words(value: Decimal) -> str:
    """A number of hundredths, without needless decimals.

    >>> per_cent_in_words(Decimal("8.70"))
    '8.7%'
    """
    return f"{number(value)}%"


def _sign(value: Decimal) -> str:
    return "−" if value < 0 else ""


Say = Callable[[Decimal], str]
# Of what is below nothing: "up to −£6m" would read as £6m too little at the most, which it is at the least.
BELOW_NOTHING: Mapping[str, str] = {
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


def sentence(text: str) -> str:
    """Text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them.

    >>> listed(["2023-24", "2024-25"])
    '2023-24 and 2024-25'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def counted(count: int, word: str) -> str:
    """A count and a word that takes an s.

    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def sanitised(text: str) -> str:
    """Text that can do a terminal no harm: control and direction characters are shown as one mark each.

    >>> sanitised("\x1b[31mred")
    '�[31mred'
    """
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
