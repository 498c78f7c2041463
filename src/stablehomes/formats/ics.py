"""iCalendar (RFC 5545): the events of an answer as days in a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from stablehomes.problems.problem import WrongCall

if TYPE_CHECKING:
    from stablehomes.documents.form.document import CalendarEvent, Document
    from stablehomes.formats import Display

LONGEST_LINE = 75  # bytes, without the line's end
ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def render(document: Document, _display: Display) -> str:
    """A calendar of whole days; stamped with the events' own days, so that its bytes stay the same.

    Raises WrongCall for an answer without events.
    """
    if not document.events:
        raise WrongCall("this answer has no events to put in a calendar", "ask for the timeline")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//stablehomes//timeline//EN",
        *(line for event in document.events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: CalendarEvent) -> Iterator[str]:
    first, behind = f"{event.first:%Y%m%d}", f"{event.last + timedelta(days=1):%Y%m%d}"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@stablehomes"
    yield f"DTSTAMP:{first}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first}"
    yield f"DTEND;VALUE=DATE:{behind}"
    yield f"SUMMARY:{_escaped(event.title)}"
    yield f"DESCRIPTION:{_escaped(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    shown = "".join(
        each if each.isprintable() or each == "\n" else "\N{REPLACEMENT CHARACTER}" for each in text
    )
    return re.sub(r"[\\;,\n]", lambda found: ESCAPES[found[0]], shown)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 bytes, never within a character; the later ones begin with a space."""
    part = ""
    for each in line:
        if len((part + each).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += each
    yield part
