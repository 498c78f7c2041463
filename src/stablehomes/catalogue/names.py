"""What things are called: by which names a reader finds them."""

from __future__ import annotations

from collections.abc import Iterator

from stablehomes.catalogue.model import Catalogue, Place
from stablehomes.problems.problem import WrongCall, nearest

STRATEGY = "strategy"
SEE_LIST = "stablehomes list shows every id; a council is found if it was named"


def ids_and_councils(catalogue: Catalogue) -> list[str]:
    """Every id in the order in which one is looked for, then the councils by their names; each once.

    >>> from stablehomes import load
    >>> ids_and_councils(load())[:2]
    ['strategy', 'families-first-pathfinder']
    """
    things = (catalogue.measures, catalogue.allowances, catalogue.context, catalogue.pillars)
    ids = (id for kind in (*things, catalogue.prices, catalogue.sources) for id in kind)
    return list(dict.fromkeys([STRATEGY, *ids, *(place.name for place in _places(catalogue))]))


def id_of(catalogue: Catalogue, name: str) -> str:
    """The id, or the ONS code of a council, that goes by a name in small or capital letters.

    Raises WrongCall, with the name that comes nearest, if there is none.

    >>> from stablehomes import load
    >>> id_of(load(), "Setting up home allowance")
    'leaving-care'
    """
    known: dict[str, tuple[str, str]] = {}  # the name in small letters -> as it is written, and the id
    for written, id in _names(catalogue):
        known.setdefault(written.casefold(), (written, id))
    wanted = name.casefold()
    if wanted not in known:
        near = nearest(wanted, list(known))
        advice = f'did you mean "{known[near][0]}"?' if near else SEE_LIST
        raise WrongCall(f'there is nothing called "{name}"', advice)
    return known[wanted][1]


def _names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every name and the id or the code that it stands for: ids before councils, councils before titles."""
    codes = {place.name: place.code for place in _places(catalogue)}
    yield from ((each, codes.get(each, each)) for each in ids_and_councils(catalogue))
    yield from ((code, code) for code in codes.values())
    yield catalogue.strategy.title, STRATEGY
    yield from _of_measures_and_allowances(catalogue)
    yield from ((title, id) for id, title in catalogue.pillars.items())
    yield from ((each.title, each.id) for each in catalogue.context.values())
    yield from ((each.title, each.id) for each in catalogue.prices.values())
    yield from ((each.title, each.id) for each in catalogue.sources.values())


def _of_measures_and_allowances(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for measure in catalogue.measures.values():
        yield from ((each, measure.id) for each in (measure.title, *measure.also))
    for allowance in catalogue.allowances.values():
        yield from ((each, allowance.id) for each in (allowance.title, *allowance.also))


def _places(catalogue: Catalogue) -> Iterator[Place]:
    for measure in catalogue.measures.values():
        yield from measure.places
