"""Every council with children's social care duties, and the one place in which an area is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from stablehomes.catalogue.council_names import bare_name, plain_name
from stablehomes.catalogue.model import Source

CouncilType = Literal["unitary", "county", "metropolitan", "london"]
LondonPart = Literal["inner", "outer"]
AreaKind = Literal[
    "country", "countries", "region", "part of London", "metropolitan county", "combined authority"
]
Kind = Literal["council", "past", "district", "whole", "elsewhere", "nobody", "several", "unknown"]


class Council(NamedTuple):
    """A council under one of its codes; days are the first and the last of the code."""

    code: str
    name: str
    also: tuple[str, ...]
    type: CouncilType
    region: str  # the code of its region
    london: LondonPart | None  # inner | outer
    number: int | None  # the Department for Education's
    from_: date
    until: date | None
    became: tuple[str, ...]  # the codes in its place
    order: str | None  # what ended it


class Area(NamedTuple):
    """A country, a region or another area that councils are part of."""

    code: str
    name: str
    also: tuple[str, ...]
    kind: AreaKind


class Counted(NamedTuple):
    """Something that is published for every council, and is shipped."""

    title: str
    """What is counted, and on which day."""
    sources: tuple[Source, ...]
    """The documents that the numbers are taken from, the latest first."""


class Register(NamedTuple):
    """Councils and other areas by their codes, with the documents that they were taken from."""

    councils: Mapping[str, Council]
    areas: Mapping[str, Area]
    sources: tuple[Source, ...]
    counts: Mapping[str, Counted] = {}
    """What is shipped for every council, by the column of the table."""


class Found(NamedTuple):
    """What a code or a name in a table stands for.

    ``council`` is today's where that is sure: of a code that ended, the council that went on under another
    one. ``past`` is the council of another day.
    """

    kind: Kind
    code: str
    name: str
    council: Council | None = None
    past: Council | None = None


ONS_CODE = re.compile("[EWSNKJLM][0-9]{8}", re.ASCII)
NUMBER = re.compile(r"([0-9]{3})(?:\.0+)?", re.ASCII)
# The first three signs of codes: lower tier districts, councils of other nations, areas above councils.
DISTRICTS = frozenset({"E07"})
NATIONS = {"W06": "Wales", "S12": "Scotland", "N09": "Northern Ireland"}
WHOLES = frozenset(
    {"E11", "E12", "E13", "E15", "E47", "E61", "E92", "K02", "K03", "K04", "S92", "W92", "N92"}
)
NOBODY = frozenset(
    {
        *("z", "x", "na", "n a", "none", "null", "nil", "missing", "blank"),
        *("unknown", "not known", "unknown la", "la unknown", "not recorded", "not stated", "not available"),
        *("not applicable", "unallocated", "unassigned", "other", "others", "elsewhere", "no fixed abode"),
        *("british forces", "service children", "services children", "service childrens education", "bfpo"),
        *("bfpo overseas establishments", "overseas", "abroad", "ministry of defence", "secure estate"),
    }
)
# The department's numbers for schools overseas and the like, which are no council's.
NOBODYS_NUMBERS = frozenset({701, 702, 704, 708, 999, 0})
OUTSIDE = re.compile(r"(outside|out) (of )?(the )?(england|uk|united kingdom|area|la|region|country)\b.*")
TOTAL = re.compile(
    r"(?:(?:grand|overall|sub|national|regional|column|english?|uk|gb) ?)*totals?(?: .*)?|.* totals?"
    r"|all(?: (?:of|the|english|local|upper|single|tier|authorities|authority|areas|councils|las|england))+"
    r"|(?:england|national|regional|english|overall|la|council)? ?(?:average|mean|median)(?: .*)?|sum|nation"
    r"|national|regional|shire counties|counties|unitary authorities|metropolitan districts|london boroughs"
)
MOST_NEAREST = 3


class Councils:
    """A register in which areas can be looked up."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._names = _by_name(register.councils.values())
        self._areas = {plain_name(name): area for area in register.areas.values() for name in _names(area)}
        self._numbers: dict[int, list[Council]] = {}
        self._before: dict[str, list[str]] = {}
        for council in register.councils.values():
            if council.number is not None:
                self._numbers.setdefault(council.number, []).append(council)
            for code in council.became:
                self._before.setdefault(code, []).append(council.code)

    def look_up(self, code: str = "", name: str = "", day: date | None = None) -> Found:
        """What a code, a name or both stand for; a name alone is that of a council of the day, or of today.

        A code that says something counts more than a name.
        """
        by_code = self.by_code(code, day) if code.strip() else None
        if by_code and by_code.kind != "unknown":
            return by_code._replace(name=name.strip() or by_code.name)
        by_name = self.by_name(name, day) if name.strip() else None
        if by_code is None:
            return by_name or Found("unknown", "", "")
        if by_name and by_name.kind in ("whole", "nobody"):
            return by_name
        if not name.strip() and not ONS_CODE.fullmatch(plain_code(code)):
            return self.by_name(code, day)  # a name may stand where codes do
        return by_code._replace(name=name.strip())

    def by_code(self, text: str, day: date | None = None) -> Found:
        """What an ONS code or one of the department's numbers stands for."""
        code = plain_code(text)
        if code in self.register.councils:
            return self._found(self.register.councils[code])
        if number := NUMBER.fullmatch(code):
            return self._by_number(int(number[1]), day)
        if ONS_CODE.fullmatch(code):
            return self._by_form(code)
        if len(set(ONS_CODE.findall(code))) > 1:
            return Found("several", text.strip(), text.strip())
        if _is_nobody(code):
            return Found("nobody", text.strip(), text.strip())
        return Found("unknown", text.strip(), text.strip())

    def by_name(self, text: str, day: date | None = None) -> Found:
        """What a name stands for: of several councils of one name that of the day."""
        name = plain_name(text)
        for known in (name, bare_name(text)):
            if known in self._names:
                return self._found(_of_day(self._names[known], day))
            if area := self._areas.get(known.removesuffix(" region")):
                return Found("whole", area.code, area.name)
        if TOTAL.fullmatch(name):
            return Found("whole", "", text.strip())
        if self._is_several(text):
            return Found("several", "", text.strip())
        if _is_nobody(name):
            return Found("nobody", "", text.strip())
        return Found("unknown", "", text.strip())

    def nearest(self, text: str) -> Iterator[str]:
        """The names of councils of today that come near a misspelt one."""
        from difflib import get_close_matches

        near = get_close_matches(bare_name(text), list(self._names), n=MOST_NEAREST, cutoff=0.7)
        yield from dict.fromkeys(_of_day(self._names[name], None).name for name in near)

    def today(self) -> list[Council]:
        """The councils of today, in the order of the register."""
        return [council for council in self.register.councils.values() if council.until is None]

    def on(self, day: date) -> list[Council]:
        """The councils of a day."""
        return [council for council in self.register.councils.values() if is_of(council, day)]

    def going_on(self, council: Council) -> Council | None:
        """The council of today that a code went over to alone; None if it was split up or merged."""
        while council.until is not None:
            if len(council.became) != 1 or self._before[council.became[0]] != [council.code]:
                return None
            council = self.register.councils[council.became[0]]
        return council

    def later(self, code: str) -> set[str]:
        """The codes that took the place of a code, at once or in several steps."""
        council = self.register.councils.get(code)
        after = council.became if council else ()
        return {*after, *(each for one in after for each in self.later(one))}

    def earlier(self, code: str) -> set[str]:
        """The codes in whose place this one is."""
        before = self._before.get(code, [])
        return {*before, *(each for one in before for each in self.earlier(one))}

    def related(self, code: str) -> set[str]:
        """The codes before and after this one."""
        return self.later(code) | self.earlier(code)

    def _found(self, council: Council) -> Found:
        if council.until is None:
            return Found("council", council.code, council.name, council)
        return Found("past", council.code, council.name, self.going_on(council), council)

    def _is_several(self, text: str) -> bool:
        """Whether these are the names of councils that are counted together."""
        parts = [bare_name(part) for part in re.split(r"[/;+&]", text)]
        return len(parts) > 1 and all(part in self._names for part in parts)

    def _by_number(self, number: int, day: date | None) -> Found:
        if number in self._numbers:
            return self._found(_of_day(self._numbers[number], day))
        kind: Kind = "nobody" if number in NOBODYS_NUMBERS else "unknown"
        return Found(kind, str(number), str(number))

    def _by_form(self, code: str) -> Found:
        """What the first three signs of an ONS code say."""
        area = self.register.areas.get(code)
        name = area.name if area else code
        if area or code[:3] in WHOLES:
            return Found("whole", code, name)
        if code[:3] in DISTRICTS:
            return Found("district", code, name)
        return Found("elsewhere" if code[:3] in NATIONS else "unknown", code, name)


