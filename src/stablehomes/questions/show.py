"""All that is known about one thing, and who says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stablehomes.catalogue.headline import HEADLINE_RULE, combined
from stablehomes.catalogue.model import (
    Allowance,
    Catalogue,
    Context,
    FigureUnit,
    Measure,
    Milestone,
    Place,
    PriceIndex,
    Source,
)
from stablehomes.catalogue.names import STRATEGY, id_of
from stablehomes.catalogue.query import check_catalogue, valued
from stablehomes.catalogue.statements import (
    Statements,
    every_statement,
    of_allocation,
    of_allowance,
    of_context,
    of_measure,
    of_strategy,
)
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.rates import RateOnDays, begins_not_known, on_days
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.questions.budget import of_pillar
from stablehomes.questions.step import Step, sources_below
from stablehomes.questions.working.explain import working as working_of
from stablehomes.questions.working.query import (
    Explained,
    Question,
    ShownKind,
    WorkingOptions,
    asked_with,
    check_fits,
    explained,
    option,
)
from stablehomes.values.days import in_words
from stablehomes.values.ranges import Range

NOTHING_TO_EXPLAIN = "There is no working: no number of this is known, as it was asked for."
NO_SUM_IN_PRICES = "There is no working: no sum of money of this can be put in the prices of a year."
NO_AWARD = "what it was awarded: an equal share of a measure is an illustration, see split"


class Named(NamedTuple):
    """A council that was named for a measure."""

    measure: str
    """Id of the measure."""
    title: str
    """What the measure is called."""
    place: Place
    """The council."""


class Shown(NamedTuple):
    """The answer: one thing and what follows from it."""

    schema: str
    kind: ShownKind
    """What it is."""
    id: str
    """Its id in the data files; of a council, its ONS code."""
    title: str
    """What it is called."""
    amount: Range | None
    """What was announced or is paid at the latest, in its unit; null if there is no one number."""
    unit: FigureUnit | None
    """What the amount is; null for what never has one."""
    statements: tuple[Statements, ...]
    """What each document states of each of its numbers."""
    rates: tuple[RateOnDays, ...]
    """The rates of an allowance, in the order of their days."""
    regions: dict[str, str]
    """Regions with rates of their own, id to title."""
    milestones: tuple[Milestone, ...]
    """What was planned for a date, or happened on it."""
    named: tuple[Named, ...]
    """The councils that were named, with their measures."""
    not_covered: tuple[str, ...]
    """What a reader would look for and no document says, in words."""
    working: tuple[Step, ...]
    """The steps behind each number; empty if they were not asked for."""
    thing: Any
    """The entry of the data as it is."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


def show(
    catalogue: Catalogue,
    id: str,
    *,
    working: bool = False,
    question: Question | None = None,
    area: str | None = None,
) -> Shown:
    """Everything about a measure, an allowance, a source, a pillar, a context figure, a price index or a
    council; ``strategy`` is the announcement itself. With ``working``, the steps behind each number, as the
    answer to the ``question`` has it; of a split, those of one ``area`` by its code or its name.

    An id is looked for in this order, then a council by its ONS code or its name, then a title or what else
    a thing is called; in small or capital letters alike. Raises WrongCall for anything else, with what comes
    near, and for a question that does not fit.

    >>> from stablehomes import SplitQuery, load
    >>> answer = show(load(), "family-finding", working=True, question=SplitQuery(among=7), area="Area 1")
    >>> answer.working[0].value.headline
    Decimal('4285714.29')
    """
    check_catalogue(catalogue)
    if question is not None and not isinstance(question, Question):
        raise WrongCall(
            "a question is a query of budget, split, rate or compare", "such as SplitQuery(among=7)"
        )
    given = {} if question is None else asked_with(question)
    _check_working(working, [*given, *([] if area is None else ["area"])])
    shown = _found(catalogue, id_of(catalogue, valued(str, id, "id")))
    if not working:
        return _shown_whole(catalogue, shown)
    if question is None:
        meant = explained(shown.kind, {} if area is None else {"area": area})
    else:
        meant = check_fits(shown.kind, valued(type(question), question, "question"), area)
    return _with_working(catalogue, shown, meant)


def show_with(catalogue: Catalogue, id: str, options: WorkingOptions, given: Mapping[str, Any]) -> Shown:
    """The answer to the options of several queries: the kind of the thing says which of them is meant."""
    asked = {**given, **{name: each for name, each in options._asdict().items() if each not in (None, False)}}
    working = asked.pop("working", False)
    _check_working(working, list(asked))
    shown = _found(catalogue, id_of(catalogue, id))
    return (
        _with_working(catalogue, shown, explained(shown.kind, asked))
        if working
        else _shown_whole(catalogue, shown)
    )


