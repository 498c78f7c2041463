"""The steps behind a number must come to the number that the answer prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_measure
from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Catalogue, Figure
from stablehomes.catalogue.person import Asked, Person
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.compare import CompareQuery, compare
from stablehomes.questions.allowances.entitlements import entitlements
from stablehomes.questions.allowances.rates import rate
from stablehomes.questions.budget import GROUPINGS, BudgetQuery, Grouping, budget
from stablehomes.questions.list import list as listing
from stablehomes.questions.show import Shown, show, show_with
from stablehomes.questions.sources import sources as grid
from stablehomes.questions.split.split import SplitQuery, split
from stablehomes.questions.step import LEAVES, Step, leaf
from stablehomes.questions.working.explain import OF_KIND, working
from stablehomes.questions.working.query import FITTING, Explained, WorkingOptions
from stablehomes.values.apportion import METHODS
from stablehomes.values.area_figures import AreaFigures, RegionFigures
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import Range, is_exact, stated
from stablehomes.values.terms import Terms, Wave, parse_limit, parse_weight
from stablehomes.values.years import FinancialYear

PATHFINDER, FINDING = "families-first-pathfinder", "family-finding"
REAL = FinancialYear(2023)
# Two councils with a figure each, in two regions of which one has a row of its own.
AREAS = AreaFigures(
    names=["Dorset", "Bristol", "Lincolnshire"],
    codes=["E06000059", "E06000023", "E10000019"],
    figures={
        "children": [502, 506, 898],
        "leavers": [120, Decimal("80.5"), 260],
        "last year": [Decimal(9_000_000)] * 3,
    },
    regions=["E12000009", "E12000009", "E12000004"],
    published=(RegionFigures("E12000009", "South West", {"children": 1010}),),
    files={"children": "children.csv", "leavers": "leavers.csv"},
)

MANY = AreaFigures(
    names=[f"Area {place}" for place in range(251)],
    codes=[f"E06{place:06}" for place in range(251)],
    figures={"children": [1] * 251},
    regions=["E12000009"] * 251,
)


def every_step(roots: Iterable[Step]) -> Iterator[Step]:
    for root in roots:
        yield root
        yield from every_step(root.steps)


def steps_of(catalogue: Catalogue, id: str, **options: Any) -> list[Step]:
    """Every step of the working of a thing."""
    return list(every_step(worked(catalogue, id, **options).working))


def worked(catalogue: Catalogue, id: str, **options: Any) -> Shown:
    """A thing with its working, as the command asks for it with these options."""
    given = {name: value for name, value in options.items() if value is not None}
    return show_with(catalogue, id, WorkingOptions(working=True), given)


# Every number of every answer.

NO_AMOUNTS = {
    "lowest": "of a band of ages",
    "highest": "of a band of ages",
    "day": "of an instalment, counted from the start",
    "age": "given with the question",
}
Number = tuple[Decimal | None, ...]


def of_range(value: Range) -> Number:
    return value.headline, value.low, value.high


def of_figure(figure: Figure) -> Number:
    return of_range(stated(figure.amount, figure.qualifier))


def numbers(answer: Any) -> Iterator[Number]:
    """Each number of a plain answer: a range by its headline and both ends, any other alone.

    What a document states is a range by its qualifier.
    """
    if isinstance(answer, list):
        for each in answer:
            yield from numbers(each)
    elif isinstance(answer, dict):
        yield from numbers_of_object(dict(answer))
    elif isinstance(answer, int | Decimal) and not isinstance(answer, bool):
        yield (Decimal(answer),)


def numbers_of_object(rest: dict[str, Any]) -> Iterator[Number]:
    if {"headline", "low", "high"} <= set(rest):
        yield tuple(rest.pop(key) for key in ("headline", "low", "high"))
    elif {"amount", "qualifier"} <= set(rest) and rest["amount"] is not None:
        yield of_range(stated(Decimal(rest.pop("amount")), rest["qualifier"]))
    for key, each in rest.items():
        if (key not in NO_AMOUNTS and key != "areas") or isinstance(each, dict | list):
            yield from numbers(each)


def explained_by(steps: Iterable[Step]) -> set[Number]:
    """What steps come to; a number alone stands for a step that leaves nothing open, and for no other."""
    values = [each.value for each in steps]
    return {of_range(value) for value in values} | {(value.headline,) for value in values if is_exact(value)}


def missing(answer: Any, steps: Iterable[Step]) -> set[Number]:
    """The numbers of an answer that no step comes to."""
    return set(numbers(plain(answer))) - explained_by(steps)


def test_numbers_are_found_wherever_they_stand() -> None:
    three, seven = Decimal(3), Decimal(7)
    found = {"a": [{"headline": 3, "low": None, "high": 4, "of": {"x": 7}}], "age": 12, "sure": True}
    assert list(numbers(found)) == [(three, None, Decimal(4)), (seven,)]
    assert list(numbers([{"amount": 3, "qualifier": "up to"}])) == [(three, Decimal(0), three)]


def test_a_number_alone_is_not_explained_by_a_range() -> None:
    open_, exact = (
        leaf("", "held", "pounds", stated(Decimal(3), qualifier), "") for qualifier in ("over", "exact")
    )
    assert missing({"change": 3}, [open_]) == {(Decimal(3),)}
    assert missing({"change": 3}, [exact]) == set()


@pytest.mark.parametrize("real", [None, REAL, FinancialYear(2025)])
@pytest.mark.parametrize("told", [None, "fostertalk", "public-sector-executive", "dfe-release-july-2023"])
@pytest.mark.parametrize("by", GROUPINGS)
def test_the_working_of_the_strategy_comes_to_its_budget(
    shipped: Catalogue, by: Grouping, told: str | None, real: FinancialYear | None
) -> None:
    answer = budget(shipped, by, told, real)
    roots = worked(shipped, "strategy", by=by, as_told_by=told, real=real).working
    sums = [answer.not_itemised or answer.itemised, *(each.funding for each in answer.groups if each.parts)]
    assert [root.value for root in roots] == sums
    assert missing(answer._replace(measures=()), every_step(roots)) == set()


def test_what_is_itemised_beyond_the_total_has_its_working() -> None:
    catalogue = a_catalogue(a_measure("one", a_figure(7)), announced=[a_figure(5)])
    answer, steps = budget(catalogue), steps_of(catalogue, "strategy")
    assert answer.beyond == stated(Decimal(2))
    assert missing(answer._replace(measures=()), steps) == set()


SPLITS: dict[str, tuple[str, dict[str, Any]]] = {
    "announced": (PATHFINDER, {}),
    "among a number": (FINDING, {"among": 7}),
    "in whole pounds": (FINDING, {"among": 7, "unit": "pound"}),
    "in thousands": ("fostering-recruitment", {"among": 11, "unit": "thousand"}),
    "one year": (FINDING, {"among": 7, "year": REAL}),
    "named": (PATHFINDER, {"named": True}),
    "named, beside allocations": (PATHFINDER, {"named": True, "against": True}),
    "announced, beside allocations": (PATHFINDER, {"against": True}),
    "floors": (FINDING, {"among": 7, "terms": Terms(floor=parse_limit("£4m"), cap=parse_limit("£5m"))}),
    "areas alike": (FINDING, {"areas": AREAS}),
    "one weight": (FINDING, {"areas": AREAS, "terms": Terms(weights=(parse_weight("children"),))}),
    "a range by weight": (
        "fostering-recruitment",
        {"areas": AREAS, "terms": Terms(weights=(parse_weight("children"),))},
    ),
    "two weights": (
        FINDING,
        {
            "areas": AREAS,
            "terms": Terms(weights=(parse_weight("children:60%"), parse_weight("leavers:40%"))),
        },
    ),
    "by region": (
        FINDING,
        {"areas": AREAS, "by": "region", "terms": Terms(weights=(parse_weight("children"),))},
    ),
    "between bounds": (
        FINDING,
        {
            "areas": AREAS,
            "unit": "thousand",
            "terms": Terms(
                weights=(parse_weight("children"),),
                floor=parse_limit("95% of last year"),
                cap=parse_limit("£11m"),
            ),
        },
    ),
    "a formula": (
        FINDING,
        {
            "areas": AREAS,
            "terms": Terms(
                weights=(parse_weight("children"),),
                fixed={"E06000023": Decimal("75000.01")},
                lump_sum=Decimal(250_000),
                waves=(Wave(date(2023, 9, 1), ("E06000059",)), Wave(date(2024, 4, 10), ())),
                profile={REAL: Decimal(40), FinancialYear(2024): Decimal(60)},
            ),
        },
    ),
    **{f"by {method}": (FINDING, {"areas": AREAS, "method": method}) for method in METHODS},
}


@pytest.mark.parametrize("name", SPLITS)
def test_every_number_of_a_split(shipped: Catalogue, name: str) -> None:
    measure, asked = SPLITS[name]
    options = {key: value for key, value in asked.items() if key != "by"}
    answer = split(shipped, measure, by=asked.get("by"), **options)
    steps = [
        each
        for share in answer.shares
        for each in steps_of(shipped, measure, **asked | {"area": share.name, "by": None})
    ]
    if answer.each or answer.regions:
        steps += steps_of(shipped, measure, **asked)
    whole = {(percent,) for _, percent in answer.columns if len(answer.columns) == 1}
    below = {(Decimal(0),)} if not answer.below_unit else set()
    alike = set() if answer.columns else {(Decimal(1),)}  # the weight of all where none is named
    assert missing(answer, steps) <= whole | below | alike


@pytest.mark.parametrize(
    ("id", "options"),
    [
        ("leaving-care", {}),
        ("leaving-care", {"people": 13400, "real": REAL, "worth_on": KnownDate(2026, 2)}),
        ("leaving-care", {"before": date(2023, 4, 1), "after": date(2024, 4, 1), "people": 1}),
        ("apprenticeship-bursary", {"real": FinancialYear(2025)}),
        ("fostering-minimum", {"people": 100}),
        ("fostering-minimum", {"region": "london", "age": 12, "real": FinancialYear(2025)}),
        ("bursary-16-to-19", {"people": 3}),
    ],
)
def test_every_number_of_a_comparison(shipped: Catalogue, id: str, options: dict[str, Any]) -> None:
    answer = compare(shipped, [id], **options)
    assert missing(answer, steps_of(shipped, id, **options)) == set()


def test_every_rate_of_every_allowance(shipped: Catalogue) -> None:
    for id in shipped.allowances:
        assert missing(rate(shipped, id), steps_of(shipped, id)) == set()
    asked = {"on": date(2025, 5, 1), "region": "london", "age": 12}
    answer = rate(shipped, "fostering-minimum", **asked)  # type: ignore[arg-type]
    assert missing(answer, steps_of(shipped, "fostering-minimum", **asked)) == set()


def test_every_sum_that_a_person_is_due(shipped: Catalogue) -> None:
    person = Person(care_leaver=True, apprenticeship_started=date(2023, 9, 4), fostered=True, region="london")
    answer = entitlements(shipped, [Asked(None, person, date(2025, 5, 1))])
    steps = [each for id in shipped.allowances for each in steps_of(shipped, id)]
    assert missing([each._replace(reasons=()) for each in answer.people[0].entitlements], steps) == set()


def test_every_figure_of_every_document_and_of_every_thing(shipped: Catalogue) -> None:
    ids = ["strategy", *shipped.measures, *shipped.allowances, *shipped.context, *shipped.pillars]
    steps = [each for id in ids for each in steps_of(shipped, id)]
    assert missing(grid(shipped).rows_, steps) == set()
    assert missing(listing(shipped).things, steps) == set()
    for document in shipped.sources:
        answer = grid(shipped, document)
        own = [
            row._replace(figures=tuple(each for each in row.figures if each.source == document))
            for row in answer.rows_
        ]
        figures = {of_figure(figure) for row in own for figure in row.figures}
        assert figures <= explained_by(steps_of(shipped, document))


def test_every_level_and_change_of_an_index(shipped: Catalogue) -> None:
    for id, index in shipped.prices.items():
        held = {(each,) for each in (*index.levels.values(), *index.changes.values())}
        assert held <= explained_by(steps_of(shipped, id))


def test_a_council_has_what_it_was_awarded_and_its_illustrative_share(shipped: Catalogue) -> None:
    values = [each.value.headline for each in steps_of(shipped, "Wirral")]
    share = split(shipped, PATHFINDER, named=True).shares[-1]
    assert {Decimal(3_000_000), Decimal(19_500_000), share.amount.headline} <= set(values)


# Where steps end.


def test_every_tree_of_the_shipped_data_ends_in_quotes_or_says_where_from(shipped: Catalogue) -> None:
    ids = ["strategy", *shipped.measures, *shipped.allowances, *shipped.context, *shipped.pillars]
    councils = [place.code for each in shipped.measures.values() for place in each.places]
    steps = [each for id in (*ids, *shipped.sources, *councils) for each in steps_of(shipped, id)]
    for each in steps:
        if not each.steps:
            assert (each.figure and each.figure.quote) or each.says, each.label
        assert (each.operation in LEAVES) == (not each.steps)


def test_a_quote_stands_below_every_sum_of_money_but_what_was_given(shipped: Catalogue) -> None:
    leaves = [each for each in steps_of(shipped, "strategy", real=REAL) if not each.steps]
    assert {each.operation for each in leaves if each.unit == "pounds"} == {"stated"}


def test_a_forecast_is_marked_and_the_document_behind_an_index_is_named(shipped: Catalogue) -> None:
    answer = worked(shipped, FINDING, real=FinancialYear(2025))
    levels = [each for each in every_step(answer.working) if each.label.startswith("GDP deflator")]
    assert {each.says for each in levels} == {"forecast, where 2024-25 = 100", "outturn, where 2024-25 = 100"}
    assert {each.source for each in levels} == {"hmt-gdp-deflators"}
    assert "hmt-gdp-deflators" in [each.id for each in answer.sources]


@pytest.mark.parametrize(
    ("place", "options", "says"),
    [
        (
            "Area 1",
            {"among": 7},
            "exactly £4,285,714.2857…, £4,285,714.28 rounded down; of 4 odd pennies it gets 1",
        ),
        ("Area 7", {"among": 7}, "of 4 odd pennies it gets none, by largest remainder (Hamilton)"),
        ("Area 1", {"among": 3}, "by weight exactly £10 million"),
        (
            "Area 1",
            {"among": 7, "unit": "thousand"},
            "£4,285,000 rounded down; of 5 odd sums of £1,000 it gets 1",
        ),
        (
            "Lincolnshire",
            {"areas": AREAS, "terms": Terms(weights=(parse_weight("children"),), cap=parse_limit("£12.5m"))},
            "the cap: by weight it would be more",
        ),
        (
            "Dorset",
            {"areas": AREAS, "terms": Terms(weights=(parse_weight("children"),), floor=parse_limit("£8m"))},
            "the floor: by weight it would be less",
        ),
        (
            "Lincolnshire",
            {"areas": AREAS, "terms": Terms(weights=(parse_weight("children"),), floor=parse_limit("£8m"))},
            "by weight exactly £14 million of the £14 million left for those at no floor or cap",
        ),
        ("Dorset", {"areas": AREAS, "terms": Terms(fixed={"E06000059": Decimal(5)})}, "a fixed sum"),
        (
            "Bristol",
            {"areas": AREAS, "terms": Terms(fixed={"E06000059": Decimal(5)})},
            "exactly £14,999,997.50 of the £29,999,995 left after what stands first",
        ),
        ("Dorset", {"areas": AREAS, "method": "dhondt"}, "by weight exactly £10 million"),
        ("Area 2", {"among": 7, "method": "sainte-lague"}, "by Sainte-Laguë (Webster)"),
    ],
)
def test_an_apportioned_share_says_how_it_was_rounded(
    shipped: Catalogue, place: str, options: dict[str, Any], says: str
) -> None:
    root, *_ = steps_of(shipped, FINDING, area=place, **options)
    assert says in (root.says or "")


def test_a_share_names_its_figures_with_their_column_and_file(shipped: Catalogue) -> None:
    terms = Terms(weights=(parse_weight("children"),))
    root, *_ = steps_of(shipped, FINDING, areas=AREAS, terms=terms, area="E06000059")
    _, _, own, together = root.steps
    assert (own.label, own.value.headline, own.says) == ("children of Dorset", Decimal(502), "children.csv")
    assert together.value.headline == 1906


def test_what_is_assumed_of_a_file_is_called_so_and_the_notes_of_the_split_stand_beside(
    shipped: Catalogue,
) -> None:
    areas = AREAS._replace(assumed={"children": frozenset({"E06000059"})}, notes=("children.csv: a note.",))
    asked = SplitQuery(areas=areas, terms=Terms(weights=(parse_weight("children"),)))
    answer = show(shipped, FINDING, working=True, question=asked, area="Dorset")
    own = answer.working[0].steps[2]
    assert (own.operation, own.says) == ("given", "assumed, as asked, where none is published: children.csv")
    assert answer.notes[0].startswith("These shares are illustrative")
    assert "children.csv: a note." in answer.notes
    assert len(set(answer.notes)) == len(answer.notes)


# What does not fit.


@pytest.mark.parametrize(
    ("id", "options", "message"),
    [
        ("leaving-care", {"among": 3}, "no number of this allowance depends on --among"),
        (PATHFINDER, {"people": 3}, "depends on --people"),
        ("strategy", {"area": "Dorset"}, "depends on --area"),
        ("strategy", {"by": "region"}, 'by cannot be "region"'),
        (PATHFINDER, {"by": "pillar"}, 'by cannot be "pillar"'),
        (PATHFINDER, {"by": "region"}, "which regions these areas are in"),
        (PATHFINDER, {"real": REAL, "named": True}, "--real and --named belong to different answers"),
        (
            "leaving-care",
            {"on": date(2024, 1, 1), "people": 3},
            "--on and --people belong to different answers",
        ),
        ("cpi", {"real": REAL}, "depends on --real"),
        ("Dorset", {"real": REAL}, "depends on --real"),
        ("fostertalk", {"as_told_by": "fostertalk"}, "depends on --as-told-by"),
        ("family-help", {"by": "year"}, "depends on --by"),
        (PATHFINDER, {"named": True, "area": "Durham"}, 'there is no area "Durham" in this split'),
        (PATHFINDER, {"area": "Dorset"}, 'there is no area "Dorset" in this split'),
        (
            FINDING,
            {"areas": AREAS, "terms": Terms(weights=(parse_weight("children"),))},
            "differs from area to area",
        ),
        (FINDING, {"among": 3, "against": True}, "no allocation of Family finding"),
        ("higher-education-bursary", {"people": 3}, "no earlier rate"),
        ("leaving-care", {"region": "london"}, "the same in every region"),
        (FINDING, {"areas": MANY, "by": "region"}, "the working of 251 areas that share with all"),
        (FINDING, {"areas": MANY, "by": "region", "area": "E12000009"}, "the working of 251 areas"),
        ("leaving-care", {"before": date(2024, 4, 1), "after": date(2023, 4, 1)}, "lies before the first"),
    ],
)
def test_an_option_that_does_not_fit_is_refused(
    shipped: Catalogue, id: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(WrongCall) as refusal:
        worked(shipped, id, **options)
    assert message in str(refusal.value)
    assert refusal.value.advice


@pytest.mark.parametrize(
    ("id", "options"),
    [("kinship-strategy", {}), ("Brighton and Hove", {}), ("kinship-training", {"as_told_by": "onefile"})],
)
def test_where_there_is_no_number_the_answer_says_so(
    shipped: Catalogue, id: str, options: dict[str, Any]
) -> None:
    answer = worked(shipped, id, **options)
    assert answer.working == ()
    assert answer.notes[0].startswith("There is no working: no number of this is known")


def test_numbers_that_are_no_money_cannot_be_put_in_prices(shipped: Catalogue) -> None:
    answer = worked(shipped, "regional-care-cooperatives", real=REAL)
    assert answer.working == ()
    assert answer.notes[0].startswith("There is no working: no sum of money of this can be put in")


def test_each_number_of_a_table_says_whose_it_is(shipped: Catalogue) -> None:
    asked = CompareQuery(people=3, real=FinancialYear(2025), worth_on=KnownDate(2026, 2))
    labels = [each.label for each in show(shipped, "fostering-minimum", working=True, question=asked).working]
    assert len(labels) == len(set(labels))
    assert "London, ages 11 to 15, percentage points above prices" in labels


@pytest.mark.parametrize(
    ("id", "label"),
    [
        ("leaving-care", "more in all"),
        ("bursary-16-to-19", "more in all, a year"),
        ("fostering-minimum", "London, ages 11 to 15, more in all, a week"),
    ],
)
def test_a_cost_says_for_how_long_it_is(shipped: Catalogue, id: str, label: str) -> None:
    assert label in [each.label for each in steps_of(shipped, id, people=3)]


def test_every_kind_of_thing_has_its_working_and_no_other_has(shipped: Catalogue) -> None:
    ids = ["strategy", *shipped.prices, *shipped.measures, *shipped.allowances, *shipped.context]
    found = {show(shipped, id).kind for id in (*ids, *shipped.pillars, *shipped.sources, "Dorset")}
    assert found == {*OF_KIND, "allowance"}
    assert set(FITTING) <= found
    with pytest.raises(KeyError):
        working(shipped, "promise", "any", Explained(BudgetQuery()))  # type: ignore[arg-type]


def test_options_of_the_working_need_the_working(shipped: Catalogue) -> None:
    with pytest.raises(WrongCall, match="--real speaks of the working") as refusal:
        show(shipped, "strategy", question=BudgetQuery(real=REAL))
    assert refusal.value.advice == "add --working"


# Properties.


def test_a_share_of_an_open_number_of_areas_says_no_more_than_is_so() -> None:
    """The first of three gets the odd penny, so that its headline is no least."""
    measure = a_measure("one", a_figure(100, "over"), areas=[a_figure(3, "at least")])
    root, *_ = steps_of(a_catalogue(measure), "one", area="Area 1")
    assert root.operation == "one of them"
    assert root.value == Range(Decimal("33.34"), Decimal(0), None, "about")


ROUNDED = re.compile(r"£([0-9,.]+) rounded down; of [0-9,]+ odd penn(?:y|ies) it gets ([0-9]+|none)")


@given(st.integers(0, 10**11), st.lists(st.integers(0, 10**6), min_size=1, max_size=6).filter(any))
def test_what_is_said_of_rounding_comes_to_the_share(pence: int, weights: list[int]) -> None:
    catalogue = a_catalogue(a_measure("m0", a_figure(Decimal(pence) / 100)))
    codes = [f"E{place:08}" for place in range(len(weights))]
    areas = AreaFigures(codes, codes, {"children": weights})
    for code in codes:
        terms = Terms(weights=(parse_weight("children"),))
        root, *_ = steps_of(catalogue, "m0", areas=areas, terms=terms, area=code)
        said = ROUNDED.search(root.says or "")
        if said:
            odd = 0 if said[2] == "none" else int(said[2])
            assert Decimal(said[1].replace(",", "")) + Decimal(odd) / 100 == root.value.headline
