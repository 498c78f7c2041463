"""What is written in a cell: a number in one of the ways in which it is published, or a symbol for none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import NamedTuple

from stablehomes.values.area_figures import Number

# Of the department's Explore education statistics, of the Government Statistical Service, and of others.
SUPPRESSED = {
    "c": "a suppressed small number",
    "z": "not applicable",
    "x": "not available",
    "u": "of low reliability",
    "w": "not available",
    "k": "rounds to nothing",
    "low": "rounds to nothing",
    ":": "not available",
    "..": "not available",
    "...": "not available",
    ".": "not applicable",
    "*": "a suppressed small number",
    "**": "a suppressed small number",
    "~": "a suppressed small number",
    "#": "a suppressed small number",
    "-": "not available or rounds to nothing",
    "--": "not available or rounds to nothing",
    "na": "not available",
    "n/a": "not available",
    "#n/a": "not available",
    "nd": "no data",
    "no data": "no data",
    "null": "not available",
    "none": "not available",
    "nil": "nothing",
    "missing": "not available",
    "not available": "not available",
    "not applicable": "not applicable",
    "not known": "not available",
    "unknown": "not available",
    "suppressed": "a suppressed small number",
    "redacted": "a suppressed small number",
    "confidential": "a suppressed small number",
    "supp": "a suppressed small number",
}
BOUND = re.compile(
    r"(?:[<>≤≥]=?|fewer than|less than|under|below|more than|over|up to|at most|at least) ?[0-9][0-9,]{0,9}%?"
    r"|[0-9]{1,3} ?(?:-|to) ?[0-9]{1,3}"
)
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
WHOLE_NUMBERS = re.compile(r"(?:[0-9]{1,15}\n)+", re.ASCII)
SPACES = (
    " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\N{PUNCTUATION SPACE}"
    "\N{EN SPACE}\N{EM SPACE}"
)
NUMBER = re.compile(
    rf"£?[{SPACES}]?([0-9]{{1,15}}|[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}"
    rf"|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}){{1,4}})(\.[0-9]{{1,30}})?(?:[eE]\+?([0-9]|1[0-5])|[eE](-[0-9]{{1,2}}))?",
    re.ASCII,
)
# Marks behind a number that say something of it and are no part of it.
MARKS = re.compile(
    rf"[{SPACES}]*(?:\[(?:p|r|e|b|u|note ?[0-9a-z]*|[0-9]{{1,2}})\]|\((?:p|r|e|b|note ?[0-9a-z]*|[a-z0-9])\)"
    r"|[¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᵖʳ†‡§*]+|(?<=[0-9])[pre])$",
    re.IGNORECASE,
)
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f]")
# Excel keeps and shows so many digits; what a computer writes beyond them is the rest of a binary fraction.
DIGITS = Context(prec=15)


class Figure(NamedTuple):
    """A number, and the mark that stood behind it."""

    number: Number
    mark: str = ""


def read_number(cell: str) -> Number | None:
    """The number in a cell; None if there is none that is clear and not below nothing.

    >>> read_number("1,250"), read_number("12.50"), read_number("12,5"), read_number("c")
    (1250, Decimal('12.50'), None, None)
    >>> read_number("57.699999999999996"), read_number("1e3"), read_number("500\\u00b9")
    (Decimal('57.7'), 1000, 500)
    """
    found = read_figure(cell)
    return None if found is None else found.number


def read_figure(cell: str) -> Figure | None:
    """The number in a cell and the mark behind it; None if there is no number."""
    text = INVISIBLE.sub("", cell).strip()
    if number := _number(text):
        return Figure(number[0])
    mark = MARKS.search(text)
    number = _number(text[: mark.start()]) if mark else None
    return Figure(number[0], mark[0].strip()) if mark and number else None


def _number(text: str) -> tuple[Number] | None:
    match = NUMBER.fullmatch(text)
    if match is None:
        return None
    whole, part = re.sub("[^0-9]", "", match[1]), match[2] or ""
    if exponent := match[3] or match[4]:
        value = Decimal(f"{whole}{part}E{exponent}")
        return (int(value) if value == value.to_integral_value() else DIGITS.plus(value),)
    if not part:
        return (int(whole),)
    value = Decimal(whole + part)
    many = len(whole.lstrip("0") + part) > DIGITS.prec
    return (value.normalize(DIGITS) if many else value,)


def symbol(cell: str) -> str | None:
    """The symbol for a number that is not published, as it is looked up; None if the cell holds none.

    >>> symbol("[c]"), symbol("–"), symbol("N/A"), symbol("<5"), symbol("5")
    ('c', '-', 'n/a', '<5', None)
    """
    text = " ".join(INVISIBLE.sub("", cell).translate(DASHES).casefold().split())
    bare = text[1:-1].strip() if len(text) > 2 and text[0] + text[-1] in ("[]", "()") else text
    for form in (bare, bare.replace(".", "") if any(map(str.isalpha, bare)) else bare):
        if form in SUPPRESSED or BOUND.fullmatch(form):
            return form
    return None


def meaning(cell: str) -> str:
    """What the symbol in a cell stands for."""
    return SUPPRESSED.get(symbol(cell) or "", "not an exact number")


def is_suppressed(cell: str) -> bool:
    """Whether a cell holds a symbol that stands for a number that is not published."""
    return symbol(cell) is not None


# Figures of other kinds: below nothing, per cent, in brackets as accountants write them, formula errors.
OTHER_FIGURE = re.compile(
    rf"[-+(]?£?[-+]?[0-9][0-9,.{SPACES}]*(?:[eE][-+]?[0-9]+)?[%‰)]*(?: ?(?:pp|ppt|bn|m|k|days?|weeks?))?"
    r"|#[A-Z0-9/]+[!?]?"
)


def is_figure(cell: str) -> bool:
    """Whether a cell holds a figure of any kind, or a symbol for none, and not a word.

    >>> is_figure("-0.2"), is_figure("12.5%"), is_figure("c"), is_figure("Total")
    (True, True, True, False)
    """
    text = INVISIBLE.sub("", cell).translate(DASHES).strip()
    return bool(OTHER_FIGURE.fullmatch(text)) or is_suppressed(cell) or read_figure(cell) is not None


def read_numbers(cells: Sequence[str]) -> list[Number | None]:
    """The numbers in a column of cells, as ``read_number`` reads each."""
    # Nearly every column is plain whole numbers, and one look at all of it tells.
    if WHOLE_NUMBERS.fullmatch("\n".join([*cells, ""])):
        return list(map(int, cells))
    return [read_number(cell) for cell in cells]
