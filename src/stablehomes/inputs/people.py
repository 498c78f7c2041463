"""Reading people: YAML, JSON or JSON lines, one person or many, with the place of each problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.person import Asked, Person
from stablehomes.doors import limits
from stablehomes.doors.incoming import Refused, decoded, read_text, refusals_of, standard_input
from stablehomes.problems.problem import Fault, InvalidData, Nearest, Problem, WrongCall, shown
from stablehomes.reading.build import built
from stablehomes.reading.file import FILE, FileRead, look_at_text
from stablehomes.reading.locate import MOST_SHOWN, first_of
from stablehomes.reading.schema import PeopleFile, PersonEntry
from stablehomes.reading.text import LARGEST_BYTES
from stablehomes.reading.yaml import parsed
from stablehomes.values.ages import Birth, birth_at_age
from stablehomes.values.days import in_words

STANDARD_INPUT = Path("-")
# A backslash that is itself escaped begins no escape.
TWO_ESCAPES = re.compile(r"((?<!\\)(?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


MOST_TRIED = 10 * MOST_SHOWN  # problems, after which no more are looked for
NO_DAY = 'add --on DATE, or "on" to the person'
Check = Callable[[PersonEntry], Iterable[Fault]]  # the paths of the faults begin at the person


def read_people(file: Path, on: date | None, *catalogues: Catalogue) -> list[Asked]:
    """The people in a file, or on standard input if it is called "-", asked about ``on`` or on their own day.

    Raises InvalidData with every problem and its place: a person without a day, or not yet born on it, and a
    region or an allowance that is in none of the catalogues, are among them.
    """
    name = "standard input" if file == STANDARD_INPUT else str(file)
    with refusals_of(name):
        text = decoded(standard_input(), name) if file == STANDARD_INPUT else read_text(file, name)
    known = _known(catalogues)
    seen: dict[tuple[str, date], int] = {}

    def check(entry: PersonEntry) -> Iterator[Fault]:
        yield from _faults(entry, on, known)
        yield from _again(entry, on, seen)

    people = people_in(text, name, check)
    return [asked(entry, place, on) for place, entry in enumerate(people, 1)]


def people_in(text: str, name: str, check: Check = lambda _: ()) -> list[PersonEntry]:
    """The people that a text describes; InvalidData with every problem in it, and all that a check finds."""
    people: list[PersonEntry] = []
    problems: list[Problem] = []
    count = 0
    parts = list(_parts(_as_yaml(text)))
    with refusals_of(name):
        _refuse_crowd(len(parts), name)
    for part, lines_before in parts:
        if count > MOST_TRIED:
            break  # the rest is like it
        found = _look_at(part, name, check)
        people += found.form.people if found.form else ()
        count += len(found.problems)
        if len(problems) <= MOST_SHOWN:
            problems += [each._replace(line=each.line + lines_before) for each in found.problems]
    if problems:
        raise InvalidData(first_of(problems, count))
    return people


def _refuse_crowd(number: int, name: str) -> None:
    if number > limits.people():
        message = f"{name} has more than {limits.people():,} people, which is the limit"
        raise Refused("file-too-large", message, "ask about some of them at a time, or raise --max-size")


def _look_at(part: str, name: str, check: Check) -> FileRead[PeopleFile]:
    """People under the key ``people``, a list of them, or one alone."""
    text, of_syntax = parsed(part, name, LARGEST_BYTES)
    tree, outer = _without_nulls(text.tree), 0
    if isinstance(tree, list):
        tree, outer = {"people": tree}, 1
    elif tree is not None and not (isinstance(tree, dict) and "people" in tree):
        tree, outer = {"people": [tree]}, 2
    crowd = tree["people"] if isinstance(tree, dict) else None
    with refusals_of(name):
        _refuse_crowd(len(crowd) if isinstance(crowd, list) else 0, name)

    def faults(form: PeopleFile) -> Iterator[Fault]:
        for place, entry in enumerate(form.people):
            for fault in (*_both(entry), *check(entry)):
                yield fault._replace(path=("people", place, *fault.path))

    return look_at_text(text._replace(tree=tree), of_syntax, PeopleFile, faults, outer)


def _as_yaml(text: str) -> str:
    """JSON writes a character beyond U+FFFF as two escapes; YAML, in which it is read here, as one."""

    def joined(pair: re.Match[str]) -> str:
        high, low = int(pair[2], 16), int(pair[3], 16)
        return f"{pair[1]}\\U{0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF):08x}"

    return TWO_ESCAPES.sub(joined, text)


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Each line by itself in JSON lines; otherwise the whole."""
    lines = [(line, place) for place, line in enumerate(text.splitlines()) if line.strip()]
    yield from lines if len(lines) > 1 and _are_json_lines([line for line, _ in lines]) else [(text, 0)]


