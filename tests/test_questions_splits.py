"""What would each area get? Parts in pence that add up to the whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_measure
from stablehomes.catalogue.model import Allocation, Catalogue
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.answers import Area, Split
from stablehomes.questions.split.split import split
from stablehomes.values.apportion import METHODS, Method
from stablehomes.values.area_figures import AreaFigures, RegionFigures
from stablehomes.values.ranges import QUALIFIERS, Qualifier, Range
from stablehomes.values.terms import UNITS, RoundingUnit, Terms, Wave, parse_limit, parse_weight
from stablehomes.values.years import FinancialYear

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
    return [str(share.amount.headline) for share in answer.shares]


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
    assert sum(share.amount.headline for share in answer.shares) == Decimal(45_000_000)


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
    assert {share.code: str(share.amount.headline) for share in answer.shares} == {
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
    money: tuple[str, Qualifier], count: tuple[str, Qualifier], low: str | None, high: str | None
) -> None:
    answer = split(a_catalogue(a_measure("one", a_figure(*money), areas=[a_figure(*count)])), "one")
    ends = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert [share.amount[:3] for share in answer.shares] == [(Decimal(25), *ends)] * 4


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
    assert sum((share.amount.headline for share in answer.shares), Decimal(0)) == whole


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
def test_a_share_lies_in_its_own_range(pence: int, qualifier: Qualifier, areas: list[Area]) -> None:
    catalogue = a_catalogue(a_measure("one", a_figure(Decimal(pence) / 100, qualifier)))
    for share in split(catalogue, "one", areas=areas).shares:
        headline, low, high, _ = share.amount
        assert low is None or low <= headline
        assert high is None or headline <= high


@given(PENCE, st.integers(1, 300))
def test_numbered_areas_differ_by_a_penny_at_most(pence: int, among: int) -> None:
    answer = split(a_catalogue(a_measure("one", a_figure(Decimal(pence) / 100))), "one", among=among)
    parts = [share.amount.headline for share in answer.shares]
    assert len(parts) == among
    assert max(parts) - min(parts) <= Decimal("0.01")


THREE = AreaFigures(
    names=["Ash", "Birch", "Cedar"],
    codes=["a", "b", "c"],
    figures={"children": [50, 30, 20], "leavers": [1, 1, 8], "last year": [10, 40, 50]},
    regions=["R1", "R1", "R2"],
    published=(RegionFigures("R1", "North", {"children": 78, "leavers": None, "last year": 50}),),
)


def shared(amount: str, terms: Terms, qualifier: Qualifier = "exact", **question: Any) -> Split:
    return split(
        a_catalogue(a_measure("one", a_figure(amount, qualifier))),
        "one",
        areas=THREE,
        terms=terms,
        **question,
    )


def by(*weights: str, **terms: Any) -> Terms:
    return Terms(weights=tuple(map(parse_weight, weights)), **terms)


@pytest.mark.parametrize(
    ("terms", "parts"),
    [
        (by("children"), ["50", "30", "20"]),
        # 60 of the 100 by 50:30:20, 40 by 1:1:8.
        (by("children:60%", "leavers:40%"), ["34", "22", "44"]),
        (by("children", left_out=("c",)), ["62.50", "37.50"]),
        (by("children", fixed={"a": Decimal(60)}), ["60", "24", "16"]),
        (by("children", lump_sum=Decimal(20)), ["40", "32", "28"]),
        (by("children", floor=parse_limit("25")), ["46.88", "28.12", "25"]),
        (by("children", cap=parse_limit("40")), ["40", "36", "24"]),
        (by("children", cap=parse_limit("40"), floor=parse_limit("28")), ["40", "32", "28"]),
        (by("children", floor=parse_limit("80% of last year")), ["28", "32", "40"]),
        (by("children", lump_sum=Decimal(20), cap=parse_limit("30"), fixed={"b": Decimal(40)}), None),
        (Terms(fixed={"a": Decimal("0.01")}), ["0.01", "50", "49.99"]),
    ],
)
def test_the_terms_are_kept(terms: Terms, parts: list[str] | None) -> None:
    expected = parts or ["30", "40", "30"]
    assert [Decimal(part) for part in amounts(shared("100", terms))] == [Decimal(part) for part in expected]


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (by("children", floor=parse_limit("40")), "floors come to £20 more"),
        (by("children", cap=parse_limit("30")), "caps leave £10 that nobody"),
        (by("children", cap=parse_limit("50% of last year")), "caps leave £50 that nobody"),
        (Terms(fixed={"a": Decimal(60), "b": Decimal(60)}), "come to £120, which is £20 more than the £100"),
        (Terms(lump_sum=Decimal(34)), "come to £102, which is £2 more"),
        (Terms(fixed={"z": Decimal(1)}), "areas that are not in this split: z"),
        (Terms(left_out=("a", "b", "c")), "leaves every area out"),
        (Terms(floor=parse_limit("10"), cap=parse_limit("9")), "cap of Ash is £1 below its floor"),
        (Terms(waves=(Wave(date(2030, 1, 1), ()),)), "starts on 1 January 2030, after the last of the money"),
        (Terms(waves=(Wave(date(2023, 9, 1), ("a",)),)), "no wave of the formula names Birch and 1 more"),
    ],
)
def test_terms_that_cannot_hold_say_by_how_much(terms: Terms, message: str) -> None:
    with pytest.raises(WrongCall, match=message) as refusal:
        shared("100", terms)
    assert refusal.value.advice


def test_a_cap_by_itself_gives_nothing_to_those_without_a_weight() -> None:
    areas = AreaFigures(["Ash", "Birch", "Cedar"], ["a", "b", "c"], {"homes": [0, 1, 3]})
    capped = by("homes", cap=parse_limit("60"))
    answer = split(a_catalogue(a_measure("one", a_figure(100))), "one", areas=areas, terms=capped)
    assert list(map(Decimal, amounts(answer))) == [0, 40, 60]


def test_no_terms_can_be_kept_while_it_is_open_how_many_share(shipped: Catalogue) -> None:
    with pytest.raises(WrongCall, match=r"open how many areas share \(up to 12\)") as refusal:
        split(shipped, PATHFINDER, terms=Terms(floor=parse_limit("£1m")))
    assert refusal.value.advice == "say how many with --among, such as --among 12"
    assert split(shipped, PATHFINDER, among=12, terms=Terms(floor=parse_limit("£1m"))).shares


def test_a_lump_sum_must_fit_the_rounding() -> None:
    with pytest.raises(WrongCall, match="cannot be rounded to the thousand"):
        shared("100000", Terms(lump_sum=Decimal(1500)), unit="thousand")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("unit", "below"), [("penny", "0"), ("pound", "0.55"), ("thousand", "234.55")])
def test_what_makes_no_whole_unit_is_left_and_said(method: Method, unit: RoundingUnit, below: str) -> None:
    answer = shared("100234.55", by("children"), unit=unit, method=method)
    assert answer.below_unit == Decimal(below)
    assert sum(share.amount.headline for share in answer.shares) + answer.below_unit == Decimal("100234.55")
    assert all(share.amount.headline * 100 % UNITS[unit] == 0 for share in answer.shares)
    assert any(f"Rounded to the {unit} by" in note for note in answer.notes)


@pytest.mark.parametrize(
    "terms",
    [by("children:60%", "leavers:40%"), by("children", floor=parse_limit("25")), Terms(lump_sum=Decimal(20))],
)
def test_over_a_sum_every_row_says_at_least(terms: Terms) -> None:
    for share in shared("100", terms, "over").shares:
        assert (share.amount.low, share.amount.high) == (share.amount.headline, None)


def test_up_to_a_sum_a_floor_is_no_promise() -> None:
    for share in shared("100", by("children", floor=parse_limit("25")), "up to").shares:
        assert (share.amount.low, share.amount.high) == (Decimal(0), share.amount.headline)


def test_waves_weigh_the_days_and_years_add_up() -> None:
    """Ash from the first day on, the others from the second year on: two years against one."""
    waves = (Wave(date(2023, 4, 1), ("a",)), Wave(date(2024, 4, 1), ()))
    answer = shared("100", Terms(waves=waves))
    assert answer.rule == "formula"
    assert amounts(answer) == ["50", "25", "25"]
    assert [[str(part.amount) for part in share.years] for share in answer.shares] == [
        ["25", "25"],
        ["0", "25"],
        ["0", "25"],
    ]


def test_a_profile_divides_each_share_over_its_years() -> None:
    profile = {FinancialYear(2023): Decimal(40), FinancialYear(2024): Decimal(60)}
    answer = shared("100", by("children", profile=profile))
    assert [[str(part.amount) for part in share.years] for share in answer.shares] == [
        ["20", "30"],
        ["12", "18"],
        ["8", "12"],
    ]
    with pytest.raises(WrongCall, match="says what falls in each year"):
        shared("100", by("children", profile=profile), year=FinancialYear(2023))


@pytest.mark.parametrize(
    ("rule", "terms", "fits"),
    [
        ("equal", Terms(), True),
        ("equal", by("children"), False),
        ("proportional", by("children"), True),
        ("proportional", Terms(), False),
        ("formula", by("children"), False),
        ("formula", Terms(lump_sum=Decimal(1)), True),
        ("formulae", Terms(), False),
    ],
)
def test_a_rule_that_is_named_must_fit_the_terms(rule: str, terms: Terms, fits: bool) -> None:
    if fits:
        assert shared("100", terms, rule=rule).rule == rule
    else:
        with pytest.raises(WrongCall):
            shared("100", terms, rule=rule)


def test_regions_add_up_and_stand_beside_what_is_published() -> None:
    north, other = shared("100", by("children"), by="region").regions
    assert (north.name, north.areas, str(north.amount.headline)) == ("North", 2, "80")
    assert [(each.column, each.councils, each.published, each.difference) for each in north.figures] == [
        ("children", 80, 78, 2),
        ("leavers", 2, None, None),
        ("last year", 50, 50, 0),
    ]
    assert (other.name, str(other.amount.headline), other.figures[0].published) == ("R2", "20", None)


def test_without_regions_there_is_nothing_to_add_up(shipped: Catalogue) -> None:
    with pytest.raises(WrongCall, match="which regions"):
        split(shipped, PATHFINDER, named=True, by="region")


def test_allocations_stand_beside_shares(shipped: Catalogue) -> None:
    wirral, wave = split(shipped, PATHFINDER, named=True, against=True).against
    assert (wirral.to, wirral.allocation.qualifier, wirral.allocation.headline) == (
        "Wirral",
        "at least",
        Decimal(3_000_000),
    )
    assert wirral.share is not None
    assert wirral.share.headline == Decimal(2_250_000), "of the one year that was awarded"
    assert wirral.year == FinancialYear(2024)
    assert wirral.difference is None, "of two that are at least so much nothing can be said"
    assert (len(wave.codes), wave.allocation.qualifier) == (7, "up to")
    assert wave.share is not None
    assert wave.share.headline == Decimal(15_750_000)
    assert wave.difference == Range(Decimal(3_750_000), None, Decimal(3_750_000), "up to")
    hub = split(shipped, "fostering-recruitment", among=10, against=True).against
    assert [each.for_ for each in hub] == ["Recruitment hub", "Mockingbird"]


def test_an_allocation_to_somebody_else_has_no_share_here() -> None:
    measure = a_measure(
        "one", a_figure("100"), allocations=[Allocation("Elm", None, ("e",), (a_figure("9"),))]
    )
    answer = split(a_catalogue(measure), "one", areas=THREE, against=True)
    assert (answer.against[0].share, answer.against[0].difference) == (None, None)


@st.composite
def divisions(draw: st.DrawFn) -> tuple[AreaFigures, Terms]:
    """Areas with two columns of figures, and terms that can hold for £1,000 and more."""
    count = draw(st.integers(1, 8))
    figures = st.lists(st.integers(1, 10**6), min_size=count, max_size=count)
    codes = [f"E{place:08}" for place in range(count)]
    areas = AreaFigures(codes, codes, {"one": draw(figures), "two": draw(figures)})
    share = draw(st.integers(1, 99))
    floor = draw(st.none() | st.integers(0, 50))
    terms = by(
        *(f"one:{share}%", f"two:{100 - share}%"),
        lump_sum=Decimal(draw(st.integers(0, 50))),
        floor=None if floor is None else parse_limit(str(floor)),
        cap=draw(st.none() | st.just(parse_limit("£1,000,000"))),
        fixed=dict.fromkeys(draw(st.lists(st.sampled_from(codes), max_size=count - 1)), Decimal("1.23")),
        waves=draw(st.sampled_from([(), (Wave(date(2023, 9, 1), (codes[0],)), Wave(date(2024, 4, 10), ()))])),
    )
    return areas, terms


@given(st.integers(10**5, 10**8), divisions(), st.sampled_from(METHODS), st.randoms(use_true_random=False))
def test_any_terms_add_up_within_bounds_in_any_order(
    pence: int, division: tuple[AreaFigures, Terms], method: Method, random: Any
) -> None:
    areas, terms = division
    catalogue = a_catalogue(a_measure("one", a_figure(Decimal(pence) / 100)))
    answer = split(catalogue, "one", areas=areas, terms=terms, method=method)
    assert sum(share.amount.headline for share in answer.shares) == Decimal(pence) / 100
    for share in answer.shares:
        fixed = terms.fixed.get(str(share.code))
        assert fixed in (None, share.amount.headline)
        assert fixed or share.amount.headline >= max(
            terms.lump_sum, terms.floor.pounds or 0 if terms.floor else 0
        )
        assert sum(part.amount for part in share.years) == (share.amount.headline if terms.waves else 0)
    order = random.sample(range(len(areas.codes)), len(areas.codes))
    shuffled = AreaFigures(
        [areas.names[place] for place in order],
        [areas.codes[place] for place in order],
        {name: [column[place] for place in order] for name, column in areas.figures.items()},
    )
    again = split(catalogue, "one", areas=shuffled, terms=terms, method=method)
    assert {share.code: share.amount for share in again.shares} == {
        share.code: share.amount for share in answer.shares
    }