def _check_working(working: bool, given: Sequence[str]) -> None:
    if given and not working:
        raise WrongCall(f"{option(given[0])} speaks of the working", "add --working")


def _with_working(catalogue: Catalogue, shown: Shown, meant: Explained) -> Shown:
    """The steps, and what has to be said beside them; each note once."""
    worked = working_of(catalogue, shown.kind, shown.id, meant)
    in_prices = getattr(meant.question, "real", None) is not None
    said = worked.notes if worked.steps else (NO_SUM_IN_PRICES if in_prices else NOTHING_TO_EXPLAIN,)
    notes = tuple(dict.fromkeys((*said, *shown.notes)))
    return _shown_whole(catalogue, shown._replace(working=worked.steps, notes=notes))


def _shown_whole(catalogue: Catalogue, shown: Shown) -> Shown:
    """With the rule by which documents that disagree are read, and the documents behind everything."""
    rule = (f"The headline is the figure {HEADLINE_RULE}.",) if _disagree(shown) else ()
    return shown._replace(notes=(*rule, *shown.notes), sources=_sources(catalogue, shown))


def _found(catalogue: Catalogue, id: str) -> Shown:
    if id == STRATEGY:
        return _strategy(catalogue)
    if id in catalogue.measures:
        return _measure(catalogue, catalogue.measures[id])
    if id in catalogue.allowances:
        return _allowance(catalogue, catalogue.allowances[id])
    if id in catalogue.context:
        return _context(catalogue, catalogue.context[id])
    if id in catalogue.pillars:
        return _pillar(catalogue, id)
    if id in catalogue.prices:
        return _price_index(catalogue.prices[id])
    if id in catalogue.sources:
        return _source(catalogue, catalogue.sources[id])
    return _council(catalogue, id)


def _shown(kind: ShownKind, id: str, title: str, thing: Any, **known: Any) -> Shown:
    """What is known, and nothing of the rest."""
    empty = Shown(
        "stablehomes/show/1", kind, id, title, None, None, (), (), {}, (), (), (), (), thing, (), ()
    )
    return empty._replace(**known)


def _strategy(catalogue: Catalogue) -> Shown:
    strategy = catalogue.strategy
    return _shown(
        "strategy",
        STRATEGY,
        strategy.title,
        strategy,
        amount=combined(strategy.figures, catalogue.sources),
        unit="pounds",
        statements=tuple(of_strategy(catalogue)),
        milestones=strategy.milestones,
        notes=strategy.notes,
    )


def _measure(catalogue: Catalogue, measure: Measure) -> Shown:
    return _shown(
        "measure",
        measure.id,
        measure.title,
        measure,
        amount=combined(measure.figures, catalogue.sources),
        unit="pounds",
        statements=tuple(of_measure(catalogue, measure)),
        milestones=measure.milestones,
        named=tuple(Named(measure.id, measure.title, place) for place in measure.places),
        not_covered=tuple(_not_covered(measure)),
        notes=measure.notes,
    )


def _not_covered(measure: Measure) -> Iterator[str]:
    """What a reader would look for and no document says."""
    if not measure.figures:
        yield "no figure was announced"
    elif measure.envelope == "assumed":
        yield "that the money lies in the announced total is assumed: no document says so"
    if measure.figures and not any(figure.period for figure in measure.figures):
        yield "no document gives the period of the money; the strategy's years are assumed"
    if not measure.areas and not measure.places:
        yield "no document gives a number of areas, or names a council"
    if not measure.milestones:
        yield "no document gives a date"


def _allowance(catalogue: Catalogue, allowance: Allowance) -> Shown:
    latest = allowance.rates[-1]
    rates = tuple(on_days(rate, catalogue) for rate in allowance.rates)
    return _shown(
        "allowance",
        allowance.id,
        allowance.title,
        allowance,
        amount=None if allowance.regions else combined(latest.figures, catalogue.sources),
        unit="pounds",
        statements=tuple(of_allowance(catalogue, allowance)),
        rates=rates,
        regions=dict(allowance.regions),
        not_covered=tuple(_days_not_covered(rates)),
        notes=allowance.notes,
    )


