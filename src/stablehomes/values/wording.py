"""How money and counts are said in plain English; the same in every locale."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

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


# What a runner of GitHub's workflows takes for a command at the start of a line; ##[ is one anywhere.
COMMAND_OF_A_LINE = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)


def calm(text: str) -> str:
    """Text in which a runner of workflows finds no command, whatever a title or a name says.

    >>> calm("::add-mask::x and ##[add-mask]y")
    ': :add-mask::x and ## [add-mask]y'
    """
    return COMMAND_OF_A_LINE.sub(r"\1: ", text).replace("##[", "## [")
