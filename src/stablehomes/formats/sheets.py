"""How a document lies in a workbook: which table is on which sheet, and where each value stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from stablehomes.documents.form.document import Document, Input, Table, for_machines, parts_of, slug
from stablehomes.documents.form.formulas import At, Given, Operand, Total, WeightedPart
from stablehomes.formats.flat import Flat, flat
from stablehomes.values.ranges import Range

HEADER = 2  # the row of the headings, below the title; all counts begin with 0
LONGEST_NAME = 31


class Sheet(NamedTuple):
    """A table on a sheet of its own; ``part`` is the document that it belongs to.

    ``inputs`` are the columns that formulas start from: what has no formula in them is there to be changed.
    """

    name: str
    part: Document
    table: Table
    flat: Flat
    inputs: frozenset[str]


def sheets_of(document: Document, reserved: Iterable[str]) -> list[Sheet]:
    """A sheet for each table that machines take, under a name that no other sheet has."""
    taken = {name.lower() for name in reserved}
    sheets = []
    for part in parts_of(document):
        tables = for_machines(part)
        for table in tables:
            name = _free_name(_words(document, part, table, len(tables)), taken)
            taken.add(name.lower())
            sheets.append(sheet(name, part, table))
    return sheets


def sheet(name: str, part: Document, table: Table) -> Sheet:
    """A table laid out on a sheet of this name."""
    formulas = [formula for row in table.rows for formula in row.formulas.values()]
    spoken_of = {each.column for formula in formulas for each in formula if isinstance(each, At)}
    weights = {formula.weight for formula in formulas if isinstance(formula, WeightedPart)}
    totals = {name for row in table.rows for name, each in row.formulas.items() if isinstance(each, Total)}
    return Sheet(name, part, table, flat(table), frozenset(spoken_of | weights | totals))


def _words(document: Document, part: Document, table: Table, tables: int) -> str:
    if not document.parts:
        return table.title
    return part.name if tables == 1 else f"{part.name} {table.name}"


def _free_name(words: str, taken: set[str]) -> str:
    """A name as workbooks allow it: short, without signs of formulas, and not there yet."""
    clean = re.sub(r"[^\w ().,-]", " ", words).strip()[:LONGEST_NAME].strip() or "Table"
    if clean.lower() not in taken:
        return clean
    number = 2
    while f"{clean[: LONGEST_NAME - 5]} ({number})".lower() in taken:
        number += 1
    return f"{clean[: LONGEST_NAME - 5]} ({number})"


def address(row: int, column: int) -> str:
    """A place as formulas write it, held fast.

    >>> address(0, 0), address(4, 27)
    ('$A$1', '$AB$5')
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"${letters}${row + 1}"


def defined_name(part: Document, name: str, end: str = "") -> str:
    """What formulas and readers call an input or a total."""
    return "_".join(filter(None, [slug(part.name, "_"), slug(name, "_"), end]))


class Cells:
    """Where a formula in one row of a sheet finds what it speaks of; KeyError for what is not there."""

    def __init__(self, sheets: list[Sheet], sheet: Sheet, row: int, column: str) -> None:
        self._sheets = {(each.part.name, each.table.name): each for each in sheets}
        self._sheet = sheet
        self._row = row
        self._column = column

    def own(self, end: str) -> str:
        """This formula's own cell, or an end of it."""
        return self._at(self._sheet, self._row, self._column, end)

    def at(self, operand: Operand, end: str = "") -> str:
        """The cell or the input that is spoken of; of a number without ends, itself."""
        if isinstance(operand, Given):
            return self._given(operand, end)
        sheet = self._sheets[self._sheet.part.name, operand.table] if operand.table else self._sheet
        row = self._row_named(sheet, operand.row) if operand.row else self._row
        place = self._at(sheet, row, operand.column, end)
        return place if sheet is self._sheet else f"'{sheet.name}'!{place}"

    def _given(self, operand: Given, end: str) -> str:
        ends = end if isinstance(self._input(operand).value, Range) else ""
        return defined_name(self._sheet.part, operand.name, ends)

    def _input(self, operand: Given) -> Input:
        return {each.name: each for each in self._sheet.part.inputs}[operand.name]

    def largest(self, operand: Operand) -> Decimal:
        """The largest end of an input; nothing for a cell."""
        value = self._input(operand).value if isinstance(operand, Given) else 0
        ends = (value.headline, value.low, value.high) if isinstance(value, Range) else (Decimal(value),)
        return max(end for end in ends if end is not None)

    def runs(self, rows: Iterable[str], end: str) -> list[str]:
        """This column over the named rows, as ranges; a range goes over rows that have nothing in it."""
        places = sorted(self._row_named(self._sheet, row) for row in rows)
        column = self._number(self._sheet, self._column, "")
        runs: list[tuple[int, int]] = []
        for place in places:
            if runs and all(
                self._sheet.flat.records[between][column] is None for between in range(runs[-1][1] + 1, place)
            ):
                runs[-1] = (runs[-1][0], place)
            else:
                runs.append((place, place))
        return [self._run(self._column, end, *run) for run in runs]

    def plain_rows(self, column: str) -> str:
        """A column over all rows that are no heading and no sum."""
        places = [place for place, row in enumerate(self._sheet.table.rows) if row.role == "plain"]
        return self._run(column, "", places[0], places[-1])

    def plain_values(self, column: str) -> Iterator[object]:
        """What stands in those rows now."""
        number = self._number(self._sheet, column, "")
        for row, record in zip(self._sheet.table.rows, self._sheet.flat.records, strict=True):
            if row.role == "plain":
                yield record[number]

    def _run(self, column: str, end: str, first: int, last: int) -> str:
        return f"{self._at(self._sheet, first, column, end)}:{self._at(self._sheet, last, column, end)}"

    def _at(self, sheet: Sheet, row: int, column: str, end: str) -> str:
        return address(HEADER + 1 + row, self._number(sheet, column, end))

    @staticmethod
    def _number(sheet: Sheet, column: str, end: str) -> int:
        numbers = {(field.column, field.part): number for number, field in enumerate(sheet.flat.fields)}
        return numbers.get((column, end), numbers[column, ""])

    @staticmethod
    def _row_named(sheet: Sheet, name: str) -> int:
        return {row.name: number for number, row in enumerate(sheet.table.rows) if row.name}[name]
