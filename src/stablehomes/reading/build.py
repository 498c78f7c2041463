"""From the forms of the files to the domain: by equal names, with statements of one rate brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from stablehomes.catalogue.facts import WHOLE
from stablehomes.catalogue.model import (
    STATUSES,
    Ages,
    Allowance,
    Author,
    Catalogue,
    Condition,
    Context,
    Figure,
    FigureUnit,
    Instalment,
    Measure,
    PersonStatus,
    PriceIndex,
    Rate,
    Source,
    Strategy,
    Uplift,
)
from stablehomes.values.years import FinancialYear

if TYPE_CHECKING:
    from stablehomes.reading.schema import (
        AllowanceEntry,
        ContextEntry,
        MeasureEntry,
        PriceIndexEntry,
        SourceEntry,
        TableEntry,
        UpliftEntry,
        WhoEntry,
    )

Sources = Mapping[str, Source]
Made = TypeVar("Made", bound=tuple[Any, ...])
# The number of a figure, under the key that says of what.
NUMBERS: dict[str, FigureUnit] = {"amount": "pounds", "count": "count", "percent": "per cent"}


def built(model: type[Made], entry: Any, sources: Sources | None = None, **known: Any) -> Made:
    """The named tuple of an entry: what is ``known``, and under every other name what the entry says.

    Lists become tuples, and entries in them the named tuples that the model holds there. AttributeError for
    a name that neither has: nothing is left out unseen. ``sources`` date the figures that have no day.
    """
    for name, part in _parts(model).items():
        if name not in known:
            value = getattr(entry, name)
            if part is not None:
                value = tuple(_part(part, each, sources) for each in value)
            known[name] = tuple(value) if isinstance(value, list) else value
    return model(**known)


@cache
def _parts(model: type[tuple[Any, ...]]) -> dict[str, type[tuple[Any, ...]] | None]:
    """The names of a model, each with the named tuple of which it holds several; None for plain values."""
    parts = {}
    for name, hint in get_type_hints(model).items():
        held = get_args(hint)[0] if get_origin(hint) is tuple else None
        parts[name] = held if hasattr(held, "_fields") else None
    return parts


def _part(model: type[Made], entry: Any, sources: Sources | None) -> Any:
    if model is Figure:
        assert sources is not None, "what holds figures is built with the sources"
        return _figure(entry, sources)
    return built(model, entry, sources)


def _figure(entry: Any, sources: Sources) -> Figure:
    amount = next(value for key in NUMBERS if (value := getattr(entry, key, None)) is not None)
    return built(Figure, entry, amount=amount, stated=entry.stated or sources[entry.source].published)


def resolve(forms: Mapping[str, Any]) -> Catalogue:
    """The catalogue that sound files make."""
    sources = {id: source(id, entry) for id, entry in forms["sources"].sources.items()}
    measures = forms["measures"]
    strategy = built(Strategy, measures.strategy, sources)
    return Catalogue(
        strategy=strategy,
        pillars=measures.pillars,
        measures={
            id: _measure(id, entry, strategy.years, sources) for id, entry in measures.measures.items()
        },
        context={id: _context(id, entry, sources) for id, entry in measures.context.items()},
        allowances={
            id: _allowance(id, entry, sources) for id, entry in forms["allowances"].allowances.items()
        },
        sources=sources,
        prices={id: _price_index(id, entry) for id, entry in forms["prices"].prices.items()},
    )


def source(id: str, entry: SourceEntry) -> Source:
    """A document as the catalogue has it."""
    return built(Source, entry, id=id, author=entry.author and built(Author, entry.author))


def _measure(id: str, entry: MeasureEntry, years: tuple[FinancialYear, ...], sources: Sources) -> Measure:
    return built(Measure, entry, sources, id=id, years=tuple(entry.years) or years)


def _context(id: str, entry: ContextEntry, sources: Sources) -> Context:
    unit = next(unit for key, unit in NUMBERS.items() if getattr(entry.figures[0], key) is not None)
    return built(Context, entry, sources, id=id, unit=unit)


def _allowance(id: str, entry: AllowanceEntry, sources: Sources) -> Allowance:
    return built(
        Allowance,
        entry,
        id=id,
        who=_conditions(entry.who),
        rates=_rates(_stated_rates(entry, sources)),
        uplifts=_uplifts(entry.uplifts, sources),
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
        instalments = tuple(built(Instalment, part) for part in rate.instalments)
        yield StatedRate((rate.from_, rate.until), None, None, _figure(rate, sources), instalments)
    for table in entry.tables:
        for region, by_age in table.amounts.items():
            for ages, amount in by_age.items():
                figure = _cell(table, entry.regions[region], ages, amount, sources)
                yield StatedRate((table.from_, table.until), region, ages, figure, ())


def _cell(table: TableEntry, region: str, ages: Ages, amount: Decimal, sources: Sources) -> Figure:
    """The quoted row that a cell stands in, or else the amount beside the headings of its row and column."""
    own = f"{region}, {ages.lowest} to {ages.highest}: £{amount:,}"
    quote = table.quotes.get(region) or table.quotes.get(f"{ages.lowest}-{ages.highest}") or own
    stated = table.stated or sources[table.source].published
    return built(Figure, table, amount=amount, qualifier="exact", quote=quote, stated=stated)


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
    alone = [(status,) for status in STATUSES if getattr(who, status)]
    statuses: list[tuple[PersonStatus, ...]] = [*alone, tuple(who.any_of)]
    conditions = [Condition("status", each) for each in statuses if each]
    if who.age:
        conditions.append(Condition("age", at=who.age.at, at_least=who.age.from_, under=who.age.under))
    least = ((fact, getattr(who, f"{fact}_from")) for fact in WHOLE)
    conditions += [Condition(fact, at_least=number) for fact, number in least if number is not None]
    return tuple(conditions)


def _uplifts(entries: Iterable[UpliftEntry], sources: Sources) -> tuple[Uplift, ...]:
    by_year: dict[FinancialYear, list[Figure]] = {}
    for entry in entries:
        by_year.setdefault(entry.year, []).append(_figure(entry, sources))
    return tuple(Uplift(year, tuple(figures)) for year, figures in sorted(by_year.items()))


def _price_index(id: str, entry: PriceIndexEntry) -> PriceIndex:
    return built(
        PriceIndex,
        entry,
        id=id,
        levels={str(level.year or level.month): level.index for level in entry.values},
        forecasts=frozenset(str(level.year or level.month) for level in entry.values if level.forecast),
        changes={
            str(change.month or change.year): change.percent for change in [*entry.changes, *entry.years]
        },
    )
