"""Hiding small numbers, so that nobody can be found in an answer, as the department does when it publishes.

Counts of 1 to 5 are hidden, and the money with them, since £9,000 of £3,000 grants is three people. Where
what is hidden could be found by subtraction from the total, the next smallest are hidden too. Totals are
rounded to 10. Source of the rule: the department's release "Children looked after in England including
adoptions", which shows small numbers as c, and rounds regions and England to 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from stablehomes.questions.cost.cost import YEAR, AllowanceCost, Costed, CostRow
from stablehomes.values.ranges import Range, stated

SMALLEST_SHOWN = 6
ROUNDED_TO = Decimal(10)
# By how much those that are hidden together are more than one each; with less, too little is left open.
LEFT_OPEN = 5
PROTECTED = (
    f"Counts of 1 to {SMALLEST_SHOWN - 1} are hidden and shown as c, with their money, and so are the next"
    " smallest where those could be found by subtraction. Totals are rounded to the nearest"
    f" {ROUNDED_TO}, and their money with them."
)
NOT_PROTECTED = (
    "Small numbers are shown. For an answer that others will see, --protect hides them; it cannot hide what"
    " the difference between two answers shows, so give out one only."
)
TOTAL_FIELDS = ("due", "not_due", "cannot_say")
MONEY_FIELDS = ("before", "after", "more")
ENDS = ("least", "most")


def protect(costed: Costed) -> Costed:
    """The answer with small numbers hidden; what is hidden is None."""
    allowances, rows = [], []
    for total in costed.allowances:
        own = [row for row in costed.rows_ if row.allowance == total.allowance]
        hidden = hidden_places([_people(row) for row in own])
        allowances.append(_protected_total(total, hidden is None))
        rows += [
            _hidden(row) if hidden is None or place in hidden else _shown(row, costed.by)
            for place, row in enumerate(own)
        ]
    return costed._replace(
        protected=True,
        people=_rounded(costed.people),
        reading=None,
        allowances=tuple(allowances),
        rows_=tuple(rows),
        notes=(PROTECTED, *costed.notes),
    )


def hidden_places(people: Sequence[int]) -> frozenset[int] | None:
    """Which of some counts that add up to a known total have to be hidden; None: all of them and the total.

    >>> sorted(hidden_places([40, 3, 12, 9]))
    [1, 3]
    >>> hidden_places([40, 12, 0]), hidden_places([2, 3, 0])
    (frozenset(), None)
    """
    some = [place for place, count in enumerate(people) if count]
    by_size = sorted(some, key=lambda place: (people[place], place))
    small = sum(1 <= count < SMALLEST_SHOWN for count in people)
    if not small:
        return frozenset()
    for number in range(max(small, 2), len(some) + 1):
        hidden = by_size[:number]
        if sum(people[place] for place in hidden) - number >= LEFT_OPEN:
            return frozenset(hidden)
    return None


def _people(row: CostRow) -> int:
    assert row.people is not None, "nothing is hidden yet"
    return int(row.people.headline)


def _hidden(row: CostRow) -> CostRow:
    return row._replace(people=None, weeks=None, days=None, before=None, after=None, more=None)


def _shown(row: CostRow, by: Sequence[str]) -> CostRow:
    """Councils as they are; regions by themselves rounded as the whole is."""
    if set(by) - {YEAR} != {"region"}:
        return row
    return row._replace(people=_rounded(row.people), weeks=None, days=None, **_money(row, row.people))


def _protected_total(total: AllowanceCost, hidden: bool) -> AllowanceCost:
    due = total.due
    if hidden or due is None or 1 <= due.headline < SMALLEST_SHOWN:
        nothing: dict[str, Any] = dict.fromkeys((*TOTAL_FIELDS, *MONEY_FIELDS, *ENDS))
        return total._replace(**nothing)
    counts: dict[str, Any] = {field: _rounded(getattr(total, field)) for field in TOTAL_FIELDS}
    ends: dict[str, Any] = dict.fromkeys(ENDS)  # exact ends would tell what was rounded
    return total._replace(**counts, **_money(total, due), **ends)


def _rounded(count: Range | None) -> Range | None:
    return None if count is None else stated(_to_ten(count.headline))


def _to_ten(count: Decimal) -> Decimal:
    return (count / ROUNDED_TO).quantize(Decimal(1), ROUND_HALF_EVEN) * ROUNDED_TO


def _money(costs: AllowanceCost | CostRow, people: Range | None) -> dict[str, Any]:
    """Money in the proportion in which the number of people was rounded, in whole pounds."""
    if people is None:
        return {}
    known = {field: getattr(costs, field) for field in MONEY_FIELDS}
    return {field: money and _scaled(money, people.headline) for field, money in known.items()}


def _scaled(amount: Range, people: Decimal) -> Range:
    if not people:
        return amount
    ends = [None if end is None else _in_proportion(end, people) for end in (amount.low, amount.high)]
    return amount._replace(headline=_in_proportion(amount.headline, people), low=ends[0], high=ends[1])


def _in_proportion(amount: Decimal, people: Decimal) -> Decimal:
    return (amount * _to_ten(people) / people).quantize(Decimal(1), ROUND_HALF_EVEN)
