"""What was announced, what is itemised, what is not?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal, NamedTuple, TypeAlias

from stablehomes.catalogue.envelope import excess, itemised
from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import HEADLINE_RULE, disagree, headline, sources_of
from stablehomes.catalogue.model import (
    SCENARIO,
    SOURCE_KINDS,
    Catalogue,
    Envelope,
    Figure,
    Measure,
    Source,
    SourceKind,
    Strategy,
)
from stablehomes.catalogue.query import Option, Real, taken
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.questions.figures import SpreadOf, in_terms, of_figures, of_money, part_of_year, spread_of
from stablehomes.questions.prices import InPrices, Terms, in_prices, price_note, price_sources, terms_of
from stablehomes.questions.step import Step, leaf, step
from stablehomes.values.apportion import without_collection
from stablehomes.values.ranges import Range, in_full, qualified, stated, total
from stablehomes.values.wording import listed, pounds_in_prose
from stablehomes.values.years import FinancialYear

Grouping = Literal["measure", "pillar", "year", "source"]


class BudgetQuery(NamedTuple):
    """How the money is grouped, as which one document tells it, and in the prices of which year."""

    by: Annotated[Grouping, Option("What to group the money by.")] = "measure"
    as_told_by: Annotated[
        str | None, Option("The strategy as one document tells it.", metavar="SOURCE", ids="sources")
    ] = None
    real: Real = None
    trust: Annotated[
        tuple[str, ...],
        Option(
            "Only figures of these kinds of source, or of these documents.",
            metavar="KIND|SOURCE,…",
        ),
    ] = ()


class Announcement(NamedTuple):
    """The strategy, and who states its envelope."""

    title: str
    """What the announcement is called."""
    department: str
    """The department that made it."""
    published: date
    """The day on which it was published."""
    years: tuple[FinancialYear, ...]
    """The financial years that its money is for."""
    figures: tuple[Figure, ...]
    """What each document states as the total, in pounds."""


class MeasureFunding(NamedTuple):
    """One measure and the money announced for it."""

    id: str
    """Its id in the data files."""
    title: str
    """What it is called."""
    pillar: str
    """Id of the pillar that it belongs to."""
    envelope: Envelope
    """Whether its money lies in the announced total, and whether a document says so."""
    funding: Range | None
    """Pounds; null if no figure was announced."""
    years: tuple[FinancialYear, ...]
    """The financial years that its money is for."""
    figures: tuple[Figure, ...]
    """What each document states, in pounds of the time, whatever prices were asked for."""
    disagree: bool
    """Whether documents state it in different ways."""


class Part(NamedTuple):
    """What one measure adds to a group."""

    id: str
    """Id of the measure."""
    title: str
    """What the measure is called."""
    funding: Range
    """Pounds."""


class Group(NamedTuple):
    """Measures inside the envelope that belong together, and their sum."""

    id: str
    """The pillar, the year or the source, by its id."""
    title: str
    """What it is called."""
    funding: Range | None
    """Pounds; null where none of its measures has money."""
    parts: tuple[Part, ...]
    """What each measure adds to it."""


class Budget(NamedTuple):
    """The answer, in pounds."""

    schema: str
    strategy: Announcement
    """The announcement as a whole."""
    as_told_by: str | None
    """Id of the one document whose word alone counts here; null for all of them."""
    trust: tuple[str, ...]
    """The kinds of source, or the documents, whose figures alone count here; empty for all of them."""
    real: InPrices | None
    """The prices that all sums are in; null for pounds of the time."""
    announced: Range | None
    """Pounds; null where the one document asked states no total."""
    itemised: Range
    """Pounds of the measures that lie, or are assumed to lie, inside the envelope."""
    not_itemised: Range | None
    """Pounds that no measure names; null where no total is stated."""
    beyond: Range | None
    """Pounds that measures itemise more than was announced; null where they fit into it."""
    measures: tuple[MeasureFunding, ...]
    """Every measure, in the order of the file."""
    by: Grouping
    """What the groups are."""
    groups: tuple[Group, ...]
    """The sums by group; empty where each measure stands alone."""
    pillars: dict[str, str]
    """Id to title, in the order of the file."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


