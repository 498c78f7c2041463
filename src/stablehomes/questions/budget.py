"""What was announced, what is itemised, what is not?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from stablehomes.catalogue.envelope import excess
from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import HEADLINE_RULE, combined, disagree, headline, sources_of
from stablehomes.catalogue.model import Catalogue, Envelope, Figure, Measure, Source, Strategy
from stablehomes.questions.prices import (
    InPrices,
    Terms,
    in_prices,
    price_note,
    price_sources,
    real_range,
    terms_of,
)
from stablehomes.values.ranges import Range, qualified, remainder, stated, total
from stablehomes.values.spread import share_of_year, years_together
from stablehomes.values.wording import listed, pounds_in_prose
from stablehomes.values.years import FinancialYear

Grouping = Literal["measure", "pillar", "year", "source"]


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


Measures = Sequence[MeasureFunding]


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


def budget(
    catalogue: Catalogue,
    by: Grouping = "measure",
    as_told_by: str | None = None,
    real: FinancialYear | None = None,
) -> Budget:
    """The announced envelope, what its measures itemise of it, and the rest.

    ``by`` groups the measures: measure (no groups), pillar, year or source. ``as_told_by`` is the id of a
    source: the answer is then what that one document says. ``real`` is the year in whose prices the sums are
    put, each year's part by the GDP deflator of its own year; without it they are cash. Raises WrongCall for
    an unknown group or source, and for a year that the deflator does not hold.

    >>> from stablehomes import load
    >>> answer = budget(load())
    >>> answer.announced.headline, answer.itemised.headline, answer.not_itemised.headline
    (Decimal('200000000'), Decimal('111000000'), Decimal('89000000'))
    """
    told = catalogue if as_told_by is None else told_by(catalogue, as_told_by)
    terms = terms_of(catalogue, real)
    measures = tuple(_funded(measure, told, terms) for measure in told.measures.values())
    announced = _whole(told.strategy.figures, told.strategy.years, told, terms)
    itemised = total([each.funding for each in _inside(measures)])
    beyond = excess(announced, itemised)
    real_of = _in_prices(told.strategy, measures, terms)
    figures = [*told.strategy.figures, *(figure for measure in measures for figure in measure.figures)]
    return Budget(
        schema="stablehomes/budget/1",
        strategy=_announcement(told),
        as_told_by=as_told_by,
        real=real_of,
        announced=announced,
        itemised=itemised,
        not_itemised=remainder(announced, itemised) if announced else None,
        beyond=beyond,
        measures=measures,
        by=by,
        groups=tuple(find(GROUPINGS, by, "grouping")(told, measures, terms)),
        pillars=dict(told.pillars),
        notes=(*_real_notes(real_of), *_beyond_notes(beyond), *_notes(told, measures, by)),
        sources=(*sources_of(told, figures), *price_sources(catalogue, real_of)),
    )


def told_by(catalogue: Catalogue, source: str) -> Catalogue:
    """The catalogue as if there were one document only; a measure that it does not name is not in it."""
    find(catalogue.sources, source, "source")
    measures = (_measure_told_by(measure, source) for measure in catalogue.measures.values())
    return catalogue._replace(
        strategy=catalogue.strategy._replace(figures=_from(source, catalogue.strategy.figures)),
        measures={measure.id: measure for measure in measures if _is_named(measure)},
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


def _funded(measure: Measure, catalogue: Catalogue, terms: Terms | None) -> MeasureFunding:
    return MeasureFunding(
        id=measure.id,
        title=measure.title,
        pillar=measure.pillar,
        envelope=measure.envelope,
        funding=_whole(measure.figures, measure.years, catalogue, terms),
        years=measure.years,
        figures=measure.figures,
        disagree=disagree(measure.figures),
    )


def _whole(
    figures: Sequence[Figure], years: Sequence[FinancialYear], catalogue: Catalogue, terms: Terms | None
) -> Range | None:
    cash = combined(figures, catalogue.sources)
    return None if cash is None else in_terms(cash, years, terms)


class Inside(NamedTuple):
    """A measure with money inside the envelope."""

    measure: MeasureFunding
    funding: Range


def _inside(measures: Measures) -> list[Inside]:
    """Measures with money that lies, or is assumed to lie, inside the envelope."""
    return [
        Inside(measure, measure.funding)
        for measure in measures
        if measure.funding is not None and measure.envelope != "outside"
    ]


def _group(id: str, title: str, parts: Sequence[Part]) -> Group:
    return Group(id, title, total([part.funding for part in parts]) if parts else None, tuple(parts))


def _no_groups(_catalogue: Catalogue, _measures: Measures, _terms: Terms | None) -> Iterator[Group]:
    return iter(())


def _by_pillar(catalogue: Catalogue, measures: Measures, _terms: Terms | None) -> Iterator[Group]:
    for id, title in catalogue.pillars.items():
        inside = [each for each in _inside(measures) if each.measure.pillar == id]
        yield _group(id, title, [Part(each.measure.id, each.measure.title, each.funding) for each in inside])


def _by_year(catalogue: Catalogue, measures: Measures, terms: Terms | None) -> Iterator[Group]:
    inside = [each.measure for each in _inside(measures)]
    cash = {each.id: combined(each.figures, catalogue.sources) for each in inside}
    for year in sorted({year for each in inside for year in each.years}):
        parts = [
            Part(each.id, each.title, _part_of_year(whole, each.years, year, terms))
            for each in inside
            if year in each.years and (whole := cash[each.id])
        ]
        yield _group(str(year), str(year), parts)


def _by_source(catalogue: Catalogue, measures: Measures, terms: Terms | None) -> Iterator[Group]:
    inside = [each.measure for each in _inside(measures)]
    for source in sources_of(catalogue, [figure for each in inside for figure in each.figures]):
        told = [(each, combined(_from(source.id, each.figures), catalogue.sources)) for each in inside]
        parts = [
            Part(measure.id, measure.title, in_terms(funding, measure.years, terms))
            for measure, funding in told
            if funding is not None
        ]
        yield _group(source.id, source.publisher, parts)


GROUPINGS: dict[Grouping, Callable[[Catalogue, Measures, Terms | None], Iterator[Group]]] = {
    "measure": _no_groups,
    "pillar": _by_pillar,
    "year": _by_year,
    "source": _by_source,
}


def in_terms(funding: Range, years: Sequence[FinancialYear], terms: Terms | None) -> Range:
    """Pounds spread evenly over years, in cash or with each year's part in the prices of another year.

    >>> from decimal import Decimal
    >>> from stablehomes import load
    >>> terms = terms_of(load(), FinancialYear(2023))
    >>> in_terms(stated(Decimal(200)), [FinancialYear(2023), FinancialYear(2024)], terms).headline
    Decimal('196.13')
    """
    if terms is None:
        return funding
    return years_together(funding, [_part_of_year(funding, years, year, terms) for year in years])


def _part_of_year(
    funding: Range, years: Sequence[FinancialYear], year: FinancialYear, terms: Terms | None
) -> Range:
    part = share_of_year(funding, years, year)
    return part if terms is None else real_range(part, year, terms)


def _in_prices(strategy: Strategy, measures: Measures, terms: Terms | None) -> InPrices | None:
    if terms is None:
        return None
    years = {*strategy.years, *(year for each in _inside(measures) for year in each.measure.years)}
    return in_prices(terms.prices, terms.year, years)


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
    if any(each.measure.envelope == "assumed" for each in _inside(measures)):
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
