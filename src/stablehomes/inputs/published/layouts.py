"""What the columns of a published table are: recognised by what stands in them, and by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stablehomes.catalogue.councils import Councils
from stablehomes.inputs.published.cells import is_figure
from stablehomes.inputs.published.sheets import Sheet, cell
from stablehomes.problems.problem import InvalidData, Problem, WrongCall, did_you_mean, nearest, shown
from stablehomes.values.periods import parse_period
from stablehomes.values.wording import listed

# What a column can be, and the names that are looked for first: that of the department's Explore education
# statistics comes first. ``--column ROLE=NAME`` overrules all of this.
COLUMNS = {
    "code": (
        "new_la_code",
        "code",
        "la_code",
        "lad_code",
        "ons_code",
        "gss_code",
        "area_code",
        "council_code",
    ),
    "name": ("la_name", "name", "lad_name", "local_authority", "council", "authority", "area_name", "area"),
    "level": ("geographic_level",),
    "period": ("time_period", "financial_year", "year"),
    "region_code": ("region_code", "rgn_code", "gor_code"),
    "region_name": ("region_name", "region", "rgn_name"),
}
# Other names, such as LAD23CD, gss-code, "Local authority name", "Year ending".
OF_AREAS = (
    "(?:(?:new|old|la|lad|utla|ltla|ctyua|cty|ua|lea|local|authority|authorities|district|upper|tier|council|area"
    "|geo|geography|geographic|geographical|ons|gss|dfe|org|organisation|place|ecode|statistical|9|digit|english"
    r"|county|borough|official|nice|of|responsible|name|names)_?)*(?:\d\d(?:\d\d)?_?)?"
)
OF_TIMES = (
    "(?:(?:time|reporting|reference|financial|fiscal|academic|calendar|school|snapshot|census|year|date|as|at|of"
    "|the)_?)*"
)
ALSO = {
    "code": rf"{OF_AREAS}(?:code|cd|codes|id|number|no|ons|gss)(?:_\d{{4}})?",
    "name": rf"{OF_AREAS}(?:name|names|nm|authority|authorities|council|councils|area|la|organisation|place"
    r"|borough|geography)(?:_\d{4})?",
    "period": f"{OF_TIMES}(?:period|year|years|date|quarter|month|ending|ended|fy|at|snapshot|time)",
    "region_code": r"(?:rgn|gor|region|regional)_?(?:\d\d)?_?(?:code|cd)",
    "region_name": r"(?:rgn|gor|region|regional|government_office_region)_?(?:\d\d)?_?(?:name|nm)?",
}
LONGEST_NAME = 80
FIRST_ROWS, SAMPLE = 30, 300
LAST_ROWS = 50
HALF = 0.5


class Options(NamedTuple):
    """What was said of a file, so that it need not be recognised: its sheet, columns and period."""

    councils: Councils
    sheet: str | None = None
    columns: Mapping[str, str] = {}
    period: str | None = None
    decided: bool = True  # whether it was asked for what becomes of suppressed figures


class Layout(NamedTuple):
    """The header's row and names, and the indexes of known columns; None for one that is missing."""

    header_row: int
    header: list[str]
    code: int | None
    name: int | None
    level: int | None
    period: int | None
    region_code: int | None
    region_name: int | None
    first_row: int = 0
    notes: tuple[str, ...] = ()


def table_of(sheets: Sequence[Sheet], options: Options, wanted: Sequence[str] = ()) -> tuple[Sheet, Layout]:
    """The table of areas among the sheets of a file: the one that has all columns that are ``wanted``.

    Raises InvalidData, with what is missing from the first sheet, if none has a header with codes or names,
    and WrongCall if several are such tables, or the options name something that is not there.
    """
    chosen = _named(sheets, options.sheet)
    found = [(sheet, layout) for sheet in chosen if (layout := _layout(sheet, options))]
    if not found:
        raise InvalidData(_missing(chosen[0], options))
    full = [
        (sheet, layout)
        for sheet, layout in found
        if all(place_of(layout.header, column) is not None for column in wanted)
    ]
    if len(full) > 1:
        titles = ", ".join(f'"{sheet.title}"' for sheet, _ in full)
        raise WrongCall(
            f"{sheets[0].name.partition('[')[0]} has {len(full)} sheets with a table of areas: {titles}",
            f'say which is meant: --sheet "{full[0][0].title}"',
        )
    sheet, layout = (full or found)[0]
    _refuse_repeated(sheet, layout)
    if len(sheets) > 1:
        note = f'read from the sheet "{sheet.title}"'
        sheet = sheet._replace(notes=(note, *sheet.notes))
    return sheet._replace(notes=(*sheet.notes, *layout.notes)), layout