class Funded(NamedTuple):
    """A measure with money: what was announced in cash, and that in the terms that were asked for."""

    measure: Measure
    cash: Step
    funding: Step


class Gathered(NamedTuple):
    """A group of measures inside the envelope, each with its step, and their sum; None without money."""

    id: str
    title: str
    sum: Step | None
    parts: tuple[tuple[Measure, Step], ...]


class Worked(NamedTuple):
    """The steps that the numbers of a budget are the values of; ``funded`` by the id of the measure."""

    announced: Step | None
    itemised: Step
    not_itemised: Step | None
    beyond: Step | None
    funded: Mapping[str, Funded]
    groups: tuple[Gathered, ...]


def budget(
    catalogue: Catalogue,
    by: Grouping = "measure",
    as_told_by: str | None = None,
    real: FinancialYear | str | None = None,
    trust: str | Iterable[str] = (),
) -> Budget:
    """The announced envelope, what its measures itemise of it, and the rest.

    ``by`` groups the measures: measure (no groups), pillar, year or source. ``as_told_by`` is the id of a
    source: the answer is then what that one document says. ``real`` is the year in whose prices the sums are
    put, each year's part by the GDP deflator of its own year; without it they are cash. ``trust`` are the
    kinds of source or the documents whose figures alone count. Raises WrongCall for an unknown group, kind or
    source, and for a year that the deflator does not hold.

    >>> from stablehomes import load
    >>> answer = budget(load())
    >>> answer.announced.headline, answer.itemised.headline, answer.not_itemised.headline
    (Decimal('200000000'), Decimal('111000000'), Decimal('89000000'))
    """
    query = taken(catalogue, BudgetQuery, by=by, as_told_by=as_told_by, real=real, trust=trust)
    return budget_of(catalogue, query)


@without_collection
def budget_of(catalogue: Catalogue, query: BudgetQuery) -> Budget:
    """The answer to a query."""
    by, as_told_by, real, trust = query
    told, terms = told_in(catalogue, query), terms_of(catalogue, real)
    worked = worked_of(told, by, terms)
    beyond = _value(worked.beyond)
    measures = tuple(_answered(measure, worked) for measure in told.measures.values())
    real_of = _in_prices(told.strategy, measures, terms)
    figures = [*told.strategy.figures, *(figure for measure in measures for figure in measure.figures)]
    return Budget(
        schema="stablehomes/budget/1",
        strategy=_announcement(told),
        as_told_by=as_told_by,
        trust=trusted_words(trust),
        real=real_of,
        announced=_value(worked.announced),
        itemised=worked.itemised.value,
        not_itemised=_value(worked.not_itemised),
        beyond=beyond,
        measures=measures,
        by=by,
        groups=tuple(_group(each) for each in worked.groups),
        pillars=dict(told.pillars),
        notes=(
            *_trust_notes(catalogue, told, query),
            *_real_notes(real_of),
            *_beyond_notes(beyond),
            *_notes(told, measures, by),
        ),
        sources=(*sources_of(told, figures), *price_sources(catalogue, real_of)),
    )


def worked_of(told: Catalogue, by: Grouping, terms: Terms | None) -> Worked:
    """Every number of a budget as a step; WrongCall for an unknown grouping.

    >>> from stablehomes import load
    >>> worked = worked_of(load(), "measure", None)
    >>> worked.not_itemised.operation, [each.label for each in worked.not_itemised.steps]
    ('less', ['announced', 'itemised'])
    """
    grouping = find(GROUPINGS, by, "grouping")
    spread = spread_of(terms)
    funded = {each.id: _funded(each, told, spread, terms) for each in told.measures.values() if each.figures}
    inside = [each for each in funded.values() if each.measure.envelope != "outside"]
    announced = _announced(told, spread, terms)
    itemised = _itemised(inside)
    return Worked(
        announced,
        itemised,
        announced and step("not itemised", "less", "pounds", [announced, itemised]),
        _beyond(announced, itemised),
        funded,
        tuple(grouping(told, inside, spread, terms)),
    )


