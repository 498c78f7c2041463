"""The steps behind what allowances cost for a cohort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import pytest

from conftest import Run
from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.person import Person
from stablehomes.questions.cost.cells import Cell, Facts, Moment
from stablehomes.questions.cost.cost import Cohort, Costed, cost
from stablehomes.questions.cost.disclosure import protect
from stablehomes.questions.step import Step
from stablehomes.values.ages import Birth
from stablehomes.values.ranges import Range, stated

OF_AGE = date(2005, 1, 1)
LEAVER = Person(care_leaver=True, birth=Birth(OF_AGE, OF_AGE))
SAID = ("care_leaver=yes", "born=2005-01-01", "on=2023-10-01")
BORN = date(2013, 1, 1)
FOSTERED = Person(fostered=True, region="london", birth=Birth(BORN, BORN))


def number(count: int) -> Range:
    return stated(Decimal(count))


def costed(catalogue: Catalogue, allowance: str, *cells: Cell) -> Costed:
    return cost(catalogue, Cohort(("council",), list(cells), "placement"), [allowance], working=True)


def every_step(roots: Iterable[Step]) -> Iterator[Step]:
    for root in roots:
        yield root
        yield from every_step(root.steps)


def test_a_grant_is_the_rate_for_each_person_of_all_councils_together(shipped: Catalogue) -> None:
    facts = Facts(Moment(LEAVER, date(2023, 10, 1)))
    cells = [Cell((council,), facts, number(people)) for council, people in (("Dorset", 2), ("Bristol", 3))]
    answer = costed(shipped, "leaving-care", *cells)
    more, after, before = answer.working
    assert [each.value.headline for each in (more, after, before)] == [5_000, 15_000, 10_000]
    [part] = more.steps
    assert (part.label, part.operation) == ("more in 2023-24", "for the same people")
    rate, people = part.steps[0].steps
    assert [rate.value.headline, people.value.headline] == [3_000, 5]
    assert part.steps[1].steps[0].label == "rate until 31 March 2023"


def test_weeks_and_the_days_beyond_them_stand_below_a_weekly_sum(shipped: Catalogue) -> None:
    """£257 for each of 4 weeks, and 3/7 of it, £110.14, for each of two who have 3 days beyond."""
    facts = Facts(Moment(FOSTERED, date(2025, 5, 1)))
    cell = Cell(("Dorset",), facts, number(2), number(4), (0, 0, 2, 0, 0, 0))
    answer = costed(shipped, "fostering-minimum", cell)
    after = answer.working[1]
    assert after.value.headline == Decimal("1248.28")
    assert {each.label: each.value for each in after.steps[0].steps[1:]} == {
        "whole weeks": number(4),
        "with 3 of 7 days beyond": number(2),
    }


def test_who_had_the_new_rate_all_along_or_is_due_nothing_costs_no_more(shipped: Catalogue) -> None:
    old, nobody = Facts(Moment(LEAVER, date(2023, 3, 1))), Facts(Moment(Person(), date(2023, 10, 1)))
    answer = costed(shipped, "leaving-care", Cell(("A",), old, number(2)), Cell(("A",), nobody, number(9)))
    more, after, before = answer.working
    assert (more.value, after.value, before.value) == (number(0), number(4_000), number(4_000))
    assert more.steps[0].steps == (after.steps[0], before.steps[0])
    assert after.steps == before.steps


def test_the_sums_of_a_working_are_those_of_the_answer(shipped: Catalogue) -> None:
    days = (date(2023, 3, 1), date(2023, 10, 1), date(2024, 10, 1))
    open_ = Range(Decimal(20), Decimal(10), None, "about")
    cells = [
        Cell((council,), Facts(Moment(LEAVER, day)), people)
        for day in days
        for council, people in (("Dorset", number(7)), ("Bristol", open_))
    ]
    answer = costed(shipped, "leaving-care", *cells)
    [whole] = answer.allowances
    assert [each.value for each in answer.working] == [whole.more, whole.after, whole.before]
    assert {each.operation for each in every_step(answer.working) if not each.steps} == {"held", "stated"}


def test_what_is_not_asked_for_or_hidden_has_no_working(shipped: Catalogue) -> None:
    cell = Cell((), Facts(Moment(LEAVER, date(2023, 10, 1))), number(50))
    cohort = Cohort((), [cell], "claim")
    assert cost(shipped, cohort, ["leaving-care"]).working == ()
    assert protect(cost(shipped, cohort, ["leaving-care"], working=True)).working == ()


@pytest.mark.parametrize("protected", [True, False])
def test_the_command_prints_it_unless_numbers_are_to_be_hidden(run: Run, protected: bool) -> None:
    facts = [part for each in SAID for part in ("--everybody", each)]
    result = run(
        "cost",
        "--people",
        "5",
        *facts,
        "--allowance",
        "leaving-care",
        "--working",
        *(["--protect"] if protected else []),
    )
    if protected:
        assert (result.returncode, result.stdout) == (2, "")
        assert "would show what --protect hides" in result.stderr
    else:
        assert "Leaving care allowance: more = £5,000: the sum of" in result.stdout
