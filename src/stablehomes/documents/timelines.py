"""A timeline as a document."""

from __future__ import annotations

import hashlib

from stablehomes.days import known_in_words
from stablehomes.document import Column, Document, Row, Table
from stablehomes.document import Event as CalendarEvent
from stablehomes.plain import plain
from stablehomes.questions.timelines import Event, Timeline
from stablehomes.wording import counted


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
        records=tuple(plain(event) for event in timeline.events),
        events=tuple(_in_calendar(event) for event in timeline.events),
    )


def _table(timeline: Timeline) -> Table:
    columns = (Column("Date"), Column("Event"), Column("Of"), Column("Status"))
    rows = tuple(Row((_date(event), event.event, event.of, event.status)) for event in timeline.events)
    return Table("events", "Events", columns, rows)


def _date(event: Event) -> str:
    return (
        f"{event.qualifier} {known_in_words(event.date)}" if event.qualifier else known_in_words(event.date)
    )


def _in_calendar(event: Event) -> CalendarEvent:
    """On the days that it can be on; "by" a date on its last day."""
    first = event.date.last_day if event.qualifier == "by" else event.date.first_day
    planned = "Planned: " if event.status == "planned" else ""
    by = f" (by {known_in_words(event.date)})" if event.qualifier == "by" else ""
    description = f"{_date(event)}, {event.of}. Sources: {', '.join(event.sources)}"
    return CalendarEvent(_id(event), first, event.date.last_day, f"{planned}{event.event}{by}", description)


def _id(event: Event) -> str:
    """From what the event is, so that a calendar that reads it again keeps one entry."""
    return hashlib.sha256(f"{event.date}|{event.of}|{event.event}".encode()).hexdigest()[:32]