def place_of(header: Sequence[str], column: str) -> int | None:
    """Where a column stands that is named as people would; None if there is none, or if several may be meant.

    >>> place_of(["code", "Children in need", "2023-03-31"], "children in  need")
    1
    >>> place_of(["code", "Children in need", "2023-03-31"], "31/03/2023")
    2
    """
    if column in header:
        return header.index(column)
    for form in (_plain, parse_period):
        sought = form(column)
        places = [place for place, name in enumerate(header) if sought and form(name) == sought]
        if len(places) == 1:
            return places[0]
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.strip().lower()).strip("_")


def _named(sheets: Sequence[Sheet], title: str | None) -> Sequence[Sheet]:
    if title is None:
        return sheets
    found = [sheet for sheet in sheets if sheet.title.strip().casefold() == title.strip().casefold()]
    if not found:
        titles = [sheet.title for sheet in sheets if sheet.title]
        raise WrongCall(f'there is no sheet "{title}" that is shown', did_you_mean(title, titles))
    return found


def _layout(sheet: Sheet, options: Options) -> Layout | None:
    """The columns of a sheet if it is a table of areas."""
    if options.columns:
        return _as_said(sheet, options)
    for row, cells in enumerate(sheet.rows[:FIRST_ROWS]):
        found = _by_name(cells)
        if "code" in found and "name" in found:
            return _made(sheet, row, found, options)
    return _by_content(sheet, options) or _by_numbers(sheet, options)


def _by_numbers(sheet: Sheet, options: Options) -> Layout | None:
    """A table whose only codes are the department's numbers, which could be figures if nothing named them."""
    for row, cells in enumerate(sheet.rows[:FIRST_ROWS]):
        found = _by_name(cells)
        below = range(row + 1, min(len(sheet.rows), row + SAMPLE))
        if "code" in found and _holds(sheet, below, found["code"], "code", options):
            return _made(sheet, row, found, options)
    return None


def _as_said(sheet: Sheet, options: Options) -> Layout | None:
    """The first header that has the columns which the options name."""
    for role in options.columns:
        if role not in COLUMNS:
            raise WrongCall(f'a column cannot be the "{role}" of an area', did_you_mean(role, COLUMNS))
    for row, cells in enumerate(sheet.rows[:FIRST_ROWS]):
        header = [each.strip() for each in cells]
        places = {role: place_of(header, column) for role, column in options.columns.items()}
        if None not in places.values():
            found = {
                **_by_name(cells),
                **{role: place for role, place in places.items() if place is not None},
            }
            return _made(sheet, row, found, options, said=frozenset(options.columns))
    role, column = next(iter(options.columns.items()))
    names = [name for row in sheet.rows[:FIRST_ROWS] for name in row if name.strip()]
    raise WrongCall(f'there is no column "{column}" for the {role} of the areas', did_you_mean(column, names))


def _by_name(cells: Sequence[str]) -> dict[str, int]:
    names = [_plain(each) for each in cells]
    found = {}
    for role, known in COLUMNS.items():
        for name in known:
            if name in names:
                found[role] = names.index(name)
                break
    return found


def _by_content(sheet: Sheet, options: Options) -> Layout | None:
    """The header above the first councils, where nothing is called as it mostly is."""
    areas = list(_areas_in(sheet, range(min(len(sheet.rows), SAMPLE)), options))
    codes, names = _columns_of(areas, "code"), _columns_of(areas, "name")
    if not codes and not names:
        return None
    found = {role: max(each, key=lambda place: (each[place], -place)) for role, each in
             (("code", codes), ("name", names)) if each}  # fmt: skip
    first = min(row for row, column, _ in areas if column in found.values())
    row = next((above for above in range(first - 1, -1, -1) if _is_header(sheet.rows[above], found)), None)
    return None if row is None else _made(sheet, row, {**_by_name(sheet.rows[row]), **found}, options)


