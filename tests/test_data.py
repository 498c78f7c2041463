"""The shipped data: every figure cited and quoted, and everything there that answers rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
import yaml

from conftest import TOP
from stablehomes.catalogue.headline import headline
from stablehomes.catalogue.model import SOURCE_KINDS, Catalogue, Figure, Measure, Mention
from stablehomes.reading.folder import look_at
from stablehomes.values.days import KnownDate

FIVE_DOCUMENTS = [
    "local-news",
    "commons-library-cbp-9818",
    "fostertalk",
    "trade-press",
    "public-sector-executive",
]
MEASURES = [
    "families-first-pathfinder",
    "fostering-recruitment",
    "kinship-training",
    "family-finding",
    "social-work-apprentices",
    "regional-care-cooperatives",
    "child-protection-lead-practitioner",
    "early-career-framework",
    "national-framework",
    "dashboard",
    "financial-oversight",
    "agency-rules",
    "fostering-allowance-increase",
    "kinship-allowance-case",
]
LONGEST_QUOTE = 20  # words


def statements(shipped: Catalogue) -> Iterator[Figure | Mention]:
    """Everything that a document is quoted for."""
    yield from shipped.strategy.figures
    for measure in shipped.measures.values():
        yield from (*measure.figures, *measure.areas, *measure.people)
        yield from measure.mentions
    for entry in shipped.context.values():
        yield from entry.figures
    rates = [rate for allowance in shipped.allowances.values() for rate in allowance.rates]
    yield from (figure for rate in rates for figure in rate.figures)


def entries_with(key: str) -> list[dict[str, str]]:
    """Every entry of the four files that has a key, whatever it is about, as the files have it."""
    found: list[dict[str, str]] = []

    def walk(value: object) -> None:
        if isinstance(value, dict) and key in value:
            found.append(value)
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        for each in children:
            walk(each)

    for file in sorted((TOP / "data").glob("*.yaml")):
        walk(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    return found


def values_of(key: str) -> list[str]:
    return [entry[key] for entry in entries_with(key)]


def test_the_files_load_without_an_error() -> None:
    assert sorted(file.name for file in (TOP / "data").iterdir() if file.is_file()) == [
        *("allowances.yaml", "councils.yaml", "measures.yaml", "prices.yaml", "sources.yaml")
    ]
    examined = look_at(TOP / "data")
    assert examined.catalogue is not None
    assert {problem.code for problem in examined.problems} == {"disagreement"}


@pytest.mark.parametrize("id", MEASURES)
def test_the_measures_that_others_rely_on_are_there(shipped: Catalogue, id: str) -> None:
    assert shipped.measures[id].title


def test_the_allowances_and_sources_that_others_rely_on_are_there(shipped: Catalogue) -> None:
    assert {"leaving-care", "apprenticeship-bursary"} <= set(shipped.allowances)
    assert list(shipped.sources)[:5] == FIVE_DOCUMENTS


def test_every_statement_has_a_known_source_and_a_short_quote(shipped: Catalogue) -> None:
    for said in statements(shipped):
        assert said.source in shipped.sources, said
        assert 1 <= len(said.quote.split()) <= LONGEST_QUOTE, said


def test_every_quote_in_the_files_is_short() -> None:
    quotes = values_of("quote")
    assert len(quotes) > 100
    assert [quote for quote in quotes if len(quote.split()) > LONGEST_QUOTE] == []


def test_every_source_is_used_and_every_used_source_is_there(shipped: Catalogue) -> None:
    keys = (
        "source",
        "changes_source",
        "codes_source",
        "days_source",
        "orders_source",
        "names_source",
        "neighbours_source",
        "earlier_source",
    )
    assert {source for key in keys for source in values_of(key)} == set(shipped.sources)


def test_every_source_says_who_published_what_and_when(shipped: Catalogue) -> None:
    for source in shipped.sources.values():
        assert source.kind in SOURCE_KINDS
        assert source.title
        assert source.publisher
        assert 2009 <= source.published.year <= 2026


def test_what_has_no_money_is_named_by_a_document(shipped: Catalogue) -> None:
    without_money = [measure for measure in shipped.measures.values() if not measure.figures]
    assert len(without_money) >= 10
    assert [measure.id for measure in without_money if not measure.mentions] == []


def test_every_measure_stands_in_a_pillar(shipped: Catalogue) -> None:
    assert {measure.pillar for measure in shipped.measures.values()} == set(shipped.pillars)


@pytest.mark.parametrize(
    ("holder", "known", "words"),
    [
        ("strategy", KnownDate(2023, 2, 2), "Strategy published"),
        ("strategy", KnownDate(2023, 5, 11), "Consultation on the strategy closes"),
        ("strategy", KnownDate(2023, 9), "responds"),
        ("families-first-pathfinder", KnownDate(2023, 9), "First wave of pathfinders starts"),
        ("kinship-strategy", KnownDate(2023, 12, 31), "Kinship care strategy published"),
        ("national-framework", KnownDate(2023, 12, 31), "National framework established"),
        ("agency-rules", KnownDate(2023, 5, 11), "Consultation on rules for agency social workers closes"),
    ],
)
def test_the_dates_of_the_documents_are_there(
    shipped: Catalogue, holder: str, known: KnownDate, words: str
) -> None:
    thing = shipped.strategy if holder == "strategy" else shipped.measures[holder]
    assert [each for each in thing.milestones if each.date == known and words in each.event]


def test_what_was_to_happen_by_the_end_of_2023_says_by(shipped: Catalogue) -> None:
    last_days = [
        milestone
        for measure in shipped.measures.values()
        for milestone in measure.milestones
        if milestone.date == KnownDate(2023, 12, 31)
    ]
    assert len(last_days) == 2
    assert {milestone.qualifier for milestone in last_days} == {"by"}


def test_the_leaving_care_allowance_rises_in_april(shipped: Catalogue) -> None:
    rates = shipped.allowances["leaving-care"].rates
    assert [(rate.from_, rate.until) for rate in rates] == [
        (None, date(2023, 3, 31)),
        (date(2023, 4, 1), None),
    ]
    assert [str(rate.figures[0].amount) for rate in rates] == ["2000", "3000"]


def test_the_bursary_from_16_is_never_more_than_up_to_a_sum(shipped: Catalogue) -> None:
    rates = shipped.allowances["bursary-16-to-19"].rates
    assert [headline(rate.figures, shipped.sources).qualifier for rate in rates] == ["up to"] * 3


def test_places_have_ons_codes_of_councils_in_england(shipped: Catalogue) -> None:
    places = [place for measure in shipped.measures.values() for place in measure.places]
    assert len(places) == 17
    assert len({place.code for place in places}) == 17
    assert [place for place in places if not re.fullmatch("E(06|07|08|09|10)0000[0-9]{2}", place.code)] == []


def places_of(measure: Measure) -> dict[str, str]:
    return {place.name: place.code for place in measure.places}


def test_the_first_three_pathfinders_are_the_three_that_were_launched_first(shipped: Catalogue) -> None:
    pathfinder = shipped.measures["families-first-pathfinder"]
    assert len(pathfinder.places) == 10
    first = pathfinder._replace(places=tuple(each for each in pathfinder.places if each.from_.year == 2023))
    assert places_of(first) == {
        "Dorset": "E06000059",
        "Lincolnshire": "E10000019",
        "Wolverhampton": "E08000031",
    }


@pytest.mark.parametrize(
    ("id", "unit", "source", "amount", "qualifier"),
    [
        ("review-recommended", "pounds", "independent-review-contact", "2600000000", "exact"),
        ("review-family-help", "pounds", "fostertalk", "2000000000", "exact"),
        ("review-family-help", "pounds", "interface-enterprises", "2000000000", "about"),
        ("autumn-statement-social-care", "pounds", "local-news", "3200000000", "exact"),
        ("inadequate-services-target", "per cent", "public-sector-executive", "10", "up to"),
        ("review-proposals", "count", "trade-press", "80", "exact"),
    ],
)
def test_the_figures_set_beside_the_strategy_are_there(
    shipped: Catalogue, id: str, unit: str, source: str, amount: str, qualifier: str
) -> None:
    entry = shipped.context[id]
    assert entry.unit == unit
    stated = [(str(each.amount), each.qualifier) for each in entry.figures if each.source == source]
    assert (amount, qualifier) in stated


def test_up_to_500_apprentices_and_two_regional_pilots(shipped: Catalogue) -> None:
    people = shipped.measures["social-work-apprentices"].people
    assert {(str(each.amount), each.qualifier) for each in people} == {("500", "up to")}
    pilots = shipped.measures["regional-care-cooperatives"].areas
    assert [(str(each.amount), each.qualifier) for each in pilots] == [("2", "exact")]


def test_documents_that_disagree_are_all_there(shipped: Catalogue) -> None:
    fostering = shipped.measures["fostering-recruitment"].figures
    assert {each.source: str(each.amount) for each in fostering} == {
        "commons-library-cbp-9818": "27000000",
        "fostertalk": "25000000",
        "public-sector-executive": "25000000",
    }
