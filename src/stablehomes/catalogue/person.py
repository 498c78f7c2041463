"""What is known of a person who is asked about."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from stablehomes.values.ages import Birth, KnownAges


class Person(NamedTuple):
    """What is known of a person, or of people who are all alike; None is not known."""

    birth: Birth | KnownAges | None = None
    care_leaver: bool | None = None
    in_care: bool | None = None
    fostered: bool | None = None
    apprentice: bool | None = None
    further_education: bool | None = None
    higher_education: bool | None = None
    apprenticeship_started: date | None = None
    course_started: date | None = None
    course_years: int | None = None
    region: str | None = None
    had: frozenset[str] = frozenset()  # ids of allowances that were paid before


class Asked(NamedTuple):
    """One person that is asked about: an id if there is one, the facts, and the day."""

    id: str | None
    person: Person
    on: date
