"""What does an allowance pay on a day?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stablehomes.catalogue.model import Catalogue
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.compare import compare
from stablehomes.questions.allowances.due import rule_of
from stablehomes.questions.allowances.rates import rate
from stablehomes.questions.cost.notes import notes
from stablehomes.questions.cost.pricing import change_of

LONDON_12 = {"on": date(2025, 5, 1), "region": "london", "age": 12}


@pytest.mark.parametrize(
    ("allowance", "question", "amount"),
    [
        ("leaving-care", {"on": date(2023, 3, 31)}, 2000),
        ("leaving-care", {"on": date(2023, 4, 1)}, 3000),
        ("apprenticeship-bursary", {"on": date(2023, 8, 1)}, 3000),
        ("fostering-minimum", LONDON_12, 257),
        ("fostering-minimum", {"on": date(2024, 4, 6), "region": "south-east", "age": 0}, 183),
        ("fostering-minimum", {"on": date(2026, 4, 5), "region": "rest-of-england", "age": 17}, 258),
        ("higher-education-bursary", {"on": date(2008, 9, 1)}, 2000),
        ("bursary-16-to-19", {"on": date(2026, 7, 31)}, 1200),
    ],
)
def test_the_rate_of_a_day(shipped: Catalogue, allowance: str, question: dict[str, Any], amount: int) -> None:
    answer = rate(shipped, allowance, **question)
    assert answer.amount is not None
    assert answer.amount.headline == amount
    assert answer.sources


@pytest.mark.parametrize(("on", "cells"), [(date(2025, 5, 1), 15), (None, 30)])
def test_what_is_left_out_is_answered_for_all(shipped: Catalogue, on: date | None, cells: int) -> None:
    answer = rate(shipped, "fostering-minimum", on=on)
    assert len(answer.rates) == cells
    assert answer.amount is None


@pytest.mark.parametrize(
    ("allowance", "question", "problem", "advice"),
    [
        ("fostering-minimum", LONDON_12 | {"on": date(2026, 4, 6)}, "6 April 2026", "until 5 April 2026"),
        ("fostering-minimum", LONDON_12 | {"on": date(2024, 4, 5)}, "5 April 2024", "from 6 April 2024"),
        ("fostering-minimum", LONDON_12 | {"age": 18}, "age 18", "ages 0 to 17"),
        ("fostering-minimum", LONDON_12 | {"region": "londn"}, 'no region "londn"', '"london"'),
        ("leaving-care", {"region": "london"}, "same in every region", "without a region"),
        ("leaving-care", {"age": 18}, "does not depend on age", "without an age"),
        ("leaving", {}, 'no allowance "leaving"', "leaving-care"),
    ],
)
def test_nothing_is_extrapolated(
    shipped: Catalogue, allowance: str, question: dict[str, Any], problem: str, advice: str
) -> None:
    with pytest.raises(WrongCall, match=problem) as refusal:
        rate(shipped, allowance, **question)
    assert advice in refusal.value.advice


@pytest.mark.parametrize(("on", "said"), [(date(1900, 1, 1), True), (None, True), (date(2023, 4, 1), False)])
def test_of_a_rate_without_a_first_day_it_is_said(shipped: Catalogue, on: date | None, said: bool) -> None:
    answer = rate(shipped, "leaving-care", on=on)
    assert ("No document says from which day £2,000 was paid." in answer.notes) is said


@pytest.mark.parametrize(("before", "said"), [(date(1900, 1, 1), True), (None, False)])
def test_of_a_first_day_of_a_comparison_it_is_said(
    shipped: Catalogue, before: date | None, said: bool
) -> None:
    """Without a day the rate before the change is meant, which is no guess."""
    answer = compare(shipped, ["leaving-care"], before=before)
    note = "Leaving care allowance: no document says from which day £2,000 was paid."
    assert (note in answer.notes) is said


def test_of_a_cost_it_is_said(shipped: Catalogue) -> None:
    change = change_of(rule_of(shipped.allowances["leaving-care"], shipped.sources))
    said = list(notes([change], "placement", {"leaving-care": None}))
    assert "Leaving care allowance: no document says from which day £2,000 was paid." in said


def test_the_tables_are_not_made_of_the_uplifts(shipped: Catalogue) -> None:
    """Ten of the fifteen cells of 2025-26 are the cell before times 1.0355 and rounded; the rest are not."""
    rates = rate(shipped, "fostering-minimum").rates
    cells = {(each.from_, each.region, each.ages): each.amount.headline for each in rates}
    uplift = shipped.allowances["fostering-minimum"].uplifts[-1].figures[0].amount
    alike = [
        round(amount * (100 + uplift) / 100) == cells[date(2025, 4, 6), region, ages]
        for (from_, region, ages), amount in cells.items()
        if from_ == date(2024, 4, 6)
    ]
    assert (len(alike), sum(alike)) == (15, 10)


def test_the_uplifts_are_figures_of_their_own(shipped: Catalogue) -> None:
    uplifts = shipped.allowances["fostering-minimum"].uplifts
    assert [(str(each.year), str(each.figures[0].amount)) for each in uplifts] == [
        ("2023-24", "12.43"),
        ("2024-25", "6.88"),
        ("2025-26", "3.55"),
    ]