def totals(worked: Worked) -> Iterator[Step]:
    """The steps of a budget that are below no other, but for its groups."""
    yield worked.not_itemised or worked.itemised
    if worked.beyond:
        yield worked.beyond


def worked_measure(measure: Measure, catalogue: Catalogue, terms: Terms | None) -> Step:
    """The money of one measure that has some, in cash or in the prices of a year."""
    return _funded(measure, catalogue, spread_of(terms), terms).funding


def of_pillar(told: Catalogue, pillar: str, terms: Terms | None = None) -> Step | None:
    """What the measures of a pillar name; None without money."""
    return next(each.sum for each in worked_of(told, "pillar", terms).groups if each.id == pillar)


def _value(step: Step | None) -> Range | None:
    return None if step is None else step.value


def _answered(measure: Measure, worked: Worked) -> MeasureFunding:
    funded = worked.funded.get(measure.id)
    return MeasureFunding(
        id=measure.id,
        title=measure.title,
        pillar=measure.pillar,
        envelope=measure.envelope,
        funding=funded.funding.value if funded else None,
        years=measure.years,
        figures=measure.figures,
        disagree=disagree(measure.figures),
    )


def _group(gathered: Gathered) -> Group:
    parts = tuple(Part(measure.id, measure.title, each.value) for measure, each in gathered.parts)
    return Group(gathered.id, gathered.title, _value(gathered.sum), parts)


def told_by(catalogue: Catalogue, source: str | None) -> Catalogue:
    """The catalogue as if there were one document only; a measure that it does not name is not in it."""
    if source is None:
        return catalogue
    find(catalogue.sources, source, "source")
    measures = (_measure_told_by(measure, source) for measure in catalogue.measures.values())
    return catalogue._replace(
        strategy=catalogue.strategy._replace(figures=_from(source, catalogue.strategy.figures)),
        measures={measure.id: measure for measure in measures if _is_named(measure)},
    )


def told_in(catalogue: Catalogue, query: BudgetQuery) -> Catalogue:
    """The catalogue with the figures that count for a query."""
    told = told_by(catalogue, query.as_told_by)
    return told if not query.trust else _trusting(told, trusted_words(query.trust))


def trusted_words(trust: Iterable[str]) -> tuple[str, ...]:
    """The kinds and documents that are named, each once: several may stand in one word, with commas.

    >>> trusted_words(["department,parliament", "department"])
    ('department', 'parliament')
    """
    words = (word.strip() for each in trust for word in each.split(","))
    return tuple(dict.fromkeys(filter(None, words)))


def _trusting(catalogue: Catalogue, words: Sequence[str]) -> Catalogue:
    """The catalogue with the money that sources of these kinds, or these documents, state; and a scenario."""
    known = dict.fromkeys((*SOURCE_KINDS, *catalogue.sources))
    for word in words:
        if word not in known:
            raise WrongCall(f'there is no kind of source or document "{word}"', did_you_mean(word, known))
    wanted = {*words, SCENARIO}
    trusted = {id for id, source in catalogue.sources.items() if id in wanted or source.kind in wanted}

    def own(figures: Iterable[Figure]) -> tuple[Figure, ...]:
        return tuple(figure for figure in figures if figure.source in trusted)

    return catalogue._replace(
        strategy=catalogue.strategy._replace(figures=own(catalogue.strategy.figures)),
        measures={
            id: measure._replace(figures=own(measure.figures)) for id, measure in catalogue.measures.items()
        },
    )


