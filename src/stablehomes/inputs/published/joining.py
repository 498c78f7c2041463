"""Several published files as one table: each column from the file that has it, areas matched by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from stablehomes.catalogue.councils import Councils
from stablehomes.catalogue.query import valued
from stablehomes.inputs.published.areas import Table, area_figures
from stablehomes.inputs.published.layouts import Options, place_of, table_of
from stablehomes.inputs.published.opening import read_sheets
from stablehomes.inputs.published.shipped import council_counts, is_counted, is_shipped
from stablehomes.inputs.published.suppression import LEAVE_OUT, MOST_NAMES, Policy
from stablehomes.problems.problem import WrongCall, did_you_mean, shown
from stablehomes.reading.councils import councils
from stablehomes.values.apportion import without_collection
from stablehomes.values.area_figures import AreaFigures, RegionFigures
from stablehomes.values.wording import listed


class Part(NamedTuple):
    """One file, and what is asked of it."""

    file: Path
    table: Table
    columns: list[str]
    where: dict[str, str]


@without_collection
def read_area_figures(
    files: str | Path | Iterable[str | Path],
    columns: str | Iterable[str] = (),
    where: Mapping[str, str] | None = None,
    suppressed: Policy = None,
    *,
    sheet: str | None = None,
    roles: Mapping[str, str] | None = None,
    period: str | None = None,
    known: Councils | None = None,
) -> AreaFigures:
    """The councils in published files with the figures of these columns, as ``area_figures`` reads each.

    Each column is taken from the first file that has it; each condition of ``where`` (column: value) holds
    in every file that has its column. Councils are matched by code, and must stand in every file. ``sheet``
    names the sheet of a workbook, ``roles`` the column that is the code, the name or the period (role:
    column), ``period`` the one that is meant; ``known`` are the councils, the shipped ones if left out.
    Raises InvalidData with every problem of a file, and WrongCall for a choice that the files leave open.
    """
    paths = valued(tuple[Path, ...], files, "files")
    if not paths:
        raise WrongCall("no file of areas is named", "name one at least")
    pairs = Mapping[str, str] | None
    options = Options(
        valued(Councils | None, known, "known") or councils(),
        valued(str | None, sheet, "sheet"),
        valued(pairs, roles, "roles") or {},
        valued(str | None, period, "period"),
    )
    named_columns, rows_meant = (
        valued(tuple[str, ...], columns, "columns"),
        valued(pairs, where, "where") or {},
    )
    policy = valued(str | Decimal | int | None, suppressed, "suppressed")
    wanted = [*named_columns, *rows_meant] if len(paths) == 1 else []
    tables = [_table(file, options, wanted, named_columns) for file in paths]
    parts = _parts(paths, tables, named_columns, rows_meant)
    read = [_read(part, policy, options) for part in parts]
    named = [_named(part, each) for part, each in zip(parts, read, strict=True)]
    return reduce(_joined, named)


def _table(file: Path, options: Options, wanted: Sequence[str], columns: Sequence[str]) -> Table:
    if is_shipped(file):
        shipped = columns if len(wanted) >= len(columns) else [each for each in columns if is_counted(each)]
        return Table(*table_of([council_counts(shipped, options)], options._replace(columns={})))
    return Table(*table_of(read_sheets(file), options, wanted))


def _read(part: Part, suppressed: Policy, options: Options) -> AreaFigures:
    """Of the shipped counts councils without a figure are left out, if nothing else is asked for."""
    if is_shipped(part.file):
        options = options._replace(period=None, columns={}, decided=suppressed is not None)
        suppressed = LEAVE_OUT if suppressed is None else suppressed
    return area_figures(part.table, part.columns, part.where, suppressed, options)


def _parts(
    files: Sequence[Path], tables: Sequence[Table], columns: Sequence[str], where: Mapping[str, str]
) -> list[Part]:
    headers = [table.layout.header for table in tables]
    everywhere = {name: None for header in headers for name in header if name}
    for column in where:
        if place_of(list(everywhere), column) is None:
            raise WrongCall(f'there is no column "{column}" to look in', did_you_mean(column, everywhere))
    parts = [
        Part(
            file,
            table,
            [],
            {
                column: value
                for column, value in where.items()
                if place_of(table.layout.header, column) is not None
            },
        )
        for file, table in zip(files, tables, strict=True)
    ]
    for column in columns:
        holders = (part for part in parts if place_of(part.table.layout.header, column) is not None)
        holder = next(holders, parts[0])
        holder.columns.append(column)
    return parts


def _named(part: Part, areas: AreaFigures) -> AreaFigures:
    """Notes that say which file they speak of, by its name alone: no folder of a machine is printed."""
    notes = [*part.table.sheet.notes, *areas.notes]
    name = part.file.name
    return areas._replace(
        notes=tuple(f"{name}: {note}." for note in notes), files=dict.fromkeys(areas.figures, name)
    )


def _joined(one: AreaFigures, other: AreaFigures) -> AreaFigures:
    """The areas of the first with the figures of both; an area that either leaves out is left out."""
    out = one.left_out | other.left_out
    places = {code: place for place, code in enumerate(other.codes)}
    _refuse_strangers(one, other, out)
    kept = [place for place, code in enumerate(one.codes) if code not in out]
    there = [places[one.codes[place]] for place in kept]
    return AreaFigures(
        names=[one.names[place] for place in kept],
        codes=[one.codes[place] for place in kept],
        figures={name: [column[place] for place in kept] for name, column in one.figures.items()}
        | {name: [column[place] for place in there] for name, column in other.figures.items()},
        regions=[one.regions[place] for place in kept] if one.regions else (),
        published=_joined_regions(one, other),
        left_out=out,
        notes=(*one.notes, *other.notes),
        files={**one.files, **other.files},
        assumed={**one.assumed, **other.assumed},
    )


def _refuse_strangers(one: AreaFigures, other: AreaFigures, out: frozenset[str]) -> None:
    names = dict(zip([*one.codes, *other.codes], [*one.names, *other.names], strict=True))
    strangers = sorted((set(one.codes) ^ set(other.codes)) - out)
    if strangers:
        said = [f"{shown(names[code])} ({shown(code)})" for code in strangers[:MOST_NAMES]]
        more = [f"{len(strangers) - MOST_NAMES:,} more"] if len(strangers) > MOST_NAMES else []
        raise WrongCall(
            f"these councils stand in one file and not in the other: {listed([*said, *more])}",
            "name files of the same year, or take the councils out of the file that has them",
        )


def _joined_regions(one: AreaFigures, other: AreaFigures) -> tuple[RegionFigures, ...]:
    figures = {region.code: region.figures for region in other.published}
    return tuple(
        region._replace(figures={**region.figures, **figures[region.code]})
        for region in one.published
        if region.code in figures
    )
