"""What changed between two states of the data?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from stablehomes.catalogue.model import Catalogue, Source
from stablehomes.catalogue.query import check_catalogue, valued
from stablehomes.questions.diff.answers import (
    ADDED,
    CHANGED,
    REMOVED,
    UNCHANGED,
    Detail,
    Diff,
    Difference,
    Side,
    Sign,
)
from stablehomes.questions.diff.diff_steps import with_working
from stablehomes.questions.diff.snapshot import LEVELS, Item, Key, State, state_of
from stablehomes.questions.diff.thresholds import Threshold, parse_condition, verdicts
from stablehomes.values.per_cent import per_cent
from stablehomes.values.ranges import ZERO, Range


def diff(
    before: Catalogue,
    after: Catalogue,
    thresholds: str | Threshold | Iterable[str | Threshold] = (),
    *,
    all: bool = False,
    working: bool = False,
) -> Diff:
    """Every number, and everything said of one, that differs between two states of the data.

    Things are matched by id. ``all`` gives the numbers that are equal as well, ``working`` the steps behind
    each that differs. A threshold is written "not-itemised > £95m", which denies what it says. Raises
    WrongCall for one on something that neither side has.

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
    sources = tuple({**before.sources, **after.sources}.values())
    sides = (Side("data", "before"), Side("data", "after"))
    every = valued(bool, all, "all")
    answer = difference(state_of(before), state_of(after), sides, denied, all=every, sources=sources)
    return with_working(answer, before, after, sources) if valued(bool, working, "working") else answer


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
        working=(),
        notes=tuple(_notes(changes)),
        sources=tuple(_cited(changes, sources)),
    )


Pair = tuple[Item | None, Item | None]


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
