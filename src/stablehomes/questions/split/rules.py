"""The rules of a split: each makes exact weights in the order of the areas; apportionment makes the pence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import lcm

from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.answers import Rule
from stablehomes.questions.split.over_years import times
from stablehomes.values.apportion import whole_weights
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.terms import Terms
from stablehomes.values.years import FinancialYear

Weights = list[int]
Years = Sequence[FinancialYear]


def equal(areas: AreaFigures, _terms: Terms, _years: Years) -> Weights:
    """The same for each."""
    return [1] * len(areas.codes)


def proportional(areas: AreaFigures, terms: Terms, _years: Years) -> Weights:
    """Of each column an area's part of the column's sum, times the share of the money that goes by it."""
    columns = [_column(areas, weight.column) for weight in terms.weights]
    if len(columns) == 1:
        return columns[0]
    sums = [sum(column) for column in columns]
    shares = whole_weights([weight.percent for weight in terms.weights])
    factors = [share * (lcm(*sums) // whole) for share, whole in zip(shares, sums, strict=True)]
    return [sum(map(int.__mul__, factors, figures)) for figures in zip(*columns, strict=True)]


def formula(areas: AreaFigures, terms: Terms, years: Years) -> Weights:
    """Proportional, or equal where no column is weighed, times how long each area takes part."""
    weights = (proportional if terms.weights else equal)(areas, terms, years)
    if not terms.waves:
        return weights
    return list(map(int.__mul__, weights, times(areas, terms, years)))


RULES: dict[Rule, Callable[[AreaFigures, Terms, Years], Weights]] = {
    "equal": equal,
    "proportional": proportional,
    "formula": formula,
}


def _column(areas: AreaFigures, name: str) -> Weights:
    weights = whole_weights(areas.figures[name])
    if not any(weights):
        raise WrongCall(
            f'every figure in the column "{name}" is nothing, so nothing can be shared by it',
            "name a column in which at least one area has a figure",
        )
    return weights
