"""One table of areas: its rows chosen, its figures read, every problem in it named with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from stablehomes.catalogue.councils import Councils, Found
from stablehomes.inputs.published.cells import is_suppressed, read_figure, read_number, read_numbers
from stablehomes.inputs.published.choosing import Chosen, Rows, choose
from stablehomes.inputs.published.layouts import Layout, Options, place_of
from stablehomes.inputs.published.sheets import Sheet, cell
from stablehomes.inputs.published.suppression import (
    ADVICE,
    LEAVE_OUT,
    MOST_NAMES,
    Policy,
    filled,
    gaps,
    named,
    note,
)
from stablehomes.problems.problem import InvalidData, Problem, WrongCall, did_you_mean, shown
from stablehomes.values.area_figures import AreaFigures, Number, RegionFigures
from stablehomes.values.wording import listed

Cell = TypeVar("Cell")
MOST_PROBLEMS = 50
# In a file with semicolons 1.234 may be a thousand and more, or one and a part.
THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+", re.ASCII)


class Table(NamedTuple):
    """A sheet whose columns are known, and how its problems call it."""

    sheet: Sheet
    layout: Layout


class Areas(NamedTuple):
    """The rows of councils, with their codes of today, and their names as the file has them."""

    rows: Rows
    codes: list[str]
    names: list[str]
    found: list[Found]
    of_other_days: frozenset[str] = frozenset()  # codes that were left out because they are of another day


class Column(NamedTuple):
    """A column of figures below its header; None stands where no number is."""

    name: str
    place: int
    figures: list[Number | None]


def area_figures(
    table: Table, columns: Sequence[str], where: Mapping[str, str], suppressed: Policy, options: Options
) -> AreaFigures:
    """The councils in a table with the figures of these columns.

    ``suppressed`` says what becomes of cells that hold a symbol in place of a number: LEAVE_OUT takes the
    area out, a number stands in for each, None makes them an error. Raises InvalidData with every problem,
    and WrongCall where ``where`` does not say which of several rows are meant.
    """
    _stop(_missing_columns(table, columns))
    rows, ragged = _whole_rows(table)
    try:
        chosen = choose(*table, rows, where, columns, options)
    except WrongCall:
        _stop(ragged)
        raise
    areas = _areas(chosen)
    read = [_column(table, areas.rows, name) for name in columns]
    areas, read, dropped = _without_other_days(table, areas, read, options.councils)
    no_areas = [] if ragged or chosen.problems else list(_no_areas(table, areas))
    _stop(
        [
            *ragged,
            *chosen.problems,
            *no_areas,
            *_repeated(table, areas),
            *_twice(table, areas, options.councils),
            *_figure_problems(table, areas, read, suppressed),
        ]
    )
    marks = _marks(table, areas, read)
    return _decided(
        table, chosen._replace(notes=(*chosen.notes, *dropped, *marks)), areas, read, suppressed, options
    )


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
        if place_of(layout.header, column) is None:
            message = f'there is no column "{column}"'
            help = did_you_mean(column, [name for name in layout.header if name])
            yield sheet.problem("missing-column", layout.header_row, 0, message, help)


def _whole_rows(table: Table) -> tuple[Rows, list[Problem]]:
    """The rows below the header with its number of cells, and what is wrong with others but blank ones."""
    sheet, layout = table
    header, first = layout.header, layout.first_row
    rows: Rows = range(first, len(sheet.rows))
    if set(map(len, sheet.rows[first:])) <= {len(header)}:
        return rows, []
    rows = [row for row in rows if sheet.rows[row]]
    notes = _notes_below(table, rows)
    rows = [row for row in rows if row not in notes]
    odd = [row for row in rows if len(sheet.rows[row]) != len(header) and not _mended(table, row)]
    without = set(odd)
    return [row for row in rows if row not in without], [_ragged(sheet, row, len(header)) for row in odd]


def _notes_below(table: Table, rows: Sequence[int]) -> set[int]:
    """The last rows of a table that hold one cell of words: what publishers say of it."""
    sheet, notes = table.sheet, set[int]()
    for row in reversed(rows):
        cells = [text for text in sheet.rows[row] if text.strip()]
        if len(cells) != 1 or read_figure(cells[0]) or len(sheet.rows[row]) == len(table.layout.header) > 1:
            break
        notes.add(row)
    return notes


def _ragged(sheet: Sheet, row: int, width: int) -> Problem:
    cells = len(sheet.rows[row])
    message = f"row {row + 1} has {cells} cells; the header has {width}"
    help = "add or take out cells; put a cell that holds the delimiter in quotation marks"
    return sheet.problem("ragged-line", row, min(cells, width) - 1, message, help)


def _mended(table: Table, row: int) -> bool:
    """Empty cells at the end of a row come and go in spreadsheet programs, and mean nothing."""
    sheet, width = table.sheet, len(table.layout.header)
    cells = sheet.rows[row]
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if sheet.in_workbook:
        cells.extend([""] * (width - len(cells)))
    return len(cells) == width


def _areas(chosen: Chosen) -> Areas:
    found = [chosen.found[row] for row in chosen.councils]
    codes = [each.council.code if each.council else each.code for each in found]
    return Areas(chosen.councils, codes, [each.name for each in found], found)


def _column(table: Table, rows: Rows, name: str) -> Column:
    index = place_of(table.layout.header, name)
    assert index is not None
    cells = _cells(table, rows, index)
    figures = read_numbers(cells)
    if table.sheet.decimal_commas and _are_thousands(cells):
        figures = [
            None if THOUSANDS.fullmatch(text) else each for text, each in zip(cells, figures, strict=True)
        ]
    return Column(name, index, figures)


def _are_thousands(cells: Sequence[str]) -> bool:
    """Whether full stops may part thousands, as where commas are decimal: all that there are would fit."""
    dotted = [text for text in cells if "." in text and read_number(text) is not None]
    return bool(dotted) and all(map(THOUSANDS.fullmatch, dotted))


def _cells(table: Table, rows: Rows, index: int) -> list[str]:
    """The cells of one column, without the spaces around them."""
    return [cell(table.sheet.rows[row], index) for row in rows]


def _without_other_days(
    table: Table, areas: Areas, columns: Sequence[Column], councils: Councils
) -> tuple[Areas, list[Column], list[str]]:
    """Without councils of another day that have no figure, where those before or after them have some.

    The department's files have rows of symbols for councils that are not yet, or no more.
    """
    codes = set(areas.codes)
    related = {
        place: near
        for place, found in enumerate(areas.found)
        if (
            near := (councils.later(found.code) | councils.earlier(found.code)) & codes - {areas.codes[place]}
        )
    }
    if not related or not columns:
        return areas, list(columns), []
    empty = {place for place in range(len(areas.codes)) if _is_empty(table, areas, columns, place)}
    with_figures = {areas.codes[place] for place in range(len(areas.codes)) if place not in empty}
    out = {place for place, each in related.items() if place in empty and each & with_figures}
    if not out:
        return areas, list(columns), []
    kept = [place for place in range(len(areas.codes)) if place not in out]
    names = [f"{shown(areas.names[place])} ({areas.found[place].code})" for place in sorted(out)]
    note = f"left out, because they are of another day and have no figure: {listed(names)}"
    fewer = Areas(
        rows=_kept(areas.rows, kept),
        codes=list(_kept(areas.codes, kept)),
        names=list(_kept(areas.names, kept)),
        found=list(_kept(areas.found, kept)),
        of_other_days=frozenset(areas.codes[place] for place in out),
    )
    return fewer, [each._replace(figures=list(_kept(each.figures, kept))) for each in columns], [note]


def _is_empty(table: Table, areas: Areas, columns: Sequence[Column], place: int) -> bool:
    row = table.sheet.rows[areas.rows[place]]
    texts = {each.place: cell(row, each.place) for each in columns if each.figures[place] is None}
    return len(texts) == len(columns) and all(not text or is_suppressed(text) for text in texts.values())


def _no_areas(table: Table, areas: Areas) -> Iterator[Problem]:
    if not areas.rows:
        message, help = "there are no areas below the header", "add one line for each area"
        yield table.sheet.problem("no-areas", table.layout.header_row, 0, message, help)


def _repeated(table: Table, areas: Areas) -> Iterator[Problem]:
    """One council in two rows, under one code or under two."""
    first: dict[str, int] = {}
    if len(set(areas.codes)) == len(areas.codes):
        return
    for place, (row, code) in enumerate(zip(areas.rows, areas.codes, strict=True)):
        other = first.setdefault(code, place)
        if other == place or not code:
            continue
        name, own, its = shown(areas.names[place]), areas.found[place].code, areas.found[other].code
        under = f" as {shown(its)}" if its != own else ""
        message = (
            f"{name} ({shown(own)}) stands in row {row + 1} and already in row {areas.rows[other] + 1}{under}"
        )
        column = _code_column(table)
        yield table.sheet.problem("repeated-area", row, column, message, "keep one line for each area")


def _twice(table: Table, areas: Areas, councils: Councils) -> Iterator[Problem]:
    """A council beside the one in its place."""
    places = {code: place for place, code in enumerate(areas.codes)}
    for place, found in enumerate(areas.found):
        for heir in sorted(councils.later(found.code) if found.past and found.council is None else ()):
            if heir in places:
                row, other = areas.rows[place], places[heir]
                message = (
                    f"{shown(areas.names[place])} ({found.code}) in row {row + 1} and"
                    f" {shown(areas.names[other])} ({heir}), which took its place, in row"
                    f" {areas.rows[other] + 1}: one area would share twice"
                )
                help = "keep the councils of one day, or leave the others without a figure"
                yield table.sheet.problem("repeated-area", row, _code_column(table), message, help)


def _first(names: Sequence[str]) -> str:
    more = [f"{len(names) - MOST_NAMES:,} more"] if len(names) > MOST_NAMES else []
    return listed([*map(shown, names[:MOST_NAMES]), *more])


def _code_column(table: Table) -> int:
    layout = table.layout
    return next(place for place in (layout.code, layout.name, 0) if place is not None)


def _marks(table: Table, areas: Areas, columns: Sequence[Column]) -> Iterator[str]:
    """Numbers behind which a mark stood that is no digit of them."""
    for column in columns:
        raised = [
            name
            for row, name in zip(areas.rows, areas.names, strict=True)
            if table.sheet.odd.get((row, column.place)) == "raised"
            or ((figure := read_figure(cell(table.sheet.rows[row], column.place))) and figure.mark)
        ]
        if raised:
            where = f'at the number in "{column.name}" of {_first(raised)}'
            yield f"a footnote mark stands {where}, and is no digit of it"


def _figure_problems(
    table: Table, councils: Areas, columns: Iterable[Column], suppressed: Policy
) -> Iterator[Problem]:
    for column in columns:
        if None in column.figures:
            cells = _cells(table, councils.rows, column.place)
            yield from _bad_figures(table, councils, column, cells)
            if suppressed is None:
                yield from _suppressed(table, councils, column, cells)


def _bad_figures(table: Table, councils: Areas, column: Column, cells: Sequence[str]) -> Iterator[Problem]:
    for row, name, figure, text in zip(councils.rows, councils.names, column.figures, cells, strict=True):
        if figure is None and not is_suppressed(text):
            what, help = _what_is_wrong(table, row, column, text)
            message = f"row {row + 1}, {shown(name)}: {what}"
            yield table.sheet.problem("bad-figure", row, column.place, message, help)


def _what_is_wrong(table: Table, row: int, column: Column, text: str) -> tuple[str, str]:
    """What a cell is in place of a number, and what to do."""
    if table.sheet.odd.get((row, column.place)) == "formula":
        what = f'the formula in the column "{column.name}" was never calculated'
        return what, "open the workbook in a spreadsheet program and save it, so that its numbers are kept"
    if text.startswith("#"):
        what = f'the formula in the column "{column.name}" gives {shown(text)}'
        return what, "correct the formula, or write the number"
    if table.sheet.decimal_commas and THOUSANDS.fullmatch(text):
        what = (
            f'"{text}" in the column "{column.name}" may be {text.replace(".", ",")} or {text} with decimals'
        )
        return (
            what,
            f"write it as {text.replace('.', '')}, or with a comma between the cells and other decimals",
        )
    if not text:
        what = f'there is nothing in the column "{column.name}"'
    else:
        what = f'"{shown(text)}" in the column "{column.name}" is not a number'
    return what, "write a number that is not below nothing, such as 1250 or 1,250"


def _suppressed(table: Table, councils: Areas, column: Column, cells: Sequence[str]) -> Iterator[Problem]:
    """One problem for all of them: they were suppressed together, and one choice answers them."""
    found = gaps(councils.names, cells)
    if found:
        message = f'no number is published in the column "{column.name}" for {named(found)}'
        first = councils.rows[found[0].place]
        yield table.sheet.problem("suppressed-figure", first, column.place, message, ADVICE)


def _decided(
    table: Table,
    chosen: Chosen,
    councils: Areas,
    columns: Sequence[Column],
    suppressed: Policy,
    options: Options,
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
    regions = _kept(_region_codes(table, councils, options.councils), kept)
    return AreaFigures(
        names=_kept(councils.names, kept),
        codes=_kept(councils.codes, kept),
        figures={each.name: _published(_kept(filled(each.figures, suppressed), kept)) for each in columns},
        regions=regions,
        published=tuple(_regions(table, chosen.wholes, columns, options.councils, regions)),
        left_out=councils.of_other_days | {councils.codes[place] for place in out},
        notes=(
            *chosen.notes,
            *(note(name, suppressed, each, options.decided) for name, each in found.items()),
        ),
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


def _region_codes(table: Table, areas: Areas, councils: Councils) -> Sequence[str]:
    """The region of each council as the file says, or else as it is known; nothing where neither does."""
    column = table.layout.region_code
    if column is not None:
        return _cells(table, areas.rows, column)
    known = [councils.register.councils.get(code) for code in areas.codes]
    return [council.region if council else "" for council in known] if any(known) else ()


def _regions(
    table: Table, rows: Rows, columns: Iterable[Column], councils: Councils, used: Sequence[str]
) -> Iterator[RegionFigures]:
    """The rows of regions; and the names of those that are used and have none of their own."""
    layout, there = table.layout, set[str]()
    for row in rows:
        cells = table.sheet.rows[row]
        found = councils.look_up(
            cell(cells, layout.region_code) or cell(cells, layout.code),
            cell(cells, layout.region_name) or cell(cells, layout.name),
        )
        code = cell(cells, layout.region_code) or found.code
        if code and code not in there:
            there.add(code)
            figures = {column.name: read_number(cell(cells, column.place)) for column in columns}
            yield RegionFigures(code, cell(cells, layout.region_name) or found.name, figures)
    for code in dict.fromkeys(used):
        if code not in there and code in councils.register.areas:
            yield RegionFigures(code, councils.register.areas[code].name, {})
