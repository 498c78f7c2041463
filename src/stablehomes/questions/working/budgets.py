"""The working of the budget: sums of what measures name, in cash or in the prices of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import sources_of
from stablehomes.catalogue.model import Catalogue, Figure, Measure
from stablehomes.catalogue.statements import every_statement
from stablehomes.questions.budget import GROUPINGS, told_by
from stablehomes.questions.prices import Terms, terms_of
from stablehomes.questions.working.figures import of_figures, of_level, of_money, of_numbers
from stablehomes.questions.working.query import Question
from stablehomes.questions.working.steps import Step, leaf, step
from stablehomes.values.ranges import stated, total
from stablehomes.values.wording import listed
from stablehomes.values.years import FinancialYear

Years = Sequence[FinancialYear]


def of_strategy(catalogue: Catalogue, question: Question) -> Iterator[Step]:
    """Not itemised, which is what was announced less what measures name; then each group, if asked for."""
    by = question.by or "measure"
    find(GROUPINGS, by, "grouping")
    told, terms = _told(catalogue, question), terms_of(catalogue, question.real)
    yield from _totals(told, terms)
    yield from GROUPS[by](told, terms)


def of_source(catalogue: Catalogue, source: str, question: Question) -> Iterator[Step]:
    """What adds up by this document alone, then every other number that it states, in cash."""
    told, terms = told_by(catalogue, source), terms_of(catalogue, question.real)
    inside = _inside(told)
    if told.strategy.figures or inside:
        yield from _totals(told, terms)
    if terms is not None:
        return
    in_totals = {("strategy", "announced"), *((each.id, "money") for each in inside)}
    for stated_by_all in every_statement(catalogue):
        own = [figure for figure in stated_by_all.figures if figure.source == source]
        if own and (stated_by_all.thing, stated_by_all.of) not in in_totals:
            label = f"{stated_by_all.title}, {stated_by_all.of}"
            yield of_figures(label, stated_by_all.unit, own, catalogue)


def of_pillar(catalogue: Catalogue, pillar: str, question: Question) -> Iterator[Step]:
    """The sum of what the measures of a pillar name."""
    told = _told(catalogue, question)
    group = _of_group(told, pillar, terms_of(catalogue, question.real))
    if group:
        yield group


def of_measure(catalogue: Catalogue, measure: Measure, question: Question) -> Iterator[Step]:
    """The money of a measure, as one document tells it or in the prices of a year; then its other numbers."""
    told = _told(catalogue, question).measures.get(measure.id)
    if told is None:
        return
    if told.figures:
        yield _funding(told, catalogue, terms_of(catalogue, question.real))
    if question.real is None:
        yield from of_numbers(told, catalogue)


def part_of_year(whole: Step, years: Years, year: FinancialYear) -> Step:
    """One year's even part of a sum, in cash."""
    every = sorted(years)
    count = _count("years", len(every), listed([str(each) for each in every]))
    place = _count(f"place of {year} among them", every.index(year) + 1, "counted from the first")
    says = "spread evenly, which is illustrative; odd pennies go to the earlier years"
    return step(f"part of {year}", "even part", "pounds", [whole, count, place], says)


def _count(label: str, number: int, says: str) -> Step:
    return leaf(label, "held", "count", stated(Decimal(number)), says)


def _told(catalogue: Catalogue, question: Question) -> Catalogue:
    return catalogue if question.as_told_by is None else told_by(catalogue, question.as_told_by)


def _totals(told: Catalogue, terms: Terms | None) -> Iterator[Step]:
    itemised = _itemised(told, terms)
    if not told.strategy.figures:
        yield itemised
        return
    cash = of_figures("announced", "pounds", told.strategy.figures, told)
    announced = _in_terms(cash, told.strategy.years, terms)
    yield step("not itemised", "less", "pounds", [announced, itemised])


def _itemised(told: Catalogue, terms: Terms | None) -> Step:
    inside = _inside(told)
    if not inside:
        return leaf("itemised", "held", "pounds", total(()), "no measure has a figure here")
    return step("itemised", "sum", "pounds", [_funding(each, told, terms) for each in inside])


def _inside(catalogue: Catalogue) -> list[Measure]:
    return [each for each in catalogue.measures.values() if each.figures and each.envelope != "outside"]


def _funding(measure: Measure, catalogue: Catalogue, terms: Terms | None) -> Step:
    return _in_terms(of_money(measure, catalogue), measure.years, terms)


def _in_terms(cash: Step, years: Years, terms: Terms | None) -> Step:
    """A sum in cash, or each year's part of it in the prices of another year, and these added up."""
    if terms is None:
        return cash
    parts = [_in_prices(part_of_year(cash, years, year), year, terms) for year in years]
    label = f"{cash.label}, in {terms.year} prices"
    return step(label, "years together", "pounds", [cash, *parts])


def _in_prices(part: Step, then: FinancialYear, terms: Terms) -> Step:
    levels = [of_level(terms.prices, year) for year in (terms.year, then)]
    return step(f"{part.label}, in {terms.year} prices", "in prices of", "pounds", [part, *levels])


def _no_groups(_told: Catalogue, _terms: Terms | None) -> Iterator[Step]:
    return iter(())


def _by_pillar(told: Catalogue, terms: Terms | None) -> Iterator[Step]:
    groups = (_of_group(told, pillar, terms) for pillar in told.pillars)
    yield from filter(None, groups)


def _of_group(told: Catalogue, pillar: str, terms: Terms | None) -> Step | None:
    steps = [_funding(each, told, terms) for each in _inside(told) if each.pillar == pillar]
    return step(f"itemised in {told.pillars[pillar]}", "sum", "pounds", steps) if steps else None


def _by_year(told: Catalogue, terms: Terms | None) -> Iterator[Step]:
    inside = _inside(told)
    for year in sorted({year for each in inside for year in each.years}):
        parts = [_of_year(each, year, told, terms) for each in inside if year in each.years]
        yield step(f"itemised in {year} (illustrative)", "sum", "pounds", parts)


def _of_year(measure: Measure, year: FinancialYear, told: Catalogue, terms: Terms | None) -> Step:
    part = part_of_year(of_money(measure, told), measure.years, year)
    part = part._replace(label=f"{measure.title}, {part.label}")
    return part if terms is None else _in_prices(part, year, terms)


def _by_source(told: Catalogue, terms: Terms | None) -> Iterator[Step]:
    figures: list[Figure] = [figure for each in _inside(told) for figure in each.figures]
    for source in sources_of(told, figures):
        alone = told_by(told, source.id)
        steps = [_funding(each, alone, terms) for each in _inside(alone)]
        yield step(f"itemised by {source.id}", "sum", "pounds", steps)


GROUPS = {"measure": _no_groups, "pillar": _by_pillar, "year": _by_year, "source": _by_source}
