"""What changed between two states of the data?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from stablehomes.catalogue.model import Catalogue, FigureUnit, Source
from stablehomes.catalogue.query import check_catalogue, valued
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.questions.diff.snapshot import LEVELS, Item, Level, State, state_of
from stablehomes.questions.diff.thresholds import Threshold, Verdict, parse_condition, verdicts
from stablehomes.values.per_cent import per_cent
from stablehomes.values.ranges import ZERO, Range

SideKind = Literal["data", "folder", "git", "answer", "scenario"]
Sign = Literal["+", "-", "~", "="]
SIGNS: tuple[Sign, Sign, Sign, Sign] = ("+", "-", "~", "=")
ADDED, REMOVED, CHANGED, UNCHANGED = SIGNS


class Side(NamedTuple):
    """One of the two states."""

    kind: SideKind
    """How it was named."""
    name: str
    """What it was named."""
    scenarios: tuple[str, ...] = ()
    """Titles of the scenarios that it shows."""


class Difference(NamedTuple):
    """One number before and after."""

    sign: Sign
    """Added, removed, changed or equal."""
    level: Level
    """What kind of number it is."""
    id: str
    """The thing, and where it has several numbers, which of them."""
    title: str
    """What it is called."""
    unit: FigureUnit
    """What before, after and change are."""
    before: Range | None
    """The number before, in its unit; null where there is none."""
    after: Range | None
    """The number after, in its unit; null where there is none."""
    change: Decimal
    """After less before, in the unit, with nothing for a number that is not there."""
    percent: Decimal | None
    """The change in per cent of before; null if that is nothing."""
    new: bool
    """Whether it is a change from nothing, which has no per cent."""


class Detail(NamedTuple):
    """Something said of a thing, and no number, that changed: a title, a quote, a source, a pillar."""

    level: Level
    """What kind of number it is said of."""
    id: str
    """The thing, and where it has several numbers, which of them."""
    title: str
    """What it is called."""
    key: str
    """What is said: title, quote, source, pillar and the like."""
    before: str
    """The words before; empty if there were none."""
    after: str
    """The words after."""


class Diff(NamedTuple):
    """The answer."""

    schema: str
    before: Side
    """The state before."""
    after: Side
    """The state after."""
    changes: tuple[Difference, ...]
    """Every number that differs; all of them where that was asked for."""
    details: tuple[Detail, ...]
    """What is said of things, and is no number, that differs."""
    unchanged: int
    """How many numbers are equal on both sides."""
    thresholds: tuple[Verdict, ...]
    """Every threshold, and whether it was crossed."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


def diff(
    before: Catalogue,
    after: Catalogue,
    thresholds: str | Threshold | Iterable[str | Threshold] = (),
    *,
    all: bool = False,
) -> Diff:
    """Every number, and everything said of one, that differs between two states of the data.

    Things are matched by id. ``all`` gives the numbers that are equal as well. A threshold is written
    "not-itemised > £95m", which denies what it says. Raises WrongCall for one on something that neither side
    has.

    >>> from stablehomes import load
    >>> diff(load(), load()).changes
    ()
    """
    for side in (before, after):
        check_catalogue(side)
    stated = valued(tuple[Threshold | str, ...], thresholds, "thresholds")
    denied = [
        Threshold(parse_condition(each), "deny", None) if isinstance(each, str) else each for each in stated
    ]
    sources = {**before.sources, **after.sources}
    return difference(
        state_of(before),
        state_of(after),
        (Side("data", "before"), Side("data", "after")),
        denied,
        all=valued(bool, all, "all"),
        sources=sources.values(),
    )


def difference(
    before: State,
    after: State,
    sides: tuple[Side, Side],
    thresholds: Sequence[Threshold] = (),
    *,
    all: bool = False,
    sources: Iterable[Source] = (),
) -> Diff:
    """The diff of two states, however they were come by; ``sources`` are those it may cite."""
    renamed = dict(_renamed(before, after))
    everything = [_difference(*pair) for pair in _pairs(before, after, renamed)]
    changes = tuple(each for each in everything if each.sign != UNCHANGED)
    return Diff(
        schema="stablehomes/diff/1",
        before=sides[0],
        after=sides[1],
        changes=tuple(everything) if all else changes,
        details=tuple(_details(_pairs(before, after, renamed))),
        unchanged=len(everything) - len(changes),
        thresholds=verdicts(before, after, thresholds),
        notes=tuple(_notes(changes)),
        sources=tuple(_cited(changes, sources)),
    )


Pair = tuple[Item | None, Item | None]
Key = tuple[str, str]


def _pairs(before: State, after: State, renamed: dict[Key, Key]) -> list[Pair]:
    """Each thing of either side with its counterpart, level by level, in the order of the files."""
    found = {later: earlier for earlier, later in renamed.items()}
    pairs: list[Pair] = [(item, after.get(renamed.get(key, key))) for key, item in before.items()]
    pairs += [(None, item) for key, item in after.items() if key not in before and key not in found]
    return sorted(pairs, key=lambda pair: LEVELS.index(_either(pair).level))


def _either(pair: Pair) -> Item:
    item = pair[1] or pair[0]
    assert item is not None, "a pair has a thing on one side at least"
    return item


def _renamed(before: State, after: State) -> Iterator[tuple[Key, Key]]:
    """Figures that stay the same number under another source: the source changed, the figure did not."""
    new: dict[object, list[Key]] = {}
    for key, item in after.items():
        if item.level == "figure" and key not in before:
            new.setdefault(_figure_without_source(item), []).append(key)
    for key, item in before.items():
        if item.level == "figure" and key not in after and new.get(_figure_without_source(item)):
            yield key, new[_figure_without_source(item)].pop(0)


def _figure_without_source(item: Item) -> object:
    return item.id.split("/")[0], item.value


def _difference(before: Item | None, after: Item | None) -> Difference:
    item = _either((before, after))
    old, new = (each.value if each else None for each in (before, after))
    change = _headline(new) - _headline(old)
    percent = per_cent(change, _headline(old))
    return Difference(
        sign=_sign(before, after),
        level=item.level,
        id=item.id,
        title=item.title,
        unit=item.unit,
        before=old,
        after=new,
        change=change,
        percent=percent,
        new=percent is None and change != 0,
    )


def _sign(before: Item | None, after: Item | None) -> Sign:
    if before is None:
        return ADDED
    if after is None:
        return REMOVED
    return UNCHANGED if (before.value, before.unit) == (after.value, after.unit) else CHANGED


def _headline(value: Range | None) -> Decimal:
    return value.headline if value else ZERO


def _details(pairs: Iterable[Pair]) -> Iterator[Detail]:
    for before, after in pairs:
        if before is None or after is None:
            continue
        for key, said in after.words.items():
            if said != before.words.get(key, ""):
                yield Detail(after.level, after.id, after.title, key, before.words.get(key, ""), said)


def _notes(changes: Sequence[Difference]) -> Iterator[str]:
    if any(each.new for each in changes):
        yield "A change from nothing has no per cent: it is new."
    if any(each.change == 0 and each.sign == CHANGED for each in changes):
        yield "Where a change is nothing, the headline stays and what documents leave open changed."
    if any(each.level == "share" for each in changes):
        yield "Shares of areas are illustrative: nobody was promised them."


def _cited(changes: Sequence[Difference], sources: Iterable[Source]) -> Iterator[Source]:
    named = {each.id.split("/")[1] for each in changes if each.level == "figure"}
    return (source for source in sources if source.id in named)
