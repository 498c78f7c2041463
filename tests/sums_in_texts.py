"""The sums of money and the percentages in a text of a document, however they are written."""

from __future__ import annotations

import re
from decimal import Decimal

from stablehomes.values.money import parse_pounds

SUM = re.compile(
    r"(?:[£$€]|GBP)\s*[0-9][0-9.,]*[0-9]?\s*[a-z]*"
    r"|[0-9][0-9.,]*\s*(?:k|m|bn|thousand|million|billion|trillion|pounds?|pence|p)\b",
    re.IGNORECASE,
)
SIGN_OF_MONEY = re.compile(
    r"[£$€]|GBP|\b(?:thousand|million|billion|trillion|pounds?|pence|quid)\b", re.IGNORECASE
)
PER_CENT = re.compile(r"([0-9][0-9.,]*)\s*(?:%|per\s?cent)", re.IGNORECASE)
SIGN_OF_PER_CENT = re.compile(r"%|per\s?cent|percentage", re.IGNORECASE)
MAGNITUDE = re.compile(r"(?:k|m|bn|thousand|million|billion)$", re.IGNORECASE)


def sums(text: str) -> list[Decimal]:
    """Every sum of money in a text; the word behind a number counts only if it is a magnitude."""
    return [_amount(found) for found in SUM.findall(text)]


def _amount(found: str) -> Decimal:
    number, word = re.fullmatch(r"(.*?[0-9])[.,]?\s*([a-z]*)", found, re.IGNORECASE | re.DOTALL).groups()  # type: ignore[union-attr]
    return parse_pounds(f"{number} {word}" if MAGNITUDE.fullmatch(word) else number)


def percentages(text: str) -> list[Decimal]:
    return [Decimal(number.rstrip(".,")) for number in PER_CENT.findall(text)]


def folded(text: str) -> str:
    """Text with white space and quotation marks made alike."""
    return " ".join(text.translate(str.maketrans("‘’“”", "''\"\"")).split())
