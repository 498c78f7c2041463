"""No sum and no per cent of the five documents is lost, and no quote of them is made up.

The documents are not part of the project: where they are not at hand these tests are skipped (real_files).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

import real_files
from real_files import SEEDS
from stablehomes.catalogue.model import Catalogue
from sums_in_texts import PER_CENT, SIGN_OF_MONEY, SIGN_OF_PER_CENT, SUM, folded, percentages, sums
from test_data import entries_with

# Each document: its first words, then how many sums and percentages stand in it.
DOCUMENTS = {
    "local-news": ("Government announces new long-term strategy", 9, 0),
    "commons-library-cbp-9818": ("Documents to download", 4, 0),
    "fostertalk": ("Stable Homes, Built on Love – the government releases", 9, 0),
    "trade-press": ("The Department for Education outlined the plans", 5, 0),
    "public-sector-executive": ("Woman and child holding hands", 4, 1),
}
NO_POLICY = {("public-sector-executive", Decimal(50)): "an Amazon voucher, the prize of a reader survey"}

pytestmark = pytest.mark.real_files
if reason := real_files.missing(SEEDS):
    pytest.skip(reason, allow_module_level=True)


def document(source: str) -> str:
    begins = DOCUMENTS[source][0]
    (found,) = [
        text
        for file in SEEDS.glob("*.txt")
        if (text := file.read_text(encoding="utf-8")).lstrip("\ufeff \n").startswith(begins)
    ]
    return found


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
