"""A workbook that calculates: numbers are numbers, inputs can be changed, formulas stand beside figures."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from stablehomes.documents.form.document import Document, Input, Row, parts_of
from stablehomes.formats import Display
from stablehomes.formats.flat import PARTS, Field, Value, source_table
from stablehomes.formats.sheets import HEADER, Cells, Sheet, address, defined_name, sheet, sheets_of
from stablehomes.formats.spreadsheet import written
from stablehomes.problems.problem import WrongCall
from stablehomes.values.ranges import Range
from stablehomes.values.wording import sanitised

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# The same answer gives the same bytes, so a workbook does not say when it was written.
CREATED = datetime(1980, 1, 1)  # noqa: DTZ001
FIRST_YEAR = 1900  # spreadsheets have no days before
WIDEST = 60
NUMBER_FORMATS = {
    "pounds": "£#,##0.00;-£#,##0.00",
    "number": "General",
    "per cent": "0.00",
    "day": "d mmmm yyyy",
}
LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "input": {"font_color": "#0000FF", "bg_color": "#FFF9DB"},
    "heading": {"bold": True, "bg_color": "#E8ECEF"},
    "subtotal": {"bold": True, "top": 1},
    "total": {"bold": True, "top": 1},
    "title": {"bold": True, "font_size": 14},
    "header": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "link": {"font_color": "#0F5A9C", "underline": 1},
}


def render(document: Document, _display: Display) -> bytes:
    """The workbook: answer and contents, a sheet for each table, inputs, sources.

    Raises WrongCall, naming the extra, where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        advice = "install it with: pip install 'stablehomes[report]'"
        raise WrongCall("a workbook needs the library XlsxWriter, which is not installed", advice) from None
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": sanitised(document.title), "created": CREATED})
        _Book(workbook, document).write()
    return content.getvalue()


