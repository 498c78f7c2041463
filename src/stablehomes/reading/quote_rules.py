"""Whether a quote bears its figure: the number, in any way that it is written, the qualifier, the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from stablehomes.problems.problem import Fault, Keys, shown
from stablehomes.values.ranges import Qualifier

if TYPE_CHECKING:
    from stablehomes.reading.schema import AllowancesFile, MeasuresFile, PricesFile, Statement, TableEntry

NUMBERS = ("amount", "count", "percent")
WHY_NOT = 'quote the words that hold it, or say why they do not: "unquoted: …"'
SCALES: dict[str, int] = {
    **dict.fromkeys(("k", "thousand"), 10**3),
    **dict.fromkeys(("m", "mn", "million", "millions"), 10**6),
    **dict.fromkeys(("b", "bn", "billion", "billions"), 10**9),
    **dict.fromkeys(("tn", "trillion"), 10**12),
}
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
IN_WORDS = {
    **{word: value for value, word in enumerate(ONES)},
    **{ten: 10 * value for value, ten in enumerate(TENS, 2)},
    **{f"{ten}-{ONES[one]}": 10 * value + one for value, ten in enumerate(TENS, 2) for one in range(1, 10)},
    **dict.fromkeys(("no", "none"), 0),
    **dict.fromkeys(("a", "an", "single"), 1),
    "both": 2,
    "dozen": 12,
    "hundred": 100,
}
# "£45", "1,000.50", or "forty-five", and the size that may follow: "£45m", "45 million".
SIZE, WORD = "|".join(SCALES), "|".join(sorted(IN_WORDS, key=len, reverse=True))
NUMBER = re.compile(
    rf"(?<![\w.,])£?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:[\s-]*(?P<size>{SIZE})\b)?"
    rf"|\b(?P<word>{WORD})\b(?:\s+(?P<scale>{SIZE})\b)?",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*(?:-|–|to|and|or)\s*£?", re.IGNORECASE)
# How documents say what a qualifier says of a number.
SAID: Mapping[Qualifier, tuple[str, ...]] = {
    "over": (
        *("over", "more than", "above", r"exceed\w*", "in excess of", "greater than", "upwards? of"),
        r"\+",
    ),
    "at least": (
        *("at least", "upwards? of", "minimum", "no less than", "not less than", "or more"),
        *("over", "more than", "starting (?:at|from)"),
    ),
    "up to": (
        *("up to", "at most", "maximum", "no more than", "not more than", r"limit\w*"),
        *("or (?:less|lower|fewer|under)", "as (?:much|many) as"),
    ),
    "under": ("under", "less than", "fewer than", "below", "just short of", "nearly", "almost"),
    "about": (
        *("about", "around", "roughly", "approximately", "approx", "some", "circa", "c"),
        *("nearly", "almost", "estimated", "expected", "in the region of", "~"),
    ),
}
BEFORE_A_NUMBER = re.compile(
    r"\b(?:over|more than|up to|upwards of|at least|roughly|about|around|less than|under)\s+£?$",
    re.IGNORECASE,
)


def quotes_of_measures(measures: MeasuresFile) -> Iterator[Fault]:
    """Each figure of measures.yaml is held by its quote, and each council that was named by its own."""
    yield from _of_statements("measures", measures)
    for id, measure in measures.measures.items():
        for index, place in enumerate(measure.places):
            path = ("measures", id, "places", index)
            if place.unquoted:
                continue
            if place.quote is None:
                yield _warning("no-quote", "measures", path, f"nothing is quoted that names {place.name}")
            elif place.name.lower() not in place.quote.lower():
                message = f'the quote does not name "{shown(place.name)}"'
                yield _warning("quote-without-name", "measures", (*path, "quote"), message)


def quotes_of_allowances(allowances: AllowancesFile) -> Iterator[Fault]:
    """Each rate is held by its quote, and each amount of a table by that of its row or column."""
    yield from _of_statements("allowances", allowances)
    for id, allowance in allowances.allowances.items():
        for index, table in enumerate(allowance.tables):
            if not table.unquoted:
                yield from _of_table(("allowances", id, "tables", index), allowance.regions, table)


def quotes_of_prices(prices: PricesFile) -> Iterator[Fault]:
    """A price index quotes something of the document that it was read in."""
    for id, index in prices.prices.items():
        if index.quote is None and not index.unquoted:
            yield _warning("no-quote", "prices", ("prices", id), f"nothing is quoted for {index.title}")


def _of_table(path: Keys, regions: Mapping[str, str], table: TableEntry) -> Iterator[Fault]:
    if not table.quotes:
        yield _warning("no-quote", "allowances", path, "nothing is quoted for this table")
        return
    for region, by_age in table.amounts.items():
        for ages, amount in by_age.items():
            band = f"{ages.lowest}-{ages.highest}"
            quote = table.quotes.get(regions.get(region, region)) or table.quotes.get(band, "")
            if amount not in numbers_in(quote):
                message = f"no quote of this table holds the £{amount:,} of {region}, {band}"
                yield _warning(
                    "quote-without-amount", "allowances", (*path, "amounts", region, band), message
                )


def _of_statements(file: str, form: object) -> Iterator[Fault]:
    for path, statement in statements_in(form, ()):
        number = next((key for key in NUMBERS if getattr(statement, key, None) is not None), None)
        if number is None or statement.unquoted:
            continue
        amount = getattr(statement, number)
        if amount not in numbers_in(statement.quote):
            message = f"the quote does not hold the number, {amount:,}"
            yield _warning("quote-without-amount", file, (*path, "quote"), message)
        elif not says(statement.quote, statement.qualifier, amount):
            message = f'the quote does not say "{statement.qualifier}"'
            if statement.qualifier == "exact":
                message = "the quote has a qualifier before the number, and the figure has none"
            yield _warning("quote-without-qualifier", file, (*path, "quote"), message)


def statements_in(value: Any, path: Keys) -> Iterator[tuple[Keys, Statement]]:
    """Every statement inside a value, with the keys that lead to it: what has a quote, and may have a day."""
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from statements_in(child, (*path, key))
    elif hasattr(value, "quote") and hasattr(value, "stated"):
        yield path, value
    elif hasattr(value, "__dict__"):
        for name, child in vars(value).items():
            yield from statements_in(child, (*path, name.rstrip("_")))  # Python keeps some words for itself


def numbers_in(quote: str) -> frozenset[Decimal]:
    """Every number that the words hold, in pounds, in units or in per cent.

    >>> sorted(map(int, numbers_in("£1.5bn, of it £7-10K, for twelve or forty-five areas by 2,000 people")))
    [12, 45, 2000, 7000, 10000, 1500000000]
    """
    return frozenset(value for value, _ in _numbers(quote))


def _numbers(quote: str) -> Iterator[tuple[Decimal, int]]:
    """Each number and where it begins; the first of "£1 to 2 million" is of the size of the second."""
    found = list(NUMBER.finditer(quote))
    for match, after in zip(found, [*found[1:], None][: len(found)], strict=True):
        size = _size(match)
        if size == 1 and after and BETWEEN.fullmatch(quote[match.end() : after.start()]):
            size = _size(after)
        yield _value(match) * size, match.start()


def _value(match: re.Match[str]) -> Decimal:
    if match["digits"]:
        return Decimal(match["digits"].replace(",", ""))
    return Decimal(IN_WORDS[match["word"].lower()])


def _size(match: re.Match[str]) -> int:
    return SCALES.get((match["size"] or match["scale"] or "").lower(), 1)


def says(quote: str, qualifier: Qualifier, amount: Decimal) -> bool:
    """Whether the words say what the qualifier says of the amount; of an exact one, that nothing does.

    >>> says("investing over £45 million", "over", Decimal(45000000))
    True
    >>> says("over £45 million", "exact", Decimal(45000000))
    False
    """
    if qualifier != "exact":
        return re.search(rf"(?<!\w)(?:{'|'.join(SAID[qualifier])})(?!\w)", quote, re.IGNORECASE) is not None
    begins = [start for value, start in _numbers(quote) if value == amount]
    return any(not BEFORE_A_NUMBER.search(quote[max(0, start - 30) : start]) for start in begins)


def _warning(code: str, file: str, path: Keys, message: str) -> Fault:
    return Fault(code, file, path, message, WHY_NOT, severity="warning")