def _days_not_covered(rates: Sequence[RateOnDays]) -> Iterator[str]:
    """Rates follow each other without a gap, so that only the time before and after them can be open."""
    begins = [rate.from_ for rate in rates]
    ends = [rate.until for rate in rates]
    if None not in begins:
        yield f"days before {in_words(min(day for day in begins if day))}"
    yield from begins_not_known((rate.from_, rate.amount) for rate in rates)
    if None not in ends:
        yield f"days after {in_words(max(day for day in ends if day))}"


def _context(catalogue: Catalogue, context: Context) -> Shown:
    return _shown(
        "context",
        context.id,
        context.title,
        context,
        amount=combined(context.figures, catalogue.sources),
        unit=context.unit,
        statements=tuple(of_context(catalogue, context)),
        notes=("It is no part of the strategy's money, and in no sum.", *context.notes),
    )


def _pillar(catalogue: Catalogue, pillar: str) -> Shown:
    measures = [each for each in catalogue.measures.values() if each.pillar == pillar]
    itemised = of_pillar(catalogue, pillar)
    return _shown(
        "pillar",
        pillar,
        catalogue.pillars[pillar],
        {"measures": [each.id for each in measures]},
        amount=itemised and itemised.value,
        unit="pounds",
        statements=tuple(each for measure in measures for each in of_measure(catalogue, measure)),
        milestones=tuple(each for measure in measures for each in measure.milestones),
        not_covered=tuple(f"{each.title}: no figure was announced" for each in measures if not each.figures),
    )


def _price_index(index: PriceIndex) -> Shown:
    thing = index._replace(forecasts=tuple(sorted(index.forecasts)))  # type: ignore[arg-type]
    return _shown("price-index", index.id, index.title, thing, notes=index.notes)


def _source(catalogue: Catalogue, source: Source) -> Shown:
    things: Sequence[Measure | Allowance] = (*catalogue.measures.values(), *catalogue.allowances.values())
    mentioned = {
        each.id: mention.quote for each in things for mention in each.mentions if mention.source == source.id
    }
    return _shown(
        "source",
        source.id,
        source.title,
        {**source._asdict(), "names_without_a_number": mentioned},
        statements=tuple(_stated_by(catalogue, source)),
        milestones=tuple(each for each in _every_milestone(catalogue) if each.source == source.id),
        named=tuple(each for each in _every_place(catalogue) if each.place.source == source.id),
        notes=(source.note,) if source.note else (),
    )


def _stated_by(catalogue: Catalogue, source: Source) -> Iterator[Statements]:
    for each in every_statement(catalogue):
        own = tuple(figure for figure in each.figures if figure.source == source.id)
        if own:
            yield each._replace(figures=own)


def _every_milestone(catalogue: Catalogue) -> Iterator[Milestone]:
    yield from catalogue.strategy.milestones
    for measure in catalogue.measures.values():
        yield from measure.milestones


def _every_place(catalogue: Catalogue) -> Iterator[Named]:
    for measure in catalogue.measures.values():
        for place in measure.places:
            yield Named(measure.id, measure.title, place)


def _council(catalogue: Catalogue, wanted: str) -> Shown:
    named = tuple(each for each in _every_place(catalogue) if wanted in (each.place.code, each.place.name))
    place = named[0].place
    awarded = tuple(
        each
        for measure in catalogue.measures.values()
        for allocation in measure.allocations
        if place.code in allocation.codes
        for each in of_allocation(catalogue, measure, allocation)
    )
    return _shown(
        "council",
        place.code,
        place.name,
        place,
        named=named,
        statements=awarded,
        not_covered=() if awarded else (NO_AWARD,),
    )


def _disagree(shown: Shown) -> bool:
    return any(each.disagree for each in shown.statements)


def _sources(catalogue: Catalogue, shown: Shown) -> tuple[Source, ...]:
    """The documents behind everything that is shown."""
    used = {figure.source for each in shown.statements for figure in each.figures}
    used |= {figure.source for rate in shown.rates for figure in rate.figures}
    used |= {each.source for each in shown.milestones} | {each.place.source for each in shown.named}
    below = {source for root in shown.working for source in sources_below(root)}
    used |= below
    if shown.kind == "source":
        used = {shown.id, *below}
    if shown.kind == "price-index":
        used |= {shown.thing.source, shown.thing.changes_source}
    if shown.kind in ("measure", "allowance"):
        used |= {mention.source for mention in shown.thing.mentions}
    return tuple(source for id, source in catalogue.sources.items() if id in used)
