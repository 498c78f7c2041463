"""What is there, who says what, what happens when, and all that is known about one thing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from building import a_catalogue, a_figure, a_measure, a_source
from stablehomes.catalogue.model import Catalogue, Milestone
from stablehomes.catalogue.names import ids_and_councils
from stablehomes.commands.completion import what_show_shows
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.list import KINDS
from stablehomes.questions.list import list as listing
from stablehomes.questions.show import show
from stablehomes.questions.sources import sources as grid
from stablehomes.questions.timeline import timeline
from stablehomes.values.days import KnownDate, parse_known_date


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        (
            {"kind": "measure", "pillar": "workforce", "money": False},
            ["social-work-apprentices", "early-career-framework", "agency-rules"],
        ),
        ({"text": "FOSTERING AND"}, []),
        ({"text": "regional"}, ["regional-care-cooperatives"]),
        ({"kind": "price-index"}, ["gdp-deflator", "cpi"]),
        ({"kind": "measure", "money": True, "pillar": "family-networks"}, ["kinship-training"]),
        ({"text": "nma"}, ["fostering-minimum"]),
    ],
)
def test_filters_narrow_the_list(shipped: Catalogue, question: dict[str, Any], ids: list[str]) -> None:
    assert [thing.id for thing in listing(shipped, **question).things] == ids


def test_with_and_without_money_are_everything(shipped: Catalogue) -> None:
    every = listing(shipped).things
    assert {thing.kind for thing in every} == set(KINDS)
    both = [*listing(shipped, money=True).things, *listing(shipped, money=False).things]
    assert sorted(thing.id for thing in both) == sorted(thing.id for thing in every)


def test_the_grid_holds_every_figure_of_every_measure(shipped: Catalogue) -> None:
    answer = grid(shipped)
    for measure in shipped.measures.values():
        rows = [row for row in answer.rows_ if row.thing == measure.id]
        told = {figure for row in rows for figure in row.figures}
        awarded = {figure for each in measure.allocations for figure in each.figures}
        assert told == {*measure.figures, *measure.areas, *measure.people, *awarded}
    assert all(row.headline in row.figures for row in answer.rows_)


def test_the_disagreements_alone(shipped: Catalogue) -> None:
    assert [(row.thing, row.of) for row in grid(shipped, disagree=True).rows_] == [
        ("families-first-pathfinder", "money"),
        ("families-first-pathfinder", "areas"),
        ("fostering-recruitment", "money"),
        ("review-family-help", "in context"),
    ]


def test_one_document_alone(shipped: Catalogue) -> None:
    answer = grid(shipped, "public-sector-executive")
    assert [document.id for document in answer.documents] == ["public-sector-executive"]
    assert {row.thing for row in answer.rows_} >= {"strategy", "fostering-recruitment"}
    assert answer.mentions["public-sector-executive"] == ("fostering-allowance-increase",)


@pytest.mark.parametrize(
    ("from_", "to", "first", "last", "count"),
    [
        ("2023-05", "2023-05", "2023-05-11", "2023-05-11", 3),
        ("2023-09-30", "2023-09-30", "2023-09", "2023-09", 2),
        ("2023-10-01", "2023-11-30", None, None, 0),
    ],
)
def test_events_that_touch_the_days_asked_about(
    shipped: Catalogue, from_: str, to: str, first: str | None, last: str | None, count: int
) -> None:
    events = timeline(shipped, parse_known_date(from_), parse_known_date(to)).events
    assert len(events) == count
    assert (str(events[0].date), str(events[-1].date)) == (first, last) if count else first is None


def test_events_stand_in_order_and_several_documents_make_one_event(shipped: Catalogue) -> None:
    events = timeline(shipped).events
    days = [event.date.last_day if event.qualifier == "by" else event.date.first_day for event in events]
    assert days == sorted(days)
    (published,) = [event for event in events if event.event.startswith("Strategy published")]
    assert published.sources == ("commons-library-cbp-9818", "trade-press")


def test_what_one_document_reports_has_happened_whatever_another_planned() -> None:
    planned = Milestone(KnownDate(2023, 5, 11), None, "It closes", "paper", None, "planned")
    happened = planned._replace(source="house", status="happened")
    measure = a_measure("one")._replace(milestones=(planned, happened))
    catalogue = a_catalogue(measure, sources=[a_source("house", "parliament")])
    (event,) = timeline(catalogue).events
    assert (event.status, event.sources) == ("happened", ("paper", "house"))


def test_dates_the_wrong_way_round_are_refused(shipped: Catalogue) -> None:
    with pytest.raises(WrongCall, match="lies before the first"):
        timeline(shipped, KnownDate(2024), KnownDate(2023))


@pytest.mark.parametrize(
    ("id", "kind", "title"),
    [
        ("strategy", "strategy", "Stable Homes, Built on Love"),
        ("fostering-recruitment", "measure", "Fostering recruitment and retention programme"),
        ("leaving-care", "allowance", "Leaving care allowance"),
        ("review-recommended", "context", "What the independent review asked for"),
        ("workforce", "pillar", "Workforce"),
        ("cpi", "price-index", "Consumer prices index, all items"),
        ("onefile", "source", "National Care Leavers Month: why apprenticeship support counts"),
        ("E08000015", "council", "Wirral"),
        ("telford AND wrekin", "council", "Telford and Wrekin"),
        ("e08000015", "council", "Wirral"),
        ("LEAVING-CARE", "allowance", "Leaving care allowance"),
        ("Leaving care allowance", "allowance", "Leaving care allowance"),
        ("setting up home allowance", "allowance", "Leaving care allowance"),
        ("FFC pathfinder", "measure", "Families First for Children pathfinder"),
        ("stable homes, built on love", "strategy", "Stable Homes, Built on Love"),
        ("gdp deflator", "price-index", "GDP deflator"),
        ("family help", "pillar", "Family Help"),
    ],
)
def test_anything_with_a_name_can_be_shown(shipped: Catalogue, id: str, kind: str, title: str) -> None:
    answer = show(shipped, id)
    assert (answer.kind, answer.title) == (kind, title)
    assert answer.sources
    assert answer.working == ()


def test_a_council_is_shown_with_what_it_was_awarded(shipped: Catalogue) -> None:
    codes = {code for each in shipped.measures.values() for one in each.allocations for code in one.codes}
    for code in codes & {named.place.code for named in show(shipped, "families-first-pathfinder").named}:
        answer = show(shipped, code)
        assert answer.statements
        assert answer.not_covered == ()


def test_to_whom_something_was_awarded_is_said_within_a_sentence(shipped: Catalogue) -> None:
    said = [each.of for each in show(shipped, "Wirral").statements]
    assert said == ["allocation to Wirral", "allocation to the seven councils of the second wave"]


def test_everything_that_is_listed_can_be_shown(shipped: Catalogue) -> None:
    for thing in listing(shipped).things:
        assert show(shipped, thing.id, working=True).id == thing.id


@pytest.mark.parametrize(
    ("id", "advice"),
    [
        ("leaving-car", '"leaving-care"'),
        ("Wiral", '"Wirral"'),
        ("?", "stablehomes list"),
        ("LEAVING-CAR", '"leaving-care"'),
        ("seting up home allowance", '"setting up home allowance"'),
    ],
)
def test_what_is_not_there_is_refused_with_what_comes_near(shipped: Catalogue, id: str, advice: str) -> None:
    with pytest.raises(WrongCall, match="nothing called") as refusal:
        show(shipped, id)
    assert advice in refusal.value.advice


@pytest.mark.parametrize(
    ("begun", "completed"),
    [("str", ["strategy"]), ("dor", ["Dorset"]), ("leav", ["leaving-care"]), ("nothing-such", [])],
)
def test_the_shell_completes_what_show_shows(begun: str, completed: list[str]) -> None:
    assert what_show_shows(begun) == completed


def test_all_that_the_shell_completes_can_be_shown(shipped: Catalogue) -> None:
    assert what_show_shows("") == ids_and_councils(shipped)
    listed = {thing.id for thing in listing(shipped).things}
    assert listed <= set(what_show_shows(""))
    for name in what_show_shows(""):
        assert show(shipped, name).title


@pytest.mark.parametrize(
    ("source", "numbers", "of", "amount"),
    [
        ("govuk-fostering-2024-25", 15, "rate from 6 April 2024 until 5 April 2025, London, 0 to 2", "191"),
        ("hmt-gdp-deflators", 14, "level for 2015-16", "74.5894"),
        ("ons-d7bt", 5, "level for 2022-04", "120.0"),
        ("ons-d7g7", 18, "change over a year to 2019-04", "2.1"),
    ],
)
def test_a_source_states_cells_and_levels_too(
    shipped: Catalogue, source: str, numbers: int, of: str, amount: str
) -> None:
    said = show(shipped, source, working=True)
    assert (len(said.statements), len(said.working)) == (numbers, numbers)
    assert (said.statements[0].of, said.statements[0].headline.amount) == (of, Decimal(amount))
    assert len(grid(shipped, source).rows_) == numbers


def test_a_rate_without_a_first_day_is_not_covered(shipped: Catalogue) -> None:
    answer = show(shipped, "leaving-care")
    assert answer.not_covered == ("no document says from which day £2,000 was paid",)


def test_what_no_document_covers_is_said() -> None:
    bare, paid = a_measure("bare"), a_measure("paid", a_figure(5), envelope="assumed")
    catalogue = a_catalogue(bare, paid)
    assert "no figure was announced" in show(catalogue, "bare").not_covered
    assert any("assumed" in words for words in show(catalogue, "paid").not_covered)
