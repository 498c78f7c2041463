"""How one area's share came about, in words: the exact part and how it was rounded, or its bound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from stablehomes.questions.split.dividing import Amounts, Plan, sharing
from stablehomes.questions.split.notes import METHOD_NAMES
from stablehomes.values.bounds import Outcome
from stablehomes.values.money import pence, pounds
from stablehomes.values.terms import UNITS
from stablehomes.values.wording import pounds_in_prose

ODD = {
    "penny": ("odd penny", "odd pennies"),
    "pound": ("odd pound", "odd pounds"),
    "thousand": ("odd £1,000", "odd sums of £1,000"),
}
DECIMALS = 4  # of a pound, that are said of an exact part


def in_words(plan: Plan, amounts: Amounts, place: int) -> str:
    """Why the area at this place gets just its share, in pounds."""
    free, outcome = sharing(plan), amounts.outcome
    if place not in free:
        return "a fixed sum, which comes before all shares"
    index, weights = free.index(place), [plan.weights[each] for each in free]
    if index not in outcome.free:
        at_floor = outcome.parts[index] == outcome.bounds.low[index]
        return f"the {'floor' if at_floor else 'cap'}: by weight it would be {'less' if at_floor else 'more'}"
    exact = Fraction(weights[index] * outcome.units, outcome.whole or 1)
    more = pence(amounts.headline[place] - plan.terms.lump_sum) // UNITS[plan.unit] - floor(exact)
    return "".join(
        [
            f"by weight exactly {_exactly(exact, plan)}",
            _left(plan, outcome, weights),
            "" if exact == floor(exact) and not more else _rounded(exact, more, plan, outcome, weights),
        ]
    )


def _left(plan: Plan, outcome: Outcome, weights: list[int]) -> str:
    """What the exact part is a part of, where that is not the sum itself."""
    after = ["after what stands first"] if plan.terms.lump_sum or plan.terms.fixed else []
    among = ["for those at no floor or cap"] if len(outcome.free) < len(weights) else []
    left = pounds_in_prose(pounds(outcome.units * UNITS[plan.unit]))
    return f" of the {left} left {' '.join([*after, *among])}" if after or among else ""


def _exactly(units: Fraction, plan: Plan) -> str:
    """Pounds to some decimals, with dots where more would follow."""
    exact = units * UNITS[plan.unit] / 100 * 10**DECIMALS
    amount = Decimal(floor(exact)).scaleb(-DECIMALS)
    if exact == floor(exact) and amount == amount.quantize(Decimal("0.01")):
        return pounds_in_prose(amount)
    return f"£{amount:,f}{'' if exact == floor(exact) else '…'}"


def _rounded(exact: Fraction, more: int, plan: Plan, outcome: Outcome, weights: list[int]) -> str:
    """Rounded down, and what it gets on top, or loses, by the method."""
    down = pounds_in_prose(pounds(floor(exact) * UNITS[plan.unit]))
    odd = outcome.units - sum(weights[index] * outcome.units // outcome.whole for index in outcome.free)
    left = f"{odd:,} {ODD[plan.unit][odd != 1]}"
    gets = f"gets {more}" if more > 0 else f"loses {-more}" if more else "gets none"
    return f", {down} rounded down; of {left} it {gets}, by {METHOD_NAMES[plan.method]}"
