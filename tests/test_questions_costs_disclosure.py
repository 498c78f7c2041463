"""What --protect hides stays hidden from those who subtract, know the rule, or compare allowances."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from building import exactly
from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.person import Person
from stablehomes.documents.cost import document
from stablehomes.questions.cost.cells import Cell, Facts, Moment
from stablehomes.questions.cost.cost import Cohort, Costed, cost
from stablehomes.questions.cost.disclosure import SMALLEST_SHOWN, UNNAMED, audited, known, protect
from stablehomes.values.ages import Birth

BORN = Birth(date(2005, 5, 1), date(2005, 5, 1))
LEAVER = Facts(Moment(Person(birth=BORN, care_leaver=True), date(2023, 10, 1)))
MOST_HIDDEN = SMALLEST_SHOWN - 1


def protected(catalogue: Catalogue, people: list[int], column: str = "council") -> Costed:
    cells = [Cell((f"Council {place:02}",), LEAVER, exactly(count)) for place, count in enumerate(people)]
    return protect(cost(catalogue, Cohort((column,), cells, "claim"), ["leaving-care"], by=[column]))


def shown(count: int) -> int | None:
    """A count as the rule shows it."""
    return None if 1 <= count <= MOST_HIDDEN else round(count / 10) * 10


@given(people=st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_no_hidden_count_can_be_found(people: list[int], shipped: Catalogue) -> None:
    answer = protected(shipped, people)
    [total] = answer.allowances
    named = [row for row in answer.rows_ if UNNAMED not in row.by.values()]
    for row in answer.rows_:
        assert row.people is None or row.people.headline % 10 == 0
        assert (row.weeks, row.days) == (None, None)
        assert row.people is not None or (row.before, row.after, row.more) == (None, None, None)
    if len(named) == len(answer.rows_):
        counts = [None if row.people is None else int(row.people.headline) for row in named]
        whole = None if total.due is None else int(total.due.headline)
        assert all(each.low <= 1 and each.high >= MOST_HIDDEN for each in known(counts, whole)), people
    assert not any("do not publish" in each for each in audited(answer))


def possible(rows: Sequence[int | None], total: int | None) -> list[set[int]]:
    """All that hidden counts can be: by trying every table there is."""
    found: list[set[int]] = [set() for row in rows if row is None]
    values = [range(1, 6) if row is None else [n for n in range(60) if shown(n) == row] for row in rows]
    for table in product(*values):
        if total is None or shown(sum(table)) == total:
            hidden = [count for count, row in zip(table, rows, strict=True) if row is None]
            for each, count in zip(found, hidden, strict=True):
                each.add(count)
    return found


@given(people=st.lists(st.integers(0, 18), min_size=2, max_size=4), tells=st.booleans())
def test_the_auditor_says_what_trying_every_table_says(people: list[int], tells: bool) -> None:
    rows, total = [shown(count) for count in people], shown(sum(people)) if tells else None
    for said, tried in zip(known(rows, total), possible(rows, total), strict=True):
        # The auditor allows for more than the true table, so it never calls safe what is not.
        assert said.low <= min(tried)
        assert said.high >= max(tried)


def test_what_the_total_would_give_away_is_hidden_with_it(shipped: Catalogue) -> None:
    """Three councils of five are rounded to 20 together, and only three fives come to 15 or more."""
    answer = protected(shipped, [5, 5, 5, 0, 0, 0, 0, 0])
    [total] = answer.allowances
    assert total.due is None


def test_counts_and_their_money_are_rounded(shipped: Catalogue) -> None:
    answer = protected(shipped, [123, 44, 3, 17])
    assert [row.people and int(row.people.headline) for row in answer.rows_] == [120, 40, None, 20]
    assert [row.more and int(row.more.headline) for row in answer.rows_] == [120_000, 40_000, None, 20_000]
    [total] = answer.allowances
    assert total.due is not None
    assert total.after is not None
    assert [int(total.due.headline), int(total.after.headline)] == [190, 570_000]


def test_few_people_in_all_are_not_shown_at_all(shipped: Catalogue) -> None:
    answer = protected(shipped, [2, 3])
    [total] = answer.allowances
    assert (total.due, total.after, total.more) == (None, None, None)
    assert document(answer).answer == "Leaving care allowance: too few people to be shown."


def test_hidden_cells_are_shown_as_c(shipped: Catalogue) -> None:
    table = document(protected(shipped, [123, 44, 3, 17])).tables[-1]
    assert table.rows[2].cells == ("Council 02", "c", "c", "c", "c")


def test_a_column_of_names_names_nobody(shipped: Catalogue) -> None:
    answer = protected(shipped, [1] * 30, "name")
    assert [list(row.by.values()) for row in answer.rows_] == [[UNNAMED]]
