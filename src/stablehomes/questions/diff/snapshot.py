"""What a diff looks at: every number of a catalogue or of an answer, flat, found by level and id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Allowance, Catalogue, Figure, FigureUnit, Measure
from stablehomes.catalogue.person import Asked
from stablehomes.questions.allowances.compare import Compared, Comparison
from stablehomes.questions.allowances.entitlements import entitlements
from stablehomes.questions.allowances.rates import RateOnDays, on_days
from stablehomes.questions.budget import Budget, MeasureFunding, budget
from stablehomes.questions.split.split import split
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.days import in_words
from stablehomes.values.ranges import Range, stated, total
from stablehomes.values.terms import Terms
from stablehomes.values.wording import listed

# The levels in the order in which they are told: from the whole to what single documents say.
Level = Literal[
    "total",
    "itemised",
    "not itemised",
    "pillar",
    "measure",
    "areas",
    "people",
    "allowance",
    "rate",
    "cost",
    "entitlement",
    "share",
    "context",
    "figure",
]
LEVELS: tuple[Level, ...] = get_args(Level)
TOTAL, ITEMISED, NOT_ITEMISED = "total", "itemised", "not-itemised"


class Item(NamedTuple):
    """One number; ``value`` is in ``unit`` (pounds, count, per cent), None for a thing without a figure.

    ``words`` are what is said of it that is no number: its title, its pillar, a quote.
    """

    level: Level
    id: str
    of: str  # the id of the measure or allowance that it belongs to, or its own
    title: str
    unit: FigureUnit
    value: Range | None
    words: Mapping[str, str]


Key = tuple[str, str]
State = Mapping[Key, Item]


class Sharing(NamedTuple):
    """Areas that share the money of each measure, and how."""

    areas: AreaFigures
    terms: Terms


def state_of(catalogue: Catalogue, sharing: Sharing | None = None, people: Sequence[Asked] = ()) -> State:
    """Every number of a catalogue; with ``sharing`` illustrative shares, with ``people`` what each is due.

    >>> from stablehomes import load
    >>> state_of(load())["not itemised", "not-itemised"].value.headline
    Decimal('89000000')
    """
    return _state(
        [
            *_budget_items(budget(catalogue)),
            *(item for measure in catalogue.measures.values() for item in _counts(measure, catalogue)),
            *(item for allowance in catalogue.allowances.values() for item in _rates(allowance, catalogue)),
            *_context(catalogue),
            *(_shares(catalogue, sharing) if sharing else ()),
            *(_entitlements(catalogue, people) if people else ()),
        ]
    )


def state_of_budget(answer: Budget) -> State:
    """Every number of an answer of budget."""
    return _state(_budget_items(answer))


def state_of_comparison(answer: Compared) -> State:
    """Every number of an answer of compare."""
    return _state(item for each in answer.comparisons for item in _compared(each))


def _state(items: Iterable[Item]) -> State:
    return {(item.level, item.id): item for item in items}


def _budget_items(answer: Budget) -> Iterator[Item]:
    title, years = answer.strategy.title, listed([str(year) for year in answer.strategy.years])
    if answer.announced is not None:
        yield Item(
            "total", TOTAL, TOTAL, "Announced", "pounds", answer.announced, {"title": title, "years": years}
        )
    yield Item("itemised", ITEMISED, ITEMISED, "Itemised", "pounds", answer.itemised, {})
    if answer.not_itemised is not None:
        yield Item(
            "not itemised", NOT_ITEMISED, NOT_ITEMISED, "Not itemised", "pounds", answer.not_itemised, {}
        )
    yield from _pillars(answer)
    yield from (_measure(measure) for measure in answer.measures)
    yield from _figures(answer.strategy.figures, TOTAL, TOTAL, "Announced", "pounds")
    for measure in answer.measures:
        yield from _figures(measure.figures, measure.id, measure.id, measure.title, "pounds")


def _pillars(answer: Budget) -> Iterator[Item]:
    inside: dict[str, list[Range]] = {id: [] for id in answer.pillars}
    for measure in answer.measures:
        if measure.funding is not None and measure.envelope != "outside":
            inside[measure.pillar].append(measure.funding)
    for id, funding in inside.items():
        title = answer.pillars[id]
        yield Item("pillar", id, id, title, "pounds", total(funding) if funding else None, {"title": title})


def _measure(measure: MeasureFunding) -> Item:
    words = {
        "title": measure.title,
        "pillar": measure.pillar,
        "envelope": measure.envelope,
        "years": listed([str(year) for year in measure.years]),
    }
    return Item("measure", measure.id, measure.id, measure.title, "pounds", measure.funding, words)


def _figures(figures: Sequence[Figure], holder: str, of: str, title: str, unit: FigureUnit) -> Iterator[Item]:
    """What each document says; a document that says it several times is numbered."""
    met: Counter[str] = Counter()
    for figure in figures:
        met[figure.source] += 1
        again = f"/{met[figure.source]}" if met[figure.source] > 1 else ""
        words = {
            "source": figure.source,
            "quote": figure.quote,
            "stated": str(figure.stated),
            "period": figure.period or "",
        }
        value = stated(figure.amount, figure.qualifier)
        id = f"{holder}/{figure.source}{again}"
        yield Item("figure", id, of, f"{title} ({figure.source})", unit, value, words)


def _counts(measure: Measure, catalogue: Catalogue) -> Iterator[Item]:
    counts: list[tuple[Level, Sequence[Figure]]] = [("areas", measure.areas), ("people", measure.people)]
    for level, figures in counts:
        id, title = f"{measure.id}.{level}", f"{measure.title}: {level}"
        value = combined(figures, catalogue.sources)
        if value is not None:
            yield Item(level, id, measure.id, title, "count", value, {})
        yield from _figures(figures, id, measure.id, title, "count")


def _rates(allowance: Allowance, catalogue: Catalogue) -> Iterator[Item]:
    rates = [on_days(rate, catalogue) for rate in allowance.rates]
    for rate in rates:
        yield from _rate_items(allowance.id, allowance.title, rate)
    latest = None if has_cells(rates[-1]) else rates[-1].amount
    words = {"title": allowance.title, "paid": allowance.paid, "status": allowance.status}
    yield Item("allowance", allowance.id, allowance.id, allowance.title, "pounds", latest, words)


def _cell(rate: RateOnDays) -> list[str]:
    """The region and the ages of a rate that is one cell of a table; nothing for any other."""
    ages = f"{rate.ages.lowest}-{rate.ages.highest}" if rate.ages else None
    return [part for part in (rate.region, ages) if part]


def has_cells(rate: RateOnDays) -> bool:
    """Whether the rate is one cell of a table: such an allowance has no one latest amount."""
    return bool(_cell(rate))


def rate_id(allowance: str, rate: RateOnDays) -> str:
    """A rate by the day on which it begins, and for whom it is."""
    return "/".join([f"{allowance}@{rate.from_ or 'first'}", *_cell(rate)])


def _rate_items(allowance: str, title: str, rate: RateOnDays) -> Iterator[Item]:
    cell, id = _cell(rate), rate_id(allowance, rate)
    whom = ", ".join([title, *cell])
    named = f"{whom} from {in_words(rate.from_)}" if rate.from_ else f"{whom}, first known rate"
    until = in_words(rate.until) if rate.until else ""
    yield Item("rate", id, allowance, named, "pounds", rate.amount, {"until": until})
    yield from _figures(rate.figures, id, allowance, named, "pounds")


def _compared(comparison: Comparison) -> Iterator[Item]:
    id, title = comparison.allowance, comparison.title
    for rate in (comparison.before, comparison.after):
        yield from _rate_items(id, title, rate)
    latest = None if has_cells(comparison.after) else comparison.after.amount
    words = {"title": title, "paid": comparison.paid, "status": comparison.status}
    yield Item("allowance", id, id, title, "pounds", latest, words)
    if comparison.cost_after is not None:
        people = {"people": f"{comparison.people:,}"}
        cost_id = "/".join([f"{id}.cost", *_cell(comparison.after)])
        yield Item("cost", cost_id, id, f"{title}: cost", "pounds", comparison.cost_after, people)


def _context(catalogue: Catalogue) -> Iterator[Item]:
    for entry in catalogue.context.values():
        value = combined(entry.figures, catalogue.sources)
        yield Item("context", entry.id, entry.id, entry.title, entry.unit, value, {"title": entry.title})
        yield from _figures(entry.figures, entry.id, entry.id, entry.title, entry.unit)


def _shares(catalogue: Catalogue, sharing: Sharing) -> Iterator[Item]:
    for measure in catalogue.measures.values():
        if measure.figures:
            for share in split(catalogue, measure.id, areas=sharing.areas, terms=sharing.terms).shares:
                id = f"{measure.id}/{share.code or share.name}"
                title = f"{measure.title}: {share.name} (illustrative)"
                yield Item("share", id, measure.id, title, "pounds", share.amount, {})


def _had_here(catalogue: Catalogue, asked: Asked) -> Asked:
    """The person as this side knows them: an allowance may be new on the other side."""
    had = frozenset(id for id in asked.person.had if id in catalogue.allowances)
    return asked._replace(person=asked.person._replace(had=had))


def _entitlements(catalogue: Catalogue, people: Sequence[Asked]) -> Iterator[Item]:
    """What each person is due of each allowance; a person without an id has a number."""
    days = Counter(each.id for each in people)
    here = [_had_here(catalogue, each) for each in people]
    for place, person in enumerate(entitlements(catalogue, here).people, 1):
        who = person.id or f"person {place}"
        who += f" on {person.on}" if person.id and days[person.id] > 1 else ""
        for each in person.entitlements:
            id, title = f"{each.allowance}/{who}", f"{each.title}: {who}"
            words = {"verdict": each.verdict}
            yield Item("entitlement", id, each.allowance, title, "pounds", each.amount, words)
