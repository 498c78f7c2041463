"""Hiding small numbers, so that nobody can be found in an answer, as the department does when it publishes.

Every count of 1 to 5 is hidden, and the money with it, since £9,000 of £3,000 grants is three people. Every
other count is rounded to 10, in all tables of the answer alike: then neither subtraction, nor two allowances
of which one has the other's people among its own, nor knowing this rule tells more. Money is rounded as its
people are. What could be found nevertheless, which an auditor looks for, is hidden too. Source of the rule:
the department's release "Children looked after in England including adoptions", which shows small numbers as
c, and rounds regions and England to 10; councils are rounded here too, for an answer has several tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, NamedTuple

from stablehomes.questions.cost.cost import AllowanceCost, Costed, CostRow
from stablehomes.values.ranges import Range, stated

SMALLEST_SHOWN = 6
ROUNDED_TO = 10
PROTECTED = (
    f"Counts of 1 to {SMALLEST_SHOWN - 1} are hidden and shown as c, with their money. All others are rounded"
    f" to the nearest {ROUNDED_TO}, and their money is that of so many people, rounded as coarsely. Weeks are"
    " left out."
)
NOT_PROTECTED = (
    "Small numbers are shown. For an answer that others will see, --protect hides them; it cannot hide what"
    " the difference between two answers shows, so give out one only."
)
NAMES_LEFT_OUT = "Groups with few people are most of all groups, so they are not named."
UNNAMED = "groups with few people"
TOTAL_FIELDS = ("due", "not_due", "cannot_say")
MONEY_FIELDS = ("before", "after", "more")
ENDS = ("least", "most")
NO_MONEY: dict[str, Any] = dict.fromkeys(MONEY_FIELDS)


def protect(costed: Costed) -> Costed:
    """The answer with small numbers hidden; what is hidden is None, and no working would give it away."""
    allowances: list[AllowanceCost] = []
    rows: list[CostRow] = []
    for total in costed.allowances:
        own = [_protected_row(row) for row in costed.rows_ if row.allowance == total.allowance]
        shown = _protected_total(total)
        counts = [_count(row.people) for row in own]
        safe = all(map(_is_open, known(counts, _count(shown.due)))) if own else True
        allowances.append(shown if safe else _nothing_of(shown))
        rows += _without_names(own)
    unnamed = any(UNNAMED in row.by.values() for row in rows)
    return costed._replace(
        protected=True,
        people=_rounded(costed.people),
        reading=None,
        allowances=tuple(allowances),
        rows_=tuple(rows),
        working=(),
        notes=(PROTECTED, *([NAMES_LEFT_OUT] if unnamed else []), *costed.notes),
    )


class Known(NamedTuple):
    """What whoever knows the rule can say of a hidden count: it is from ``low`` to ``high``."""

    low: int
    high: int


def known(shown: Sequence[int | None], total: int | None) -> list[Known]:
    """What can be said of each hidden count (None) among some that are shown, beside their rounded total.

    All that a rounded count can have been is allowed for, and every sum of the parts that the total can have
    been: the ends of what linear programming would find for each part of one sum.

    >>> known([None, 40], 40), known([None, None, None], 20)
    ([Known(low=1, high=5)], [Known(low=5, high=5), Known(low=5, high=5), Known(low=5, high=5)])
    """
    ends = [_ends(count) for count in shown]
    lowest, highest = sum(low for low, _ in ends), sum(high for _, high in ends)
    if total is None:
        low_total, high_total = lowest, highest
    else:
        low_total, high_total = _ends(total)
    return [
        Known(max(low, low_total - (highest - high)), min(high, high_total - (lowest - low)))
        for count, (low, high) in zip(shown, ends, strict=True)
        if count is None
    ]


def audited(protected: Costed) -> Iterator[str]:
    """For each allowance of a protected answer, what can be found out about the counts that it hides."""
    for total in protected.allowances:
        own = [row for row in protected.rows_ if row.allowance == total.allowance]
        if any(UNNAMED in row.by.values() for row in own):
            yield f"{total.title}: groups with few people are not told apart, so none can be found out."
            continue
        found = known([_count(row.people) for row in own], _count(total.due))
        narrow = [each for each in found if not _is_open(each)]
        if narrow:
            yield f"{total.title}: {len(narrow)} hidden counts can be found out; do not publish this."
        elif found:
            most = SMALLEST_SHOWN - 1
            yield f"{total.title}: each of {len(found)} hidden counts can be anything from 1 to {most}."
        else:
            yield f"{total.title}: no count of a group is hidden."


def _is_open(each: Known) -> bool:
    return each.low <= 1 and each.high >= SMALLEST_SHOWN - 1


def _ends(count: int | None) -> tuple[int, int]:
    """The least and the most that a count can have been which is shown like this."""
    if count is None:
        return 1, SMALLEST_SHOWN - 1
    if not count:
        return 0, 0
    half = ROUNDED_TO // 2
    return max(count - half, SMALLEST_SHOWN), count + half


def _count(people: Range | None) -> int | None:
    return None if people is None else int(people.headline)


def _protected_row(row: CostRow) -> CostRow:
    people = _rounded(row.people)
    money = NO_MONEY if people is None else _money(row, row.people)
    return row._replace(people=people, weeks=None, days=None, **money)


def _without_names(rows: Sequence[CostRow]) -> Sequence[CostRow]:
    """The rows; where most groups are hidden a name may be a person's, and one line stands for all."""
    hidden = [row for row in rows if row.people is None]
    if len(hidden) * 2 <= len(rows) or len(rows) < 2:
        return rows
    together = hidden[0]._replace(by=dict.fromkeys(hidden[0].by, UNNAMED))
    return [*(row for row in rows if row.people is not None), together]


