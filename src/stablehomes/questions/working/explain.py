"""The working behind the numbers of one thing, as an answer with these options prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from stablehomes.catalogue.model import Catalogue, Measure
from stablehomes.questions.split.notes import notes
from stablehomes.questions.working import budgets
from stablehomes.questions.working.allowances import of_allowance
from stablehomes.questions.working.areas import of_council, of_split
from stablehomes.questions.working.figures import of_context, of_index, of_money, of_numbers
from stablehomes.questions.working.query import BUDGET, SPLIT, Question, ShownKind, asked_with, check_fits
from stablehomes.questions.working.shares import shares_of
from stablehomes.questions.working.steps import Step, step


class Worked(NamedTuple):
    """The trees of steps, and what has to be said beside them."""

    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


def working(catalogue: Catalogue, kind: ShownKind, id: str, question: Question) -> Worked:
    """A tree of steps for each number of a thing that is not already a step of another.

    ``kind`` and ``id`` are those of ``show``. Raises WrongCall for options that say nothing of this kind of
    thing, and for all that the answer itself would refuse.
    """
    check_fits(question, kind)
    if kind == "measure" and set(asked_with(question)) & set(SPLIT):
        return _of_split(catalogue, catalogue.measures[id], question)
    return Worked(tuple(OF_KIND[kind](catalogue, id, question)))


def _of_split(catalogue: Catalogue, measure: Measure, question: Question) -> Worked:
    shares = shares_of(catalogue, measure, question)
    ready = shares.ready
    said = notes(catalogue, measure, ready.group, ready.plan, ready.rule, question.year)
    return Worked(tuple(of_split(catalogue, measure, shares, question)), tuple(said))


def _of_measure(catalogue: Catalogue, measure: Measure, question: Question) -> Iterator[Step]:
    if set(asked_with(question)) & set(BUDGET):
        return budgets.of_measure(catalogue, measure, question)
    return _each_and_others(catalogue, measure)


def _each_and_others(catalogue: Catalogue, measure: Measure) -> Iterator[Step]:
    """The equal share of one area where there is money and areas; otherwise each number by itself."""
    money = [of_money(measure, catalogue)] if measure.figures else []
    numbers = list(of_numbers(measure, catalogue))
    if money and measure.areas and numbers[0].value.headline >= 1:
        yield step("one area's equal share (illustrative)", "shared by", "pounds", [*money, numbers[0]])
        yield from numbers[1:]
    else:
        yield from (*money, *numbers)


# What explains the numbers of each kind of thing, found by its id.
OF_KIND: Mapping[str, Callable[[Catalogue, str, Question], Iterator[Step]]] = {
    "strategy": lambda catalogue, _, question: budgets.of_strategy(catalogue, question),
    "measure": lambda catalogue, key, asked: _of_measure(catalogue, catalogue.measures[key], asked),
    "allowance": lambda catalogue, key, asked: of_allowance(catalogue, catalogue.allowances[key], asked),
    "context": lambda catalogue, key, _: iter((of_context(catalogue.context[key], catalogue),)),
    "pillar": budgets.of_pillar,
    "price-index": lambda catalogue, key, _: of_index(catalogue.prices[key]),
    "source": budgets.of_source,
    "council": lambda catalogue, code, _: of_council(catalogue, code),
}
