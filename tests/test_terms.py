"""The terms of a split: how shares, weights and limits are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stablehomes.values.terms import ColumnWeight, Limit, Terms, parse_limit, parse_share, parse_weight


@pytest.mark.parametrize(
    ("text", "percent"), [("60%", "60"), ("12.5 %", "12.5"), ("100%", "100"), ("0.01%", "0.01")]
)
def test_shares(text: str, percent: str) -> None:
    assert parse_share(text) == Decimal(percent)


@pytest.mark.parametrize("text", ["60", "0%", "101%", "-5%", "", "%", "1e1%", "six%"])
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        parse_share(text)


@pytest.mark.parametrize(
    ("text", "column", "percent"),
    [
        ("children", "children", "100"),
        ("children:60%", "children", "60"),
        ("a: b:40%", "a: b", "40"),
        ("ratio 1:2", "ratio 1:2", "100"),
    ],
)
def test_weights(text: str, column: str, percent: str) -> None:
    assert parse_weight(text) == ColumnWeight(column, Decimal(percent))


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("£100,000", Limit(Decimal(100_000))),
        ("5m", Limit(Decimal(5_000_000))),
        ("95% of last year", Limit(None, Decimal(95), "last year")),
        ("150.5% of x", Limit(None, Decimal("150.5"), "x")),
    ],
)
def test_limits(text: str, limit: Limit) -> None:
    assert parse_limit(text) == limit


@pytest.mark.parametrize("text", ["95%", "% of x", "-1% of x", "lots", "£1.005"])
def test_what_is_no_limit(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount|part of a penny"):
        parse_limit(text)


def test_columns_are_named_once_each() -> None:
    terms = Terms(
        weights=(ColumnWeight("a", Decimal(60)), ColumnWeight("b", Decimal(40))),
        floor=parse_limit("95% of b"),
        cap=parse_limit("105% of c"),
    )
    assert terms.columns == ["a", "b", "c"]
