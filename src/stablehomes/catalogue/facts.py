"""The facts about a person that the rules of an allowance may ask for: one table, keyed by id.

What follows from it: the options of ``entitlements``, the words of reasons, the kinds of columns of a cohort,
the conditions that data may state. A fact is a field of ``Person`` and of the forms too; a test walks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args

# A truth is yes or no; whole is a whole number; born is a day of birth, as far as it is known; an age is in
# completed years on the day asked about; a region and allowances are named by their ids.
FactKind: TypeAlias = Literal["truth", "day", "whole", "born", "age", "region", "allowances"]


# The facts that are whole numbers: what a condition asks for by their names.
NumberFact: TypeAlias = Literal["course_years"]
WHOLE: tuple[NumberFact, ...] = get_args(NumberFact)


class Fact(NamedTuple):
    """One fact: how it is asked for on the command line, and how reasons speak of it.

    ``asks`` says what has to be known. ``says`` is what holds of a person: of a number with {} for the least
    that it may be. ``says_not`` is its contrary. ``starts`` is what begins on a day that can decide a rate.
    """

    kind: FactKind
    help: str
    asks: str
    says: str = ""
    says_not: str = ""
    starts: str = ""
    most: int | None = None


def _status(help: str, says: str, says_not: str) -> Fact:
    return Fact("truth", help, f"whether {says}", says, says_not)


FACTS: Mapping[str, Fact] = {
    "born": Fact("born", "Day of birth, or its month or year.", "the day of birth"),
    "age": Fact("age", "Age on the day, in years.", "the age", most=150),
    "care_leaver": _status("Has left care.", "a care leaver", "not a care leaver"),
    "in_care": _status("Is in care.", "in care", "not in care"),
    "fostered": _status("Is in foster care.", "in foster care", "not in foster care"),
    "apprentice": _status("Is an apprentice.", "an apprentice", "not an apprentice"),
    "further_education": _status(
        "Is at a school or college.",
        "in further education or training",
        "not in further education or training",
    ),
    "higher_education": _status("Is in higher education.", "in higher education", "not in higher education"),
    "apprenticeship_started": Fact(
        "day",
        "First day of the apprenticeship.",
        "the day on which the apprenticeship started",
        starts="the apprenticeship",
    ),
    "course_started": Fact(
        "day", "First day of the course.", "the day on which the course started", starts="the course"
    ),
    "course_years": Fact(
        "whole",
        "Academic years that the course has.",
        "how many academic years the course has",
        "a course of {} academic years or more",
        "not a course of {} academic years or more",
        most=20,
    ),
    "region": Fact("region", "Id of a region, such as london.", "the region"),
    "had": Fact("allowances", "An allowance that was paid before; repeatable.", "what was paid before"),
}


def of_kind(kind: FactKind) -> tuple[str, ...]:
    """The facts of a kind, in the order of the table.

    >>> of_kind("day")
    ('apprenticeship_started', 'course_started')
    """
    return tuple(name for name, fact in FACTS.items() if fact.kind == kind)


# What stands for each kind where a message shows how a fact is given.
EXAMPLES: Mapping[FactKind, str] = {
    "truth": "yes",
    "day": "2023-10-01",
    "whole": "2",
    "born": "2005-05-17",
    "age": "18",
}


# The facts that are days, by which a rate can be decided.
STARTS = of_kind("day")
