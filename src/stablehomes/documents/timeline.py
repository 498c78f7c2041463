"""A timeline as a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from stablehomes.answers.plain import plain
from stablehomes.documents.form.document import CalendarEvent, Column, Document, Row, Table
from stablehomes.documents.form.pictures import Line, LineGroup, Picture, Style
from stablehomes.questions.timeline import Event, Timeline
from stablehomes.values.days import known_in_words
from stablehomes.values.wording import counted


def document(timeline: Timeline) -> Document:
    """The events in order, with what is planned and what happened."""
    happened = sum(event.status == "happened" for event in timeline.events)
    count = len(timeline.events)
    return Document(
        title="What happens when",
        answer=f"{counted(count, 'event')}: {happened} happened, {count - happened} planned.",
        tables=(_table(timeline),),
        notes=timeline.notes,
        sources=timeline.sources,
        data=plain(timeline),
        name="timeline",
        pictures=tuple(_pictures(timeline)),
        records=tuple(plain(event) for event in timeline.events),
        events=tuple(_in_calendar(event) for event in timeline.events),
    )


def _table(timeline: Timeline) -> Table:
    columns = (
        Column("Date"),
        Column("First day", "day", audience="machines"),
        Column("Last day", "day", audience="machines"),
        Column("Event"),
        Column("Of", "id"),
        Column("Status"),
        Column("Sources", audience="machines"),
    )
    return Table("events", "Events", columns, tuple(_row(event) for event in timeline.events))


def _row(event: Event) -> Row:
    days = _first_day(event), event.date.last_day
    return Row((_date(event), *days, event.event, event.of, event.status, " ".join(event.sources)))


def _first_day(event: Event) -> date:
    """Of "by" a date only the last day is known."""
    return event.date.last_day if event.qualifier == "by" else event.date.first_day


def _pictures(timeline: Timeline) -> Iterator[Picture]:
    """The events by year on one scale of days: a point for a day, a bar for a month or a year."""
    if not timeline.events:
        return
    years = dict.fromkeys(event.date.year for event in timeline.events)
    groups = tuple(
        LineGroup(str(year), tuple(_line(event) for event in timeline.events if event.date.year == year))
        for year in years
    )
    lines = [line for group in groups for line in group.lines]
    first, last = min(line.begin for line in lines), max(line.end for line in lines)
    text = "A point is a day, a bar the month or the year that is known. What is only planned is paler."
    yield Picture("events", "What happens when", text, groups, first, last)


def _line(event: Event) -> Line:
    begin, end = (Decimal(day.toordinal()) for day in (_first_day(event), event.date.last_day))
    style: Style = "muted" if event.status == "planned" else "plain"
    return Line(event.event, f"{_date(event)}, {event.status}", begin, end, style)


def _date(event: Event) -> str:
    return (
        f"{event.qualifier} {known_in_words(event.date)}" if event.qualifier else known_in_words(event.date)
    )


def _in_calendar(event: Event) -> CalendarEvent:
    """On the days that it can be on."""
    planned = "Planned: " if event.status == "planned" else ""
    by = f" (by {known_in_words(event.date)})" if event.qualifier == "by" else ""
    description = f"{_date(event)}, {event.of}. Sources: {', '.join(event.sources)}"
    return CalendarEvent(
        _id(event), _first_day(event), event.date.last_day, f"{planned}{event.event}{by}", description
    )


def _id(event: Event) -> str:
    """From what the event is, so that a calendar that reads it again keeps one entry."""
    return hashlib.sha256(f"{event.date}|{event.of}|{event.event}".encode()).hexdigest()[:32]