def _are_json_lines(lines: Sequence[str]) -> bool:
    """Whether the first line is a whole object; if it is broken, whether another is, and all begin as one.

    A line that is broken must not make the others one text: the problem is in that line.
    """
    all_begin = all(line.lstrip().startswith("{") for line in lines)
    return any(map(_is_object, lines if all_begin else lines[:1]))


def _is_object(line: str) -> bool:
    if not (line.lstrip().startswith("{") and line.rstrip().endswith("}")):
        return False
    source, problems = parsed(line, "", LARGEST_BYTES)
    return isinstance(source.tree, dict) and not problems


def _both(entry: PersonEntry) -> Iterator[Fault]:
    if entry.born and entry.age is not None:
        message = "this person has a day of birth and an age"
        yield Fault("born-and-age", FILE, ("age",), message, "keep one of the two", True)


class Known(NamedTuple):
    """The ids that facts of a person may name."""

    regions: list[str]
    allowances: list[str]


def _known(catalogues: Sequence[Catalogue]) -> Known:
    allowances = [each for catalogue in catalogues for each in catalogue.allowances.values()]
    regions = dict.fromkeys(region for each in allowances for region in each.regions)
    return Known(list(regions), list(dict.fromkeys(each.id for each in allowances)))


def _faults(entry: PersonEntry, on: date | None, known: Known) -> Iterator[Fault]:
    """What cannot be asked about one person, with the keys that lead to it within the person."""
    day = entry.on or on
    if day is None:
        yield Fault("no-day", FILE, (), "no day is given for this person", NO_DAY)
    elif entry.born and entry.born.first_day > day:
        message = f"this person was not born yet on {in_words(day)}"
        advice = "correct the day of birth, or the day that is asked about"
        yield Fault("not-born", FILE, ("born",), message, advice)
    if entry.region is not None and entry.region not in known.regions:
        message, near = f'there is no region "{shown(entry.region)}"', Nearest(entry.region, known.regions)
        yield Fault("unknown-region", FILE, ("region",), message, near)
    for place, had in enumerate(entry.had):
        if had not in known.allowances:
            message, near = f'there is no allowance "{shown(had)}"', Nearest(had, known.allowances)
            yield Fault("unknown-allowance", FILE, ("had", place), message, near)


def _again(entry: PersonEntry, on: date | None, seen: dict[tuple[str, date], int]) -> Iterator[Fault]:
    """An id that stands for somebody on that day already: which of the two is meant cannot be known."""
    day = entry.on or on
    place = len(seen) + 1
    if entry.id and day:
        first = seen.setdefault((entry.id, day), place)
        if first != place:
            message = f'"{entry.id}" is the id of another person already, for {in_words(day)}'
            yield Fault("repeated-person", FILE, ("id",), message, "give each person an id of their own")


def _without_nulls(tree: Any) -> Any:
    """JSON's ``null`` is a fact that is not known, as if it were left out."""
    if isinstance(tree, dict):
        return {key: _without_nulls(value) for key, value in tree.items() if value != "null"}
    return [_without_nulls(each) for each in tree] if isinstance(tree, list) else tree


def asked(entry: PersonEntry, place: int, on: date | None) -> Asked:
    """What is asked about one person; WrongCall if there is no day."""
    day = entry.on or on
    if day is None:
        who = f'"{entry.id}"' if entry.id else f"person {place}"
        raise WrongCall(f"no day is given for {who}", NO_DAY)
    return Asked(entry.id, person(entry, day), day)


def person(entry: PersonEntry, day: date) -> Person:
    """The facts of a person; an age is that on the day."""
    return built(Person, entry, birth=_birth(entry, day), had=frozenset(entry.had))


def _birth(entry: PersonEntry, day: date) -> Birth | None:
    if entry.born:
        return Birth(entry.born.first_day, entry.born.last_day)
    return birth_at_age(entry.age, day) if entry.age is not None else None
