"""What was announced, what is itemised, what is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import TWO_YEARS, a_catalogue, a_figure, a_measure, a_source, exactly
from stablehomes.catalogue.model import Catalogue, Envelope
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.budget import Budget, Group, Grouping, budget
from stablehomes.values.ranges import QUALIFIERS, Qualifier, Range, stated, total
from stablehomes.values.spread import share_of_year
from stablehomes.values.years import FinancialYear

MILLION = Decimal(10**6)


def in_millions(range: Range | None) -> tuple[object, ...]:
    """Headline, low and high in millions of pounds, and the qualifier."""
    assert range is not None
    ends = (None if end is None else end / MILLION for end in range[:3])
    return (*ends, range.qualifier)


def headline(group: Group) -> Decimal:
    """The sum of a group in pounds; nothing where no figure was announced."""
    return group.funding.headline if group.funding else Decimal(0)


def funding(answer: Budget) -> dict[str, tuple[object, ...]]:
    return {each.id: in_millions(each.funding) for each in answer.measures if each.funding}


def test_the_strategy_adds_up_to_200_million(shipped: Catalogue) -> None:
    answer = budget(shipped)
    assert in_millions(answer.announced) == (200, 200, 200, "exact")
    assert in_millions(answer.itemised) == (111, 109, None, "about")
    assert in_millions(answer.not_itemised) == (89, 0, 91, "about")


def test_the_strategy_has_four_measures_with_money_and_one_announced_apart(shipped: Catalogue) -> None:
    assert funding(budget(shipped)) == {
        "families-first-pathfinder": (45, 45, None, "over"),
        "kinship-training": (9, 9, 9, "exact"),
        "fostering-recruitment": (27, 25, 27, "exact"),
        "family-finding": (30, 30, None, "over"),
        "fostering-top-up": (Decimal("8.5"), Decimal("8.5"), Decimal("8.5"), "exact"),
    }


def test_documents_disagree_on_three_measures(shipped: Catalogue) -> None:
    answer = budget(shipped)
    assert [each.id for each in answer.measures if each.disagree] == [
        "families-first-pathfinder",
        "fostering-recruitment",
        "family-finding",
    ]
    said = "; ".join(answer.notes)
    assert "£27 million (commons-library-cbp-9818); £25 million (fostertalk, public-sector-executive)" in said


def test_money_announced_apart_is_in_no_sum_and_said_to_be_apart(shipped: Catalogue) -> None:
    with_it, without_it = (
        shipped,
        shipped._replace(
            measures={id: each for id, each in shipped.measures.items() if id != "fostering-top-up"}
        ),
    )
    assert budget(with_it).itemised == budget(without_it).itemised
    assert any("Announced apart from the total" in note for note in budget(with_it).notes)
    assert not any("Announced apart from the total" in note for note in budget(without_it).notes)


@pytest.mark.parametrize(
    ("source", "headline"),
    [
        ("local-news", 84),
        ("commons-library-cbp-9818", 81),
        ("fostertalk", 64),
        ("trade-press", 84),
        ("public-sector-executive", 70),
    ],
)
def test_each_of_the_five_documents_tells_it_its_own_way(
    shipped: Catalogue, source: str, headline: int
) -> None:
    answer = budget(shipped, as_told_by=source)
    assert answer.itemised.headline == headline * MILLION
    assert answer.announced is not None
    assert answer.announced.headline == 200 * MILLION
    assert answer.not_itemised is not None
    assert answer.not_itemised.headline == (200 - headline) * MILLION
    assert not any(each.disagree for each in answer.measures)
    assert [each.id for each in answer.sources] == [source]
    assert {figure.source for each in answer.measures for figure in each.figures} == {source}


def test_a_document_without_a_total_leaves_the_rest_unknown(shipped: Catalogue) -> None:
    answer = budget(shipped, as_told_by="dfe-pathfinder-programme")
    assert (answer.announced, answer.not_itemised) == (None, None)
    assert in_millions(answer.itemised) == (45, 45, None, "at least")


def test_pillars_group_every_measure_with_money_once(shipped: Catalogue) -> None:
    answer = budget(shipped, by="pillar")
    assert {each.id: headline(each) / MILLION for each in answer.groups} == {
        "family-help": 45,
        "child-protection": 0,
        "family-networks": 9,
        "children-in-care": 57,
        "workforce": 0,
        "system": 0,
    }


def test_years_are_even_parts_that_add_up(shipped: Catalogue) -> None:
    answer = budget(shipped, by="year")
    assert [(each.id, headline(each) / MILLION) for each in answer.groups] == [
        ("2023-24", Decimal("55.5")),
        ("2024-25", Decimal("55.5")),
    ]
    assert any("illustrative" in note for note in answer.notes)


def test_sources_are_grouped_by_what_each_itemises(shipped: Catalogue) -> None:
    groups = {each.id: headline(each) / MILLION for each in budget(shipped, by="source").groups}
    assert groups == {
        "local-news": 84,
        "commons-library-cbp-9818": 81,
        "fostertalk": 64,
        "trade-press": 84,
        "public-sector-executive": 70,
        "dfe-pathfinder-programme": 45,
        "dfe-release-july-2023": 45,
        "dfe-family-finding-listing": 30,
    }


@pytest.mark.parametrize("by", ["pillar", "year"])
def test_groups_add_up_to_what_is_itemised(shipped: Catalogue, by: Grouping) -> None:
    answer = budget(shipped, by=by)
    assert total([each.funding for each in answer.groups if each.funding]) == answer.itemised
    for group in answer.groups:
        assert group.funding in (None, total([part.funding for part in group.parts]))


def test_an_unknown_document_is_refused_with_the_nearest(shipped: Catalogue) -> None:
    with pytest.raises(WrongCall, match='no source "fostertalks"') as refusal:
        budget(shipped, as_told_by="fostertalks")
    assert refusal.value.advice == 'did you mean "fostertalk"?'


def test_an_unknown_grouping_is_refused_with_the_nearest(shipped: Catalogue) -> None:
    with pytest.raises(WrongCall, match='by cannot be "pilar"') as refusal:
        budget(shipped, by="pilar")  # type: ignore[arg-type]
    assert refusal.value.advice == 'did you mean "pillar"?'


def test_an_announcement_without_a_total_has_no_rest() -> None:
    answer = budget(a_catalogue(a_measure("one", a_figure(5))))
    assert (answer.announced, answer.not_itemised) == (None, None)
    assert answer.itemised == Range(Decimal(5), Decimal(5), Decimal(5), "exact")


def test_an_announcement_without_measures_is_not_itemised_at_all() -> None:
    answer = budget(a_catalogue(announced=[a_figure(100)]))
    assert answer.itemised.headline == 0
    assert answer.not_itemised == Range(Decimal(100), Decimal(100), Decimal(100), "exact")


def test_a_measure_without_money_has_no_funding_and_adds_nothing() -> None:
    answer = budget(a_catalogue(a_measure("one"), a_measure("two", a_figure(5)), announced=[a_figure(9)]))
    assert [each.funding and each.funding.headline for each in answer.measures] == [None, 5]
    assert answer.itemised.headline == 5


@pytest.mark.parametrize(
    ("envelope", "itemised", "says_assumed"),
    [("stated", 5, False), ("assumed", 5, True), ("outside", 0, False)],
)
def test_what_is_assumed_is_said_to_be_assumed(envelope: Envelope, itemised: int, says_assumed: bool) -> None:
    answer = budget(a_catalogue(a_measure("one", a_figure(5), envelope=envelope), announced=[a_figure(9)]))
    assert answer.itemised.headline == itemised
    assert any("is assumed" in note for note in answer.notes) is says_assumed


def test_as_told_by_one_is_not_as_told_by_another() -> None:
    catalogue = a_catalogue(
        a_measure("one", a_figure(25), a_figure(27, source="house")),
        a_measure("two", a_figure(5)),
        announced=[a_figure(90), a_figure(100, source="house")],
        sources=[a_source("house", "parliament", date(2023, 5, 1).isoformat())],
    )
    assert [budget(catalogue, as_told_by=each).itemised.headline for each in (None, "paper", "house")] == [
        32,
        30,
        27,
    ]
    named = {each: [measure.id for measure in budget(catalogue, as_told_by=each).measures] for each in SAYING}
    assert named == {None: ["one", "two"], "paper": ["one", "two"], "house": ["one"]}


SAYING = (None, "paper", "house")


@pytest.mark.parametrize(
    ("pence", "years", "parts"),
    [
        (1, 2, ["0.01", "0"]),
        (101, 2, ["0.51", "0.50"]),
        (100, 3, ["0.34", "0.33", "0.33"]),
        (4500000000, 2, ["22500000", "22500000"]),
    ],
)
def test_earlier_years_take_the_odd_pence(pence: int, years: int, parts: list[str]) -> None:
    all_years = [FinancialYear(2023 + each) for each in range(years)]
    funding = stated(Decimal(pence) / 100)
    assert [share_of_year(funding, all_years, year).headline for year in all_years] == list(
        map(Decimal, parts)
    )


@given(st.integers(0, 10**14), st.sampled_from(sorted(QUALIFIERS)), st.integers(1, 10))
def test_the_parts_of_all_years_are_the_whole(pence: int, qualifier: Qualifier, count: int) -> None:
    whole = stated(Decimal(pence) / 100, qualifier)
    years = [FinancialYear(2023 + each) for each in range(count)]
    parts = total([share_of_year(whole, years, year) for year in years])
    assert (parts.headline, parts.low, parts.high) == (whole.headline, whole.low, whole.high)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from(["help", "care"])), max_size=8))
def test_groups_add_up_for_any_measures(figures: list[tuple[int, str]]) -> None:
    measures = [
        a_measure(
            f"m{place}", a_figure(Decimal(pence) / 100), pillar=pillar, years=TWO_YEARS[: 1 + place % 2]
        )
        for place, (pence, pillar) in enumerate(figures)
    ]
    catalogue = a_catalogue(*measures, announced=[a_figure(10**9)])
    for by in ("pillar", "year"):
        answer = budget(catalogue, by=by)
        assert sum((headline(group) for group in answer.groups), Decimal(0)) == answer.itemised.headline
    assert answer.not_itemised is not None
    assert answer.itemised.headline + answer.not_itemised.headline == 10**9


def test_the_range_of_those_who_are_trusted_is_from_their_figures_alone(shipped: Catalogue) -> None:
    every, best = budget(shipped), budget(shipped, trust="department,parliament,council")
    kinds = {shipped.sources[figure.source].kind for each in best.measures for figure in each.figures}
    assert kinds <= {"department", "parliament", "council"}
    assert best.trust == ("department", "parliament", "council")
    assert [each.id for each in best.measures] == [each.id for each in every.measures]


def test_a_weak_document_no_longer_decides_the_range() -> None:
    measure = a_measure("one", a_figure("60", source="house"), a_figure("25", "up to", source="paper"))
    catalogue = a_catalogue(measure, sources=[a_source("house", "parliament")])
    every, best = budget(catalogue), budget(catalogue, trust=["parliament"])
    assert every.itemised.low == 0
    assert best.itemised == exactly(60)
    assert any("Without press and sector" in note for note in every.notes)
    assert not any("Without press and sector" in note for note in best.notes)
    assert budget(catalogue, trust=["house"]).itemised == best.itemised
    nobody = budget(catalogue, trust=["department"])
    assert any("no sum here: " in note for note in nobody.notes)
    with pytest.raises(WrongCall, match="no kind of source or document"):
        budget(catalogue, trust=["parlament"])
