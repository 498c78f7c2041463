"""No sum and no per cent of the five documents is lost, and no quote of them is made up.

The documents are not part of the project: without the folder ``../shared/seeds`` these tests are skipped.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from conftest import TOP
from stablehomes.catalogue.model import Catalogue
from stablehomes.values.money import parse_pounds
from test_data import entries_with

SEEDS = TOP.parent / "shared" / "seeds"

# Each document: its first words, then how many sums and percentages stand in it.
DOCUMENTS = {
    "local-news": ("Government announces new long-term strategy", 9, 0),
    "commons-library-cbp-9818": ("Documents to download", 4, 0),
    "fostertalk": ("Stable Homes, Built on Love – the government releases", 9, 0),
    "trade-press": ("The Department for Education outlined the plans", 5, 0),
    "public-sector-executive": ("Woman and child holding hands", 4, 1),
}
NO_POLICY = {("public-sector-executive", Decimal(50)): "an Amazon voucher, the prize of a reader survey"}

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

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five documents are not at ../shared/seeds")


def document(source: str) -> str:
    begins = DOCUMENTS[source][0]
    (found,) = [
        text
        for file in SEEDS.glob("*.txt")
        if (text := file.read_text(encoding="utf-8")).lstrip("\ufeff \n").startswith(begins)
    ]
    return found


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


def stated_by(source: str, shipped: Catalogue, *, unit: str) -> set[Decimal]:
    """The amounts that the data has from one document, in pounds or per cent."""
    if unit == "pounds":
        money = list(shipped.strategy.figures)
        money += [figure for measure in shipped.measures.values() for figure in measure.figures]
        money += [
            figure for each in shipped.allowances.values() for rate in each.rates for figure in rate.figures
        ]
    else:
        money = []
    money += [figure for entry in shipped.context.values() if entry.unit == unit for figure in entry.figures]
    return {figure.amount for figure in money if figure.source == source}


def test_there_are_five_documents() -> None:
    assert len(list(SEEDS.glob("*.txt"))) == len(DOCUMENTS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("£200 million over", ["200000000"]),
        ("a £200m package", ["200000000"]),
        ("from £1000 to £3,000.", ["1000", "3000"]),
        ("the £3.2 billion extra", ["3200000000"]),
        ("£25\u00a0million and £9\nmillion", ["25000000", "9000000"]),
        ("a £50 Amazon voucher", ["50"]),
        ("some 45 million pounds", ["45000000"]),
        ("£2,000, and then", ["2000"]),
        ("2 February, 12 local authorities, #PSE365", []),
    ],
)
def test_a_sum_is_found_however_it_is_written(text: str, found: list[str]) -> None:
    assert sums(text) == list(map(Decimal, found))


@pytest.mark.parametrize("source", DOCUMENTS)
def test_as_many_sums_and_percentages_are_found_as_stand_in_the_document(source: str) -> None:
    _, how_many_sums, how_many_percentages = DOCUMENTS[source]
    text = document(source)
    assert (len(sums(text)), len(percentages(text))) == (how_many_sums, how_many_percentages)


@pytest.mark.parametrize("source", DOCUMENTS)
def test_no_sign_of_money_or_per_cent_stands_outside_what_is_found(source: str) -> None:
    text = document(source)
    assert SIGN_OF_MONEY.findall(SUM.sub(" ", text)) == []
    assert SIGN_OF_PER_CENT.findall(PER_CENT.sub(" ", text)) == []


@pytest.mark.parametrize("source", DOCUMENTS)
def test_every_sum_is_in_the_data_or_known_to_be_no_policy(shipped: Catalogue, source: str) -> None:
    no_policy = {amount for document, amount in NO_POLICY if document == source}
    assert set(sums(document(source))) - stated_by(source, shipped, unit="pounds") == no_policy


@pytest.mark.parametrize("source", DOCUMENTS)
def test_every_percentage_is_in_the_data(shipped: Catalogue, source: str) -> None:
    assert set(percentages(document(source))) == stated_by(source, shipped, unit="per cent")


@pytest.mark.parametrize("source", DOCUMENTS)
def test_the_data_has_no_sum_that_the_document_has_not(shipped: Catalogue, source: str) -> None:
    assert stated_by(source, shipped, unit="pounds") <= set(sums(document(source)))


@pytest.mark.parametrize("source", DOCUMENTS)
def test_every_quote_is_in_the_document_word_for_word(source: str) -> None:
    text = folded(document(source))
    quotes = [entry["quote"] for entry in entries_with("quote") if entry["source"] == source]
    assert quotes
    assert [quote for quote in quotes if folded(quote) not in text] == []
