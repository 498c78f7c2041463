"""What each row of a table is about: a council, or something that is no council and takes no share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stablehomes.catalogue.council_names import bare_name
from stablehomes.catalogue.councils import ONS_CODE, Council, Councils, Found, plain_code
from stablehomes.inputs.published.cells import is_figure
from stablehomes.inputs.published.layouts import LAST_ROWS, SAMPLE, Layout
from stablehomes.inputs.published.sheets import Sheet, cell
from stablehomes.problems.problem import Problem, shown
from stablehomes.values.days import in_words
from stablehomes.values.periods import parse_period
from stablehomes.values.wording import listed

MOST_NAMES = 12
# Of these an unknown code is a slip and no other kind of area.
LIKE_COUNCILS = frozenset({"E06", "E08", "E09", "E10"})
WHY = {
    "whole": "that are not councils",
    "nobody": "of no council",
    "several": "of several councils together",
    "district": "of districts, which lie within a county",
    "elsewhere": "outside England",
    "text": "of notes",
    "hidden": "that are hidden",
}


class Identified(NamedTuple):
    """Rows of councils, with what each is; those of wholes; and why other rows are left out."""

    councils: list[int]
    found: dict[int, Found]
    wholes: list[int]
    steps: list[str]
    problems: list[Problem]
    notes: list[str]


class Look(NamedTuple):
    """A table whose rows are looked at."""

    sheet: Sheet
    layout: Layout
    councils: Councils


def identified(look: Look, rows: Sequence[int]) -> Identified:
    """What the rows of a table are about.

    Where nothing in it is a council that is known, such as a table of wards, every area stands for itself.
    Raises nothing: what is wrong is among the problems.
    """
    sheet, layout, _ = look
    seen: dict[tuple[str, str, date | None], Found] = {}
    kinds: dict[str, list[int]] = {}
    found: dict[int, Found] = {}
    strange = not _knows_any(look, rows)
    for row in rows:
        cells = sheet.rows[row]
        code, name = cell(cells, layout.code), cell(cells, layout.name)
        key = (code, name, _day(layout, cells) if layout.period is not None else None)
        if key not in seen:
            seen[key] = _strange(look, *key) if strange else look.councils.look_up(*key)
        kind = _kind(look, row, seen[key], code, name)
        kinds.setdefault(kind, []).append(row)
        found[row] = seen[key]
    return _sorted_out(look, kinds, found, strange)


def _kind(look: Look, row: int, found: Found, code: str, name: str) -> str:
    if row in look.sheet.hidden and found.kind != "whole":
        return "hidden"
    if found.kind in ("council", "past"):
        return "council"
    if found.kind == "unknown" and not (code and name) and _is_text(look, row):
        return "text"
    return found.kind


def _is_text(look: Look, row: int) -> bool:
    """A line of notes: no figure in it, or a number that its words speak of, in one cell."""
    filled = [text for text in look.sheet.rows[row] if text.strip()]
    return len(filled) < 2 or not any(map(is_figure, filled))


def _day(layout: Layout, cells: list[str]) -> date | None:
    period = parse_period(cell(cells, layout.period))
    return period.end if period else None


def _knows_any(look: Look, rows: Sequence[int]) -> bool:
    """Whether any area in the table is known: looked for at both ends of a very long one."""
    sheet, layout, councils = look
    ends = rows if len(rows) <= SAMPLE + LAST_ROWS else [*rows[:SAMPLE], *rows[-LAST_ROWS:]]
    for row in ends:
        cells = sheet.rows[row]
        code, name = cell(cells, layout.code), cell(cells, layout.name)
        if councils.look_up(code, name).kind in ("council", "past", "district", "elsewhere", "several"):
            return True
        if plain_code(code)[:3] in LIKE_COUNCILS and ONS_CODE.fullmatch(plain_code(code)):
            return True
    return False


def _strange(look: Look, code: str, name: str, _day: date | None) -> Found:
    """An area of a kind that the register does not know; totals are totals there too."""
    found = look.councils.look_up(code, name)
    if found.kind in ("whole", "nobody") and len(name) > 1:
        return found
    return Found("council" if code and name else "unknown", code, name or code)


def _sorted_out(
    look: Look, kinds: dict[str, list[int]], found: dict[int, Found], strange: bool
) -> Identified:
    councils, wholes, notes = kinds.get("council", []), kinds.get("whole", []), list[str]()
    if not councils:
        councils, notes = _others(look, kinds, found)
    problems = [_unknown(look, row, found[row]) for row in kinds.get("unknown", [])]
    for row in kinds.get("several", []):
        if any(is_figure(text) and not _no_number(text) for text in _figures(look, row)):
            problems.append(_several(look, row, found[row]))
    if not strange:
        problems += _other_names(look, councils, found)
        notes += _recoded(look, councils, found)
    steps = list(_steps(kinds, found, frozenset(councils)))
    return Identified(councils, found, wholes, steps, problems, notes)


def _others(look: Look, kinds: dict[str, list[int]], found: dict[int, Found]) -> tuple[list[int], list[str]]:
    """Where no council is there, areas of one other kind may share, and it is said of which."""
    rows = sorted([*kinds.get("district", []), *kinds.get("elsewhere", [])])
    if rows:
        return rows, [
            "the areas are districts or lie outside England; none is a council of children's services"
        ]
    areas = look.councils.register.areas
    regions = [
        row
        for row in kinds.get("whole", [])
        if (area := areas.get(found[row].code)) and area.kind == "region" and look.layout.level is None
    ]
    return regions, ["the areas are regions, and not councils"] if regions else []


def _steps(kinds: dict[str, list[int]], found: dict[int, Found], used: frozenset[int]) -> Iterator[str]:
    for kind, why in WHY.items():
        rows = [row for row in kinds.get(kind, []) if row not in used]
        if rows:
            names = (
                "" if kind == "text" else f" ({_named(found[row].name or found[row].code for row in rows)})"
            )
            yield f"{len(rows):,} {why}{names}"


def _named(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    more = [f"{len(every) - MOST_NAMES:,} more"] if len(every) > MOST_NAMES else []
    return listed([*map(shown, every[:MOST_NAMES]), *more])


def _figures(look: Look, row: int) -> Iterator[str]:
    layout = look.layout
    known = {layout.code, layout.name, layout.period, layout.region_code, layout.region_name}
    yield from (
        text for place, text in enumerate(look.sheet.rows[row]) if place not in known and text.strip()
    )


def _no_number(text: str) -> bool:
    return not any(map(str.isdigit, text))


def _unknown(look: Look, row: int, found: Found) -> Problem:
    sheet, layout, councils = look
    code, name = cell(sheet.rows[row], layout.code), cell(sheet.rows[row], layout.name)
    place = (layout.code if code else layout.name) or 0
    if not code and not name:
        empty = layout.name if layout.name is not None else layout.code
        message = f"row {row + 1} has neither a code nor a name"
        return sheet.problem("no-text", row, empty or 0, message, "fill it in, or take the row out")
    said = f'"{shown(code)}" is the code' if code else f'"{shown(name)}" is the name'
    by_name = councils.by_name(name) if name else None
    if by_name and by_name.kind in ("council", "past"):
        help = f"the code of {by_name.name} is {by_name.code}"
    else:
        near = tuple(councils.nearest(name or found.name))
        help = f"did you mean {' or '.join(near)}?" if near else "correct it, or take the row out"
    return sheet.problem(
        "unknown-council", row, place, f"row {row + 1}: {said} of no council that is known", help
    )


def _several(look: Look, row: int, found: Found) -> Problem:
    message = f'row {row + 1}: "{shown(found.name)}" is more than one council'
    help = "give each council a row of its own, or take the row out"
    return look.sheet.problem(
        "unknown-council", row, look.layout.code or look.layout.name or 0, message, help
    )


def _other_names(look: Look, rows: Sequence[int], found: dict[int, Found]) -> Iterator[Problem]:
    """Rows whose name is that of another council than their code: a column has slipped."""
    sheet, layout, councils = look
    if layout.code is None or layout.name is None:
        return
    said: set[tuple[str, str]] = set()
    for row in rows:
        code, name = found[row].code, cell(sheet.rows[row], layout.name)
        if not name or (code, name) in said or not cell(sheet.rows[row], layout.code):
            continue
        said.add((code, name))
        other = councils.by_name(name)
        if other.kind not in ("council", "past") or other.code == code:
            continue
        council = councils.register.councils.get(code)
        if council is None or bare_name(name) in map(bare_name, (council.name, *council.also)):
            continue
        if other.code in councils.related(code):
            continue
        message = f"row {row + 1}: {code} is the code of {council.name}, not of {shown(name)}"
        help = f"the code of {other.name} is {other.code}"
        yield sheet.problem("unknown-council", row, layout.code, message, help)


def _recoded(look: Look, rows: Sequence[int], found: dict[int, Found]) -> Iterator[str]:
    """Codes that are no more, and numbers in the place of codes."""
    sheet, layout, councils = look
    past: dict[str, Council] = {}
    numbers = False
    for row in rows:
        if council := found[row].past:
            past[council.code] = council
        numbers = numbers or (layout.code is not None and cell(sheet.rows[row], layout.code)[:3].isdecimal())
    if numbers and layout.code is not None:
        column = shown(layout.header[layout.code])
        yield f'"{column}" has the three-digit numbers of the department; the ONS codes were looked up'
    elif rows and layout.code is None:
        yield "the file has no codes; the ONS codes were looked up by the names"
    for council in past.values():
        yield _what_became(councils, council)


def _what_became(councils: Councils, council: Council) -> str:
    assert council.until is not None
    going_on = councils.going_on(council)
    if going_on:
        return (
            f"{council.name} ({council.code}) has had other codes since {in_words(council.until)}, and stands"
            f" here under today's, {going_on.code}"
        )
    heirs = listed([councils.register.councils[code].name for code in council.became])
    return (
        f"{council.name} ({council.code}) was abolished after {in_words(council.until)}; in its place there"
        f" {'are' if len(council.became) > 1 else 'is'} {heirs} ({council.order})"
    )
