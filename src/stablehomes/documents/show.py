"""One thing and all that is known about it as a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from stablehomes.answers.plain import plain
from stablehomes.catalogue.statements import Statements
from stablehomes.documents.form.document import Column, Document, Row, Table
from stablehomes.documents.rate import rate_tables
from stablehomes.documents.sources import figure_in_words
from stablehomes.documents.units import say_of
from stablehomes.documents.working import passages, table
from stablehomes.questions.show import Shown
from stablehomes.values.days import in_words, known_in_words
from stablehomes.values.ranges import in_full
from stablehomes.values.wording import counted, listed, number, sentence


def document(shown: Shown) -> Document:
    """A sentence on the thing, then a table for each kind of thing that is known, then the working."""
    return Document(
        title=f"{shown.title} ({shown.kind}: {shown.id})",
        answer=_answer(shown),
        tables=tuple(_tables(shown)),
        notes=shown.notes,
        sources=shown.sources,
        data=plain(shown),
        name="show",
        preformatted=passages(shown.working),
    )


def _answer(shown: Shown) -> str:
    parts = [_about(shown), _amount(shown), _not_covered(shown)]
    return " ".join(part for part in parts if part) or "Nothing but its entry is known."


def _about(shown: Shown) -> str:
    return ABOUT[shown.kind](shown) if shown.kind in ABOUT else ""


def _measure(shown: Shown) -> str:
    return str(shown.thing.summary)


def _source(shown: Shown) -> str:
    thing, named = shown.thing, len(shown.thing["names_without_a_number"])
    said = f"It states {counted(len(shown.statements), 'number')}"
    without = f", and names {counted(named, 'measure')} without one" if named else ""
    author = thing["author"]
    whose = f"The words of {author.name}, {author.kind}, as published by " if author else ""
    when = known_in_words(thing["published"])
    return f"{whose}{thing['publisher']}, {thing['kind']}, {when}. {said}{without}."


def _council(shown: Shown) -> str:
    said = [f"{each.title} from {in_words(each.place.from_)}" for each in shown.named]
    return f"Named for: {listed(said)}."


def _price_index(shown: Shown) -> str:
    return f"{shown.thing.reference}; {len(shown.thing.levels)} levels are held."


def _pillar(shown: Shown) -> str:
    return f"{counted(len(shown.thing['measures']), 'measure')}."


ABOUT: dict[str, Callable[[Shown], str]] = {
    "measure": _measure,
    "source": _source,
    "council": _council,
    "price-index": _price_index,
    "pillar": _pillar,
}


def _amount(shown: Shown) -> str:
    if shown.amount is None:
        return ""
    return f"{sentence(in_full(shown.amount, say_of(shown.unit)))}."


def _not_covered(shown: Shown) -> str:
    return f"Not covered: {'; '.join(shown.not_covered)}." if shown.not_covered else ""


def _tables(shown: Shown) -> Iterator[Table]:
    if shown.statements:
        yield _statements(shown)
    if shown.regions:
        yield from rate_tables(shown.rates, shown.regions)
    if shown.milestones:
        yield _milestones(shown)
    if shown.named and shown.kind != "council":
        yield _places(shown)
    if shown.kind == "price-index":
        yield from _index_tables(shown.thing)
    if shown.working:
        yield table(shown.working)


def _statements(shown: Shown) -> Table:
    columns = (Column("Figure"), Column("Document"), Column("Quote"), Column("Stated"))
    rows = [row for each in shown.statements for row in _statement_rows(shown, each)]
    return Table("statements", "What documents state (* the headline)", columns, tuple(rows))


def _statement_rows(shown: Shown, each: Statements) -> Iterator[Row]:
    title = each.of if each.thing == shown.id else f"{each.title}, {each.of}"
    yield Row((f"{sentence(title)}{' (disagree)' if each.disagree else ''}",), "heading")
    for figure in each.figures:
        period = f" ({figure.period})" if figure.period else ""
        quote = f"“{figure.quote}”{period}"
        yield Row((figure_in_words(each, figure), figure.source, quote, known_in_words(figure.stated)))


def _milestones(shown: Shown) -> Table:
    columns = (Column("Date"), Column("Event"), Column("Quote"), Column("Status"), Column("Document"))
    rows = (
        Row(
            (
                " ".join(filter(None, [each.qualifier, known_in_words(each.date)])),
                each.event,
                f"“{each.quote}”" if each.quote else None,
                each.status,
                each.source,
            )
        )
        for each in sorted(shown.milestones, key=lambda each: each.date.first_day)
    )
    return Table("milestones", "Milestones", columns, tuple(rows))


def _places(shown: Shown) -> Table:
    columns = (Column("Council"), Column("Code", "id"), Column("From", "day"), Column("Document"))
    rows = (
        Row((each.place.name, each.place.code, each.place.from_, each.place.source)) for each in shown.named
    )
    return Table("places", "Councils that were named", columns, tuple(rows))


def _index_tables(index: Any) -> Iterator[Table]:
    levels = tuple(
        Row((period, number(level), "forecast" if period in index.forecasts else "outturn"))
        for period, level in index.levels.items()
    )
    yield Table("levels", "Levels", (Column("Period"), Column("Level"), Column("Kind")), levels)
    if index.changes:
        changes = tuple(Row((period, percent)) for period, percent in index.changes.items())
        columns = (Column("To"), Column("Change over a year", "per cent"))
        yield Table("changes", "Published changes", columns, changes)
