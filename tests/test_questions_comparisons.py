"""What was an allowance before, what is it after, and what does that cost?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_rate, a_source, an_allowance, exactly
from stablehomes.catalogue.model import Catalogue, Figure, Rate
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.compare import Comparison, compare
from stablehomes.questions.allowances.rates import rates_on
from stablehomes.values.per_cent import per_cent
from stablehomes.values.ranges import QUALIFIERS, Qualifier, Range

LAST_OLD, FIRST_NEW = date(2023, 3, 31), date(2023, 4, 1)


def two_rates(old: str, new: str) -> Catalogue:
    return a_catalogue(an_allowance("one", before(old), after(new)))


def before(amount: str) -> Rate:
    return a_rate(None, LAST_OLD, a_figure(amount))


def after(amount: str) -> Rate:
    return a_rate(FIRST_NEW, None, a_figure(amount))


def only(catalogue: Catalogue, **question: Any) -> Comparison:
    (comparison,) = compare(catalogue, **question).comparisons
    return comparison


@pytest.mark.parametrize(
    ("allowance", "old", "new", "change", "percent", "from_"),
    [
        ("leaving-care", 2000, 3000, 1000, 50, date(2023, 4, 1)),
        ("apprenticeship-bursary", 1000, 3000, 2000, 200, date(2023, 8, 1)),
    ],
)
def test_the_two_allowances_of_the_strategy(
    shipped: Catalogue, allowance: str, old: int, new: int, change: int, percent: int, from_: date
) -> None:
    each = only(shipped, allowances=[allowance])
    found = [each.before.amount, each.after.amount, each.change, each.percent]
    assert found == list(map(exactly, (old, new, change, percent)))
    assert each.after.from_ == from_
    assert {"local-news", "fostertalk"} <= {
        figure.source for figure in (*each.before.figures, *each.after.figures)
    }


def test_without_a_name_every_allowance_that_changed_is_compared(shipped: Catalogue) -> None:
    assert list(dict.fromkeys(each.allowance for each in compare(shipped).comparisons)) == [
        "leaving-care",
        "apprenticeship-bursary",
        "fostering-minimum",
    ]


def test_13400_people_cost_13_4_million_more(shipped: Catalogue) -> None:
    answer = compare(shipped, ["leaving-care"], people=13400)
    (each,) = answer.comparisons
    costs = map(exactly, (26_800_000, 40_200_000, 13_400_000))
    assert [each.cost_before, each.cost_after, each.cost_change] == list(costs)
    assert answer.notes[0].startswith("The number of people is assumed")


def test_nobody_costs_nothing_and_no_number_costs_an_unknown_sum(shipped: Catalogue) -> None:
    assert only(shipped, allowances=["leaving-care"], people=0).cost_change == exactly(0)
    assert only(shipped, allowances=["leaving-care"]).cost_change is None


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        (date(2000, 1, 1), 2000),
        (date(2023, 3, 31), 2000),
        (date(2023, 4, 1), 3000),
        (date(2030, 1, 1), 3000),
    ],
)
def test_a_rate_holds_from_its_first_day_to_its_last(shipped: Catalogue, on: date, amount: int) -> None:
    (rate,) = rates_on(shipped.allowances["leaving-care"], on)
    assert rate.figures[0].amount == amount


@pytest.mark.parametrize(
    ("first", "second", "change"),
    [
        (date(2023, 3, 31), date(2023, 4, 1), 1000),
        (date(2023, 3, 31), date(2023, 3, 31), 0),
        (date(2023, 4, 1), date(2024, 4, 1), 0),
    ],
)
def test_two_days_are_compared_as_they_are_given(
    shipped: Catalogue, first: date, second: date, change: int
) -> None:
    assert only(shipped, allowances=["leaving-care"], before=first, after=second).change == exactly(change)


@pytest.mark.parametrize(
    ("old", "new", "percent"),
    [
        ("2000", "3000", "50"),
        ("3000", "2000", "-33.33"),
        ("3", "4", "33.33"),
        ("100", "100", "0"),
        ("0", "100", None),
        ("800", "801.01", "0.13"),
        ("20000", "20001", "0"),
        ("20000", "20003", "0.02"),
    ],
)
def test_per_cent_is_of_what_it_was_before(old: str, new: str, percent: str | None) -> None:
    rounded = only(two_rates(old, new)).percent
    assert rounded == (percent and exactly(percent))


def test_documents_that_disagree_on_a_rate_are_said_to() -> None:
    disputed = a_rate(FIRST_NEW, None, a_figure(3000), a_figure(3100, source="house"))
    catalogue = a_catalogue(
        an_allowance("one", before("2000"), disputed), sources=[a_source("house", "parliament")]
    )
    answer = compare(catalogue)
    assert answer.comparisons[0].after.amount[:2] == (Decimal(3100), Decimal(3000))
    assert any("Documents disagree on Title of one" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (
            {"before": LAST_OLD, "after": FIRST_NEW},
            "no rate of Title of gap is known for 31 March 2023; rates are known from 1 April 2023",
        ),
        ({}, "no earlier rate of Title of gap is known; rates are known from 1 April 2023"),
    ],
)
def test_what_is_left_out_is_named_with_its_reason(question: dict[str, Any], note: str) -> None:
    catalogue = a_catalogue(
        an_allowance("one", before("2000"), after("3000")), an_allowance("gap", after("3000"))
    )
    answer = compare(catalogue, **question)
    assert [each.allowance for each in answer.comparisons] == ["one"]
    assert [each for each in answer.notes if "eft out" in each] == [f"Left out: {note}."]
    assert not any("eft out" in each for each in compare(catalogue, ["one"], **question).notes)


@pytest.mark.parametrize(
    ("question", "problem", "advice"),
    [
        ({"allowances": ["leaving-car"]}, 'no allowance "leaving-car"', 'did you mean "leaving-care"?'),
        (
            {"allowances": ["one"]},
            "no earlier rate of Title of one is known",
            "rates are known for every day",
        ),
        (
            {"allowances": ["leaving-care"], "before": FIRST_NEW, "after": LAST_OLD},
            "the second day, 31 March 2023, lies before the first, 1 April 2023",
            "swap the two days",
        ),
        (
            {"before": FIRST_NEW, "after": LAST_OLD},
            "the second day, 31 March 2023, lies before the first",
            "swap the two days",
        ),
        (
            {"allowances": ["gap"], "before": date(2022, 1, 1), "after": date(2024, 1, 1)},
            "no rate of Title of gap is known for 1 January 2022",
            "rates are known from 1 April 2023",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_with_advice(
    question: dict[str, Any], problem: str, advice: str
) -> None:
    catalogue = a_catalogue(
        an_allowance("leaving-care", before("2000"), after("3000")),
        an_allowance("one", a_rate(None, None, a_figure(5))),
        an_allowance("gap", after("3000")),
    )
    with pytest.raises(WrongCall, match=problem) as refusal:
        compare(catalogue, **question)
    assert advice in refusal.value.advice


Ends = tuple[int | None, int | None, int | None, str]


def ends(value: Range | None) -> Ends | None:
    """A range of whole numbers."""
    if value is None:
        return None
    headline, low, high = (None if end is None else int(end) for end in value[:3])
    return headline, low, high, value.qualifier


@pytest.mark.parametrize(
    ("old", "new", "change", "percent", "cost"),
    [
        (
            *(("up to", 10), ("over", 20)),
            *((10, 10, None, "at least"), (100, 100, None, "at least"), (30, 30, None, "at least")),
        ),
        (
            *(("over", 10), ("exact", 20)),
            *((10, None, 10, "up to"), (100, None, 100, "up to"), (30, None, 30, "up to")),
        ),
        (
            *(("exact", 20), ("up to", 25)),
            *((5, -20, 5, "up to"), (25, -100, 25, "up to"), (15, -60, 15, "up to")),
        ),
        (
            *(("up to", 12), ("up to", 12)),
            *((0, -12, 12, "about"), (0, -100, None, "about"), (0, -36, 36, "about")),
        ),
        (
            *(("about", 10), ("exact", 20)),
            *((10, None, None, "about"), (100, None, None, "about"), (30, None, None, "about")),
        ),
        (
            *(("exact", 10), ("exact", 20)),
            *((10, 10, 10, "exact"), (100, 100, 100, "exact"), (30, 30, 30, "exact")),
        ),
        (("exact", 0), ("over", 20), (20, 20, None, "at least"), None, (60, 60, None, "at least")),
    ],
)
def test_qualifiers_survive_a_comparison(
    old: tuple[Qualifier, int], new: tuple[Qualifier, int], change: Ends, percent: Ends | None, cost: Ends
) -> None:
    first = a_rate(None, LAST_OLD, a_figure(old[1], old[0]))
    second = a_rate(FIRST_NEW, None, a_figure(new[1], new[0]))
    each = only(a_catalogue(an_allowance("one", first, second)), people=3)
    assert ends(each.change) == change
    assert ends(each.percent) == percent
    assert ends(each.cost_change) == cost


FIGURES = st.builds(a_figure, st.integers(0, 1000), st.sampled_from(sorted(QUALIFIERS)))


@given(FIGURES, FIGURES, st.data())
def test_every_change_that_the_figures_leave_open_lies_in_the_range(
    old: Figure, new: Figure, data: st.DataObject
) -> None:
    each = only(two_figures(old, new), people=3)
    was, is_ = (data.draw(within(rate.amount)) for rate in (each.before, each.after))
    assert contains(each.change, is_ - was)
    assert contains(each.cost_change, (is_ - was) * 3)
    if was and each.percent:
        assert contains(each.percent, per_cent(is_ - was, was))


def two_figures(old: Figure, new: Figure) -> Catalogue:
    rates = a_rate(None, LAST_OLD, old), a_rate(FIRST_NEW, None, new)
    return a_catalogue(an_allowance("one", *rates))


def within(value: Range) -> st.SearchStrategy[Decimal]:
    """Whole pounds that a range leaves open; none is below nothing."""
    low = int(value.low or 0)
    return st.integers(low, low + 5000 if value.high is None else int(value.high)).map(Decimal)


def contains(value: Range | None, number: Decimal | None) -> bool:
    assert value is not None
    assert number is not None
    return (value.low is None or value.low <= number) and (value.high is None or number <= value.high)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**9))
def test_swapping_before_and_after_flips_every_sign(old: int, new: int, people: int) -> None:
    catalogue = two_rates(str(Decimal(old) / 100), str(Decimal(new) / 100))
    forth = only(catalogue, people=people)
    back = only(two_rates(str(Decimal(new) / 100), str(Decimal(old) / 100)), people=people)
    assert forth.change == -back.change
    assert forth.cost_change is not None
    assert back.cost_change == -forth.cost_change
    assert (forth.before.amount, forth.after.amount) == (back.after.amount, back.before.amount)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**9))
def test_costs_differ_by_the_cost_of_the_change(old: int, new: int, people: int) -> None:
    each = only(two_rates(str(Decimal(old) / 100), str(Decimal(new) / 100)), people=people)
    assert each.cost_before is not None
    assert each.cost_after is not None
    assert each.cost_after - each.cost_before == each.cost_change


@given(st.integers(1, 10**12), st.integers(-(10**12), 10**12))
def test_per_cent_is_within_half_a_hundredth(base: int, change: int) -> None:
    rounded = per_cent(Decimal(change), Decimal(base))
    assert rounded is not None
    assert abs(rounded * base - change * 100) <= Decimal("0.005") * base