def _is_header(cells: Sequence[str], found: Mapping[str, int]) -> bool:
    """Whether a row names the columns in which the areas are, and others."""
    named = any(place < len(cells) and cells[place].strip() for place in found.values())
    return named and sum(1 for each in cells if each.strip()) > 1


def _areas_in(sheet: Sheet, rows: Iterable[int], options: Options) -> Iterator[tuple[int, int, str]]:
    """Every cell that is the code or the name of a council: row, column, which of the two."""
    for row in rows:
        for column, text in enumerate(sheet.rows[row]):
            if not text or text.isdecimal():
                continue
            if options.councils.by_code(text).kind in ("council", "past", "district", "elsewhere"):
                yield row, column, "code"
            elif not is_figure(text) and options.councils.by_name(text).kind in ("council", "past"):
                yield row, column, "name"


def _columns_of(areas: Sequence[tuple[int, int, str]], role: str) -> dict[int, int]:
    """The columns that hold codes (or names) of councils, with how many."""
    found: dict[int, int] = {}
    for _, column, what in areas:
        if what == role:
            found[column] = found.get(column, 0) + 1
    return found


def _made(
    sheet: Sheet, row: int, found: dict[str, int], options: Options, said: frozenset[str] = frozenset()
) -> Layout:
    """The layout below a header whose columns are known by name, corrected by what stands in them."""
    header, first = _header(sheet, row, found)
    sample = [index for index in range(first, min(len(sheet.rows), first + SAMPLE)) if sheet.rows[index]]
    areas = list(_areas_in(sheet, sample, options))
    for role in ("code", "name"):
        counts = _columns_of(areas, role)
        if counts and role not in said and not counts.get(found.get(role, -1)):
            found[role] = _preferred(header, role, counts)
    for role in ("code", "name", "period", "region_code", "region_name"):
        taken = set(found.values())
        if role not in found:
            named = [place for place, name in enumerate(header) if _fits(role, name)]
            fits = [
                place for place in named if place not in taken and _holds(sheet, sample, place, role, options)
            ]
            if fits:
                found[role] = fits[0]
    return Layout(
        header_row=row,
        header=header,
        code=found.get("code"),
        name=found.get("name"),
        level=found.get("level"),
        period=found.get("period"),
        region_code=found.get("region_code"),
        region_name=found.get("region_name"),
        first_row=first,
        notes=tuple(_said(header, found)),
    )


def _fits(role: str, name: str) -> bool:
    """Whether a column is called as one of this kind may be."""
    plain = _plain(name[: LONGEST_NAME + 1])
    return len(plain) <= LONGEST_NAME and re.fullmatch(ALSO[role], plain) is not None


def _preferred(header: Sequence[str], role: str, counts: Mapping[int, int]) -> int:
    """Of several columns with councils the one whose name says so, of several years the latest."""

    def rank(place: int) -> tuple[bool, bool, str, int]:
        plain = _plain(header[place]) if place < len(header) else ""
        digits = re.search(r"\d\d", plain)
        fits = _fits(role, plain)
        return counts[place] > HALF * max(counts.values()), fits, digits[0] if digits else "", -place

    return max(counts, key=rank)


def _holds(sheet: Sheet, rows: Sequence[int], place: int, role: str, options: Options) -> bool:
    """Whether what stands in a column is what its name says."""
    cells = [text for row in rows if (text := cell(sheet.rows[row], place))]
    if not cells:
        return False
    if role == "period":
        return sum(parse_period(text) is not None for text in cells) > HALF * len(cells) and _repeats(
            sheet, rows, place
        )
    if role == "code":
        known = sum(options.councils.by_code(text).kind not in ("unknown",) for text in cells)
        return known > HALF * len(cells)
    if role == "region_code":
        return any(options.councils.by_code(text).kind == "whole" for text in cells)
    return not all(map(is_figure, cells))


def _repeats(sheet: Sheet, rows: Sequence[int], place: int) -> bool:
    """Whether a column says when: it has few values, and not a day of its own in nearly every row."""
    values = [cell(sheet.rows[row], place) for row in rows]
    return len(set(values)) <= max(HALF * len(values), 1)


