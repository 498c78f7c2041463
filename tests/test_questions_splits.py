"""What would each area get? Parts in pence that add up to the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_measure
from stablehomes.model import Catalogue
from stablehomes.problems import WrongCall
from stablehomes.questions.splits import Area, Split, apportioned, split
from stablehomes.ranges import QUALIFIERS, Range
from stablehomes.years import FinancialYear

PATHFINDER = "families-first-pathfinder"
WEIGHTS = st.integers(0, 10**15).map(lambda weight: Decimal(weight).scaleb(-3))
AREAS = (
    st.lists(WEIGHTS, min_size=1, max_size=20)
    .filter(any)
    .map(
        lambda weights: [
            Area(f"Area {place}", f"E{place:08}", weight) for place, weight in enumerate(weights)
        ]
    )
)
PENCE = st.integers(0, 10**14)


def amounts(answer: Split) -> list[str]:
    return [str(share.amount) for share in answer.shares]


def areas(**weights: str) -> list[Area]:
    return [Area(code.title(), code, Decimal(weight)) for code, weight in weights.items()]


def test_each_of_up_to_12_areas_gets_at_least_3_75_million(shipped: Catalogue) -> None:
    answer = split(shipped, PATHFINDER)
    assert answer.each == Range(Decimal(3_750_000), Decimal(3_750_000), None, "at least")
    assert answer.total == Range(Decimal(45_000_000), Decimal(45_000_000), None, "over")
    assert answer.areas == Range(Decimal(12), Decimal(0), Decimal(12), "up to")
    assert amounts(answer) == ["3750000"] * 12


def test_every_split_says_that_it_is_illustrative(shipped: Catalogue) -> None:
    for answer in (
        split(shipped, PATHFINDER),
        split(shipped, PATHFINDER, named=True),
        split(shipped, "family-finding", among=3),
    ):
        assert answer.notes[0].startswith("These shares are illustrative: nobody was promised them.")


def test_seven_shares_of_45_million_add_up_to_the_penny(shipped: Catalogue) -> None:
    answer = split(shipped, PATHFINDER, among=7)
    assert amounts(answer) == ["6428571.43"] * 6 + ["6428571.42"]
    assert sum(share.amount for share in answer.shares) == Decimal(45_000_000)


def test_ten_councils_were_named(shipped: Catalogue) -> None:
    answer = split(shipped, PATHFINDER, named=True)
    assert [share.name for share in answer.shares] == [
        *("Dorset", "Lincolnshire", "Wolverhampton"),
        *("Lewisham", "Luton", "Redbridge", "Walsall", "Warrington", "Warwickshire", "Wirral"),
    ]
    assert amounts(answer) == ["4500000"] * 10
    assert {"wolverhampton-council", "wirral-globe"} <= {source.id for source in answer.sources}


def test_a_year_gets_its_even_part(shipped: Catalogue) -> None:
    parts = [split(shipped, PATHFINDER, named=True, year=FinancialYear(year)) for year in (2023, 2024)]
    assert [each.total.headline for each in parts] == [Decimal(22_500_000)] * 2
    assert amounts(parts[0]) == ["2250000"] * 10
    assert any("2023-24 is illustrative" in note for note in parts[0].notes)


def test_weights_are_followed_and_said_to_be_assumed() -> None:
    catalogue = a_catalogue(a_measure("one", a_figure(100)))
    answer = split(catalogue, "one", areas=areas(a="1", b="2.5", c="0"))
    assert (answer.rule, answer.each) == ("proportional", None)
    assert amounts(answer) == ["28.57", "71.43", "0"]
    assert any("weights are assumed" in note for note in answer.notes)


def test_equal_weights_are_an_equal_split() -> None:
    answer = split(a_catalogue(a_measure("one", a_figure(100))), "one", areas=areas(a="7", b="7"))
    assert (answer.rule, amounts(answer)) == ("equal", ["50", "50"])


def test_odd_pence_go_by_code_and_not_by_the_order_of_the_file() -> None:
    catalogue = a_catalogue(a_measure("one", a_figure("1.00")))
    answer = split(catalogue, "one", areas=areas(c="1", a="1", b="1"))
    assert {share.code: str(share.amount) for share in answer.shares} == {
        "a": "0.34",
        "b": "0.33",
        "c": "0.33",
    }
    assert [share.code for share in answer.shares] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("money", "count", "low", "high"),
    [
        (("100", "exact"), ("4", "exact"), "25", "25"),
        (("100", "over"), ("4", "exact"), "25", None),
        (("100", "up to"), ("4", "exact"), "0", "25"),
        (("100", "exact"), ("4", "up to"), "25", "100"),
        (("100", "exact"), ("4", "at least"), "0", "25"),
        (("100", "about"), ("4", "exact"), None, None),
    ],
)
def test_qualifiers_survive_the_split(
    money: tuple[str, str], count: tuple[str, str], low: str | None, high: str | None
) -> None:
    answer = split(a_catalogue(a_measure("one", a_figure(*money), areas=[a_figure(*count)])), "one")
    ends = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert [(share.amount, share.low, share.high) for share in answer.shares] == [(Decimal(25), *ends)] * 4


@pytest.mark.parametrize(
    ("measure", "question", "problem", "advice"),
    [
        ("family-findin", {}, 'no measure "family-findin"', 'did you mean "family-finding"?'),
        (
            "dashboard",
            {},
            "no figure was announced for",
            "measures with a figure: families-first-pathfinder, ",
        ),
        ("family-finding", {}, "no document says among how many areas", "--among NUMBER"),
        ("family-finding", {"named": True}, "no councils were named for", "--among NUMBER or --areas FILE"),
        (PATHFINDER, {"named": True, "among": 3}, "among one group of areas", "--among, --named and --areas"),
        (
            PATHFINDER,
            {"named": True, "areas": []},
            "among one group of areas",
            "--among, --named and --areas",
        ),
        (
            PATHFINDER,
            {"year": FinancialYear(2025)},
            "has no money in 2025-26",
            "its years are 2023-24 and 2024-25",
        ),
    ],
)
def test_what_cannot_be_split_is_refused_with_advice(
    shipped: Catalogue, measure: str, question: dict[str, Any], problem: str, advice: str
) -> None:
    with pytest.raises(WrongCall, match=problem) as refusal:
        split(shipped, measure, **question)
    assert advice in refusal.value.advice


@pytest.mark.parametrize(
    "question",
    [
        {"among": 0},
        {"among": -3},
        {"areas": []},
        {"areas": [Area("A", "a", Decimal(0))]},
        {"areas": [Area("A", "a", Decimal(-1)), Area("B", "b", Decimal(2))]},
    ],
)
def test_a_script_that_shares_among_nobody_is_refused_with_advice(
    shipped: Catalogue, question: dict[str, Any]
) -> None:
    with pytest.raises(WrongCall):
        split(shipped, PATHFINDER, **question)


@given(PENCE, AREAS)
def test_shares_add_up_for_any_total_and_weights(pence: int, areas: list[Area]) -> None:
    whole = Decimal(pence) / 100
    answer = split(a_catalogue(a_measure("one", a_figure(whole))), "one", areas=areas)
    assert sum((share.amount for share in answer.shares), Decimal(0)) == whole


@given(PENCE, AREAS, st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nobodys_share(pence: int, areas: list[Area], random: Any) -> None:
    catalogue = a_catalogue(a_measure("one", a_figure(Decimal(pence) / 100)))
    shuffled = random.sample(areas, len(areas))
    by_code = [
        {share.code: share.amount for share in split(catalogue, "one", areas=order).shares}
        for order in (areas, shuffled)
    ]
    assert by_code[0] == by_code[1]


@given(PENCE, st.sampled_from(sorted(QUALIFIERS)), AREAS)
def test_a_share_lies_in_its_own_range(pence: int, qualifier: str, areas: list[Area]) -> None:
    catalogue = a_catalogue(a_measure("one", a_figure(Decimal(pence) / 100, qualifier)))
    for share in split(catalogue, "one", areas=areas).shares:
        assert share.low is None or share.low <= share.amount
        assert share.high is None or share.amount <= share.high


@given(PENCE, st.integers(1, 300))
def test_numbered_areas_differ_by_a_penny_at_most(pence: int, among: int) -> None:
    answer = split(a_catalogue(a_measure("one", a_figure(Decimal(pence) / 100))), "one", among=among)
    parts = [share.amount for share in answer.shares]
    assert len(parts) == among
    assert max(parts) - min(parts) <= Decimal("0.01")


def test_an_open_end_is_open_for_each_area() -> None:
    assert apportioned(None, areas(a="1", b="1")) == [None, None]
