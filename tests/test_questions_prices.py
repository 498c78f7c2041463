"""Sums in the prices of another year or month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_measure, a_price_index, a_rate, an_allowance, exactly
from stablehomes.catalogue.model import Catalogue
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.compare import compare
from stablehomes.questions.allowances.inflation import beside, decimals_of, verdict_of
from stablehomes.questions.budget import Grouping, budget
from stablehomes.questions.prices import converted
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import Qualifier, stated
from stablehomes.values.years import FinancialYear

AMOUNTS = st.integers(0, 10**14).map(lambda pence: Decimal(pence) / 100)
LEVELS = st.integers(1, 10**7).map(lambda level: Decimal(level) / 10_000)


def test_the_treasurys_own_example() -> None:
    assert round(converted(Decimal("7.4e6"), Decimal("91.031"), Decimal("102.789")) / 10**6, 2) == Decimal(
        "8.36"
    )


@given(AMOUNTS, LEVELS, LEVELS)
def test_conversion_is_within_half_a_penny_of_exact(amount: Decimal, then: Decimal, now: Decimal) -> None:
    assert abs(converted(amount, then, now) * then - amount * now) <= Decimal("0.005") * then


@given(AMOUNTS, LEVELS)
def test_the_prices_of_the_same_year_change_nothing(amount: Decimal, level: Decimal) -> None:
    assert converted(amount, level, level) == amount


def test_the_strategy_in_the_prices_of_its_first_year(shipped: Catalogue) -> None:
    answer = budget(shipped, real=FinancialYear(2023))
    assert answer.announced is not None
    assert answer.announced.headline == Decimal("196129700")
    assert answer.real is not None
    assert answer.real.forecasts == ()


def test_a_forecast_is_marked(shipped: Catalogue) -> None:
    answer = budget(shipped, real=FinancialYear(2025))
    assert answer.real is not None
    assert answer.real.forecasts == ("2025-26",)
    assert any("2025-26 is a forecast" in note for note in answer.notes)


@pytest.mark.parametrize("by", ["pillar", "year"])
def test_real_parts_add_up_to_the_real_whole(shipped: Catalogue, by: Grouping) -> None:
    answer = budget(shipped, by, real=FinancialYear(2027))
    sums = [group.funding for group in answer.groups if group.funding]
    assert sum(each.headline for each in sums) == answer.itemised.headline
    assert answer.announced is not None
    assert answer.not_itemised is not None
    assert answer.itemised.headline + answer.not_itemised.headline == answer.announced.headline


@given(st.integers(0, 10**11), LEVELS, LEVELS)
def test_each_years_part_takes_the_index_of_its_own_year(pence: int, first: Decimal, second: Decimal) -> None:
    index = a_price_index("gdp-deflator", {"2023-24": str(first), "2024-25": str(second)})
    catalogue = a_catalogue(a_measure("one", a_figure(Decimal(pence) / 100)))._replace(
        prices={index.id: index}
    )
    years = [group.funding for group in budget(catalogue, "year", real=FinancialYear(2024)).groups]
    cash = [group.funding for group in budget(catalogue, "year").groups]
    assert cash[0] is not None
    assert years[0] is not None
    assert years[0].headline == converted(cash[0].headline, first, second)
    assert years[1] == cash[1]


def test_what_3000_pounds_of_april_2023_are_worth(shipped: Catalogue) -> None:
    (each,) = compare(shipped, ["leaving-care"], worth_on=KnownDate(2026, 2)).comparisons
    assert each.worth is not None
    assert each.worth.amount == exactly("2792.29")
    assert (str(each.worth.prices.of), each.worth.prices.price_index) == ("2023-04", "cpi")


def test_above_inflation_says_by_how_much_and_over_which_twelve_months(shipped: Catalogue) -> None:
    (each,) = compare(shipped, ["leaving-care"]).comparisons
    against = each.against_prices
    assert against is not None
    assert (str(against.from_), str(against.to)) == ("2022-04", "2023-04")
    assert (against.percent, against.above, against.by) == (Decimal("8.7"), True, exactly("41.3"))


@pytest.mark.parametrize(
    ("old", "new", "percent", "decimals", "verdict"),
    [
        # A published 3.5 stands for 3.45 to 3.55, both included.
        (10_000, 10_355, "3.5", 1, "about the same"),
        (10_000, 10_345, "3.5", 1, "about the same"),
        (100_000, 103_551, "3.5", 1, "above"),
        (100_000, 103_449, "3.5", 1, "below"),
        (170, 176, "3.5", 1, "about the same"),  # 3.53%
        (2000, 3000, "8.7", 1, "above"),
        # To two decimals the same rise can be told apart, and to none it takes more.
        (170, 176, "3.50", 2, "above"),
        (170, 176, "3", 0, "above"),
        (100, 103, "3", 0, "about the same"),
        # The rise is not rounded first: 3.5504% would be 3.55 to two decimals.
        (1_000_000, 1_035_504, "3.5", 1, "above"),
        # No change, a fall, and prices that fell.
        (100, 100, "0.0", 1, "about the same"),
        (100, 100, "0.1", 1, "below"),
        (100, 90, "2.0", 1, "below"),
        (100, 100, "-0.1", 1, "above"),
        (100, 99, "-1.0", 1, "about the same"),
    ],
)
def test_a_rise_is_told_from_that_of_prices_only_as_far_as_the_published_decimals_go(
    old: int, new: int, percent: str, decimals: int, verdict: str
) -> None:
    assert beside(Decimal(old), Decimal(new), Decimal(percent), decimals) == verdict


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.decimals("-20", "20", places=1))
def test_a_rise_is_above_or_below_only_if_every_rate_that_rounds_to_the_published_one_says_so(
    old: int, new: int, percent: Decimal
) -> None:
    rise, half = Fraction(new - old, old) * 100, Fraction(5, 100)
    lowest, highest = Fraction(percent) - half, Fraction(percent) + half
    expected = "above" if rise > highest else "below" if rise < lowest else "about the same"
    assert beside(Decimal(old), Decimal(new), percent, 1) == expected


def test_an_index_is_published_to_as_many_decimals_as_any_of_its_changes_has(shipped: Catalogue) -> None:
    assert decimals_of(shipped.prices["cpi"]) == 1
    assert decimals_of(a_price_index("x", {}, changes={"2023-04": "9", "2024-04": "2.25"})) == 2
    assert decimals_of(a_price_index("x", {}, changes={"2023-04": "10", "2024-04": "9.0"})) == 1
    assert decimals_of(a_price_index("x", {})) == 0


def test_two_of_the_fifteen_fostering_rates_rose_about_as_prices_did(shipped: Catalogue) -> None:
    against = [each.against_prices for each in compare(shipped, ["fostering-minimum"]).comparisons]
    verdicts = Counter(each.verdict for each in against if each)
    assert verdicts == {"above": 9, "about the same": 2, "below": 4}
    assert all(each.above == (each.verdict == "above") for each in against if each)


def test_a_month_without_a_published_rise_leaves_it_open(shipped: Catalogue) -> None:
    answer = compare(shipped, ["apprenticeship-bursary"])
    against = answer.comparisons[0].against_prices
    assert against is not None
    assert (against.percent, against.above, against.by, against.verdict) == (None,) * 4
    assert any("above inflation cannot be said" in note for note in answer.notes)


def test_each_rate_comes_from_the_prices_of_its_own_year(shipped: Catalogue) -> None:
    (each,) = compare(shipped, ["leaving-care"], real=FinancialYear(2023)).comparisons
    assert each.real is not None
    assert (each.real.before, each.real.after) == (exactly("2105.55"), exactly(3000))
    assert each.real.after - each.real.before == each.real.change


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ({"real": FinancialYear(2014)}, "2015-16 to 2028-29"),
        ({"worth_on": KnownDate(2026, 3)}, "2026-02"),
    ],
)
def test_a_time_outside_the_series_is_refused(
    shipped: Catalogue, question: dict[str, FinancialYear | KnownDate], held: str
) -> None:
    with pytest.raises(WrongCall, match="no level is held") as refusal:
        compare(shipped, ["leaving-care"], **question)  # type: ignore[arg-type]
    assert held in refusal.value.advice


def test_the_budget_refuses_a_year_that_the_deflator_does_not_hold(shipped: Catalogue) -> None:
    with pytest.raises(WrongCall, match="no level is held for 2035-36"):
        budget(shipped, real=FinancialYear(2035))


def test_without_an_index_nothing_is_said_of_prices() -> None:
    rates = a_rate(None, date(2023, 3, 31), a_figure(5)), a_rate(date(2023, 4, 1), None, a_figure(6))
    catalogue = a_catalogue(an_allowance("one", *rates))
    assert compare(catalogue).comparisons[0].against_prices is None
    with pytest.raises(WrongCall, match="no price index"):
        compare(catalogue, real=FinancialYear(2023))


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (("up to", 10), ("over", 20), "above"),
        (("exact", 100), ("over", 109), "above"),
        (("exact", 100), ("over", 108), "cannot say"),
        (("exact", 100), ("up to", 120), "cannot say"),
        (("exact", 100), ("up to", 105), "below"),
        (("over", 100), ("exact", 105), "below"),
        (("up to", 12), ("up to", 12), "cannot say"),
        (("about", 100), ("exact", 200), "cannot say"),
        (("exact", 1000), ("exact", 1087), "about the same"),
    ],
)
def test_a_verdict_holds_for_every_rise_that_the_figures_leave_open(
    old: tuple[Qualifier, int], new: tuple[Qualifier, int], verdict: str
) -> None:
    one, other = (stated(Decimal(amount), qualifier) for qualifier, amount in (old, new))
    assert verdict_of(one, other, Decimal("8.7"), 1) == verdict


def test_what_a_published_rate_stands_for_is_said_with_both_ends(shipped: Catalogue) -> None:
    [note] = [note for note in compare(shipped, ["fostering-minimum"]).notes if "stands for" in note]
    assert "3.5% stands for 3.45% to 3.55%" in note


def test_an_index_without_changes_has_no_decimals() -> None:
    assert decimals_of(a_price_index("levels", {"2023-24": "100"})) == 0
