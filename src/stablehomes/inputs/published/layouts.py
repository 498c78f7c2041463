"""What the columns of a published file are, recognised by the names that publishers give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from stablehomes.inputs.published.sheets import Sheet
from stablehomes.problems.problem import InvalidData, Problem, shown

# The name that is looked for first comes first: that of the department's Explore education statistics.
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
    "region_code": ("region_code",),
    "region_name": ("region_name", "region"),
}
FIRST_ROWS = 30


class Layout(NamedTuple):
    """The header's row and names, and the indexes of known columns; None for one that is missing."""

    header_row: int
    header: list[str]
    code: int
    name: int
    level: int | None
    period: int | None
    region_code: int | None
    region_name: int | None


def table_of(sheets: Sequence[Sheet]) -> tuple[Sheet, Layout]:
    """The first table of areas among the sheets of a file.

    Raises InvalidData, with what is missing from the first sheet, if none has a header with codes and names.
    """
    for sheet in sheets:
        for row, cells in enumerate(sheet.rows[:FIRST_ROWS]):
            found = _known_columns(cells)
            if "code" in found and "name" in found:
                return sheet, _layout(sheet, row, found)
    raise InvalidData(_missing(sheets[0]))


def _known_columns(cells: Sequence[str]) -> dict[str, int]:
    names = [_plain(cell) for cell in cells]
    found = {}
    for role, known in COLUMNS.items():
        for name in known:
            if name in names:
                found[role] = names.index(name)
                break
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\s\-]+", "_", name.strip().lower())


def _layout(sheet: Sheet, row: int, found: dict[str, int]) -> Layout:
    header = [cell.strip() for cell in sheet.rows[row]]
    problems = [
        sheet.problem(
            "repeated-column",
            row,
            place,
            f'the column "{shown(name)}" stands here twice',
            "keep one of the two",
        )
        for place, name in enumerate(header)
        if name and name in header[:place]
    ]
    if problems:
        raise InvalidData(problems)
    return Layout(row, header, *(found.get(role) for role in COLUMNS))  # type: ignore[arg-type]


def _missing(sheet: Sheet) -> list[Problem]:
    """What the fullest of the first rows lacks: that is the one that was meant as the header."""
    row = max(range(min(len(sheet.rows), FIRST_ROWS)), key=lambda index: len(sheet.rows[index]))
    found = _known_columns(sheet.rows[row])
    return [
        sheet.problem(
            "missing-column",
            row,
            0,
            f'there is no column "{role}" for the {what} of the areas',
            f"name it {' or '.join(COLUMNS[role][:2])} in the header",
        )
        for role, what in (("name", "names"), ("code", "ONS codes"))
        if role not in found
    ]
