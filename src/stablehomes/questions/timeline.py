"""What happens when: what was planned, and what is known to have happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import (
    Allowance,
    Catalogue,
    DateQualifier,
    Milestone,
    MilestoneStatus,
    Source,
)
from stablehomes.catalogue.query import Option, taken
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import qualified
from stablehomes.values.wording import pounds_in_prose


class Event(NamedTuple):
    """One thing on a date."""

    date: KnownDate
    """The day, the month or the year, as far as it is known."""
    qualifier: DateQualifier | None
    """"by" where only the latest day is known; null where the date itself is."""
    event: str
    """What it is, in words."""
    of: str
    """Id of the measure or allowance, or strategy."""
    status: MilestoneStatus
    """Whether a document reports it, or documents only plan it."""
    sources: tuple[str, ...]
    """Ids of the documents that say so."""


class Timeline(NamedTuple):
    """The answer."""

    schema: str
    from_: KnownDate | None
    """The first day, month or year that was asked for; null for the beginning."""
    to: KnownDate | None
    """The last, included; null for the end."""
    events: tuple[Event, ...]
    """In the order of their dates."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


class TimelineQuery(NamedTuple):
    """Between which dates, both included."""

    from_: Annotated[
        KnownDate | None, Option("From this day, month or year on.", name="--from", metavar="DATE")
    ] = None
    to: Annotated[KnownDate | None, Option("To the end of this day, month or year.", metavar="DATE")] = None


def timeline(
    catalogue: Catalogue,
    from_: KnownDate | date | str | None = None,
    to: KnownDate | date | str | None = None,
) -> Timeline:
    """Every dated event, in order, or those that touch the days between two dates, both included.

    Raises WrongCall if the second date lies before the first.

    >>> from stablehomes import load
    >>> [str(each.date) for each in timeline(load(), "2023-05", "2023-05").events][0]
    '2023-05-11'
    """
    return timeline_of(catalogue, taken(catalogue, TimelineQuery, from_=from_, to=to))


def timeline_of(catalogue: Catalogue, query: TimelineQuery) -> Timeline:
    """The answer to a query."""
    from_, to = query
    if from_ and to and to.last_day < from_.first_day:
        raise WrongCall("the last date lies before the first", "swap --from and --to")
    first = from_.first_day if from_ else date.min
    last = to.last_day if to else date.max
    events = [
        event for event in _events(catalogue) if event.date.first_day <= last and event.date.last_day >= first
    ]
    used = {source for event in events for source in event.sources}
    return Timeline(
        schema="stablehomes/timeline/1",
        from_=from_,
        to=to,
        events=tuple(sorted(events, key=_order)),
        notes=(
            "Planned is what a document announces; happened is what a document reports. What was planned and"
            " is not shown as happened may have happened: no document that was read says so.",
        ),
        sources=tuple(source for id, source in catalogue.sources.items() if id in used),
    )


def _order(event: Event) -> tuple[date, date]:
    """By the first possible day; "by" a date by its last, for before that nothing is known."""
    first = event.date.last_day if event.qualifier == "by" else event.date.first_day
    return first, event.date.last_day


def _events(catalogue: Catalogue) -> Iterator[Event]:
    yield from _milestones("strategy", catalogue.strategy.milestones)
    for measure in catalogue.measures.values():
        yield from _milestones(measure.id, measure.milestones)
    for allowance in catalogue.allowances.values():
        yield from _rates(catalogue, allowance)


def _milestones(of: str, milestones: Iterable[Milestone]) -> Iterator[Event]:
    """Several documents on one event are one event; it happened if any of them says so."""
    together: dict[tuple[KnownDate, DateQualifier | None, str], list[Milestone]] = {}
    for each in milestones:
        together.setdefault((each.date, each.qualifier, each.event), []).append(each)
    for (day, qualifier, event), alike in together.items():
        happened = any(each.status == "happened" for each in alike)
        sources = tuple(dict.fromkeys(each.source for each in alike))
        yield Event(day, qualifier, event, of, "happened" if happened else "planned", sources)


def _rates(catalogue: Catalogue, allowance: Allowance) -> Iterator[Event]:
    """The first day of each rate: known to have come where a document of that day or later states it."""
    for first in dict.fromkeys(rate.from_ for rate in allowance.rates if rate.from_):
        alike = [rate for rate in allowance.rates if rate.from_ == first]
        figures = [figure for rate in alike for figure in rate.figures]
        amounts = [amount for rate in alike if (amount := combined(rate.figures, catalogue.sources))]
        said = qualified(amounts[0], pounds_in_prose)
        if len(amounts) > 1:
            said = _span([amount.headline for amount in amounts])
        happened = any(figure.stated.last_day >= first for figure in figures)
        yield Event(
            date=KnownDate(first.year, first.month, first.day),
            qualifier=None,
            event=f"{allowance.title}: {said} from this day",
            of=allowance.id,
            status="happened" if happened else "planned",
            sources=tuple(dict.fromkeys(figure.source for figure in figures)),
        )


def _span(amounts: list[Decimal]) -> str:
    return f"{pounds_in_prose(min(amounts))} to {pounds_in_prose(max(amounts))}"
