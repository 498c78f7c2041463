"""What a change costs where rates or numbers are open: both ends of each sum, and nothing narrower."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_rate, an_allowance, exactly
from stablehomes.catalogue.model import Catalogue, Figure, Paid
from stablehomes.catalogue.person import Person
from stablehomes.questions.cost.cells import Cell, Facts, Moment
from stablehomes.questions.cost.cost import AllowanceCost, Cohort, cost
from stablehomes.values.ranges import Qualifier, Range

ANYBODY = Facts(Moment(Person(), date(2024, 5, 1)))
Ends = tuple[int, int | None, int | None]


def costed(
    before: Figure, after: Figure, people: Range, weeks: Range | None = None, days: tuple[int, ...] = (0,) * 6
) -> AllowanceCost:
    """An allowance whose rate changed on 1 April 2023, for people to whom nothing else matters."""
    paid: Paid = "once" if weeks is None else "weekly"
    allowance = an_allowance(
        "grant",
        a_rate(None, date(2023, 3, 31), before),
        a_rate(date(2023, 4, 1), None, after),
        paid=paid,
    )
    cell = Cell((), ANYBODY, people, *(() if weeks is None else (weeks, days)))
    return cost(a_catalogue(allowance), Cohort((), [cell], "claim"), ["grant"]).allowances[0]


def between(headline: int, low: int, high: int) -> Range:
    return Range(Decimal(headline), Decimal(low), Decimal(high), "about")


def ends(range: Range | None) -> Ends:
    assert range is not None
    low, high = (None if end is None else int(end) for end in (range.low, range.high))
    return int(range.headline), low, high


@pytest.mark.parametrize(
    ("before", "after", "paid_before", "paid_after", "more"),
    [
        # Four people, or three to five: how many they are is open once.
        (a_figure(20), a_figure(30), (80, 60, 100), (120, 90, 150), (40, 30, 50)),
        (a_figure(30), a_figure(20), (120, 90, 150), (80, 60, 100), (-40, -50, -30)),
        (a_figure(20), a_figure(30, "over"), (80, 60, 100), (120, 90, None), (40, 30, None)),
        (a_figure(20, "over"), a_figure(30), (80, 60, None), (120, 90, 150), (40, None, 50)),
        (a_figure(20), a_figure(30, "up to"), (80, 60, 100), (120, 0, 150), (40, -100, 50)),
        (a_figure(20, "up to"), a_figure(30), (80, 0, 100), (120, 90, 150), (40, 30, 150)),
        (a_figure(20, "up to"), a_figure(30, "up to"), (80, 0, 100), (120, 0, 150), (40, -100, 150)),
        (a_figure(20, "over"), a_figure(30, "over"), (80, 60, None), (120, 90, None), (40, None, None)),
    ],
)
def test_a_cost_is_open_as_far_as_its_rates_and_its_people(
    before: Figure, after: Figure, paid_before: Ends, paid_after: Ends, more: Ends
) -> None:
    answer = costed(before, after, between(4, 3, 5))
    assert [ends(each) for each in (answer.before, answer.after, answer.more)] == [
        paid_before,
        paid_after,
        more,
    ]


def test_a_weekly_cost_is_open_as_far_as_its_weeks() -> None:
    answer = costed(a_figure(70, "up to"), a_figure(77), exactly(2), between(10, 8, 12), (0, 1, 0, 0, 0, 0))
    # Beside the weeks two days: £20 of £70, £22 of £77.
    assert ends(answer.before) == (720, 0, 860)
    assert ends(answer.after) == (792, 638, 946)
    assert ends(answer.more) == (72, 58, 946)


AMOUNTS = st.integers(0, 50)
QUALIFIERS: list[Qualifier] = ["exact", "over", "up to"]
FIGURES = st.builds(a_figure, AMOUNTS, st.sampled_from(QUALIFIERS))


@given(FIGURES, FIGURES, st.lists(st.integers(0, 9), min_size=3, max_size=3).map(sorted))
def test_whatever_the_figures_leave_open_lies_within_the_cost(
    before: Figure, after: Figure, people: list[int]
) -> None:
    """And the ends are met, so that none is wider than it must be."""
    assume(before != after)  # two statements of the same are one rate, whatever it leaves open
    low, headline, high = people
    answer = costed(before, after, between(headline, low, high))
    possible = list(product(possible_rates(before), possible_rates(after), (low, high)))
    for said, sums in (
        (answer.before, [was * number for was, _, number in possible]),
        (answer.after, [now * number for _, now, number in possible]),
        (answer.more, [(now - was) * number for was, now, number in possible]),
    ):
        assert said is not None
        assert all(said.low is None or said.low <= each for each in sums)
        assert all(said.high is None or each <= said.high for each in sums)
        assert said.low is None or said.low == min(sums)
        assert said.high is None or said.high == max(sums)


def possible_rates(figure: Figure) -> Iterator[Decimal]:
    """The ends of what a figure leaves open, with a very large sum for an end that is not there."""
    yield figure.amount if figure.qualifier != "up to" else Decimal(0)
    yield figure.amount if figure.qualifier != "over" else Decimal(10**9)


def test_what_is_not_known_of_people_is_said_by_the_facts_that_are_wanted(shipped: Catalogue) -> None:
    unknown = Facts(Moment(Person(region="london"), date(2025, 5, 1)))
    answer = cost(shipped, Cohort((), [Cell((), unknown, exactly(3))], "claim"), ["fostering-minimum"])
    [note] = [note for note in answer.notes if "cannot" in note]
    assert ends(answer.allowances[0].cannot_say) == (3, 3, 3)
    assert note.endswith("for want of the day of birth and whether in foster care.")
