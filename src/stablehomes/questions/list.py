"""What is there? Everything in the data by id, filtered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, get_args

from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Catalogue, FigureUnit
from stablehomes.catalogue.query import Option, taken
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.values.ranges import Range

ThingKind = Literal["measure", "allowance", "context", "price-index", "pillar", "source"]
KINDS: tuple[ThingKind, ...] = get_args(ThingKind)


class Thing(NamedTuple):
    """One thing that has an id."""

    kind: ThingKind
    """What it is."""
    id: str
    """Its id in the data files."""
    title: str
    """What it is called."""
    also: tuple[str, ...]
    """What else it is called; of a source, who published it."""
    pillar: str | None
    """Id of the pillar that it belongs to or is; null for what belongs to none."""
    amount: Range | None
    """What was announced or is paid at the latest, in its unit; null if there is no one number."""
    unit: FigureUnit | None
    """What the amount is; null for what never has one."""


class Listing(NamedTuple):
    """The answer."""

    schema: str
    things: tuple[Thing, ...]
    """Those that pass every filter, in the order of the files."""
    notes: tuple[str, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


class ListQuery(NamedTuple):
    """The filters that a thing has to pass."""

    kind: ThingKind | None = None
    pillar: Annotated[str | None, Option("Only what is in this pillar.", metavar="PILLAR", ids="pillars")] = (
        None
    )
    money: Annotated[
        bool | None, Option("Only what has a figure, or has none.", name="--with-money/--without-money")
    ] = None
    text: Annotated[str | None, Option("Only what has this text in its id or its names.", metavar="TEXT")] = (
        None
    )


def list(
    catalogue: Catalogue,
    kind: ThingKind | None = None,
    *,
    pillar: str | None = None,
    money: bool | None = None,
    text: str | None = None,
) -> Listing:
    """Every thing in the data, or those of a kind, in a pillar, with or without money, or with a text.

    The text is looked for in ids, titles and other names, in small or capital letters alike. Raises WrongCall
    for an unknown kind or pillar.

    >>> import stablehomes
    >>> [thing.id for thing in stablehomes.list(stablehomes.load(), "measure", text="apprentices").things]
    ['social-work-apprentices']
    """
    return list_of(catalogue, taken(catalogue, ListQuery, kind=kind, pillar=pillar, money=money, text=text))


def list_of(catalogue: Catalogue, query: ListQuery) -> Listing:
    """The answer to a query."""
    kind, pillar, money, text = query
    if pillar is not None:
        find(catalogue.pillars, pillar, "pillar")
    things = tuple(
        thing
        for thing in _things(catalogue)
        if (kind is None or thing.kind == kind)
        and (pillar is None or thing.pillar == pillar)
        and (money is None or (thing.amount is not None) == money)
        and (text is None or _says(thing, text))
    )
    return Listing("stablehomes/list/1", things, tuple(_notes(money)))


def _says(thing: Thing, text: str) -> bool:
    return any(text.casefold() in word.casefold() for word in (thing.id, thing.title, *thing.also))


def _things(catalogue: Catalogue) -> Iterator[Thing]:
    sources = catalogue.sources
    for measure in catalogue.measures.values():
        funding = combined(measure.figures, sources)
        yield Thing("measure", measure.id, measure.title, measure.also, measure.pillar, funding, "pounds")
    for each in catalogue.allowances.values():
        amount = combined(each.rates[-1].figures, sources) if not each.regions else None
        yield Thing("allowance", each.id, each.title, each.also, None, amount, "pounds")
    for context in catalogue.context.values():
        yield Thing(
            "context", context.id, context.title, (), None, combined(context.figures, sources), context.unit
        )
    for index in catalogue.prices.values():
        yield Thing("price-index", index.id, index.title, (), None, None, None)
    for id, title in catalogue.pillars.items():
        yield Thing("pillar", id, title, (), id, None, None)
    for source in sources.values():
        yield Thing("source", source.id, source.title, (source.publisher,), None, None, None)


def _notes(money: bool | None) -> Iterator[str]:
    if money is False:
        yield "Without money: no figure was announced, or, for an allowance, it depends on region and age."
