"""What pictures of amounts have in common."""

from __future__ import annotations

from decimal import Decimal

from stablehomes.pictures import ZERO, Line
from stablehomes.ranges import Range
from stablehomes.wording import in_full, pounds_in_table


def bar(label: str, amount: Range, begin: Decimal = ZERO, style: str = "plain") -> Line:
    """A bar as long as the headline, with what its range leaves open; pounds on a scale of pounds."""
    exact = amount.low == amount.high == amount.headline
    return Line(
        label=label,
        said=in_full(amount, pounds_in_table),
        begin=begin,
        end=begin + amount.headline,
        style=style,
        low=None if exact or amount.low is None else begin + amount.low,
        high=None if exact or amount.high is None else begin + amount.high,
        open_ended=amount.high is None,
    )
