"""Who is due what: each condition, what is not known, and the days on which answers change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_rate, an_allowance
from stablehomes.catalogue.facts import WHOLE
from stablehomes.catalogue.model import STATUSES, Ages, Catalogue, Condition
from stablehomes.catalogue.person import Person
from stablehomes.questions.allowances.due import TESTS, Due, due, rule_of
from stablehomes.questions.allowances.reasons import SAYINGS
from stablehomes.reading.schema import WhoEntry
from stablehomes.values.ages import Birth, birth_at_age


def born(year: int, month: int, day: int) -> Birth:
    return Birth(date(year, month, day), date(year, month, day))


def asked(catalogue: Catalogue, allowance: str, person: Person, day: date) -> Due:
    return due(rule_of(catalogue.allowances[allowance], catalogue.sources), person, day)


LEAVER = Person(birth=born(2005, 5, 1), care_leaver=True)
APPRENTICE = Person(birth=born(2000, 9, 4), care_leaver=True, apprenticeship_started=date(2023, 9, 4))
FOSTERED = Person(birth=born(2013, 5, 1), fostered=True, region="london")
STUDENT = Person(
    birth=born(2004, 1, 1),
    care_leaver=True,
    higher_education=True,
    course_started=date(2022, 9, 1),
    course_years=3,
)
PUPIL = Person(birth=born(2007, 8, 31), in_care=True, further_education=True)


@pytest.mark.parametrize(
    ("allowance", "person", "day", "answer"),
    [
        ("leaving-care", LEAVER, date(2023, 3, 31), 2000),
        ("leaving-care", LEAVER, date(2023, 4, 1), 3000),
        ("leaving-care", LEAVER._replace(care_leaver=False), date(2023, 4, 1), "not due"),
        ("leaving-care", LEAVER._replace(care_leaver=None), date(2023, 4, 1), "cannot say"),
        ("leaving-care", LEAVER._replace(had=frozenset({"leaving-care"})), date(2023, 4, 1), "not due"),
        # The start of the apprenticeship decides the rate, and the age on that day counts.
        ("apprenticeship-bursary", APPRENTICE, date(2023, 9, 3), "not due"),
        ("apprenticeship-bursary", APPRENTICE, date(2023, 9, 4), 3000),
        ("apprenticeship-bursary", APPRENTICE, date(2030, 1, 1), 3000),
        (
            "apprenticeship-bursary",
            APPRENTICE._replace(apprenticeship_started=date(2023, 7, 31)),
            date(2024, 1, 1),
            1000,
        ),
        (
            "apprenticeship-bursary",
            APPRENTICE._replace(apprenticeship_started=date(2023, 8, 1)),
            date(2024, 1, 1),
            3000,
        ),
        # No rate is known for a start before 1 August 2018, so none is carried back.
        (
            "apprenticeship-bursary",
            APPRENTICE._replace(apprenticeship_started=date(2018, 8, 1)),
            date(2019, 1, 1),
            1000,
        ),
        (
            "apprenticeship-bursary",
            APPRENTICE._replace(apprenticeship_started=date(2018, 7, 31)),
            date(2019, 1, 1),
            "cannot say",
        ),
        ("apprenticeship-bursary", APPRENTICE._replace(birth=born(1998, 9, 5)), date(2024, 1, 1), 3000),
        ("apprenticeship-bursary", APPRENTICE._replace(birth=born(1998, 9, 4)), date(2024, 1, 1), "not due"),
        ("apprenticeship-bursary", APPRENTICE._replace(apprentice=False), date(2024, 1, 1), "not due"),
        (
            "apprenticeship-bursary",
            APPRENTICE._replace(apprenticeship_started=None),
            date(2024, 1, 1),
            "cannot say",
        ),
        # Birthdays move a child from one band to the next; nothing is due from the 18th.
        ("fostering-minimum", FOSTERED, date(2024, 4, 30), 217),
        ("fostering-minimum", FOSTERED, date(2024, 5, 1), 248),
        ("fostering-minimum", FOSTERED, date(2025, 4, 5), 248),
        ("fostering-minimum", FOSTERED, date(2025, 4, 6), 257),
        ("fostering-minimum", FOSTERED._replace(region="rest-of-england"), date(2025, 5, 1), 220),
        ("fostering-minimum", FOSTERED._replace(region=None), date(2025, 5, 1), "cannot say"),
        ("fostering-minimum", FOSTERED._replace(birth=None), date(2025, 5, 1), "cannot say"),
        ("fostering-minimum", FOSTERED._replace(birth=born(2007, 5, 2)), date(2025, 5, 1), 299),
        ("fostering-minimum", FOSTERED._replace(birth=born(2007, 5, 1)), date(2025, 5, 1), "not due"),
        ("fostering-minimum", FOSTERED, date(2026, 4, 6), "cannot say"),
        ("higher-education-bursary", STUDENT, date(2023, 1, 1), 2000),
        ("higher-education-bursary", STUDENT._replace(course_years=2), date(2023, 1, 1), 2000),
        ("higher-education-bursary", STUDENT._replace(course_years=1), date(2023, 1, 1), "not due"),
        ("higher-education-bursary", STUDENT._replace(course_years=None), date(2023, 1, 1), "cannot say"),
        ("higher-education-bursary", STUDENT, date(2022, 8, 31), "not due"),
        # The age on the last 31 August counts.
        ("bursary-16-to-19", PUPIL, date(2025, 10, 1), 1200),
        ("bursary-16-to-19", PUPIL._replace(birth=born(2006, 8, 31)), date(2025, 10, 1), "not due"),
        ("bursary-16-to-19", PUPIL._replace(birth=born(2006, 9, 1)), date(2025, 10, 1), 1200),
        ("bursary-16-to-19", PUPIL._replace(birth=born(2009, 9, 1)), date(2025, 10, 1), "not due"),
        ("bursary-16-to-19", PUPIL._replace(in_care=False, care_leaver=True), date(2026, 7, 31), 1200),
        ("bursary-16-to-19", PUPIL._replace(in_care=False), date(2025, 10, 1), "cannot say"),
        (
            "bursary-16-to-19",
            PUPIL._replace(in_care=False, care_leaver=False),
            date(2025, 10, 1),
            "not due",
        ),
    ],
)
def test_who_is_due_what(
    shipped: Catalogue, allowance: str, person: Person, day: date, answer: int | str
) -> None:
    found = asked(shipped, allowance, person, day)
    assert (found.paid.amount.headline if found.paid else found.verdict) == answer


def test_a_year_of_birth_is_enough_where_every_day_of_it_gives_the_same(shipped: Catalogue) -> None:
    year = FOSTERED._replace(birth=Birth(date(2011, 1, 1), date(2011, 12, 31)))
    found = asked(shipped, "fostering-minimum", year, date(2025, 5, 1))
    assert found.paid is not None
    assert found.paid.amount.headline == 257
    edge = FOSTERED._replace(birth=Birth(date(2009, 1, 1), date(2009, 12, 31)))
    assert asked(shipped, "fostering-minimum", edge, date(2025, 5, 1)).verdict == "cannot say"


FACTS: dict[str, list[Any]] = {
    "birth": [born(2004, 2, 29), birth_at_age(12, date(2025, 5, 1))],
    **{status: [True, False] for status in STATUSES},
    "apprenticeship_started": [date(2023, 7, 31), date(2023, 8, 1)],
    "course_started": [date(2023, 9, 1)],
    "course_years": [1, 3],
    "region": ["london", "south-east"],
}


@given(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FACTS.items()}),
    st.sets(st.sampled_from(sorted(FACTS))),
    st.dates(date(2023, 1, 1), date(2026, 12, 31)),
)
def test_forgetting_a_fact_never_turns_one_answer_into_the_other(
    shipped: Catalogue, facts: dict[str, Any], forgotten: set[str], day: date
) -> None:
    # Somebody whose apprenticeship has started is taken for an apprentice where nobody says otherwise.
    assume(facts["apprentice"] or facts["apprenticeship_started"] > day)
    known = Person(**facts)
    partly = Person(**{name: fact for name, fact in facts.items() if name not in forgotten})
    for allowance in shipped.allowances:
        whole, part = asked(shipped, allowance, known, day), asked(shipped, allowance, partly, day)
        assert part.verdict in (whole.verdict, "cannot say")
        if part.verdict == "due":
            assert part.paid == whole.paid


def test_the_rule_does_not_depend_on_the_order_of_the_bands() -> None:
    rates = [
        a_rate(date(2020, 1, 1), None, a_figure(10 * ages.lowest), region="here", ages=ages)
        for ages in (Ages(5, 9), Ages(1, 4))
    ]
    fostered = Condition("status", statuses=("fostered",))
    catalogue = a_catalogue(an_allowance("one", *rates, paid="weekly", who=(fostered,)))
    for age in range(1, 10):
        person = Person(birth=birth_at_age(age, date(2024, 2, 29)), fostered=True, region="here")
        found = asked(catalogue, "one", person, date(2024, 2, 29))
        assert found.paid is not None
        assert found.paid.amount.headline == (50 if age >= 5 else 10)


def test_the_vocabulary_of_the_data_is_the_vocabulary_of_the_rules() -> None:
    assert set(WhoEntry.model_fields) == {*STATUSES, "any_of", "age", *(f"{fact}_from" for fact in WHOLE)}
    assert set(TESTS) <= set(SAYINGS)
    assert set(TESTS) == {"status", "age", *WHOLE}


@given(st.integers(14, 30), st.integers(0, 400))
def test_between_two_limits_an_age_holds_on_every_day_of_those_years(from_: int, days: int) -> None:
    condition = Condition("age", at_least=from_, under=from_ + 1)
    catalogue = a_catalogue(
        an_allowance("one", a_rate(None, None, a_figure(5)), paid="yearly", who=(condition,))
    )
    birthday = date(2000 + from_, 6, 15)
    day = birthday + timedelta(days=days)
    expected = "due" if day < birthday.replace(year=birthday.year + 1) else "not due"
    assert asked(catalogue, "one", Person(birth=born(2000, 6, 15)), day).verdict == expected


@pytest.mark.parametrize(
    ("allowance", "person", "needs"),
    [
        # No day of birth, and one of which only the year is known.
        ("bursary-16-to-19", PUPIL._replace(birth=None), {"born"}),
        ("bursary-16-to-19", PUPIL._replace(birth=Birth(date(2006, 1, 1), date(2006, 12, 31))), {"born"}),
        ("bursary-16-to-19", PUPIL, set()),
        # The age counts on the day of the start: without one, the day of birth would not help.
        (
            "apprenticeship-bursary",
            APPRENTICE._replace(apprenticeship_started=None),
            {"apprenticeship_started"},
        ),
        (
            "apprenticeship-bursary",
            APPRENTICE._replace(apprenticeship_started=None, birth=None),
            {"apprenticeship_started", "born"},
        ),
    ],
)
def test_what_an_age_condition_needs_is_said(
    allowance: str, person: Person, needs: set[str], shipped: Catalogue
) -> None:
    found = asked(shipped, allowance, person, date(2025, 10, 1))
    assert {fact for test in found.tests if test.holds is None for fact in test.facts} - {
        "apprentice"
    } == needs
