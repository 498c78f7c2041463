"""Many answers as one document, in the order given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Catalogue, Source
from stablehomes.documents.form.document import Document


class Part(NamedTuple):
    """One answer of a report."""

    name: str
    """A short name that no other part has."""
    title: str
    """What it is called."""
    answer: dict[str, Any]
    """What its own command gives as JSON, with the schema that its key schema names."""


class Report(NamedTuple):
    """The answer of `report`: many answers, in its order."""

    schema: str
    parts: tuple[Part, ...]
    """The answers, in their order."""


def _part(part: Document) -> Part:
    return Part(part.name, part.title, part.data)


def document(catalogue: Catalogue, parts: Sequence[Document]) -> Document:
    """The parts under one title, with the answer of the first; each note and each source stands once."""
    return Document(
        title=f"{catalogue.strategy.title}: report",
        answer=parts[0].answer if parts else "",
        tables=(),
        notes=(),
        sources=_sources(catalogue, parts),
        data=plain(Report("stablehomes/report/1", tuple(map(_part, parts)))),
        name="report",
        parts=tuple(_with_new_notes(parts)),
    )


def _with_new_notes(parts: Sequence[Document]) -> Iterator[Document]:
    said: set[str] = set()
    for part in parts:
        yield part._replace(notes=tuple(note for note in part.notes if note not in said))
        said.update(part.notes)


def _sources(catalogue: Catalogue, parts: Sequence[Document]) -> tuple[Source, ...]:
    used = {source.id for part in parts for source in part.sources}
    return tuple(source for id, source in catalogue.sources.items() if id in used)
