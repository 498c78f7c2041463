"""What pictures of amounts have in common."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from stablehomes.documents.form.pictures import ZERO, Line, Style
from stablehomes.values.ranges import Range, in_full
from stablehomes.values.wording import pounds_in_table


def bar(label: str, amount: Range, begin: Decimal = ZERO, style: Style = "plain") -> Line:
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


def scale_of(lines: Sequence[Line]) -> Decimal:
    """Where the scale of these lines ends, with room to show that the longest line has no limit."""
    last = max(max(line.end, line.high or ZERO) for line in lines)
    needs_room = any(line.open_ended and line.end == last for line in lines)
    return last + last / 10 if needs_room else last
