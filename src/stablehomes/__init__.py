"""Announced public money, qualified, sourced and exact: the public names.

The list of imports below is the one list of them; what is not in it is private and may change.

>>> from stablehomes import budget, load
>>> budget(load()).itemised.headline
Decimal('111000000')
"""

from __future__ import annotations

import builtins
from importlib import import_module
from typing import TYPE_CHECKING, Any

# For type checkers and readers; each is imported on first use, so that a command starts at once.
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


def _public() -> dict[str, str]:
    """Each public name and the module that it comes from, as the imports above have it."""
    import re
    from pkgutil import get_data

    source = (get_data(__name__, "__init__.py") or b"").decode()
    return {name: module for module, name in re.findall(r"^    from (\S+) import (\w+) as \2$", source, re.M)}


def __getattr__(name: str) -> Any:
    if name == "__all__":  # what ``import *`` brings hides no builtin
        return [each for each in __dir__() if not hasattr(builtins, each)]
    if name.startswith("_") or name not in _public():
        raise AttributeError(f"module 'stablehomes' has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(_public()[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted(_public())