def _measure_told_by(measure: Measure, source: str) -> Measure:
    return measure._replace(
        figures=_from(source, measure.figures),
        areas=_from(source, measure.areas),
        people=_from(source, measure.people),
        allocations=tuple(
            each._replace(figures=own) for each in measure.allocations if (own := _from(source, each.figures))
        ),
        mentions=tuple(mention for mention in measure.mentions if mention.source == source),
        milestones=tuple(milestone for milestone in measure.milestones if milestone.source == source),
    )


def _from(source: str, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures if figure.source == source)


def _is_named(measure: Measure) -> bool:
    return bool(measure.figures or measure.areas or measure.people or measure.mentions or measure.milestones)


def _announcement(catalogue: Catalogue) -> Announcement:
    strategy = catalogue.strategy
    return Announcement(
        strategy.title, strategy.department, strategy.published, strategy.years, strategy.figures
    )


def _announced(told: Catalogue, spread: SpreadOf, terms: Terms | None) -> Step | None:
    figures, years = told.strategy.figures, told.strategy.years
    return (
        in_terms(of_figures("announced", "pounds", figures, told), spread(years), terms) if figures else None
    )


def _itemised(inside: Sequence[Funded]) -> Step:
    if not inside:
        return leaf("itemised", "held", "pounds", total(()), "no measure has a figure here")
    return step("itemised", "sum", "pounds", [each.funding for each in inside])


def _beyond(announced: Step | None, itemised: Step) -> Step | None:
    """What is itemised beyond what was announced; None where the headlines have room for it."""
    if announced is None or not excess(announced.value, itemised.value):
        return None
    return step("itemised beyond what was announced", "less", "pounds", [itemised, announced])


def _funded(measure: Measure, told: Catalogue, spread: SpreadOf, terms: Terms | None) -> Funded:
    cash = of_money(measure, told)
    return Funded(measure, cash, in_terms(cash, spread(measure.years), terms))


def _gathered(id: str, title: str, label: str, parts: Sequence[tuple[Measure, Step]]) -> Gathered:
    steps = [part for _, part in parts]
    return Gathered(id, title, step(label, "sum", "pounds", steps) if steps else None, tuple(parts))


def _no_groups(*_: object) -> Iterator[Gathered]:
    return iter(())


def _by_pillar(told: Catalogue, inside: Inside, *_: object) -> Iterator[Gathered]:
    parts: dict[str, list[tuple[Measure, Step]]] = {}
    for each in inside:
        parts.setdefault(each.measure.pillar, []).append((each.measure, each.funding))
    for id, title in told.pillars.items():
        yield _gathered(id, title, f"itemised in {title}", parts.get(id, ()))


def _by_year(_told: Catalogue, inside: Inside, spread: SpreadOf, terms: Terms | None) -> Iterator[Gathered]:
    parts: dict[FinancialYear, list[tuple[Measure, Step]]] = {}
    for measure, cash, funding in inside:
        # In the prices of a year the parts of the years stand below the sum already, after the cash.
        known = funding.steps[1:] if terms else [part_of_year(cash, year) for year in spread(measure.years)]
        for year, part in zip(measure.years, known, strict=True):
            named = part._replace(label=f"{measure.title}, {part.label}")
            parts.setdefault(year, []).append((measure, named))
    for year in sorted(parts):
        yield _gathered(str(year), str(year), f"itemised in {year} (illustrative)", parts[year])


def _by_source(told: Catalogue, inside: Inside, spread: SpreadOf, terms: Terms | None) -> Iterator[Gathered]:
    figures = [figure for each in inside for figure in each.measure.figures]
    for source in sources_of(told, figures):
        own = ((each.measure, _from(source.id, each.measure.figures)) for each in inside)
        parts = [
            (measure, _funded(measure._replace(figures=stated), told, spread, terms).funding)
            for measure, stated in own
            if stated
        ]
        yield _gathered(source.id, source.publisher, f"itemised by {source.id}", parts)


Inside: TypeAlias = Sequence[Funded]
GROUPINGS: Mapping[Grouping, Callable[[Catalogue, Inside, SpreadOf, Terms | None], Iterator[Gathered]]] = {
    "measure": _no_groups,
    "pillar": _by_pillar,
    "year": _by_year,
    "source": _by_source,
}


