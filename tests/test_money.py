"""Amounts as people write them, and the whole pence that they are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.values.money import LARGEST_POUNDS, parse_pounds, pence, pounds

WHOLE_PENCE = st.integers(0, int(LARGEST_POUNDS) * 100 - 1)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("0", "0"),
        ("45", "45"),
        ("45000000", "45000000"),
        ("45_000_000", "45000000"),
        ("£45m", "45000000"),
        ("£45 m", "45000000"),
        ("£45 million", "45000000"),
        ("45m", "45000000"),
        ("£1.5bn", "1500000000"),
        ("£2 billion", "2000000000"),
        ("£12k", "12000"),
        ("£2,000", "2000"),
        ("£1,234,567.89", "1234567.89"),
        ("£1000", "1000"),
        ("£120.50", "120.50"),
        ("£120.5", "120.50"),
        ("£120.500", "120.50"),
        ("£0.01", "0.01"),
        ("£0.00001m", "10"),
        ("  £45m  ", "45000000"),
        ("£999999999999999.99", "999999999999999.99"),
    ],
)
def test_amounts_are_read_to_the_exact_digits(written: str, amount: str) -> None:
    assert str(parse_pounds(written)) == amount


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "is not an amount"),
        (" ", "is not an amount"),
        ("£", "is not an amount"),
        ("m", "is not an amount"),
        ("NaN", "is not an amount"),
        ("inf", "is not an amount"),
        ("-1", "is not an amount"),
        ("+1", "is not an amount"),
        ("£-45m", "is not an amount"),
        ("−1", "is not an amount"),
        ("(45)", "is not an amount"),
        ("1e6", "is not an amount"),
        ("0x1F", "is not an amount"),
        ("1,00.5", "is not an amount"),
        ("1,0000", "is not an amount"),
        (",100", "is not an amount"),
        ("£45,m", "is not an amount"),
        ("1__000", "is not an amount"),
        ("_1", "is not an amount"),
        (".5", "is not an amount"),
        ("5.", "is not an amount"),
        ("1.2.3", "is not an amount"),
        ("£45mm", "is not an amount"),
        ("£45M", "is not an amount"),
        ("£45 trillion", "is not an amount"),
        ("£45m a year", "is not an amount"),
        ("$45m", "is not an amount"),
        ("45p", "is not an amount"),
        ("£££45", "is not an amount"),
        ("٤٥", "is not an amount"),
        ("４５", "is not an amount"),
        ("£1.005", "has a part of a penny"),
        ("£0.001", "has a part of a penny"),
        ("£0.000000001m", "has a part of a penny"),
        ("1" + "0" * 40, "is more than this program takes"),
        ("£1000000000000000", "is more than this program takes"),
        ("£1000000bn", "is more than this program takes"),
        ("9" * 5000, "is more than this program takes"),
    ],
)
def test_anything_else_is_refused_and_quoted(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refusal:
        parse_pounds(written)
    assert f'"{written}"' in str(refusal.value)


def test_an_amount_with_endless_decimals_is_refused() -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        parse_pounds("£1." + "0" * 40 + "1")


def test_pence_refuses_a_part_of_a_penny() -> None:
    with pytest.raises(ValueError, match="part of a penny"):
        pence(Decimal("0.005"))


@pytest.mark.parametrize(
    ("whole_pence", "shown"),
    [(0, "0"), (1, "0.01"), (10, "0.10"), (100, "1"), (12050, "120.50"), (300000, "3000"), (-375, "-3.75")],
)
def test_pounds_have_two_decimals_or_none(whole_pence: int, shown: str) -> None:
    assert str(pounds(whole_pence)) == shown


@given(WHOLE_PENCE)
def test_pence_and_pounds_undo_each_other(whole_pence: int) -> None:
    assert pence(pounds(whole_pence)) == whole_pence
    assert pence(pounds(-whole_pence)) == -whole_pence


@given(WHOLE_PENCE)
def test_an_amount_that_was_printed_reads_back_the_same(whole_pence: int) -> None:
    amount = pounds(whole_pence)
    for written in (f"{amount}", f"£{amount}", f"£{amount:,}", f"  {amount} "):
        assert parse_pounds(written) == amount


@given(st.text())
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    try:
        amount = parse_pounds(text)
    except ValueError:
        return
    assert 0 <= amount < LARGEST_POUNDS
