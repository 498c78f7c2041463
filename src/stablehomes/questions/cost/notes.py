"""What has to be said beside the sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from stablehomes.questions.allowances.rates import begins_not_known
from stablehomes.questions.allowances.reasons import needed
from stablehomes.questions.cost.cells import RowIs
from stablehomes.questions.cost.pricing import Change


def notes(
    changes: Sequence[Change], row_is: RowIs, wanting: Mapping[str, Collection[str] | None]
) -> Iterator[str]:
    """What the sums rest on; ``wanting`` has the facts of each allowance without which some are open."""
    yield (
        "Before is what these people would be paid if the rates of the day before the change had been kept;"
        " after is what the rates are."
    )
    if any(each.rule.allowance.paid == "weekly" for each in changes):
        yield from _weekly_notes(row_is)
    for each in changes:
        yield from _notes_on(each, wanting[each.rule.allowance.id])


def _weekly_notes(row_is: RowIs) -> Iterator[str]:
    yield (
        "A weekly allowance is paid for whole weeks, and for each day beyond them a seventh of a week, to the"
        " nearest penny."
    )
    if row_is == "placement":
        yield (
            "A placement is paid from its first to its last day, both included. Weeks are counted anew from"
            " each 1 April, each change of the rate, and each birthday that changes the rate."
        )
    else:
        yield "Each row is one claim: all of it is paid at the rate of its day, in the year of that day."


def _notes_on(change: Change, wanting: Collection[str] | None) -> Iterator[str]:
    allowance = change.rule.allowance
    if change.on is None:
        yield f"{allowance.title}: no change of the rate is known, so before and after are the same."
    if wanting is not None:
        facts = needed(sorted(wanting)) if wanting else "a rate for the day, or of whom it is for"
        yield f"{allowance.title}: of some it cannot be said, for want of {facts}."
    if any(each.rate.instalments for each in change.rule.rates):
        yield f"{allowance.title}: the whole sum counts in the year of the start, instalments too."
    for said in begins_not_known((each.rate.from_, each.amount) for each in change.rule.rates):
        yield f"{allowance.title}: {said}."
    for note in allowance.notes:
        yield f"{allowance.title}: {note}"
