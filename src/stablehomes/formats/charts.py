"""Pictures for a terminal: a bar beside each line, or below it where the screen is narrow."""

from __future__ import annotations

from collections.abc import Iterator

from rich.bar import Bar
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from stablehomes.documents.form.pictures import Line, Picture, fraction
from stablehomes.values.wording import sanitised

NARROW = 60
SHORTEST = 0.01  # of the width; a point is drawn as a bar that can still be seen
COLOURS = {"plain": "blue", "muted": "bright_black", "rest": "cyan", "whole": "default"}


def print_chart(picture: Picture, console: Console) -> None:
    """The picture within the width of the console, below its title."""
    console.print(Text(sanitised(picture.title), "bold"))
    for group in picture.groups:
        if group.title:
            console.print(Text(sanitised(group.title)))
        for renderable in _drawn(group.lines, picture, console.width < NARROW):
            console.print(renderable)


def _drawn(lines: tuple[Line, ...], picture: Picture, narrow: bool) -> Iterator[RenderableType]:
    """Label, bar and amount side by side; on a narrow screen the bar below the others."""
    if not narrow:
        yield _side_by_side(lines, picture)
        return
    for line in lines:
        yield Text(f"{sanitised(line.label)}: {sanitised(line.said)}")
        yield _bar(line, picture)


def _side_by_side(lines: tuple[Line, ...], picture: Picture) -> Grid:
    grid = Grid.grid(padding=(0, 1), expand=True)
    grid.add_column(ratio=5, overflow="fold")
    grid.add_column(ratio=8)
    grid.add_column(ratio=4, justify="right", overflow="fold")
    for line in lines:
        grid.add_row(Text(sanitised(line.label)), _bar(line, picture), Text(sanitised(line.said)))
    return grid


def _bar(line: Line, picture: Picture) -> Bar:
    begin, end = (float(fraction(picture, each)) for each in (line.begin, line.end))
    begin = min(begin, 1 - SHORTEST)
    return Bar(1, begin, max(end, begin + SHORTEST), color=COLOURS[line.style])
