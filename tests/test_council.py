"""One council: what it was named for, what rules would give it, and what rises cost it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from conftest import Run
from stablehomes.catalogue.model import Catalogue
from stablehomes.inputs.council import neighbours, published_counts
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.council import RULES, OneCouncil, council, find_council
from stablehomes.reading.councils import councils

KNOWN = councils()
COUNTS = published_counts(KNOWN)


def about(catalogue: Catalogue, name: str) -> OneCouncil:
    return council(catalogue, KNOWN, name, COUNTS, neighbours(find_council(KNOWN, name).code))


@pytest.mark.parametrize("name", ["Leeds", "leeds city council", "E08000035", "383", " LEEDS "])
def test_a_council_is_found_as_people_name_it(name: str) -> None:
    assert find_council(KNOWN, name).code == "E08000035"


@pytest.mark.parametrize(
    ("name", "advice"),
    [("Leds", "did you mean Leeds?"), ("Cumbria", "ask for Cumberland and Westmorland and Furness"),
     ("Northumber", "Northumberland"), ("xyz", "as the Department")],
)  # fmt: skip
def test_what_is_no_council_of_today_leads_to_one(name: str, advice: str) -> None:
    with pytest.raises(WrongCall) as refusal:
        find_council(KNOWN, name)
    assert advice in refusal.value.advice


def test_a_council_that_was_named_says_for_what(shipped: Catalogue) -> None:
    assert [each.measure for each in about(shipped, "Dorset").named] == ["families-first-pathfinder"]
    assert about(shipped, "Leeds").named == ()


def test_the_shares_of_all_councils_come_to_the_whole(shipped: Catalogue) -> None:
    """Each council's share is that of a split among all of them, so together they are the money."""
    shares = about(shipped, "Leeds").shares
    assert {share.counted_by for share in shares} == set(RULES)
    leeds = next(each for each in shares if each.measure == "family-finding")
    figures = COUNTS[leeds.counted_by].areas
    [column] = figures.figures.values()
    own = dict(zip(figures.codes, column, strict=True))["E08000035"]
    exact = Decimal(30_000_000) * Decimal(own) / Decimal(sum(column))
    assert abs(leeds.amount.headline - exact) < 1


def test_the_cost_of_a_rise_is_the_rise_for_each_care_leaver(shipped: Catalogue) -> None:
    [cost] = about(shipped, "Leeds").costs
    assert (cost.allowance, cost.change.headline) == ("leaving-care", Decimal(1000))
    assert cost.cost.headline == 1000 * Decimal(cost.people)


def test_what_is_not_published_is_unknown_and_not_nought(shipped: Catalogue) -> None:
    answer = about(shipped, "City of London")
    looked_after = answer.counts[0]
    assert (looked_after.number, looked_after.rank, looked_after.percent) == (None, None, None)
    assert answer.costs == ()
    assert "No number is published of Children looked after" in answer.notes[-1]


def test_ranks_are_those_of_a_sorted_list(shipped: Catalogue) -> None:
    ranks = {about(shipped, name).counts[2].rank for name in ("Kent", "Birmingham", "Essex")}
    assert ranks == {1, 2, 3}


def test_every_council_of_today_has_ten_neighbours() -> None:
    for each in KNOWN.today():
        near = neighbours(each.code)
        assert len(near) == 10
        assert all(
            KNOWN.register.councils[code].until is None or KNOWN.by_code(code).council for code in near
        )


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
def test_it_answers_in_every_format(run: Run, format: str) -> None:
    answer = run("council", "Leeds", "--format", format)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Families First for" in answer.stdout
