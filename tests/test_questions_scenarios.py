"""A scenario is the data with named changes, and says so; nothing else in it differs."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import permutations

import pytest

from conftest import TOP
from stablehomes import WrongCall, budget, compare
from stablehomes.catalogue.changes import composed, given_in_passing, in_scenarios
from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Catalogue
from stablehomes.inputs.scenario import read_scenario
from stablehomes.questions.allowances.rates import rates_on
from stablehomes.values.ranges import Qualifier, computed, stated

PATHFINDER = "families-first-pathfinder"


def with_set(catalogue: Catalogue, *settings: str) -> Catalogue:
    return in_scenarios(catalogue, [given_in_passing(settings)])


@pytest.mark.parametrize(
    ("setting", "qualifier"),
    [
        (f"{PATHFINDER}=£50m", "exact"),
        (f"{PATHFINDER}.amount=over £50m", "over"),
        (f"{PATHFINDER}=up to £50m", "up to"),
    ],
)
def test_an_amount_takes_the_place_of_what_documents_say(
    shipped: Catalogue, setting: str, qualifier: Qualifier
) -> None:
    changed = with_set(shipped, setting)
    funding = combined(changed.measures[PATHFINDER].figures, changed.sources)
    assert funding == stated(Decimal(50_000_000), qualifier)
    assert changed.measures[PATHFINDER].title == shipped.measures[PATHFINDER].title
    assert changed.allowances == shipped.allowances


def test_areas_people_and_years_can_be_set(shipped: Catalogue) -> None:
    changed = with_set(shipped, f"{PATHFINDER}.areas=up to 10", "social-work-apprentices.people=600")
    changed = with_set(changed, "strategy.years=2023-24 to 2025-26")
    areas = changed.measures[PATHFINDER].areas
    assert [(figure.amount, figure.qualifier) for figure in areas] == [(Decimal(10), "up to")]
    assert changed.measures["social-work-apprentices"].people[0].amount == 600
    assert [str(year) for year in changed.strategy.years] == ["2023-24", "2024-25", "2025-26"]


def test_a_rate_holds_from_its_day_until_the_next_and_the_order_makes_no_difference(
    shipped: Catalogue,
) -> None:
    settings = [
        "leaving-care=£3,100@2024-04-01",
        "leaving-care=£2,500@2023-01-01",
        "leaving-care=£3,200@2025-04-01",
    ]
    ways = [with_set(shipped, *order).allowances["leaving-care"] for order in permutations(settings)]
    expected = [
        (None, date(2022, 12, 31), 2000),
        (date(2023, 1, 1), date(2023, 3, 31), 2500),
        (date(2023, 4, 1), date(2024, 3, 31), 3000),
        (date(2024, 4, 1), date(2025, 3, 31), 3100),
        (date(2025, 4, 1), None, 3200),
    ]
    for way in ways:
        assert [(each.from_, each.until, int(each.figures[0].amount)) for each in way.rates] == expected


def test_a_rate_on_the_day_of_a_known_one_takes_its_place(shipped: Catalogue) -> None:
    changed = with_set(shipped, "leaving-care=£3,500@2023-04-01").allowances["leaving-care"]
    assert len(changed.rates) == len(shipped.allowances["leaving-care"].rates)
    assert rates_on(changed, date(2023, 4, 1))[0].figures[0].amount == 3500
    assert rates_on(changed, date(2023, 3, 31))[0].figures[0].amount == 2000


@pytest.mark.parametrize(
    ("setting", "message", "advice"),
    [
        ("families-frst=£3m", "no measure or allowance", "families-first-pathfinder"),
        (f"{PATHFINDER}.area=3", "no key", '"areas"'),
        ("leaving-care.areas=3@2024-04-01", "no key", "amount"),
        ("strategy.areas=3", "no key", "years"),
        ("leaving-care=£3,500", "from which day", "@2024-04-01"),
        (f"{PATHFINDER}=£50m@2024-04-01", "not from a day", "take the day out"),
        (f"{PATHFINDER}=lots", "not an amount", "£45m"),
        (f"{PATHFINDER}.areas=2.5", "not a whole number", "up to 12"),
        (f"{PATHFINDER}.years=2024-25 to 2023-24", "ends before it begins", "2027-28"),
        ("leaving-care", "does not say", "leaving-care=£3,500@2024-04-01"),
        ("leaving-care=@2024-04-01", "does not say", "leaving-care=£3,500@2024-04-01"),
        ("leaving-care=£1@2024-02-30", "not in the calendar", "@2024-04-01"),
        ("leaving-care=£1@0001-01-01", "not a date", "@2024-04-01"),
        ("strategy.years=2023-24 to 2999-00", "more than 50 years", "2027-28"),
    ],
)
def test_what_cannot_be_set_is_refused_with_advice(
    shipped: Catalogue, setting: str, message: str, advice: str
) -> None:
    with pytest.raises(WrongCall, match=message) as refused:
        with_set(shipped, setting)
    assert advice in refused.value.advice


def test_less_announced_than_itemised_is_shown_and_not_refused(shipped: Catalogue) -> None:
    answer = budget(in_scenarios(shipped, [given_in_passing(["strategy=£3m"])]))
    assert answer.beyond == computed(Decimal(108_000_000), Decimal(106_000_000), None)
    assert answer.notes[0] == "The documents do not add up: more is itemised than was announced."


def test_two_scenarios_that_change_one_thing_are_refused_unless_the_later_wins(shipped: Catalogue) -> None:
    first, second = given_in_passing(["strategy=£250m"]), given_in_passing(["strategy.amount=£300m"])
    with pytest.raises(WrongCall, match=r"both change strategy") as refused:
        in_scenarios(shipped, [first, second])
    assert "--later-wins" in refused.value.advice
    announced = budget(in_scenarios(shipped, [first, second], later_wins=True)).announced
    assert announced is not None
    assert announced.headline == 300_000_000


def test_what_a_scenario_on_the_data_changes_is_not_changed_again_unseen(shipped: Catalogue) -> None:
    more = with_set(shipped, "strategy=£250m")
    with pytest.raises(WrongCall, match="both change strategy"):
        with_set(more, "strategy=£300m")


def test_scenarios_that_change_different_things_compose(shipped: Catalogue) -> None:
    scenarios = [given_in_passing([each]) for each in ("strategy=£250m", "strategy.years=2023-24")]
    assert composed(scenarios) == tuple(scenarios)
    assert len(in_scenarios(shipped, scenarios).scenarios) == 2


def test_the_review_beside_the_strategy(shipped: Catalogue) -> None:
    review = read_scenario(TOP / "data" / "scenarios" / "review-in-full.yaml")
    answer = budget(in_scenarios(shipped, [review]))
    assert answer.announced is not None
    assert answer.not_itemised is not None
    assert answer.announced.headline == 2_600_000_000
    assert answer.not_itemised.headline == 2_489_000_000
    asked = combined(shipped.context["review-recommended"].figures, shipped.sources)
    assert asked == answer.announced
    assert len(answer.strategy.years) == 5


def test_the_allowance_kept_level_with_prices_follows_the_index(shipped: Catalogue) -> None:
    scenario = read_scenario(TOP / "data" / "scenarios" / "leaving-care-with-prices.yaml")
    levels = shipped.prices["cpi"].levels
    allowance = in_scenarios(shipped, [scenario]).allowances["leaving-care"]
    base = rates_on(shipped.allowances["leaving-care"], date(2023, 4, 1))[0].figures[0].amount
    assert len(scenario.changes) == 2
    for change in scenario.changes:
        assert change.from_ is not None
        month = change.from_.isoformat()[:7]
        exact = base * levels[month] / levels["2023-04"]
        paid = rates_on(allowance, change.from_)[0].figures[0].amount
        assert paid == exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        assert f"{levels[month]}" in change.because
        assert f"{paid:,}" in change.because


def test_what_an_answer_takes_from_a_scenario_has_it_as_its_source(shipped: Catalogue) -> None:
    answer = compare(with_set(shipped, "leaving-care=£3,500@2024-04-01"), ["leaving-care"])
    assert answer.comparisons[0].after.amount == stated(Decimal(3500))
    assert "scenario:command-line" in {source.id for source in answer.sources}
