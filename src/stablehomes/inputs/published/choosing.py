"""Which rows of a published file are meant: councils, the latest period, what ``--where`` says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stablehomes.inputs.published.cells import is_suppressed, read_number
from stablehomes.inputs.published.layouts import Layout
from stablehomes.inputs.published.sheets import Sheet
from stablehomes.problems.problem import WrongCall, did_you_mean, shown
from stablehomes.values.wording import listed

COUNCILS, REGIONS = "local authority", "regional"
MOST_VALUES = 20
Rows = Sequence[int]


class Chosen(NamedTuple):
    """The rows of councils and of regions, by their indexes, and in words what was left out on the way."""

    councils: Rows
    regions: Rows
    notes: tuple[str, ...]


def choose(
    sheet: Sheet, layout: Layout, rows: Rows, where: Mapping[str, str], figures: Sequence[str]
) -> Chosen:
    """The rows of one period and one value of each dimension, for councils and for regions.

    ``figures`` are the columns of figures that are asked for; a dimension is none of them.

    Raises WrongCall for a condition that no row meets, and where several rows are left for one council: it
    then names the columns in which they differ, and their values.
    """
    steps = []
    kept = _level(sheet, layout, rows, COUNCILS)
    if len(kept) < len(rows):
        steps.append(f"{len(rows) - len(kept):,} that are not councils")
    regional = _level(sheet, layout, rows, REGIONS) if layout.level is not None else ()
    for column, value in where.items():
        before, kept = kept, _meeting(sheet, layout, kept, column, value)
        regional = _meeting(sheet, layout, regional, column, value, strict=False)
        steps.append(f"{len(before) - len(kept):,} in which {column} is something else")
    if layout.period is not None and layout.header[layout.period] not in where:
        before, (kept, latest) = kept, _latest(sheet, kept, layout.period)
        regional = [row for row in regional if sheet.rows[row][layout.period] == latest]
        if len(kept) < len(before):
            steps.append(f"{len(before) - len(kept):,} of an earlier period than {latest}")
    _refuse_ambiguity(sheet, layout, kept, figures)
    return Chosen(kept, regional, tuple(_notes(kept, rows, steps)))


def _notes(kept: Rows, rows: Rows, steps: list[str]) -> Iterator[str]:
    if len(kept) < len(rows):
        left_out = listed([step for step in steps if not step.startswith("0 ")])
        yield f"{len(kept):,} of the {len(rows):,} rows are used; left out: {left_out}"


def _level(sheet: Sheet, layout: Layout, rows: Rows, level: str) -> Rows:
    if layout.level is None:
        return rows
    return [row for row in rows if sheet.rows[row][layout.level].strip().lower() == level]


def _meeting(
    sheet: Sheet, layout: Layout, rows: Rows, column: str, value: str, *, strict: bool = True
) -> Rows:
    index = layout.header.index(column)
    kept = [row for row in rows if sheet.rows[row][index].strip() == value]
    if strict and rows and not kept:
        values = sorted({sheet.rows[row][index].strip() for row in rows})
        raise WrongCall(
            f'no council row has "{value}" in the column "{column}"',
            did_you_mean(value, values[:MOST_VALUES]),
        )
    return kept


def _latest(sheet: Sheet, rows: Rows, column: int) -> tuple[Rows, str]:
    """Periods are written so that they sort: 2023, 202223, 2022-23."""
    latest = max((sheet.rows[row][column] for row in rows), default="")
    return [row for row in rows if sheet.rows[row][column] == latest], latest


def _refuse_ambiguity(sheet: Sheet, layout: Layout, rows: Rows, figures: Sequence[str]) -> None:
    codes = [sheet.rows[row][layout.code] for row in rows]
    repeated = len(set(codes)) < len(codes)
    if not repeated and layout.level is None:
        return
    differing = _dimensions(sheet, layout, rows, repeated)
    columns = [index for index in differing if layout.header[index] not in figures]
    if not columns:
        return
    first, count = Counter(codes).most_common(1)[0]
    name = next(sheet.rows[row][layout.name] for row in rows if sheet.rows[row][layout.code] == first)
    stands = f"{shown(name)} has {count} rows" if repeated else "the rows are not all of one kind"
    advice = "\n".join(_options(sheet, layout, rows, columns))
    raise WrongCall(f"{sheet.name}: {stands}; say which are meant", advice)


def _dimensions(sheet: Sheet, layout: Layout, rows: Rows, repeated: bool) -> Iterator[int]:
    """Columns of words in which rows differ: of one council, or at all where each council has one row."""
    known = {index for index in layout[2:] if index is not None}
    for index, column in enumerate(layout.header):
        if index in known or column.lower().endswith(("_code", "_name")):
            continue
        if _differs(sheet, layout, rows, index, repeated) and _has_words(sheet, rows, index):
            yield index


def _differs(sheet: Sheet, layout: Layout, rows: Rows, index: int, repeated: bool) -> bool:
    values: dict[str, str] = {}
    for row in rows:
        cells = sheet.rows[row]
        if values.setdefault(cells[layout.code] if repeated else "", cells[index]) != cells[index]:
            return True
    return False


def _has_words(sheet: Sheet, rows: Rows, index: int) -> bool:
    values = {sheet.rows[row][index] for row in rows}
    return any(value.strip() and read_number(value) is None and not is_suppressed(value) for value in values)


def _options(sheet: Sheet, layout: Layout, rows: Rows, columns: Iterable[int]) -> Iterator[str]:
    for index in columns:
        values = sorted({sheet.rows[row][index].strip() for row in rows})
        more = f" and {len(values) - MOST_VALUES:,} more" if len(values) > MOST_VALUES else ""
        listed_values = "; ".join(map(shown, values[:MOST_VALUES]))
        yield f'add --where "{layout.header[index]}=…" with one of: {listed_values}{more}'
