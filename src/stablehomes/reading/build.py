"""From the forms of the files to the domain: defaults filled in, statements of one rate brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from stablehomes.catalogue.model import (
    STATUSES,
    Ages,
    Allocation,
    Allowance,
    Catalogue,
    Condition,
    Context,
    Figure,
    Instalment,
    Measure,
    Mention,
    Milestone,
    Place,
    PriceIndex,
    Rate,
    Source,
    Strategy,
    Uplift,
)
from stablehomes.values.years import FinancialYear

if TYPE_CHECKING:
    from stablehomes.reading.schema import (
        AllocationEntry,
        AllowanceEntry,
        ContextEntry,
        ContextFigure,
        MeasureEntry,
        MilestoneEntry,
        PriceIndexEntry,
        SourceEntry,
        Statement,
        StrategyEntry,
        TableEntry,
        UpliftEntry,
        WhoEntry,
    )

Sources = Mapping[str, Source]


def resolve(forms: Mapping[str, Any]) -> Catalogue:
    """The catalogue that sound files make."""
    sources = {id: source(id, entry) for id, entry in forms["sources"].sources.items()}
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
    )


def source(id: str, entry: SourceEntry) -> Source:
    """A document as the catalogue has it."""
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
    return Allowance(
        id=id,
        title=entry.title,
        also=tuple(entry.also),
        paid=entry.paid,
        status=entry.status,
        decided_by=entry.decided_by,
        who=_conditions(entry.who),
        regions=entry.regions,
        rates=_rates(_stated_rates(entry, sources)),
        uplifts=_uplifts(entry.uplifts, sources),
        notes=tuple(entry.notes),
    )


class StatedRate(NamedTuple):
    """One document's statement of one rate, from a list of rates or from a cell of a table."""

    days: tuple[date | None, date | None]
    region: str | None
    ages: Ages | None
    figure: Figure
    instalments: tuple[Instalment, ...]


def _stated_rates(entry: AllowanceEntry, sources: Sources) -> Iterator[StatedRate]:
    for rate in entry.rates:
        instalments = tuple(Instalment(part.day, part.amount) for part in rate.instalments)
        figure = _figure(rate, rate.amount, sources)
        yield StatedRate((rate.from_, rate.until), None, None, figure, instalments)
    for table in entry.tables:
        for region, by_age in table.amounts.items():
            for ages, amount in by_age.items():
                figure = _cell(table, entry.regions[region], ages, amount, sources)
                yield StatedRate((table.from_, table.until), region, ages, figure, ())


def _cell(table: TableEntry, region: str, ages: Ages, amount: Decimal, sources: Sources) -> Figure:
    """A cell is its own quote: the amount beside the headings of its row and column."""
    quote = f"{region}, {ages.lowest} to {ages.highest}: £{amount:,}"
    stated = table.stated or sources[table.source].published
    return Figure(amount, "exact", table.source, quote, stated, table.period)


def _rates(statements: Iterable[StatedRate]) -> tuple[Rate, ...]:
    """Statements with the same days, for the same people, are statements of one rate."""
    together: dict[tuple[object, ...], list[StatedRate]] = {}
    for each in statements:
        together.setdefault((each.days, each.region, each.ages), []).append(each)
    rates = [_rate(group) for group in together.values()]
    return tuple(sorted(rates, key=lambda rate: rate.from_ or date.min))


def _rate(statements: Sequence[StatedRate]) -> Rate:
    first = statements[0]
    return Rate(
        from_=first.days[0],
        until=first.days[1],
        region=first.region,
        ages=first.ages,
        figures=tuple(each.figure for each in statements),
        instalments=next((each.instalments for each in statements if each.instalments), ()),
    )


def _conditions(who: WhoEntry) -> tuple[Condition, ...]:
    statuses = [(status,) for status in STATUSES if getattr(who, status)]
    conditions = [Condition("status", each) for each in [*statuses, tuple(who.any_of)] if each]
    if who.age:
        conditions.append(Condition("age", at=who.age.at, at_least=who.age.from_, under=who.age.under))
    if who.course_years_from is not None:
        conditions.append(Condition("course_years", at_least=who.course_years_from))
    return tuple(conditions)


def _uplifts(entries: Iterable[UpliftEntry], sources: Sources) -> tuple[Uplift, ...]:
    by_year: dict[FinancialYear, list[Figure]] = {}
    for entry in entries:
        by_year.setdefault(entry.year, []).append(_figure(entry, entry.percent, sources))
    return tuple(Uplift(year, tuple(figures)) for year, figures in sorted(by_year.items()))


def _price_index(id: str, entry: PriceIndexEntry) -> PriceIndex:
    return PriceIndex(
        id=id,
        title=entry.title,
        source=entry.source,
        by=entry.by,
        reference=entry.reference,
        levels={str(level.year or level.month): level.index for level in entry.values},
        forecasts=frozenset(str(level.year or level.month) for level in entry.values if level.forecast),
        changes={
            str(change.month or change.year): change.percent for change in [*entry.changes, *entry.years]
        },
        changes_source=entry.changes_source,
        notes=tuple(entry.notes),
    )
