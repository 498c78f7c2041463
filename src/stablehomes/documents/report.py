"""Many answers as one document, in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Catalogue, Source
from stablehomes.catalogue.query import check_catalogue
from stablehomes.documents.answered import document_of
from stablehomes.documents.form.document import Document
from stablehomes.questions.report import Part, report_parts


class ReportPart(NamedTuple):
    """One answer of a report."""

    name: str
    """A short name that no other part has."""
    title: str
    """What it is called."""
    answer: Any
    """What its own command gives as JSON, with the schema that its key schema names."""


class Report(NamedTuple):
    """The answer of `report`: many answers, in its order."""

    schema: str
    parts: tuple[ReportPart, ...]
    """The answers, in their order."""


def report(catalogue: Catalogue) -> Report:
    """Every answer that a report holds: the money, what areas would get, what people are paid, who says so.

    >>> from stablehomes import load
    >>> report(load()).parts[0].answer.itemised.headline
    Decimal('111000000')
    """
    check_catalogue(catalogue)
    return _report(report_parts(catalogue))[0]


def document(catalogue: Catalogue, questions: Iterable[Part]) -> Document:
    """The parts under one title, with the answer of the first; each note and each source stands once."""
    report, parts = _report(questions)
    return Document(
        title=f"{catalogue.strategy.title}: report",
        answer=parts[0].answer if parts else "",
        tables=(),
        notes=(),
        sources=_sources(catalogue, parts),
        data=plain(report),
        name="report",
        parts=tuple(_with_new_notes(parts)),
    )


def _report(questions: Iterable[Part]) -> tuple[Report, list[Document]]:
    """The answers, and the document of each, which is called by the name of its part."""
    answers = [(name, ask()) for name, ask in questions]
    documents = [document_of(answer)._replace(name=name) for name, answer in answers]
    parts = (
        ReportPart(name, document.title, answer)
        for (name, answer), document in zip(answers, documents, strict=True)
    )
    return Report("stablehomes/report/1", tuple(parts)), documents


def _with_new_notes(parts: Sequence[Document]) -> Iterator[Document]:
    said: set[str] = set()
    for part in parts:
        yield part._replace(notes=tuple(note for note in part.notes if note not in said))
        said.update(part.notes)


def _sources(catalogue: Catalogue, parts: Sequence[Document]) -> tuple[Source, ...]:
    used = {source.id for part in parts for source in part.sources}
    return tuple(source for id, source in catalogue.sources.items() if id in used)
