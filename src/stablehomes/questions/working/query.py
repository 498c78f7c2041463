"""What is explained: the query of the answer whose numbers these are, as its kind of thing can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from stablehomes.catalogue.query import Option, hints_of, option_of, valued, written
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.compare import CompareQuery
from stablehomes.questions.allowances.rates import RateQuery
from stablehomes.questions.budget import BudgetQuery, Grouping
from stablehomes.questions.list import ThingKind
from stablehomes.questions.split.split import SplitQuery
from stablehomes.values.wording import listed

Question: TypeAlias = BudgetQuery | SplitQuery | RateQuery | CompareQuery
Breakdown = Literal[Grouping, "region"]
ShownKind = Literal[ThingKind, "strategy", "council"]
QUERIES = (BudgetQuery, SplitQuery, RateQuery, CompareQuery)


class WorkingOptions(NamedTuple):
    """What ``show`` is asked with beside the options of the answers themselves."""

    working: Annotated[
        bool,
        Option(
            "Show the steps behind each number, down to the quotes; with options of budget, split,"
            " compare or rate, the numbers that those answers print."
        ),
    ] = False
    by: Annotated[
        Breakdown | None,
        Option("The strategy's groups, or the regions of a split."),
    ] = None
    area: Annotated[str | None, Option("Code or name of the area whose share is meant.", metavar="AREA")] = (
        None
    )


class Explained(NamedTuple):
    """A query, and the code or the name of the one area whose share is explained."""

    question: Question
    area: str | None = None


AREA = "area"
# What the working of each kind of thing can be asked with, the query that is meant by nothing first.
FITTING: Mapping[str, Mapping[type[Question], tuple[str, ...]]] = {
    "strategy": {BudgetQuery: ("by", "as_told_by", "real", "trust")},
    "pillar": {BudgetQuery: ("as_told_by", "real", "trust")},
    "source": {BudgetQuery: ("real",)},
    "measure": {BudgetQuery: ("as_told_by", "real", "trust"), SplitQuery: (*SplitQuery._fields, AREA)},
    "allowance": {RateQuery: RateQuery._fields, CompareQuery: CompareQuery._fields},
}


def explained(kind: ShownKind, given: Mapping[str, Any]) -> Explained:
    """The query that options are of, for a kind of thing: no two answers have the same together.

    Raises WrongCall for an option that says nothing of this kind, or that goes with no other that is given.

    >>> explained("measure", {"among": 7, "area": "Area 1"}).area
    'Area 1'
    """
    fitting: Mapping[Any, tuple[str, ...]] = FITTING.get(kind, {BudgetQuery: ()})
    known = dict.fromkeys(name for names in fitting.values() for name in names)
    strange = [name for name in given if name not in known]
    if strange:
        options = listed([option(name) for name in known])
        advice = (
            f"options for a thing of this kind: {options}" if options else f"leave {option(strange[0])} out"
        )
        raise WrongCall(f"no number of this {kind} depends on {option(strange[0])}", advice)
    for query, names in fitting.items():
        if all(name in names for name in given):
            hints = hints_of(query)
            values = {name: valued(hints[name], given[name], name) for name in given if name != AREA}
            return Explained(query(**values), given.get(AREA))
    other, one = (next(name for name in given if name not in names) for names in fitting.values())
    raise WrongCall(f"{option(one)} and {option(other)} belong to different answers", "ask with one of them")


def check_fits(kind: ShownKind, question: Question, area: str | None) -> Explained:
    """The query that a script asks with; WrongCall if it says nothing of this kind of thing."""
    given = asked_with(question) | ({} if area is None else {AREA: area})
    if type(question) in FITTING.get(kind, {}) and set(given) <= set(FITTING[kind][type(question)]):
        return Explained(question, area)
    return explained(kind, given)


def asked_with(question: Question) -> dict[str, Any]:
    """The fields that say something."""
    defaults = type(question)._field_defaults
    return {name: value for name, value in question._asdict().items() if value != defaults[name]}


def option(name: str) -> str:
    """A field as it is written on the command line.

    >>> option("as_told_by"), option("unit")
    ('--as-told-by', '--round')
    """
    if name == "terms":
        return "--weight, --formula, --floor or --cap"
    hints = [hints_of(query).get(name) for query in QUERIES]
    return written(name, next(filter(None, map(option_of, hints)), None))
