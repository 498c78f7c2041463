"""One table of areas: its rows chosen, its figures read, every problem in it named with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

from stablehomes.inputs.published.cells import is_suppressed, read_number, read_numbers
from stablehomes.inputs.published.choosing import Chosen, Rows, choose
from stablehomes.inputs.published.layouts import Layout
from stablehomes.inputs.published.sheets import Sheet
from stablehomes.inputs.published.suppression import ADVICE, LEAVE_OUT, Policy, filled, gaps, named, note
from stablehomes.problems.problem import InvalidData, Problem, WrongCall, did_you_mean, shown
from stablehomes.values.area_figures import AreaFigures, Number, RegionFigures

Cell = TypeVar("Cell")
MOST_PROBLEMS = 50


class Table(NamedTuple):
    """A sheet whose columns are known, and how its problems call it."""

    sheet: Sheet
    layout: Layout


class Councils(NamedTuple):
    """The rows of councils, with the codes and names that stand in them."""

    rows: Rows
    codes: list[str]
    names: list[str]


class Column(NamedTuple):
    """A column of figures below its header; None stands where no number is."""

    name: str
    place: int
    figures: list[Number | None]


def area_figures(
    table: Table, columns: Sequence[str], where: Mapping[str, str], suppressed: Policy
) -> AreaFigures:
    """The councils in a table with the figures of these columns.

    ``suppressed`` says what becomes of cells that hold a symbol in place of a number: LEAVE_OUT takes the
    area out, a number stands in for each, None makes them an error. Raises InvalidData with every problem,
    and WrongCall where ``where`` does not say which of several rows are meant.
    """
    _stop(_missing_columns(table, columns))
    rows, ragged = _whole_rows(table)
    try:
        chosen = choose(*table, rows, where, columns)
    except WrongCall:
        _stop(ragged)
        raise
    councils = _councils(table, chosen.councils)
    read = [_column(table, councils.rows, name) for name in columns]
    _stop(
        [
            *ragged,
            *_area_problems(table, councils),
            *_figure_problems(table, councils, read, suppressed),
        ]
    )
    return _decided(table, chosen, councils, read, suppressed)


def _stop(found: Iterable[Problem]) -> None:
    """Raises InvalidData if there is a problem: of very many the first ones, since the rest are like them."""
    problems = sorted(found, key=lambda problem: (problem.line, problem.column))
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        last = problems[MOST_PROBLEMS - 1]
        problems[MOST_PROBLEMS - 1] = last._replace(message=f"{last.message}; and {more:,} problems after it")
    if problems:
        raise InvalidData(problems[:MOST_PROBLEMS])


def _missing_columns(table: Table, columns: Iterable[str]) -> Iterator[Problem]:
    sheet, layout = table
    for column in columns:
        if column not in layout.header:
            message = f'there is no column "{column}"'
            help = did_you_mean(column, [name for name in layout.header if name])
            yield sheet.problem("missing-column", layout.header_row, 0, message, help)


def _whole_rows(table: Table) -> tuple[Rows, list[Problem]]:
    """The rows below the header with its number of cells, and what is wrong with others but blank ones."""
    sheet, (header_row, header, *_) = table
    rows: Rows = range(header_row + 1, len(sheet.rows))
    if set(map(len, sheet.rows[header_row + 1 :])) <= {len(header)}:
        return rows, []
    rows = [row for row in rows if sheet.rows[row]]
    odd = [
        row for row in rows if len(sheet.rows[row]) != len(header) and not _mended(sheet, row, len(header))
    ]
    without = set(odd)
    return [row for row in rows if row not in without], [_ragged(sheet, row, len(header)) for row in odd]


def _ragged(sheet: Sheet, row: int, width: int) -> Problem:
    cells = len(sheet.rows[row])
    message = f"row {row + 1} has {cells} cells; the header has {width}"
    help = "add or take out cells; put a cell that holds the delimiter in quotation marks"
    return sheet.problem("ragged-line", row, min(cells, width) - 1, message, help)


def _mended(sheet: Sheet, row: int, width: int) -> bool:
    """Empty cells at the end of a row come and go in spreadsheet programs, and mean nothing."""
    cells = sheet.rows[row]
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if sheet.in_workbook:
        cells.extend([""] * (width - len(cells)))
    return len(cells) == width


def _councils(table: Table, rows: Rows) -> Councils:
    layout = table.layout
    return Councils(rows, _cells(table, rows, layout.code), _cells(table, rows, layout.name))


def _column(table: Table, rows: Rows, name: str) -> Column:
    index = table.layout.header.index(name)
    return Column(name, index, read_numbers(_cells(table, rows, index)))


def _cells(table: Table, rows: Rows, index: int) -> list[str]:
    """The cells of one column, without the spaces around them."""
    all_rows = table.sheet.rows
    chosen = all_rows[rows.start : rows.stop] if isinstance(rows, range) else map(all_rows.__getitem__, rows)
    return list(map(str.strip, map(itemgetter(index), chosen)))


def _area_problems(table: Table, councils: Councils) -> Iterator[Problem]:
    sheet, layout = table
    rows, codes, names = councils
    if not rows:
        yield sheet.problem(
            "no-areas",
            layout.header_row,
            0,
            "there are no areas below the header",
            "add one line for each area",
        )
    if len(set(codes)) < len(codes):
        yield from _repeated(table, rows, codes, names)
    if not (all(codes) and all(names)):
        for row, code, name in zip(rows, codes, names, strict=True):
            if not code or not name:
                what = "code" if name else "name"
                column = layout.code if name else layout.name
                message = f'row {row + 1} has no {what} in the column "{layout.header[column]}"'
                yield sheet.problem("no-text", row, column, message, "fill it in, or take the row out")


def _repeated(table: Table, rows: Rows, codes: Sequence[str], names: Sequence[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row, code, name in zip(rows, codes, names, strict=True):
        if first.setdefault(code, row) != row and code:
            message = (
                f"{shown(name)} ({shown(code)}) stands in row {row + 1} and already in row {first[code] + 1}"
            )
            yield table.sheet.problem(
                "repeated-area", row, table.layout.code, message, "keep one line for each area"
            )


def _figure_problems(
    table: Table, councils: Councils, columns: Iterable[Column], suppressed: Policy
) -> Iterator[Problem]:
    for column in columns:
        if None in column.figures:
            cells = _cells(table, councils.rows, column.place)
            yield from _bad_figures(table, councils, column, cells)
            if suppressed is None:
                yield from _suppressed(table, councils, column, cells)


def _bad_figures(table: Table, councils: Councils, column: Column, cells: Sequence[str]) -> Iterator[Problem]:
    for row, name, figure, cell in zip(councils.rows, councils.names, column.figures, cells, strict=True):
        if figure is None and not is_suppressed(cell):
            what = f'"{shown(cell)}" in the column "{column.name}" is not a number'
            said = what if cell else f'there is nothing in the column "{column.name}"'
            yield table.sheet.problem(
                "bad-figure",
                row,
                column.place,
                f"row {row + 1}, {shown(name)}: {said}",
                "write a number that is not below nothing, such as 1250 or 1,250",
            )


def _suppressed(table: Table, councils: Councils, column: Column, cells: Sequence[str]) -> Iterator[Problem]:
    """One problem for all of them: they were suppressed together, and one choice answers them."""
    found = gaps(councils.names, cells)
    if found:
        message = f'no number is published in the column "{column.name}" for {named(found)}'
        first = councils.rows[found[0].place]
        yield table.sheet.problem("suppressed-figure", first, column.place, message, ADVICE)


def _decided(
    table: Table, chosen: Chosen, councils: Councils, columns: Sequence[Column], suppressed: Policy
) -> AreaFigures:
    """The areas, with what was decided of suppressed cells carried out and said."""
    found = {
        column.name: gaps(councils.names, _cells(table, councils.rows, column.place))
        for column in columns
        if None in column.figures
    }
    out = {gap.place for each in found.values() for gap in each} if suppressed == LEAVE_OUT else set()
    kept = [place for place in range(len(councils.codes)) if place not in out] if out else None
    _stop(_nobody_left(table, kept))
    region = table.layout.region_code
    return AreaFigures(
        names=_kept(councils.names, kept),
        codes=_kept(councils.codes, kept),
        figures={each.name: _published(_kept(filled(each.figures, suppressed), kept)) for each in columns},
        regions=() if region is None else _kept(_cells(table, councils.rows, region), kept),
        published=tuple(_regions(table, chosen.regions, columns)),
        left_out=frozenset(councils.codes[place] for place in out),
        notes=(*chosen.notes, *(note(name, suppressed, each) for name, each in found.items())),
        assumed={
            name: frozenset(councils.codes[gap.place] for gap in each if gap.place not in out)
            for name, each in found.items()
        },
    )


def _nobody_left(table: Table, kept: Sequence[int] | None) -> Iterator[Problem]:
    if kept is not None and not kept:
        message = "every area is left out, because no number is published for any"
        yield table.sheet.problem("no-areas", table.layout.header_row, 0, message, "use --suppressed NUMBER")


def _kept(column: Sequence[Cell], places: Sequence[int] | None) -> Sequence[Cell]:
    return column if places is None else [column[place] for place in places]


def _published(figures: Sequence[Number | None]) -> Sequence[Number]:
    """A column in which no figure is missing any more: every one of them has been decided on."""
    return figures  # type: ignore[return-value]


def _regions(table: Table, rows: Rows, columns: Iterable[Column]) -> Iterator[RegionFigures]:
    layout = table.layout
    if layout.region_code is None or layout.region_name is None:
        return
    for row in rows:
        cells = table.sheet.rows[row]
        figures = {column.name: read_number(cells[column.place]) for column in columns}
        yield RegionFigures(cells[layout.region_code].strip(), cells[layout.region_name].strip(), figures)
