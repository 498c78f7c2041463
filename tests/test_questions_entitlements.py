"""What is one person due, before and after, and why or why not?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from building import a_catalogue, a_figure, a_rate, an_allowance, exactly
from stablehomes.catalogue.model import Catalogue, Condition
from stablehomes.catalogue.person import Asked, Person
from stablehomes.documents.entitlements import document
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.entitlements import Entitlement, entitlements
from stablehomes.values.ages import Birth, birth_at_age
from stablehomes.values.ranges import stated

ON = date(2023, 10, 1)
BORN = Birth(date(2005, 5, 1), date(2005, 5, 1))
APPRENTICE = Person(birth=BORN, care_leaver=True, apprenticeship_started=date(2023, 9, 4))


def of(catalogue: Catalogue, person: Person, allowance: str, on: date = ON) -> Entitlement:
    answer = entitlements(catalogue, [Asked(None, person, on)], [allowance])
    return answer.people[0].entitlements[0]


def test_before_and_after_of_an_apprentice(shipped: Catalogue) -> None:
    each = of(shipped, APPRENTICE, "apprenticeship-bursary")
    assert each.verdict == "due"
    assert [each.amount, each.before, each.after] == list(map(exactly, (3000, 1000, 3000)))
    assert (each.decided_on, each.change) == (date(2023, 9, 4), date(2023, 8, 1))


@pytest.mark.parametrize(
    ("on", "fallen_due"),
    [
        (date(2023, 11, 2), [False, False, False]),
        (date(2023, 11, 3), [True, False, False]),
        (date(2024, 6, 30), [True, True, True]),
    ],
)
def test_instalments_fall_due_60_120_and_300_days_after_the_start(
    shipped: Catalogue, on: date, fallen_due: list[bool]
) -> None:
    """Day 1 is the first day of the apprenticeship, 4 September 2023."""
    parts = of(shipped, APPRENTICE, "apprenticeship-bursary", on).instalments
    assert [(each.day, each.on) for each in parts] == [
        (61, date(2023, 11, 3)),
        (121, date(2024, 1, 2)),
        (301, date(2024, 6, 30)),
    ]
    assert [each.amount for each in parts] == [1000, 1000, 1000]
    assert [each.fallen_due for each in parts] == fallen_due


def test_the_old_bursary_is_one_payment(shipped: Catalogue) -> None:
    early = APPRENTICE._replace(apprenticeship_started=date(2023, 7, 31))
    each = of(shipped, early, "apprenticeship-bursary")
    assert each.amount == exactly(1000)
    assert each.instalments == ()


def test_before_and_after_of_a_child_are_those_of_its_region_and_age(shipped: Catalogue) -> None:
    child = Person(birth=birth_at_age(12, date(2025, 5, 1)), fostered=True, region="london")
    each = of(shipped, child, "fostering-minimum", date(2025, 5, 1))
    assert [each.amount, each.before, each.after] == list(map(exactly, (257, 248, 257)))


@pytest.mark.parametrize(
    ("allowance", "person", "holds", "says"),
    [
        ("leaving-care", Person(), None, "needs whether a care leaver"),
        ("leaving-care", Person(care_leaver=False), False, "not a care leaver"),
        ("leaving-care", Person(), True, "paid once only, and not had before (assumed)"),
        (
            "leaving-care",
            Person(had=frozenset({"leaving-care"})),
            False,
            "paid once only, and had before",
        ),
        (
            "apprenticeship-bursary",
            APPRENTICE._replace(apprenticeship_started=date(2023, 10, 2)),
            False,
            "the apprenticeship had not started by the day; it starts on 2 October 2023",
        ),
        ("apprenticeship-bursary", APPRENTICE, True, "under 25 on the day of the start"),
        (
            "bursary-16-to-19",
            Person(),
            None,
            "needs whether in care and whether a care leaver",
        ),
        (
            "bursary-16-to-19",
            Person(birth=BORN),
            True,
            "16 or over and under 19 on the 31 August before",
        ),
        ("fostering-minimum", Person(birth=BORN), False, "not under 18 on the day"),
        (
            "fostering-minimum",
            Person(),
            None,
            "no rate is known for 1 October 2023; rates are known from 6 April 2024 until 5 April 2025;"
            " from 6 April 2025 until 5 April 2026",
        ),
    ],
)
def test_the_reasons_are_words(
    shipped: Catalogue, allowance: str, person: Person, holds: bool | None, says: str
) -> None:
    reasons = of(shipped, person, allowance).reasons
    assert (holds, says) in [(each.holds, each.says) for each in reasons]


def test_what_is_missing_is_named_for_machines_as_well(shipped: Catalogue) -> None:
    each = of(shipped, Person(), "fostering-minimum", date(2025, 5, 1))
    assert each.verdict == "cannot say"
    assert {fact for reason in each.reasons for fact in reason.needs} == {"fostered", "born", "region"}


def test_ids_are_given_back_only_where_they_were_given(shipped: Catalogue) -> None:
    answer = entitlements(shipped, [Asked("A-1", APPRENTICE, ON), Asked(None, APPRENTICE, ON)])
    assert [each.id for each in answer.people] == ["A-1", None]


@pytest.mark.parametrize(("on", "said"), [(date(1900, 1, 1), True), (date(2023, 4, 1), False)])
def test_where_a_rate_without_a_first_day_decides_it_is_said(
    shipped: Catalogue, on: date, said: bool
) -> None:
    answer = entitlements(shipped, [Asked(None, Person(care_leaver=True), on)], ["leaving-care"])
    note = "Leaving care allowance: no document says from which day £2,000 was paid."
    assert (note in answer.notes) is said


@pytest.mark.parametrize(
    ("people", "allowances", "problem"),
    [
        ([], (), "nobody to ask about"),
        ([Asked(None, APPRENTICE, ON)], ["leaving"], 'no allowance "leaving"'),
        ([Asked(None, APPRENTICE._replace(region="londn"), ON)], (), 'no region "londn"'),
        (
            [Asked(None, APPRENTICE._replace(had=frozenset({"leaving-car"})), ON)],
            ["leaving-care"],
            'no allowance "leaving-car"',
        ),
        ([Asked("A-1", APPRENTICE, date(2005, 4, 30))], (), '"A-1" was not born yet on 30 April 2005'),
    ],
)
def test_what_cannot_be_asked(
    shipped: Catalogue, people: list[Asked], allowances: list[str], problem: str
) -> None:
    with pytest.raises(WrongCall, match=problem):
        entitlements(shipped, people, allowances)


def test_a_person_of_whom_nothing_is_known_is_never_refused(shipped: Catalogue) -> None:
    answer: Any = entitlements(shipped, [Asked(None, Person(), date(2025, 5, 1))])
    assert {each.verdict for each in answer.people[0].entitlements} == {"cannot say"}


def test_before_and_after_keep_what_their_figures_leave_open() -> None:
    rates = (
        a_rate(None, date(2023, 3, 31), a_figure(10, "up to")),
        a_rate(date(2023, 4, 1), None, a_figure(20, "over")),
    )
    leaver = (Condition("status", ("care_leaver",)),)
    catalogue = a_catalogue(an_allowance("one", *rates, who=leaver))
    answer = entitlements(catalogue, [Asked(None, Person(care_leaver=True), ON)])
    each = answer.people[0].entitlements[0]
    assert (each.before, each.after) == (stated(Decimal(10), "up to"), stated(Decimal(20), "over"))
    assert document(answer).tables[0].rows[0].cells[-2:] == (each.before, each.after)
