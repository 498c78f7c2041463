"""The question whose numbers are explained: the options of the answers, and what they can be asked of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from stablehomes.problems.problem import WrongCall
from stablehomes.questions.budget import Grouping
from stablehomes.questions.list import ThingKind
from stablehomes.questions.split.answers import Rule
from stablehomes.questions.split.members import Areas
from stablehomes.values.apportion import Method
from stablehomes.values.days import KnownDate
from stablehomes.values.terms import RoundingUnit, Terms
from stablehomes.values.wording import listed
from stablehomes.values.years import FinancialYear

Breakdown = Literal[Grouping, "region"]
ShownKind = Literal[ThingKind, "strategy", "council"]


class Question(NamedTuple):
    """What an answer was asked with, as ``budget``, ``split``, ``compare`` and ``rate`` take it.

    ``by`` is one of the groupings of ``budget``, or "region" of a split; ``area`` is the code or the name of
    the one area whose share is explained.

    >>> from stablehomes import load, show
    >>> answer = show(load(), "family-finding", working=True, question=Question(among=7, area="Area 1"))
    >>> answer.working[0].value.headline
    Decimal('4285714.29')
    """

    by: Breakdown | None = None
    as_told_by: str | None = None
    real: FinancialYear | None = None
    among: int | None = None
    named: bool = False
    areas: Areas | None = None
    year: FinancialYear | None = None
    rule: Rule | None = None
    terms: Terms | None = None
    method: Method | None = None
    unit: RoundingUnit | None = None
    against: bool = False
    area: str | None = None
    on: date | None = None
    before: date | None = None
    after: date | None = None
    region: str | None = None
    age: int | None = None
    people: int | None = None
    worth_on: KnownDate | None = None


# How each is written on the command line, where it is not the name of the field.
OPTIONS: Mapping[str, str] = {
    "terms": "--weight, --formula, --floor or --cap",
    "unit": "--round",
}
BUDGET = ("as_told_by", "real")
SPLIT = (
    *("by", "among", "named", "areas", "year", "rule", "terms", "method", "unit"),
    *("against", "area"),
)
COMPARE = ("before", "after", "people", "real", "worth_on")
ONE_DAY = ("on",)
# What the working of each kind of thing can be asked with.
FITTING: Mapping[ShownKind, tuple[str, ...]] = {
    "strategy": ("by", *BUDGET),
    "pillar": BUDGET,
    "source": ("real",),
    "measure": (*BUDGET, *SPLIT),
    "allowance": ("region", "age", *ONE_DAY, *COMPARE),
}
# Options that are of different answers, so that no one number can follow from both.
APART = {"measure": (BUDGET, SPLIT), "allowance": (ONE_DAY, COMPARE)}


def check_fits(question: Question, kind: ShownKind) -> None:
    """WrongCall for an option that says nothing of this kind of thing, or that goes with no other given."""
    given = asked_with(question)
    fitting = FITTING.get(kind, ())
    strange = [name for name in given if name not in fitting]
    if strange:
        known = listed([option(name) for name in fitting])
        advice = f"options for a thing of this kind: {known}" if known else f"leave {option(strange[0])} out"
        raise WrongCall(f"no number of this {kind} depends on {option(strange[0])}", advice)
    one, other = ([name for name in given if name in names] for names in APART.get(kind, ((), ())))
    if one and other:
        raise WrongCall(
            f"{option(one[0])} and {option(other[0])} belong to different answers", "ask with one of them"
        )


def asked_with(question: Question) -> list[str]:
    """The fields that say something."""
    return [name for name, value in question._asdict().items() if value != Question._field_defaults[name]]


def option(name: str) -> str:
    """A field as it is written on the command line.

    >>> option("as_told_by")
    '--as-told-by'
    """
    return OPTIONS.get(name, "--" + name.replace("_", "-"))
