"""What an answer says of the scenarios that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Change, Scenario
from stablehomes.documents.form.document import Document
from stablehomes.values.days import in_words
from stablehomes.values.wording import listed


def in_scenarios(document: Document, scenarios: Sequence[Scenario]) -> Document:
    """The document with its scenarios named in the title, told in the first notes, and given to machines."""
    if not scenarios:
        return document
    titles = listed([scenario.title for scenario in scenarios])
    first, *rest = document.data.items()
    return document._replace(
        title=f"{document.title} (scenario: {titles})",
        notes=(*(note for scenario in scenarios for note in _notes(scenario)), *document.notes),
        data=dict([first, ("scenarios", plain(tuple(scenarios))), *rest]),
    )


def _notes(scenario: Scenario) -> Iterator[str]:
    yield f"This shows a scenario, not what was announced: {scenario.title}. {scenario.because}"
    for change in scenario.changes:
        yield f"Assumed in the scenario: {in_words_of(change)}. {change.because}"


def in_words_of(change: Change) -> str:
    """A change as a sentence says it.

    >>> from stablehomes.catalogue.changes import given_in_passing
    >>> in_words_of(given_in_passing(["leaving-care=£3,500@2024-04-01"]).changes[0])
    'leaving-care is £3,500 from 1 April 2024'
    """
    if change.action == "set":
        return f"{change.path} is {change.to}" + (f" from {in_words(change.from_)}" if change.from_ else "")
    if change.action == "add":
        return f"{change.path} is added"
    return f"{change.path} ends" + (f" after {change.after}" if change.after else "")
