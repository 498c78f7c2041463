"""The tests of the five documents rest on finding each sum in them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sums_in_texts import sums


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
