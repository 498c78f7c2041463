"""Text for a terminal, a pipe or a file: tables by rich."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table as Grid
from rich.text import Text

from stablehomes.documents.form.document import Column, Document, Row, Table, for_people
from stablehomes.formats import Display
from stablehomes.formats.cells import NUMBERS, preformatted_texts, said, source_line
from stablehomes.problems.problem import Problem, rendered
from stablehomes.values.wording import sanitised

NARROWEST, HEIGHT = 20, 24
EDGES, BETWEEN = 2, 3  # columns that the box takes at both edges together, and between two cells
WHOLE = (*NUMBERS, "id")  # kinds of column whose cells stay on one line
STYLES = {"plain": "", "heading": "bold", "subtotal": "", "total": "bold"}


def render(document: Document, display: Display) -> str:
    """The answer, its tables, then notes and sources, within the width of the display."""
    console = Console(
        file=StringIO(),
        width=max(display.width, NARROWEST),
        height=HEIGHT,  # without one, rich would take COLUMNS for a number of any size
        color_system="standard" if display.colour else None,
        force_terminal=display.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        _print(document, console, display.charts)
    lines = "\n".join(line.rstrip() for line in capture.get().splitlines())
    return re.sub("\n{3,}", "\n\n", lines).rstrip("\n") + "\n"


def render_problems(problems: Sequence[Problem], display: Display) -> str:
    """The problems alone, where there is no answer."""
    return "\n\n".join(rendered(problem, display.width) for problem in problems) + "\n"


def _print(document: Document, console: Console, charts: bool) -> None:
    _print_content(document, console, charts)
    for part in document.parts:
        console.print("\n")
        _print_content(part, console, charts)
    _print_list("Sources", [(source_line(source), source.url) for source in document.sources], console)


def _print_content(document: Document, console: Console, charts: bool) -> None:
    """All but the sources, which stand once at the end of everything."""
    console.print(_safe(document.title, "bold"))
    console.print()
    console.print(_safe(document.answer))
    for passage in preformatted_texts(document, console.width):
        console.print()
        for line in passage.splitlines():
            console.print(Text(line), soft_wrap=True)
    if charts:
        _print_charts(document, console)
    for table in for_people(document.tables):
        console.print()
        _print_table(table, console)
    _print_list("Notes", [(note, None) for note in document.notes], console)


def _print_charts(document: Document, console: Console) -> None:
    from stablehomes.formats.charts import print_chart

    for picture in document.pictures:
        console.print()
        print_chart(picture, console)


def _print_list(title: str, items: Sequence[tuple[str, str | None]], console: Console) -> None:
    if items:
        console.print()
        console.print(Text(title, "bold"))
    for line, address in items:
        console.print(_item(line))
        if address:
            # An address that is broken over lines cannot be copied or clicked.
            console.print(_safe(f"  {address}"), soft_wrap=True)


def _print_table(table: Table, console: Console) -> None:
    """As a table; where words or numbers would break, as its compact form or as one line for each cell."""
    widths = _widths(table, console.width)
    if widths is not None:
        console.print(_grid(table, widths))
        return
    if table.compact:
        _print_table(table.compact, console)
        return
    console.print(_safe(table.title, "bold"))
    for row in table.rows:
        console.print()
        for column, cell in zip(table.columns, _cells(row, table.columns), strict=False):
            if cell:
                heading = "" if column is table.columns[0] else f"{column.title}: "
                console.print(_safe(heading).append_text(cell), style=STYLES[row.role])


def _widths(table: Table, width: int) -> list[int] | None:
    """The width of each column, so that words stay whole; None if they cannot.

    Rich would break a word before a line, so the widths are worked out here.
    """
    cells = [_column(table, place) for place in range(len(table.columns))]
    most = [max(map(cell_len, column)) for column in cells]
    least = [
        whole
        if column.kind in WHOLE
        else max((cell_len(word) for text in texts for word in text.split()), default=1)
        for column, texts, whole in zip(table.columns, cells, most, strict=True)
    ]
    spare = width - sum(least) - BETWEEN * (len(cells) - 1) - EDGES
    return _filled(least, most, spare) if spare >= 0 else None


def _filled(least: Sequence[int], most: Sequence[int], spare: int) -> list[int]:
    """The least widths and what is spare: columns that want little get it all, the rest share evenly."""
    widths = list(least)
    by_want = sorted(range(len(widths)), key=lambda place: most[place] - least[place])
    for done, place in enumerate(by_want):
        more = min(most[place] - least[place], spare // (len(widths) - done))
        widths[place] += more
        spare -= more
    return widths


def _column(table: Table, place: int) -> list[str]:
    column = table.columns[place]
    return [
        column.title,
        *(said(row.cells[place], column.kind) for row in table.rows if place < len(row.cells)),
    ]


def _grid(table: Table, widths: Sequence[int]) -> Grid:
    grid = Grid(
        title=_safe(table.title, "bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, 1),
        pad_edge=False,
    )
    for column, width in zip(table.columns, widths, strict=True):
        justify: JustifyMethod = "right" if column.kind in NUMBERS else "left"
        grid.add_column(_safe(column.title), justify=justify, overflow="fold", width=width)
    for before, row in zip((None, *table.rows), table.rows, strict=False):
        if row.role == "heading" or (row.role == "total" and before and before.role != "total"):
            grid.add_section()
        grid.add_row(*_cells(row, table.columns), style=STYLES[row.role])
    return grid


def _cells(row: Row, columns: tuple[Column, ...]) -> Iterator[Text]:
    for place, cell in enumerate(row.cells):
        yield _safe(said(cell, columns[place].kind))


def _item(line: str) -> Grid:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    grid.add_row("-", _safe(line))
    return grid


def _safe(text: str, style: str = "") -> Text:
    return Text(sanitised(text), style)