def _protected_total(total: AllowanceCost) -> AllowanceCost:
    due = _rounded(total.due)
    if due is None:
        return _nothing_of(total)
    counts: dict[str, Any] = {field: _rounded(getattr(total, field)) for field in TOTAL_FIELDS}
    ends: dict[str, Any] = dict.fromkeys(ENDS)  # exact ends would tell what was rounded
    return total._replace(**counts, **_money(total, total.due), **ends)


def _nothing_of(total: AllowanceCost) -> AllowanceCost:
    nothing: dict[str, Any] = dict.fromkeys((*TOTAL_FIELDS, *MONEY_FIELDS, *ENDS))
    return total._replace(**nothing)


def _rounded(count: Range | None) -> Range | None:
    """A count to the nearest 10, but never to nought; nothing for one of 1 to 5."""
    if count is None or 1 <= count.headline < SMALLEST_SHOWN:
        return None
    return stated(_to_ten(count.headline))


def _to_ten(count: Decimal) -> Decimal:
    return (count / ROUNDED_TO).quantize(Decimal(1), ROUND_HALF_EVEN) * ROUNDED_TO


def _money(costs: AllowanceCost | CostRow, people: Range | None) -> dict[str, Any]:
    """The money of as many people as are shown, as coarse as their number is."""
    if people is None:
        return {}
    known = {field: getattr(costs, field) for field in MONEY_FIELDS}
    return {field: money and _scaled(money, people.headline) for field, money in known.items()}


def _scaled(amount: Range, people: Decimal) -> Range:
    if not people:
        return amount
    ends = [None if end is None else _coarse(end, people) for end in (amount.low, amount.high)]
    return amount._replace(headline=_coarse(amount.headline, people), low=ends[0], high=ends[1])


def _coarse(amount: Decimal, people: Decimal) -> Decimal:
    """The money of the rounded number of people, in whole units of about what ten of them get.

    Of six children whose money is exact, it could be told how many get the higher rate.
    """
    each = amount / people
    if not each:
        return Decimal(0)
    unit = Decimal(1).scaleb(max((each * ROUNDED_TO).adjusted(), 0))
    return (each * _to_ten(people) / unit).quantize(Decimal(1), ROUND_HALF_EVEN) * unit
