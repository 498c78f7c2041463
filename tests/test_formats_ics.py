"""The calendar follows RFC 5545, and another program's reading of it agrees with the answer."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.catalogue.model import Catalogue
from stablehomes.documents.form.document import CalendarEvent, Document
from stablehomes.documents.timeline import document
from stablehomes.formats import Display
from stablehomes.formats.ics import render
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.timeline import timeline

DISPLAY = Display(80, False)


def with_events(*events: CalendarEvent) -> Document:
    return Document("Title", "Answer.", (), (), (), {}, events=events)


def an_event(title: str) -> CalendarEvent:
    return CalendarEvent("id", date(2023, 9, 1), date(2023, 9, 30), title, "why")


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_month_is_all_its_days_with_the_end_left_out() -> None:
    lines = unfolded(render(with_events(an_event("Starts")), DISPLAY))
    assert {"DTSTART;VALUE=DATE:20230901", "DTEND;VALUE=DATE:20231001", "SUMMARY:Starts"} <= set(lines)
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])


@given(st.text())
def test_any_title_is_folded_escaped_and_read_back(title: str) -> None:
    text = render(with_events(an_event(title)), DISPLAY)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (summary,) = [line for line in unfolded(text) if line.startswith("SUMMARY:")]
    read = re.sub(
        r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], summary.removeprefix("SUMMARY:")
    )
    assert read == "".join(
        each if each.isprintable() or each == "\n" else "\N{REPLACEMENT CHARACTER}" for each in title
    )


def test_every_event_of_the_timeline_is_in_the_calendar(shipped: Catalogue) -> None:
    answer = timeline(shipped)
    lines = unfolded(render(document(answer), DISPLAY))
    assert lines.count("BEGIN:VEVENT") == len(answer.events)
    ids = [line for line in lines if line.startswith("UID:")]
    assert len(set(ids)) == len(ids)
    ends = [line.split(":")[1] for line in lines if line.startswith("DTEND")]
    assert ends == [f"{event.date.last_day + timedelta(days=1):%Y%m%d}" for event in answer.events]


def test_an_answer_without_events_is_refused() -> None:
    with pytest.raises(WrongCall, match="no events"):
        render(with_events(), DISPLAY)