def _is_inside(measure: MeasureFunding) -> bool:
    """Whether it has money that lies, or is assumed to lie, inside the envelope."""
    return measure.funding is not None and measure.envelope != "outside"


def _in_prices(
    strategy: Strategy, measures: Sequence[MeasureFunding], terms: Terms | None
) -> InPrices | None:
    if terms is None:
        return None
    years = {*strategy.years, *(year for each in measures if _is_inside(each) for year in each.years)}
    return in_prices(terms.prices, terms.year, years)


# The kinds of source that come last, and those that stand before them.
BEST: tuple[SourceKind, ...] = ("department", "parliament", "council")


def _trust_notes(catalogue: Catalogue, told: Catalogue, query: BudgetQuery) -> Iterator[str]:
    """Whose figures count, and what is in no sum for that; or that the range hangs on press and sector."""
    if query.trust:
        yield f"Only figures of these count: {listed(trusted_words(query.trust))}."
        before = told_by(catalogue, query.as_told_by).measures
        lost = [each.title for id, each in told.measures.items() if before[id].figures and not each.figures]
        if lost:
            yield f"Others alone state a sum for these, so that they are in no sum here: {listed(lost)}."
    elif query.as_told_by is None:
        every, best = itemised(catalogue), itemised(_trusting(catalogue, BEST))
        if _is_within(best, every):
            said = in_full(best, pounds_in_prose)
            yield (
                f"Without press and sector {said} is itemised, and less is left open:"
                f" --trust {','.join(BEST)}."
            )


def _is_within(one: Range, other: Range) -> bool:
    """Whether a range leaves less open than another: it lies within it, and is not the same."""
    above = other.low is None or (one.low is not None and one.low >= other.low)
    below = other.high is None or (one.high is not None and one.high <= other.high)
    return above and below and (one.low, one.high) != (other.low, other.high)


def _real_notes(prices: InPrices | None) -> Iterator[str]:
    if prices is not None:
        yield price_note(prices)
        yield (
            "For this each sum is spread evenly over its years, which is illustrative, and each year's part"
            " is taken from the prices of its own year. Figures in notes and documents stay in cash."
        )


def _beyond_notes(beyond: Range | None) -> Iterator[str]:
    if beyond is not None:
        room = "" if beyond.low else " What the documents leave open has room for it."
        yield f"The documents do not add up: more is itemised than was announced.{room}"


def _notes(catalogue: Catalogue, measures: Sequence[MeasureFunding], by: Grouping) -> Iterator[str]:
    if any(each.envelope == "assumed" for each in measures if _is_inside(each)):
        yield "That the itemised measures are paid from the announced total is assumed: no document says so."
    if by == "year":
        yield (
            "The split by year is illustrative: each measure is spread evenly over its years."
            " No document gives sums for single years."
        )
    if any(measure.disagree for measure in measures):
        yield f"Where documents disagree, the headline is the figure {HEADLINE_RULE}."
    for measure in measures:
        if measure.disagree:
            yield _disagreement(measure, catalogue)
    outside = [measure for measure in measures if measure.envelope == "outside" and measure.funding]
    if outside:
        titles = listed([measure.title for measure in outside])
        yield f"Announced apart from the total, and in no sum here: {titles}."
    yield from catalogue.strategy.notes


def _disagreement(measure: MeasureFunding, catalogue: Catalogue) -> str:
    """Who says what of one measure, and whose figure is the headline; documents by their ids."""
    statements: dict[str, list[str]] = {}
    for figure in measure.figures:
        said = qualified(stated(figure.amount, figure.qualifier), pounds_in_prose)
        statements.setdefault(said, []).append(figure.source)
    who = "; ".join(f"{said} ({', '.join(sources)})" for said, sources in statements.items())
    first = headline(measure.figures, catalogue.sources).source
    return f"{measure.title}: {who}. The headline is from {first}."
