"""Who says what as a document."""

from __future__ import annotations

from collections.abc import Iterator, Set

from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Figure, Source
from stablehomes.catalogue.statements import Statements
from stablehomes.documents.form.document import Cell, Column, Document, Row, Table
from stablehomes.documents.units import say_of
from stablehomes.questions.sources import Grid
from stablehomes.values.days import known_in_words
from stablehomes.values.ranges import qualified, stated
from stablehomes.values.wording import counted, pounds_in_table

HEADLINE = " *"
WHAT_EACH_SAYS = "What each says (* the headline)"


def document(grid: Grid) -> Document:
    """The documents, then what each of them says of each thing."""
    return Document(
        title="Who says what" + (", where they disagree" if grid.disagree else ""),
        answer=_answer(grid),
        tables=(_documents(grid), _statements(grid), _figures(grid)),
        notes=grid.notes,
        sources=grid.documents,
        data=plain(grid),
        name="sources",
    )


def _answer(grid: Grid) -> str:
    disputed = sum(row.disagree for row in grid.rows_)
    numbers = counted(len(grid.rows_), "number")
    named = counted(len(grid.documents), "document")
    if not grid.disagree:
        states = "states" if len(grid.documents) == 1 else "state"
        return f"{named} {states} {numbers}; documents disagree on {disputed} of them."
    return (
        f"Documents disagree on {numbers}; {named} speak of them." if grid.rows_ else "No documents disagree."
    )


def _documents(grid: Grid) -> Table:
    columns = (
        Column("Document", "id"),
        Column("Kind"),
        Column("Published"),
        Column("Numbers", "number"),
        Column("Named only", "number"),
    )
    rows = tuple(_document_row(grid, each) for each in grid.documents)
    return Table("documents", "Documents", columns, rows, compact=_documents_in_short(grid))


def _documents_in_short(grid: Grid) -> Table:
    columns = (Column("Document", "id"), Column("What it is"))
    rows = tuple(Row((each.id, _in_short(grid, each))) for each in grid.documents)
    return Table("documents", "Documents", columns, rows)


def _in_short(grid: Grid, source: Source) -> str:
    named = len(grid.mentions[source.id])
    names = f", {counted(named, 'measure')} named only" if named else ""
    said = counted(_numbers(grid, source), "number")
    return f"{source.speaker}, {known_in_words(source.published)}: {said}{names}"


def _numbers(grid: Grid, source: Source) -> int:
    """How many numbers a document states."""
    return sum(any(figure.source == source.id for figure in row.figures) for row in grid.rows_)


def _document_row(grid: Grid, source: Source) -> Row:
    named = len(grid.mentions[source.id])
    return Row((source.id, source.speaker, known_in_words(source.published), _numbers(grid, source), named))


def _statements(grid: Grid) -> Table:
    """A column for each document; what counts as the headline is marked."""
    columns = (Column("Of"), *(Column(document.id) for document in grid.documents))
    rows, short = tuple(_rows(grid)), _statements_in_short(grid)
    return Table("statements", WHAT_EACH_SAYS, columns, rows, "people", compact=short)


def _statements_in_short(grid: Grid) -> Table:
    """Below each number a line for each figure, with all the documents that state it."""
    columns = (Column("Figure"), Column("Documents"))
    rows = (each for row in grid.rows_ for each in _by_figure(row, {each.id for each in grid.documents}))
    return Table("statements", WHAT_EACH_SAYS, columns, tuple(rows), "people")


def _by_figure(row: Statements, shown: Set[str]) -> Iterator[Row]:
    yield Row((_number_in_words(row),), "heading")
    together: dict[str, list[str]] = {}
    for figure in row.figures:
        if figure.source in shown:
            mark = HEADLINE if figure == row.headline else ""
            together.setdefault(_in_words(row, figure), []).append(f"{figure.source}{mark}")
    for said, documents in together.items():
        yield Row((said, ", ".join(documents)))


def _figures(grid: Grid) -> Table:
    """Each figure of each document in a row of its own."""
    columns = (
        Column("Id", "id"),
        Column("Title"),
        Column("Of"),
        Column("Unit"),
        Column("Document", "id"),
        Column("Value", "number"),
        Column("Headline"),
        Column("Quote"),
        Column("Stated"),
    )
    rows = tuple(Row(_figure_cells(row, figure)) for row in grid.rows_ for figure in row.figures)
    return Table("figures", "What each document states", columns, rows, "machines")


def _figure_cells(row: Statements, figure: Figure) -> tuple[Cell, ...]:
    value = stated(figure.amount, figure.qualifier)
    headline = "yes" if figure == row.headline else "no"
    about = row.thing, row.title, row.of, row.unit
    return *about, figure.source, value, headline, figure.quote, str(figure.stated)


def _rows(grid: Grid) -> Iterator[Row]:
    for row in grid.rows_:
        yield Row((_number_in_words(row), *(_cell(row, each.id) for each in grid.documents)))


def _number_in_words(row: Statements) -> str:
    return f"{row.title}, {row.of}{' (disagree)' if row.disagree else ''}"


def _cell(row: Statements, document: str) -> str | None:
    said = [figure_in_words(row, figure) for figure in row.figures if figure.source == document]
    return "; ".join(said) or None


def figure_in_words(row: Statements, figure: Figure) -> str:
    """A figure with its qualifier and unit, marked if it is the headline."""
    return f"{_in_words(row, figure)}{HEADLINE if figure == row.headline else ''}"


def _in_words(row: Statements, figure: Figure) -> str:
    value = stated(figure.amount, figure.qualifier)
    return qualified(value, say_of(row.unit, pounds_in_table))
