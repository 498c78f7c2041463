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
    from stablehomes.catalogue.councils import Councils as Councils
    from stablehomes.catalogue.model import Ages as Ages
    from stablehomes.catalogue.model import Allocation as Allocation
    from stablehomes.catalogue.model import Allowance as Allowance
    from stablehomes.catalogue.model import Author as Author
    from stablehomes.catalogue.model import Catalogue as Catalogue
    from stablehomes.catalogue.model import Change as Change
    from stablehomes.catalogue.model import Condition as Condition
    from stablehomes.catalogue.model import Context as Context
    from stablehomes.catalogue.model import Figure as Figure
    from stablehomes.catalogue.model import Instalment as Instalment
    from stablehomes.catalogue.model import Measure as Measure
    from stablehomes.catalogue.model import Mention as Mention
    from stablehomes.catalogue.model import Milestone as Milestone
    from stablehomes.catalogue.model import Place as Place
    from stablehomes.catalogue.model import PriceIndex as PriceIndex
    from stablehomes.catalogue.model import Rate as Rate
    from stablehomes.catalogue.model import Scenario as Scenario
    from stablehomes.catalogue.model import Source as Source
    from stablehomes.catalogue.model import Strategy as Strategy
    from stablehomes.catalogue.model import Uplift as Uplift
    from stablehomes.catalogue.person import Asked as Asked
    from stablehomes.catalogue.person import Person as Person
    from stablehomes.catalogue.statements import Statements as Statements
    from stablehomes.cohorts.cost import cost as cost
    from stablehomes.documents.report import Report as Report
    from stablehomes.documents.report import ReportPart as ReportPart
    from stablehomes.documents.report import report as report
    from stablehomes.inputs.check import check as check
    from stablehomes.inputs.formula import read_formula as read_formula
    from stablehomes.inputs.published.joining import read_area_figures as read_area_figures
    from stablehomes.inputs.scenario import read_scenario as read_scenario
    from stablehomes.interface.schema import schema as schema
    from stablehomes.problems.problem import InvalidData as InvalidData
    from stablehomes.problems.problem import Problem as Problem
    from stablehomes.problems.problem import WrongCall as WrongCall
    from stablehomes.questions.allowances.compare import Compared as Compared
    from stablehomes.questions.allowances.compare import CompareQuery as CompareQuery
    from stablehomes.questions.allowances.compare import Comparison as Comparison
    from stablehomes.questions.allowances.compare import RealChange as RealChange
    from stablehomes.questions.allowances.compare import Worth as Worth
    from stablehomes.questions.allowances.compare import compare as compare
    from stablehomes.questions.allowances.entitlements import Entitled as Entitled
    from stablehomes.questions.allowances.entitlements import Entitlement as Entitlement
    from stablehomes.questions.allowances.entitlements import InstalmentDue as InstalmentDue
    from stablehomes.questions.allowances.entitlements import PersonEntitlements as PersonEntitlements
    from stablehomes.questions.allowances.entitlements import entitlements as entitlements
    from stablehomes.questions.allowances.inflation import AgainstPrices as AgainstPrices
    from stablehomes.questions.allowances.rates import Rated as Rated
    from stablehomes.questions.allowances.rates import RateOnDays as RateOnDays
    from stablehomes.questions.allowances.rates import RateQuery as RateQuery
    from stablehomes.questions.allowances.rates import rate as rate
    from stablehomes.questions.allowances.reasons import Reason as Reason
    from stablehomes.questions.budget import Announcement as Announcement
    from stablehomes.questions.budget import Budget as Budget
    from stablehomes.questions.budget import BudgetQuery as BudgetQuery
    from stablehomes.questions.budget import Group as Group
    from stablehomes.questions.budget import MeasureFunding as MeasureFunding
    from stablehomes.questions.budget import Part as Part
    from stablehomes.questions.budget import budget as budget
    from stablehomes.questions.check import Checked as Checked
    from stablehomes.questions.cost.cost import AllowanceCost as AllowanceCost
    from stablehomes.questions.cost.cost import Costed as Costed
    from stablehomes.questions.cost.cost import CostRow as CostRow
    from stablehomes.questions.cost.cost import Reading as Reading
    from stablehomes.questions.diff.answers import Detail as Detail
    from stablehomes.questions.diff.answers import Diff as Diff
    from stablehomes.questions.diff.answers import Difference as Difference
    from stablehomes.questions.diff.answers import Side as Side
    from stablehomes.questions.diff.diff import diff as diff
    from stablehomes.questions.diff.thresholds import Threshold as Threshold
    from stablehomes.questions.diff.thresholds import ThresholdCondition as ThresholdCondition
    from stablehomes.questions.diff.thresholds import Verdict as Verdict
    from stablehomes.questions.list import Listing as Listing
    from stablehomes.questions.list import Thing as Thing
    from stablehomes.questions.list import list as list
    from stablehomes.questions.prices import InPrices as InPrices
    from stablehomes.questions.show import Named as Named
    from stablehomes.questions.show import Shown as Shown
    from stablehomes.questions.show import show as show
    from stablehomes.questions.sources import Grid as Grid
    from stablehomes.questions.sources import sources as sources
    from stablehomes.questions.split.answers import AllocationComparison as AllocationComparison
    from stablehomes.questions.split.answers import Area as Area
    from stablehomes.questions.split.answers import Region as Region
    from stablehomes.questions.split.answers import RegionCheck as RegionCheck
    from stablehomes.questions.split.answers import Share as Share
    from stablehomes.questions.split.answers import Split as Split
    from stablehomes.questions.split.answers import YearAmount as YearAmount
    from stablehomes.questions.split.split import SplitQuery as SplitQuery
    from stablehomes.questions.split.split import split as split
    from stablehomes.questions.step import Sharer as Sharer
    from stablehomes.questions.step import Sharing as Sharing
    from stablehomes.questions.step import Step as Step
    from stablehomes.questions.timeline import Event as Event
    from stablehomes.questions.timeline import Timeline as Timeline
    from stablehomes.questions.timeline import timeline as timeline
    from stablehomes.reading.load import load as load
    from stablehomes.values.ages import Birth as Birth
    from stablehomes.values.ages import KnownAges as KnownAges
    from stablehomes.values.area_figures import AreaFigures as AreaFigures
    from stablehomes.values.area_figures import RegionFigures as RegionFigures
    from stablehomes.values.days import KnownDate as KnownDate
    from stablehomes.values.ranges import Range as Range
    from stablehomes.values.terms import ColumnWeight as ColumnWeight
    from stablehomes.values.terms import Limit as Limit
    from stablehomes.values.terms import Terms as Terms
    from stablehomes.values.terms import Wave as Wave
    from stablehomes.values.years import FinancialYear as FinancialYear

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


def __dir__() -> tuple[str, ...]:
    return tuple(sorted(_public()))
