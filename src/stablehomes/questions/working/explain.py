"""The working behind the numbers of one thing, as an answer with these options prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from stablehomes.catalogue.model import Catalogue, Measure
from stablehomes.catalogue.statements import every_statement
from stablehomes.questions.budget import (
    BudgetQuery,
    of_pillar,
    told_by,
    told_in,
    totals,
    worked_measure,
    worked_of,
)
from stablehomes.questions.figures import of_context, of_figures, of_index, of_money, of_numbers
from stablehomes.questions.prices import terms_of
from stablehomes.questions.split.explained import of_council, of_split
from stablehomes.questions.split.notes import notes
from stablehomes.questions.split.split import SplitQuery, arranged, equal_share
from stablehomes.questions.step import Step
from stablehomes.questions.working.allowances import of_allowance
from stablehomes.questions.working.query import Explained, ShownKind, asked_with


class Worked(NamedTuple):
    """The trees of steps, and what has to be said beside them."""

    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


def working(catalogue: Catalogue, kind: ShownKind, id: str, explained: Explained) -> Worked:
    """A tree of steps for each number of a thing that is not already a step of another.

    ``kind`` and ``id`` are those of ``show``. Raises WrongCall for all that the answer itself would refuse.
    """
    question, area = explained
    if isinstance(question, SplitQuery):
        return _of_split(catalogue, catalogue.measures[id], question, area)
    if isinstance(question, BudgetQuery):
        return Worked(tuple(OF_KIND[kind](catalogue, id, question)))
    return Worked(tuple(of_allowance(catalogue, catalogue.allowances[id], question)))


def _of_split(catalogue: Catalogue, measure: Measure, question: SplitQuery, area: str | None) -> Worked:
    ready = arranged(catalogue, measure, question)
    said = notes(
        catalogue,
        measure,
        ready.group,
        ready.plan,
        ready.rule,
        question.year,
        against=question.against,
    )
    return Worked(tuple(of_split(catalogue, ready, question, area)), tuple(said))


def _of_budget(catalogue: Catalogue, question: BudgetQuery) -> Iterator[Step]:
    """Not itemised, which is what was announced less what measures name; then each group, if asked for."""
    told, terms = told_in(catalogue, question), terms_of(catalogue, question.real)
    worked = worked_of(told, question.by, terms)
    yield from totals(worked)
    yield from (group.sum for group in worked.groups if group.sum)


def _of_pillar(catalogue: Catalogue, pillar: str, question: BudgetQuery) -> Iterator[Step]:
    """The sum of what the measures of a pillar name."""
    told, terms = told_in(catalogue, question), terms_of(catalogue, question.real)
    itemised = of_pillar(told, pillar, terms)
    if itemised:
        yield itemised


def _of_source(catalogue: Catalogue, source: str, question: BudgetQuery) -> Iterator[Step]:
    """What adds up by this document alone, then every other number that it states, in cash."""
    told, terms = told_by(catalogue, source), terms_of(catalogue, question.real)
    worked = worked_of(told, "measure", terms)
    if worked.announced or worked.itemised.steps:
        yield from totals(worked)
    if terms is not None:
        return
    inside = (each.measure for each in worked.funded.values() if each.measure.envelope != "outside")
    in_totals = {("strategy", "announced"), *((each.id, "money") for each in inside)}
    for stated_by_all in every_statement(catalogue):
        own = [figure for figure in stated_by_all.figures if figure.source == source]
        if own and (stated_by_all.thing, stated_by_all.of) not in in_totals:
            label = f"{stated_by_all.title}, {stated_by_all.of}"
            yield of_figures(label, stated_by_all.unit, own, catalogue)


def _of_measure(catalogue: Catalogue, measure: Measure, question: BudgetQuery) -> Iterator[Step]:
    if not asked_with(question):
        yield from _each_and_others(catalogue, measure)
        return
    told = told_in(catalogue, question).measures.get(measure.id)
    if told is None:
        return
    if told.figures:
        yield worked_measure(told, catalogue, terms_of(catalogue, question.real))
    if question.real is None:
        yield from of_numbers(told, catalogue)


def _each_and_others(catalogue: Catalogue, measure: Measure) -> Iterator[Step]:
    """The equal share of one area where there is money and areas; otherwise each number by itself."""
    money = [of_money(measure, catalogue)] if measure.figures else []
    numbers = list(of_numbers(measure, catalogue))
    if money and measure.areas and numbers[0].value.headline >= 1:
        yield equal_share(money[0], numbers[0])
        yield from numbers[1:]
    else:
        yield from (*money, *numbers)


# What explains the numbers of each kind of thing but an allowance, found by its id.
OF_KIND: Mapping[str, Callable[[Catalogue, str, BudgetQuery], Iterator[Step]]] = {
    "strategy": lambda catalogue, _, question: _of_budget(catalogue, question),
    "measure": lambda catalogue, key, asked: _of_measure(catalogue, catalogue.measures[key], asked),
    "context": lambda catalogue, key, _: iter((of_context(catalogue.context[key], catalogue),)),
    "pillar": _of_pillar,
    "price-index": lambda catalogue, key, _: of_index(catalogue.prices[key]),
    "source": _of_source,
    "council": lambda catalogue, code, _: of_council(catalogue, code),
}
