"""Who says what, and where do they disagree?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import HEADLINE_RULE
from stablehomes.catalogue.model import Catalogue, Source
from stablehomes.catalogue.query import Option, taken
from stablehomes.catalogue.statements import Statements, every_statement, statements
from stablehomes.questions.answer import Rows, html_of, rows_of


class Grid(NamedTuple):
    """The answer: a row for each number that documents state, and the documents that are its columns."""

    schema: str
    disagree: bool
    """Whether only what documents disagree on is shown."""
    rows_: tuple[Statements, ...]
    """One for each number that documents state."""
    documents: tuple[Source, ...]
    """The documents behind the rows, in the order of sources.yaml."""
    mentions: dict[str, tuple[str, ...]]
    """Id of a document to the ids of the measures that it names without a number."""
    notes: tuple[str, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


class SourcesQuery(NamedTuple):
    """What of the documents is asked for."""

    source: str | None = None
    disagree: Annotated[bool, Option("Only where documents disagree.")] = False


def sources(catalogue: Catalogue, source: str | None = None, *, disagree: bool = False) -> Grid:
    """What each document says of each thing; of one document, or only where documents disagree.

    Raises WrongCall for an unknown document.

    >>> from stablehomes import load
    >>> [(row.thing, row.of) for row in sources(load(), disagree=True).rows_][-1]
    ('review-family-help', 'in context')
    """
    return sources_of(catalogue, taken(catalogue, SourcesQuery, source=source, disagree=disagree))


def sources_of(catalogue: Catalogue, query: SourcesQuery) -> Grid:
    """The answer to a query."""
    source, disagree = query
    if source is not None:
        find(catalogue.sources, source, "source")
    said = statements(catalogue) if source is None else every_statement(catalogue)
    rows = [row for row in said if row.disagree or not disagree]
    if source is not None:
        rows = [row for row in rows if any(figure.source == source for figure in row.figures)]
    shown = _documents(catalogue, rows, None if disagree else source)
    return Grid(
        schema="stablehomes/sources/1",
        disagree=disagree,
        rows_=tuple(rows),
        documents=shown,
        mentions={each.id: tuple(_mentioned(catalogue, each.id)) for each in shown},
        notes=tuple(_notes(rows, source)),
    )


def _documents(catalogue: Catalogue, rows: Sequence[Statements], source: str | None) -> tuple[Source, ...]:
    """The documents behind the rows; the one that was asked for alone."""
    used = {figure.source for row in rows for figure in row.figures} if source is None else {source}
    return tuple(each for id, each in catalogue.sources.items() if id in used)


def _mentioned(catalogue: Catalogue, source: str) -> Iterator[str]:
    for measure in catalogue.measures.values():
        if any(mention.source == source for mention in measure.mentions):
            yield measure.id


def _notes(rows: Sequence[Statements], source: str | None) -> Iterator[str]:
    if any(row.disagree for row in rows):
        yield f"Where documents disagree, the headline is the figure {HEADLINE_RULE}."
    if source is None:
        yield "Cells of tables by region and age are not shown here: see rate."
        yield "Levels of price indices are not shown here: see show with the id of the index."
