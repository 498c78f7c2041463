"""From the forms of the files to the domain: defaults filled in, statements of one rate brought together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from stablehomes.files import (
    AllocationEntry,
    AllowanceEntry,
    ContextEntry,
    ContextFigure,
    CouncilsFile,
    MeasureEntry,
    MilestoneEntry,
    PriceIndexEntry,
    RateFigure,
    SourceEntry,
    Statement,
    StrategyEntry,
)
from stablehomes.model import (
    Allocation,
    Allowance,
    Catalogue,
    Context,
    Figure,
    Measure,
    Mention,
    Milestone,
    Place,
    PriceIndex,
    Rate,
    Reorganisation,
    Source,
    Strategy,
)
from stablehomes.years import FinancialYear

Sources = Mapping[str, Source]


def resolve(forms: Mapping[str, Any]) -> Catalogue:
    """The catalogue that sound files make."""
    sources = {id: _source(id, entry) for id, entry in forms["sources"].sources.items()}
    strategy = _strategy(forms["measures"].strategy, sources)
    return Catalogue(
        strategy=strategy,
        pillars=forms["measures"].pillars,
        measures={
            id: _measure(id, entry, strategy.years, sources)
            for id, entry in forms["measures"].measures.items()
        },
        context={id: _context(id, entry, sources) for id, entry in forms["measures"].context.items()},
        allowances={
            id: _allowance(id, entry, sources) for id, entry in forms["allowances"].allowances.items()
        },
        sources=sources,
        prices={id: _price_index(id, entry) for id, entry in forms["prices"].prices.items()},
        abolished=_abolished(forms["councils"]),
    )


def _source(id: str, entry: SourceEntry) -> Source:
    return Source(id, entry.title, entry.publisher, entry.kind, entry.published, entry.url, entry.note)


def _figure(entry: Statement, amount: Decimal, sources: Sources) -> Figure:
    stated = entry.stated or sources[entry.source].published
    return Figure(amount, entry.qualifier, entry.source, entry.quote, stated, entry.period)


def _strategy(entry: StrategyEntry, sources: Sources) -> Strategy:
    return Strategy(
        title=entry.title,
        department=entry.department,
        published=entry.published,
        years=tuple(entry.years),
        figures=tuple(_figure(figure, figure.amount, sources) for figure in entry.figures),
        milestones=_milestones(entry.milestones),
        notes=tuple(entry.notes),
    )


def _measure(id: str, entry: MeasureEntry, years: tuple[FinancialYear, ...], sources: Sources) -> Measure:
    return Measure(
        id=id,
        title=entry.title,
        also=tuple(entry.also),
        pillar=entry.pillar,
        envelope=entry.envelope,
        summary=entry.summary,
        years=tuple(entry.years) or years,
        figures=tuple(_figure(figure, figure.amount, sources) for figure in entry.figures),
        areas=tuple(_figure(figure, figure.count, sources) for figure in entry.areas),
        people=tuple(_figure(figure, figure.count, sources) for figure in entry.people),
        allocations=tuple(_allocation(allocation, sources) for allocation in entry.allocations),
        places=tuple(Place(place.name, place.code, place.from_, place.source) for place in entry.places),
        milestones=_milestones(entry.milestones),
        mentions=tuple(Mention(mention.source, mention.quote) for mention in entry.mentions),
        notes=tuple(entry.notes),
    )


def _allocation(entry: AllocationEntry, sources: Sources) -> Allocation:
    figures = tuple(_figure(figure, figure.amount, sources) for figure in entry.figures)
    return Allocation(entry.to, entry.for_, tuple(entry.codes), figures)


def _abolished(form: CouncilsFile | None) -> dict[str, Reorganisation]:
    entries = form.abolished if form else {}
    return {
        code: Reorganisation(entry.name, entry.until, entry.became, entry.source)
        for code, entry in entries.items()
    }


def _milestones(entries: Iterable[MilestoneEntry]) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(each.date, each.qualifier, each.event, each.source, each.status) for each in entries
    )


CONTEXT_UNITS = {"amount": "pounds", "count": "count", "percent": "per cent"}


def _context(id: str, entry: ContextEntry, sources: Sources) -> Context:
    key = next(key for key in CONTEXT_UNITS if getattr(entry.figures[0], key) is not None)
    figures = tuple(_figure(figure, _number(figure, key), sources) for figure in entry.figures)
    return Context(id, entry.title, CONTEXT_UNITS[key], entry.of, figures, tuple(entry.notes))


def _number(figure: ContextFigure, key: str) -> Decimal:
    number: Decimal = getattr(figure, key)
    return number


def _allowance(id: str, entry: AllowanceEntry, sources: Sources) -> Allowance:
    rates = _rates(entry.rates, sources)
    return Allowance(id, entry.title, tuple(entry.also), entry.paid, entry.status, rates, tuple(entry.notes))


def _rates(entries: Iterable[RateFigure], sources: Sources) -> tuple[Rate, ...]:
    """Statements with the same days are statements of one rate."""
    by_days: dict[tuple[date | None, date | None], list[Figure]] = {}
    for entry in entries:
        by_days.setdefault((entry.from_, entry.until), []).append(_figure(entry, entry.amount, sources))
    rates = [Rate(from_, until, tuple(figures)) for (from_, until), figures in by_days.items()]
    return tuple(sorted(rates, key=lambda rate: rate.from_ or date.min))


def _price_index(id: str, entry: PriceIndexEntry) -> PriceIndex:
    return PriceIndex(
        id=id,
        title=entry.title,
        source=entry.source,
        reference=entry.reference,
        levels={str(level.year or level.month): level.index for level in entry.values},
        forecasts=frozenset(str(level.year or level.month) for level in entry.values if level.forecast),
        changes={
            str(change.month or change.year): change.percent for change in [*entry.changes, *entry.years]
        },
        notes=tuple(entry.notes),
    )
