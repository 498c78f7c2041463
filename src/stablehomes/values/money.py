"""Pounds as exact decimals, and the whole pence that they are made of."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

LARGEST_POUNDS = Decimal(10**15)
MAGNITUDES = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
}
# A comma separates whole groups of three: "1,00.5" is a slip of the pen, not an amount.
WRITTEN_AMOUNT = (
    r"£? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:_[0-9]+)*)(\.[0-9]{1,11})?" + f" ?({'|'.join(MAGNITUDES)})"
)


def parse_pounds(text: str) -> Decimal:
    """Pounds, exact to the penny, from the ways in which documents and analysts write them.

    Raises ValueError, with a sentence that says what is wrong, for anything else: a sign, a misplaced
    comma, a part of a penny, a word that is no magnitude, or £1,000,000 billion and more.

    >>> parse_pounds("£45m"), parse_pounds("£2,000"), parse_pounds("£120.50"), parse_pounds("£1.5bn")
    (Decimal('45000000'), Decimal('2000'), Decimal('120.50'), Decimal('1500000000'))
    """
    match = _written().fullmatch(text.strip())
    if match is None:
        raise ValueError(f'"{text}" is not an amount of money')
    digits = match[1].replace(",", "").replace("_", "")
    if len(digits) > 16:
        raise ValueError(f'"{text}" is more than this program takes for an amount')
    return _checked(text, Decimal(digits + (match[2] or "")) * MAGNITUDES[match[3]])


def pounds_or_millions(text: str) -> str | None:
    """What to ask of a bare number where money is meant; None for one that says which it is.

    >>> pounds_or_millions("35"), pounds_or_millions("£35")
    ('£35m, or £35?', None)
    """
    bare = text.strip().replace(",", "").replace("_", "")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", bare, re.ASCII):
        return None
    return f"£{bare}m, or £{bare}?" if Decimal(bare) < MILLION else f"£{bare}?"


MILLION = 10**6


@cache  # compiled when the first amount is read, which many commands never do
def _written() -> re.Pattern[str]:
    return re.compile(WRITTEN_AMOUNT, re.ASCII)


def _checked(text: str, amount: Decimal) -> Decimal:
    if amount >= LARGEST_POUNDS:
        raise ValueError(f'"{text}" is more than this program takes for an amount')
    whole = amount.to_integral_value()
    if amount == whole:
        return whole
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f'"{text}" has a part of a penny')
    return amount.quantize(Decimal("0.01"))


def pence(pounds: Decimal) -> int:
    """Whole pence in an amount of pounds.

    Raises ValueError for a part of a penny.

    >>> pence(Decimal("120.50"))
    12050
    """
    whole = int(pounds * 100)
    if pounds * 100 != whole:
        raise ValueError(f"{pounds} has a part of a penny")
    return whole


def pounds(pence: int) -> Decimal:
    """Pounds that whole pence make: without decimals if none are needed, otherwise with two.

    >>> pounds(12050), pounds(300000)
    (Decimal('120.50'), Decimal('3000'))
    """
    return Decimal(pence).scaleb(-2) if pence % 100 else Decimal(pence // 100)