class _Book:
    """The workbook while it is written."""

    def __init__(self, workbook: Workbook, document: Document) -> None:
        self._workbook = workbook
        self._document = document
        self._sheets = sheets_of(document, ("Answer", "Inputs", "Sources"))
        self._formats: dict[tuple[str, str], Format] = {}

    def write(self) -> None:
        first = self._workbook.add_worksheet("Answer")
        for each in self._sheets:
            self._write_table(self._workbook.add_worksheet(each.name), each)
        inputs = [(part, each) for part in parts_of(self._document) for each in part.inputs]
        if inputs:
            self._write_inputs(self._workbook.add_worksheet("Inputs"), inputs)
        others = [name for name, there in (("Inputs", inputs), ("Sources", self._document.sources)) if there]
        if self._document.sources:
            sources = sheet("Sources", self._document, source_table(self._document.sources))
            self._write_table(self._workbook.add_worksheet("Sources"), sources)
        self._write_answer(first, others)

    def _look(self, look: str, kind: str = "text") -> Format:
        if (look, kind) not in self._formats:
            number = {"num_format": NUMBER_FORMATS[kind]} if kind in NUMBER_FORMATS else {}
            self._formats[look, kind] = self._workbook.add_format(LOOKS[look] | number)
        return self._formats[look, kind]

    def _write_answer(self, page: Worksheet, others: list[str]) -> None:
        """Title, answer, what is where, and the notes; below each other in one wide column."""
        page.set_column(0, 0, 100)
        page.write_string(0, 0, sanitised(self._document.title), self._look("title"))
        row = 1
        for part in parts_of(self._document):
            if part is not self._document:
                page.write_string(row + 1, 0, sanitised(part.title), self._look("title"))
                row += 2
            page.write_string(row, 0, sanitised(part.answer), self._look("wrapped"))
            row += 1
            row = self._write_links(page, row, [each.name for each in self._sheets if each.part is part])
            for note in part.notes:
                page.write_string(row, 0, sanitised(note), self._look("wrapped"))
                row += 1
        self._write_links(page, row, others)

    def _write_links(self, page: Worksheet, row: int, names: list[str]) -> int:
        for name in names:
            page.write_url(row, 0, f"internal:'{name}'!A1", self._look("link"), name)
            row += 1
        return row

    def _write_table(self, page: Worksheet, sheet: Sheet) -> None:
        page.write_string(0, 0, sanitised(sheet.table.title), self._look("title"))
        page.freeze_panes(HEADER + 1, 1)
        for number, field in enumerate(sheet.flat.fields):
            page.write_string(HEADER, number, sanitised(field.title), self._look("header"))
            page.set_column(number, number, _width(sheet, number))
        for place, (row, record) in enumerate(zip(sheet.table.rows, sheet.flat.records, strict=True)):
            for number, (field, value) in enumerate(zip(sheet.flat.fields, record, strict=True)):
                self._write_cell(page, sheet, (place, number), row, field, value)
            if row.role == "total" and row.name:
                self._define_total(sheet, place, row)

    def _define_total(self, sheet: Sheet, place: int, row: Row) -> None:
        """A name for the first amount of a total, so that other formulas can speak of it."""
        number = next(number for number, field in enumerate(sheet.flat.fields) if field.kind == "pounds")
        name = defined_name(sheet.part, row.name)
        self._workbook.define_name(name, f"='{sheet.name}'!{address(HEADER + 1 + place, number)}")

    def _write_cell(
        self, page: Worksheet, sheet: Sheet, place: tuple[int, int], row: Row, field: Field, value: Value
    ) -> None:
        at = (HEADER + 1 + place[0], place[1])
        formula = None
        if field.column in row.formulas:
            cells = Cells(self._sheets, sheet, place[0], field.column)
            formula = written(row.formulas[field.column], field.part, cells)
        is_input = not formula and row.role != "heading" and field.column in sheet.inputs
        look = self._look("input" if is_input and value is not None else row.role, field.kind)
        if formula:
            page.write_formula(*at, formula, look, _beside(value))
        else:
            _write_value(page, *at, value, look)

    def _write_inputs(self, page: Worksheet, inputs: list[tuple[Document, Input]]) -> None:
        """Each input with its ends, and the name that formulas call it by."""
        page.write_string(0, 0, "Inputs: change these cells and the workbook follows", self._look("title"))
        page.freeze_panes(HEADER + 1, 1)
        page.set_column(0, 0, 50)
        page.set_column(1, 5, 18)
        for number, title in enumerate(("Input", "Value", "Low", "High", "Qualifier", "Name")):
            page.write_string(HEADER, number, title, self._look("header"))
        for place, (part, each) in enumerate(inputs):
            row = HEADER + 1 + place
            page.write_string(row, 0, sanitised(each.title))
            page.write_string(row, 5, defined_name(part, each.name))
            values = each.value if isinstance(each.value, Range) else (each.value,)
            for number, (end, value) in enumerate(zip(PARTS, values, strict=False), 1):
                name = defined_name(part, each.name, end)
                self._workbook.define_name(name, f"=Inputs!{address(row, number)}")
                _write_value(page, row, number, value, self._look("input", each.kind))


def _write_value(page: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
    """A value as what it is; text is always text, and so is a number that a spreadsheet would change."""
    if isinstance(value, int | Decimal) and is_exact(Decimal(value)):
        page.write_number(row, column, value, look)
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        page.write_datetime(row, column, value, look)
    elif value is None:
        page.write_blank(row, column, None, look)
    else:
        page.write_string(
            row, column, sanitised(f"{value:f}" if isinstance(value, Decimal) else str(value)), look
        )


def is_exact(number: Decimal) -> bool:
    """Whether a spreadsheet, which keeps numbers as binary fractions, reads this one back equal.

    >>> is_exact(Decimal("0.10")), is_exact(Decimal("999999999999999.99"))
    (True, False)
    """
    return Decimal(f"{number:.15g}") == number


def _beside(value: Value) -> Decimal | int | str:
    """The figure beside a formula, for programs that show a workbook without reckoning."""
    if isinstance(value, Decimal):
        return Decimal(f"{value:f}")
    return value if isinstance(value, int | str) else ""


def _width(sheet: Sheet, number: int) -> int:
    """Wide enough for what people read in the column, within reason."""
    field = sheet.flat.fields[number]
    if field.kind != "text":
        return 18
    longest = max((len(str(record[number] or "")) for record in sheet.flat.records), default=0)
    return min(max(longest, len(field.title), 8) + 2, WIDEST)