def plain_code(text: str) -> str:
    """A code without spaces around it and signs that cannot be seen, in capitals.

    >>> plain_code(" e06000059\\u200b")
    'E06000059'
    """
    if ONS_CODE.fullmatch(text):
        return text
    return " ".join("".join(each for each in text if each.isprintable() or each.isspace()).split()).upper()


def is_of(council: Council, day: date) -> bool:
    """Whether a council had its code on a day."""
    return council.from_ <= day and (council.until is None or day <= council.until)


def _is_nobody(text: str) -> bool:
    plain = plain_name(text)
    return plain in NOBODY or OUTSIDE.fullmatch(plain) is not None


def _names(thing: Council | Area) -> tuple[str, ...]:
    return thing.name, *thing.also


def _by_name(councils: Iterable[Council]) -> dict[str, list[Council]]:
    found: dict[str, list[Council]] = {}
    for council in councils:
        for name in dict.fromkeys(each(name) for name in _names(council) for each in (plain_name, bare_name)):
            found.setdefault(name, []).append(council)
    return found


def _of_day(councils: list[Council], day: date | None) -> Council:
    """Of councils with one name that of the day; without a day, or if none is, the latest."""
    of_day = [council for council in councils if day is not None and is_of(council, day)]
    return max(of_day or councils, key=lambda council: council.from_)
