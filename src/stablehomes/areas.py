"""Reading a file of areas: names, codes and weights from a CSV file, with the place of each problem."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from stablehomes.problems import InvalidData, Problem, Span, did_you_mean, problem_at
from stablehomes.questions.splits import Area
from stablehomes.reading import Refused, read_text

WEIGHT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)


class Line(NamedTuple):
    """One row of the file: the number of its last line, and its cells by column."""

    number: int
    cells: dict[str, str]


class Sheet(NamedTuple):
    """A CSV file as it was read; ``ragged`` are the lines that have too few or too many cells."""

    name: str
    text: str
    header: list[str]
    lines: list[Line]
    ragged: list[int]

    def problem(self, code: str, line: int, cell: str, message: str, help: str) -> Problem:
        """A problem with a cell on a line of this file."""
        lines = self.text.splitlines()
        before = max(lines[line - 1].find(cell), 0) if 0 < line <= len(lines) else 0
        return problem_at(
            self.name, self.text, code, Span(line, before + 1, before + len(cell) + 1), message, help
        )


def read_areas(file: Path, weight: str | None = None) -> list[Area]:
    """The areas in a CSV file with the columns ``name`` and ``code``, weighted by a column or all alike.

    Raises InvalidData with every problem of the file: its line, the cell, and what to do.
    """
    sheet = _sheet(file)
    problems = list(_header_problems(sheet, weight)) or [
        *_line_problems(sheet),
        *_weight_problems(sheet, weight),
    ]
    if problems:
        raise InvalidData(sorted(problems, key=lambda problem: problem.line))
    return [_area(line.cells, weight) for line in sheet.lines]


def _area(cells: dict[str, str], weight: str | None) -> Area:
    return Area(cells["name"], cells["code"], Decimal(cells[weight]) if weight else Decimal(1))


def _sheet(file: Path) -> Sheet:
    name = str(file)
    try:
        text = read_text(file, name)
        rows = csv.reader(text.splitlines(keepends=True), strict=True)
        header = [cell.strip() for cell in next(rows, [])]
        read = [(rows.line_num, [cell.strip() for cell in row]) for row in rows if row]
    except Refused as refusal:
        problem = problem_at(
            name,
            text if "text" in locals() else "",
            refusal.code,
            refusal.span,
            refusal.message,
            refusal.help,
        )
        raise InvalidData([problem]) from None
    except csv.Error as error:
        problem = problem_at(
            name,
            text,
            "bad-csv",
            Span(rows.line_num, 1, 2),
            f"this is not CSV: {error}",
            "check the quotation marks",
        )
        raise InvalidData([problem]) from None
    lines = [
        Line(number, dict(zip(header, row, strict=True))) for number, row in read if len(row) == len(header)
    ]
    return Sheet(name, text, header, lines, [number for number, row in read if len(row) != len(header)])


def _header_problems(sheet: Sheet, weight: str | None) -> Iterator[Problem]:
    for column in filter(None, ("name", "code", weight)):
        if column not in sheet.header:
            message = f'there is no column "{column}"'
            yield sheet.problem(
                "missing-column", 1, sheet.header[0], message, did_you_mean(column, sheet.header)
            )
    for place, column in enumerate(sheet.header):
        if column in sheet.header[:place]:
            message = f'the column "{column}" stands here twice'
            yield sheet.problem("repeated-column", 1, column, message, "keep one of the two")


def _line_problems(sheet: Sheet) -> Iterator[Problem]:
    if not sheet.lines and not sheet.ragged:
        yield sheet.problem(
            "no-areas",
            1,
            sheet.header[0],
            "there are no areas below the header",
            "add one line for each area",
        )
    for number in sheet.ragged:
        message = f"this line has not the {len(sheet.header)} cells that the header has"
        yield sheet.problem(
            "ragged-line",
            number,
            "",
            message,
            "add or take out cells; put cells that hold a comma in quotation marks",
        )
    seen: set[str] = set()
    for number, cells in sheet.lines:
        if cells["code"] in seen:
            message = f'the area "{cells["code"]}" stands here a second time'
            yield sheet.problem(
                "repeated-area", number, cells["code"], message, "keep one line for each area"
            )
        if not cells["code"] or not cells["name"]:
            yield sheet.problem("no-text", number, "", "this area has no name or no code", "fill it in")
        seen.add(cells["code"])


def _weight_problems(sheet: Sheet, weight: str | None) -> Iterator[Problem]:
    if weight is None:
        return
    for number, cells in sheet.lines:
        if not WEIGHT.fullmatch(cells[weight]):
            message = f'"{cells[weight]}" is not a weight'
            yield sheet.problem(
                "bad-weight",
                number,
                cells[weight],
                message,
                "write a number that is not below nothing, such as 1250",
            )
    if sheet.lines and all(
        WEIGHT.fullmatch(cells[weight]) and not Decimal(cells[weight]) for _, cells in sheet.lines
    ):
        message = f'every weight in "{weight}" is nothing'
        yield sheet.problem(
            "bad-weight", 1, weight, message, "name a column in which at least one area has a weight"
        )
