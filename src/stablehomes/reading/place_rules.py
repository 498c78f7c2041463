"""What the data says of councils: each once, under a code that it had, by its own name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from stablehomes.catalogue.council_names import bare_name
from stablehomes.catalogue.councils import Councils, Found, is_of
from stablehomes.problems.problem import Fault, Keys, shown
from stablehomes.reading.councils import councils
from stablehomes.values.days import in_words
from stablehomes.values.years import FinancialYear

if TYPE_CHECKING:
    from stablehomes.reading.schema import MeasuresFile, PlaceEntry


def repeated_places(measures: MeasuresFile) -> Iterator[Fault]:
    """A council is named once for a measure, and stands once in an allocation."""
    for id, measure in measures.measures.items():
        places = [place.code for place in measure.places]
        yield from _repeated(("measures", id, "places"), places, ("code",))
        for index, allocation in enumerate(measure.allocations):
            yield from _repeated(("measures", id, "allocations", index, "codes"), allocation.codes)


def _repeated(path: Keys, codes: Sequence[str], key: Keys = ()) -> Iterator[Fault]:
    for index, code in enumerate(codes):
        if code in codes[:index]:
            message = f"{code} stands here twice"
            yield Fault("repeated-place", "measures", (*path, index, *key), message, "keep one of the two")


def repeated_years(measures: MeasuresFile) -> Iterator[Fault]:
    """A year that stands twice would count twice."""
    lists: list[tuple[Keys, list[FinancialYear]]] = [(("strategy",), measures.strategy.years)]
    lists += [(("measures", id), measure.years) for id, measure in measures.measures.items()]
    for path, years in lists:
        for index, year in enumerate(years):
            if year in years[:index]:
                where = (*path, "years", index)
                message = f"{year} stands here twice"
                yield Fault("repeated-period", "measures", where, message, "keep one of the two")


def doubtful_places(measures: MeasuresFile) -> Iterator[Fault]:
    """Codes that no council had on the day, and names that are those of another council."""
    for id, measure in measures.measures.items():
        for index, place in enumerate(measure.places):
            yield from _doubts(councils(), ("measures", id, "places", index), place)
        for index, allocation in enumerate(measure.allocations):
            for number, code in enumerate(allocation.codes):
                path = ("measures", id, "allocations", index, "codes", number)
                yield from _unknown(councils().by_code(code), code, path)


def _doubts(known: Councils, path: Keys, place: PlaceEntry) -> Iterator[Fault]:
    found = known.by_code(place.code)
    yield from _unknown(found, place.code, (*path, "code"), known.by_name(place.name, place.from_))
    council = found.past or found.council
    if council is None:
        return
    if not is_of(council, place.from_) and known.going_on(council) is None:
        until = f"had this code until {in_words(council.until)}" if council.until else None
        had = until or f"has this code from {in_words(council.from_)}"
        message = f"{council.name} {had}, and is named from {in_words(place.from_)}"
        yield _warning((*path, "code"), message, "use the code that the council had on that day")
    if bare_name(place.name) not in _names([council.name, *council.also]):
        message = f'{place.code} is the code of {council.name}, not of "{shown(place.name)}"'
        yield _warning((*path, "name"), message, "correct the name or the code")


def _unknown(found: Found, code: str, path: Keys, by_name: Found | None = None) -> Iterator[Fault]:
    if found.council or found.past:
        return
    what = {
        "district": "a district, which has no children's social care duties",
        "whole": "an area that councils are part of",
        "elsewhere": "of a council outside England",
    }.get(found.kind, "the code of no council that is known")
    right = by_name.code if by_name and by_name.kind in ("council", "past") else ""
    help = f"the code of {by_name.name} is {right}" if by_name and right else "correct the code"
    yield _warning(path, f"{code} is {what}", help)


def _names(names: Iterable[str]) -> set[str]:
    return {bare_name(name) for name in names}


def _warning(path: Keys, message: str, help: str) -> Fault:
    return Fault("unknown-council", "measures", path, message, help, severity="warning")
