"""Announced public money, qualified, sourced and exact: the public names.

What is not listed here is private and may change.

>>> from stablehomes import budget, load
>>> budget(load()).itemised.headline
Decimal('111000000')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stablehomes.answers.plain import plain as plain
    from stablehomes.catalogue.changes import in_scenarios as in_scenarios
    from stablehomes.catalogue.person import Asked as Asked
    from stablehomes.catalogue.person import Person as Person
    from stablehomes.cohorts.cost import cost as cost
    from stablehomes.inputs.formula import read_formula as read_formula
    from stablehomes.inputs.published import read_area_figures as read_area_figures
    from stablehomes.inputs.scenario import read_scenario as read_scenario
    from stablehomes.problems.problem import InvalidData as InvalidData
    from stablehomes.problems.problem import WrongCall as WrongCall
    from stablehomes.questions.allowances.compare import compare as compare
    from stablehomes.questions.allowances.entitlements import entitlements as entitlements
    from stablehomes.questions.allowances.rates import rate as rate
    from stablehomes.questions.budget import budget as budget
    from stablehomes.questions.diff.diff import diff as diff
    from stablehomes.questions.show import show as show
    from stablehomes.questions.split.answers import Area as Area
    from stablehomes.questions.split.split import split as split
    from stablehomes.questions.timeline import timeline as timeline
    from stablehomes.questions.working.query import Question as Question
    from stablehomes.reading.folder import look_at as look_at
    from stablehomes.reading.load import load as load
    from stablehomes.values.terms import Terms as Terms

__version__ = "0.1.0"
# Each name and the module it comes from; imported on first use, so that a command starts at once.
PUBLIC = {
    "Area": "questions.split.answers",
    "Asked": "catalogue.person",
    "InvalidData": "problems.problem",
    "Terms": "values.terms",
    "Person": "catalogue.person",
    "Question": "questions.working.query",
    "WrongCall": "problems.problem",
    "budget": "questions.budget",
    "compare": "questions.allowances.compare",
    "cost": "cohorts.cost",
    "entitlements": "questions.allowances.entitlements",
    "load": "reading.load",
    "look_at": "reading.folder",
    "plain": "answers.plain",
    "read_area_figures": "inputs.published",
    "read_formula": "inputs.formula",
    "rate": "questions.allowances.rates",
    "show": "questions.show",
    "diff": "questions.diff.diff",
    "in_scenarios": "catalogue.changes",
    "read_scenario": "inputs.scenario",
    "split": "questions.split.split",
    "timeline": "questions.timeline",
}
__all__ = [
    "Area",
    "Asked",
    "InvalidData",
    "Person",
    "Question",
    "Terms",
    "WrongCall",
    "budget",
    "compare",
    "cost",
    "diff",
    "entitlements",
    "in_scenarios",
    "load",
    "look_at",
    "plain",
    "rate",
    "read_area_figures",
    "read_formula",
    "read_scenario",
    "show",
    "split",
    "timeline",
]


def __getattr__(name: str) -> Any:
    if name not in PUBLIC:
        raise AttributeError(f"module 'stablehomes' has no attribute {name!r}")
    return getattr(import_module(f"stablehomes.{PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
