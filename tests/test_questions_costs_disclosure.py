"""What --protect hides stays hidden from those who subtract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from building import exactly
from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.person import Person
from stablehomes.documents.cost import document
from stablehomes.questions.cost.cells import Cell, Facts, Moment
from stablehomes.questions.cost.cost import Cohort, Costed, cost
from stablehomes.questions.cost.disclosure import SMALLEST_SHOWN, hidden_places, protect

LEAVER = Facts(Moment(Person(care_leaver=True), date(2023, 10, 1)))
AFTER, MORE = 3000, 1000


def protected(catalogue: Catalogue, people: list[int], column: str = "council") -> Costed:
    cells = [Cell((f"Council {place:02}",), LEAVER, exactly(count)) for place, count in enumerate(people)]
    return protect(cost(catalogue, Cohort((column,), cells, "claim"), ["leaving-care"], by=[column]))


@given(people=st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_subtraction_finds_nobody(people: list[int], shipped: Catalogue) -> None:
    answer = plain(protected(shipped, people))
    [total] = answer["allowances"]
    shown = [row for row in answer["rows"] if row["people"] is not None]
    hidden = [row for row in answer["rows"] if row["people"] is None]
    assert all(row["people"]["headline"] >= SMALLEST_SHOWN for row in shown)
    assert all(row[field] is None for row in hidden for field in ("before", "after", "more", "weeks", "days"))
    if not hidden:
        return
    for most_hidden in _hidden_by_subtraction(total, shown):
        # What one hidden council can have: at least one each, so at most what the others leave.
        assert most_hidden - (len(hidden) - 1) >= SMALLEST_SHOWN, people


def _hidden_by_subtraction(total: dict[str, Any], shown: list[dict[str, Any]]) -> list[Decimal]:
    """How many people are hidden, by the counts and by each column of money, with exact rounding known."""
    if total["due"] is None:
        assert total["before"] is None
        assert total["after"] is None
        return []
    by_count = total["due"]["headline"] - sum(row["people"]["headline"] for row in shown)
    by_money = [
        (total[field]["headline"] - sum(row[field]["headline"] for row in shown)) / Decimal(each)
        for field, each in (("after", AFTER), ("more", MORE))
    ]
    return [count + 5 for count in (by_count, *by_money)]


@given(people=st.lists(st.integers(0, 40), min_size=2, max_size=10))
def test_even_the_exact_total_leaves_each_hidden_count_open(people: list[int]) -> None:
    hidden = hidden_places(people)
    if hidden:
        most = sum(people[place] for place in hidden) - (len(hidden) - 1)
        assert most >= SMALLEST_SHOWN
        assert len(hidden) > 1
        shown = [count for place, count in enumerate(people) if place not in hidden]
        assert all(count == 0 or count >= SMALLEST_SHOWN for count in shown)


def test_councils_are_not_rounded_and_the_whole_is(shipped: Catalogue) -> None:
    answer = protected(shipped, [123, 44, 3, 17])
    assert [row.people and int(row.people.headline) for row in answer.rows_] == [123, 44, None, None]
    [total] = answer.allowances
    assert total.due is not None
    assert total.after is not None
    assert [int(total.due.headline), int(total.after.headline)] == [190, 190 * AFTER]


def test_regions_by_themselves_are_rounded(shipped: Catalogue) -> None:
    answer = protected(shipped, [123, 44], "region")
    assert [row.people and int(row.people.headline) for row in answer.rows_] == [120, 40]
    assert [row.more and int(row.more.headline) for row in answer.rows_] == [120 * MORE, 40 * MORE]


def test_few_people_in_all_are_not_shown_at_all(shipped: Catalogue) -> None:
    answer = protected(shipped, [2, 3])
    [total] = answer.allowances
    assert (total.due, total.after, total.more) == (None, None, None)
    assert document(answer).answer == "Leaving care allowance: too few people to be shown."


def test_hidden_cells_are_shown_as_c(shipped: Catalogue) -> None:
    table = document(protected(shipped, [123, 44, 3, 17])).tables[-1]
    assert table.rows[2].cells == ("Council 02", "c", "c", "c", "c")
