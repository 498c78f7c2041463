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
    from stablehomes.catalogue import load as load
    from stablehomes.cohorts.costing import cost as cost
    from stablehomes.examining import look_at as look_at
    from stablehomes.formulas import read_formula as read_formula
    from stablehomes.plain_values import plain as plain
    from stablehomes.problems import InvalidData as InvalidData
    from stablehomes.problems import WrongCall as WrongCall
    from stablehomes.published import read_area_figures as read_area_figures
    from stablehomes.questions.budget import budget as budget
    from stablehomes.questions.comparisons import compare as compare
    from stablehomes.questions.conditions import Person as Person
    from stablehomes.questions.diff import diff as diff
    from stablehomes.questions.entitlements import Asked as Asked
    from stablehomes.questions.entitlements import entitlements as entitlements
    from stablehomes.questions.rates import rate as rate
    from stablehomes.questions.scenarios import in_scenarios as in_scenarios
    from stablehomes.questions.showing import show as show
    from stablehomes.questions.splits import Area as Area
    from stablehomes.questions.splits import split as split
    from stablehomes.questions.timelines import timeline as timeline
    from stablehomes.questions.workings.question import Question as Question
    from stablehomes.scenarios import read_scenario as read_scenario
    from stablehomes.terms import Terms as Terms

__version__ = "0.1.0"
# Each name and the module it comes from; imported on first use, so that a command starts at once.
PUBLIC = {
    "Area": "questions.splits",
    "Asked": "questions.entitlements",
    "InvalidData": "problems",
    "Terms": "terms",
    "Person": "questions.conditions",
    "Question": "questions.workings.question",
    "WrongCall": "problems",
    "budget": "questions.budget",
    "compare": "questions.comparisons",
    "cost": "cohorts.costing",
    "entitlements": "questions.entitlements",
    "load": "catalogue",
    "look_at": "examining",
    "plain": "plain_values",
    "read_area_figures": "published",
    "read_formula": "formulas",
    "rate": "questions.rates",
    "show": "questions.showing",
    "diff": "questions.diff",
    "in_scenarios": "questions.scenarios",
    "read_scenario": "scenarios",
    "split": "questions.splits",
    "timeline": "questions.timelines",
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
