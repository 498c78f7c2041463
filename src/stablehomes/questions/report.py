"""What a report consists of: the money, what areas would get, what people are paid, who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from stablehomes.catalogue.model import Catalogue
from stablehomes.questions.allowances.compare import Compared, CompareQuery, can_be_compared, compare_of
from stablehomes.questions.allowances.rates import Rated, RateQuery, rate_of
from stablehomes.questions.budget import Budget, BudgetQuery, budget_of
from stablehomes.questions.sources import Grid, SourcesQuery, sources_of
from stablehomes.questions.split.answers import Split
from stablehomes.questions.split.split import SplitQuery, split_of
from stablehomes.questions.timeline import Timeline, TimelineQuery, timeline_of

Answer: TypeAlias = Budget | Split | Compared | Rated | Timeline | Grid
Part: TypeAlias = tuple[str, Callable[[], Answer]]


def report_parts(catalogue: Catalogue) -> Iterator[Part]:
    """The parts of a report in their order: the name of each, and its question, which is asked when called.

    >>> from stablehomes import load
    >>> [name for name, _ in report_parts(load())][:3]
    ['budget', 'budget-by-year', 'budget-by-source']
    """
    yield "budget", partial(budget_of, catalogue, BudgetQuery())
    yield "budget-by-year", partial(budget_of, catalogue, BudgetQuery(by="year"))
    yield "budget-by-source", partial(budget_of, catalogue, BudgetQuery(by="source"))
    yield from _splits(catalogue)
    if any(can_be_compared(each, CompareQuery()) for each in catalogue.allowances.values()):
        yield "compare", partial(compare_of, catalogue, (), CompareQuery())
    yield from _tables_of_rates(catalogue)
    yield "timeline", partial(timeline_of, catalogue, TimelineQuery())
    yield "sources", partial(sources_of, catalogue, SourcesQuery())


def _splits(catalogue: Catalogue) -> Iterator[Part]:
    """Among the councils that were named, or else the number of areas that was announced."""
    for id, measure in catalogue.measures.items():
        if measure.figures and (measure.places or measure.areas):
            query = SplitQuery(named=bool(measure.places))
            yield f"split-{id}", partial(split_of, catalogue, id, query)


def _tables_of_rates(catalogue: Catalogue) -> Iterator[Part]:
    """The latest rates of each allowance that has a table by region and age."""
    for id, allowance in catalogue.allowances.items():
        if any(each.region and each.from_ for each in allowance.rates):
            latest = max(each.from_ for each in allowance.rates if each.from_)
            yield f"rate-{id}", partial(rate_of, catalogue, id, RateQuery(on=latest))
