"""stablehomes report"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.options import Common, command

if TYPE_CHECKING:
    from datetime import date

    from stablehomes.catalogue.model import Allowance, Catalogue, Measure, Rate
    from stablehomes.documents.form.document import Document

MANY = 20  # parts; fewer are made before anybody wonders
Part = tuple[str, "Callable[[], Document]"]


@command
def report(common: Common) -> None:
    """Everything on a page or in a workbook.

    Example: stablehomes report --output report.html
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.report import document

        parts = list(_parts(catalogue))
        hidden = len(parts) < MANY or not sys.stderr.isatty()
        with typer.progressbar(parts, label="Making the report", file=sys.stderr, hidden=hidden) as waiting:
            return document(catalogue, [make()._replace(name=name) for name, make in waiting])

    answer(common, ask)


def _parts(catalogue: Catalogue) -> Iterator[Part]:
    """What the report holds, in its order: the money, what areas would get, what people are paid."""
    yield from _budgets(catalogue)
    yield from _splits(catalogue)
    yield from _comparisons(catalogue)
    yield from _tables_of_rates(catalogue)
    yield from _documents(catalogue)


def _budgets(catalogue: Catalogue) -> Iterator[Part]:
    from stablehomes.documents.budget import document
    from stablehomes.questions.budget import Grouping, budget

    def by(grouping: Grouping) -> Document:
        return document(budget(catalogue, grouping))

    yield "budget", partial(by, "measure")
    yield "budget-by-year", partial(by, "year")
    yield "budget-by-source", partial(by, "source")


def _splits(catalogue: Catalogue) -> Iterator[Part]:
    """Among the councils that were named, or else the number of areas that was announced."""
    from stablehomes.documents.split import document
    from stablehomes.questions.split.split import split

    def of(measure: Measure) -> Document:
        return document(split(catalogue, measure.id, named=bool(measure.places)))

    for measure in catalogue.measures.values():
        if measure.figures and (measure.places or measure.areas):
            yield f"split-{measure.id}", partial(of, measure)


def _comparisons(catalogue: Catalogue) -> Iterator[Part]:
    from stablehomes.documents.compare import document
    from stablehomes.questions.allowances.compare import Wanted, can_be_compared, compare

    if any(can_be_compared(each, Wanted()) for each in catalogue.allowances.values()):
        yield "compare", lambda: document(compare(catalogue))


def _tables_of_rates(catalogue: Catalogue) -> Iterator[Part]:
    """The latest rates of each allowance that has a table by region and age."""
    from stablehomes.documents.rate import document
    from stablehomes.questions.allowances.rates import rate

    def latest(allowance: Allowance) -> Document:
        return document(rate(catalogue, allowance.id, on=max(filter(None, map(_start, allowance.rates)))))

    for allowance in catalogue.allowances.values():
        if any(each.region and each.from_ for each in allowance.rates):
            yield f"rate-{allowance.id}", partial(latest, allowance)


def _start(rate: Rate) -> date | None:
    return rate.from_


def _documents(catalogue: Catalogue) -> Iterator[Part]:
    """What happens when, and who says what."""
    from stablehomes.documents.sources import document as in_a_grid
    from stablehomes.documents.timeline import document as in_order
    from stablehomes.questions.sources import grid
    from stablehomes.questions.timeline import timeline

    yield "timeline", lambda: in_order(timeline(catalogue))
    yield "sources", lambda: in_a_grid(grid(catalogue))