def _header(sheet: Sheet, row: int, found: Mapping[str, int]) -> tuple[list[str], int]:
    """The names of columns, of one row or of two, and the first row below them."""
    header = [each.strip() for each in sheet.rows[row]]
    above = sheet.rows[row - 1] if row else []
    below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else []
    first = row + 1
    if _is_second(below, found, header):
        header, first = _two_rows(header, [each.strip() for each in below]), row + 2
    elif len({*header}) < len(header) and sum(1 for each in above if each.strip()) > 1:
        header = _two_rows([each.strip() for each in above], header, only=_repeated(header))
    while first < len(sheet.rows) and _is_units(sheet.rows[first], found):
        first += 1
    return header, first


def _repeated(header: Sequence[str]) -> set[int]:
    return {place for place, name in enumerate(header) if name and header.count(name) > 1}


def _is_second(cells: Sequence[str], found: Mapping[str, int], header: Sequence[str]) -> bool:
    """A row below the header that names what the header leaves open: nothing below codes and names."""
    if not _is_units(cells, found) and not _are_periods(cells, found):
        return False
    return any(
        text.strip() and (place >= len(header) or not header[place] or header.count(header[place]) > 1)
        for place, text in enumerate(cells)
    )


def _are_periods(cells: Sequence[str], found: Mapping[str, int]) -> bool:
    areas = [cell(list(cells), found.get(role)) for role in ("code", "name")]
    rest = [text for text in cells if text.strip()]
    return not any(areas) and len(rest) > 1 and all(parse_period(text) for text in rest)


def _is_units(cells: Sequence[str], found: Mapping[str, int]) -> bool:
    """A row of words alone, with neither a code nor a name: units, or further names of columns."""
    row = list(cells)
    if any(cell(row, found.get(role)) for role in ("code", "name")):
        return False
    rest = [text for text in row if text.strip()]
    return len(rest) > 1 and not any(re.search("[0-9]", text) for text in rest)


def _two_rows(upper: Sequence[str], lower: Sequence[str], only: set[int] | None = None) -> list[str]:
    """The names of two rows together: a name above several columns counts for each of them."""
    names, over = [], ""
    for place in range(max(len(upper), len(lower))):
        here = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        over = here or (over if below else "")
        if only is not None and place not in only:
            names.append(below)
        else:
            names.append(" ".join(filter(None, [over, below])))
    return names


def _said(header: Sequence[str], found: Mapping[str, int]) -> Iterator[str]:
    """Which columns were taken for what, where their names are not those that are looked for first."""
    taken = [
        f'{role.replace("_", " ")}s in "{shown(header[place])}"'
        for role, place in found.items()
        if place < len(header) and _plain(header[place]) not in COLUMNS[role]
    ]
    if taken:
        yield f"recognised: {listed(taken)}"


def _refuse_repeated(sheet: Sheet, layout: Layout) -> None:
    problems = [
        sheet.problem(
            "repeated-column",
            layout.header_row,
            place,
            f'the column "{shown(name)}" stands here twice',
            "keep one of the two",
        )
        for place, name in enumerate(layout.header)
        if name and name in layout.header[:place]
    ]
    if problems:
        raise InvalidData(problems)


def _missing(sheet: Sheet, options: Options) -> list[Problem]:
    """What the fullest of the first rows lacks: that is the one that was meant as the header."""
    rows = range(min(len(sheet.rows), FIRST_ROWS))
    row = max(rows, key=lambda index: len(sheet.rows[index]))
    found = _by_name(sheet.rows[row])
    areas = list(_areas_in(sheet, range(min(len(sheet.rows), SAMPLE)), options))
    if areas:
        message = "there is no row above the areas that names the columns"
        return [
            sheet.problem(
                "missing-column", areas[0][0], 0, message, "add a header, such as: code,name,children"
            )
        ]
    return [
        sheet.problem(
            "missing-column",
            row,
            0,
            f'there is no column "{role}" for the {what} of the areas',
            f"name it {' or '.join(COLUMNS[role][:2])} in the header, or say which it is: --column"
            f" {role}=COLUMN",
        )
        for role, what in (("name", "names"), ("code", "ONS codes"))
        if role not in found
    ] or [sheet.problem("no-areas", row, 0, "there are no areas here", _nearest_area(sheet, options))]


def _nearest_area(sheet: Sheet, options: Options) -> str:
    for row in sheet.rows[:FIRST_ROWS]:
        for text in row:
            near = nearest(text, [council.name for council in options.councils.today()])
            if near:
                return f'did you mean "{near}"?'
    return "add one line for each area"
