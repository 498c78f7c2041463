"""A workbook: read back, taken apart, and reckoned anew by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl.workbook import Workbook

from conftest import Run, command_environment, run_in
from stablehomes.documents.form.document import Column, Document, Row, Table
from stablehomes.formats import Display
from stablehomes.formats.xlsx import render
from stablehomes.values.ranges import Range

DISPLAY = Display(80, False)
AREAS = "name,code,children\nA,E06000059,1.5\nB,E06000001,2\nC,E10000019,2\nD,E08000031,7.25\nE,E09000001,0\n"
WEIGHED = ("split", "fostering-recruitment", "--areas", "areas.csv")
WORKBOOKS = {
    "budget": ("budget",),
    "by year": ("budget", "--by", "year"),
    "by pillar": ("budget", "--by", "pillar"),
    "as told": ("budget", "--as-told-by", "local-news"),
    "compare": ("compare", "--people", "13400"),
    "compare one": ("compare", "leaving-care", "--people", "13400"),
    "report": ("report",),
    "announced areas": ("split", "families-first-pathfinder"),
    "seven areas": ("split", "families-first-pathfinder", "--among", "7"),
    "named areas": ("split", "fostering-recruitment", "--among", "3"),
    "a year": ("split", "families-first-pathfinder", "--named", "--year", "2023-24"),
    "weights": (*WEIGHED, "--weight", "children"),
    "a floor": (*WEIGHED, "--weight", "children", "--floor", "£1m"),
    "real": ("budget", "--real", "2023-24", "--by", "year"),
    "compare what is open": ("compare", "bursary-16-to-19", "leaving-care", "--people", "10"),
    "compare sums that are open": (
        *("compare", "leaving-care", "--people", "3", "--set", "leaving-care=over £3,500@2024-04-01"),
    ),
    "compare in real terms": ("compare", "fostering-minimum", "--people", "100", "--real", "2023-24"),
}
# Whoever has LibreOffice open has all of these tests.
LIBREOFFICE = pytest.mark.xdist_group("libreoffice")


def with_another_number_of_people(workbook: Workbook) -> None:
    workbook["Inputs"]["B4"] = 20_000
    workbook["Allowances"]["I4"] = 3500


def with_another_figure(workbook: Workbook) -> None:
    sheet = workbook.worksheets[1]
    [family_finding] = [row[0].row for row in sheet.iter_rows() if row[1].value == "family-finding"]
    for column in "CDE":
        sheet[f"{column}{family_finding}"] = 150_000_000


# What somebody changes in a workbook: of which it is made, and how.
CHANGED: dict[str, tuple[str, Callable[[Workbook], None]]] = {
    "another number of people": ("compare one", with_another_number_of_people),
    "another figure": ("budget", with_another_figure),
}


def document(*rows: Row, columns: tuple[Column, ...]) -> Document:
    return Document("T", "A", (Table("t", "Table", columns, rows),), (), (), {})


def read(written: Document) -> Any:
    return openpyxl.load_workbook(BytesIO(render(written, DISPLAY)))["Table"]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each workbook as the program wrote it, and as LibreOffice reckons it anew.

    The figures that stood beside the formulas are gone by then. LibreOffice starts once for all of them.
    """
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-calc")
    folder = tmp_path_factory.mktemp("workbooks")
    (folder / "areas.csv").write_text(AREAS)
    for place in ("told", "before", "after"):
        (folder / place).mkdir()
    for name, command in WORKBOOKS.items():
        result = run_in(folder, *command, "--output", f"told/{name}.xlsx")
        assert (result.returncode, result.stderr) == (0, "")
        openpyxl.load_workbook(folder / "told" / f"{name}.xlsx").save(folder / "before" / f"{name}.xlsx")
    for name, (of, change) in CHANGED.items():
        workbook = openpyxl.load_workbook(folder / "told" / f"{of}.xlsx")
        change(workbook)
        workbook.save(folder / "before" / f"{name}.xlsx")
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "after"),
            *map(str, sorted((folder / "before").iterdir())),
        ],
        cwd=folder,
        env=command_environment() | {"HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder


def of(workbooks: Path, state: str, name: str, data_only: bool = True) -> Workbook:
    return openpyxl.load_workbook(workbooks / state / f"{name}.xlsx", data_only=data_only)


def formulas(workbook: Workbook) -> Iterator[tuple[str, str]]:
    """The sheet and the place of each formula."""
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def to_the_penny(value: Any) -> Any:
    return round(Decimal(repr(value)), 6) if isinstance(value, int | float) else value or ""


@LIBREOFFICE
@pytest.mark.other_programs
@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_formula_gives_the_figure_of_the_program(name: str, workbooks: Path) -> None:
    told, after = (of(workbooks, state, name) for state in ("told", "after"))
    places = list(formulas(of(workbooks, "told", name, data_only=False)))
    assert places
    wrong = [
        (sheet, place, told[sheet][place].value, after[sheet][place].value)
        for sheet, place in places
        if to_the_penny(told[sheet][place].value) != to_the_penny(after[sheet][place].value)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("options", "formulas_of_shares"),
    [
        (("--weight", "children"), 5),
        ((), 5),
        (("--weight", "children", "--floor", "£1m"), 0),
        (("--weight", "children", "--method", "dhondt"), 0),
        (("--weight", "children:60%", "--weight", "carers:40%"), 0),
        (("--weight", "children", "--round", "pound"), 0),
    ],
)
def test_only_what_a_formula_can_reckon_has_one(
    options: tuple[str, ...], formulas_of_shares: int, run: Run, tmp_path: Path
) -> None:
    lines = [f"{line},{number}" for number, line in enumerate(AREAS.splitlines()[1:], 1)]
    (tmp_path / "areas.csv").write_text("\n".join(["name,code,children,carers", *lines]))
    result = run(*WEIGHED, *options, "--output", "answer.xlsx")
    assert (result.returncode, result.stderr) == (0, "")
    sheet = openpyxl.load_workbook(tmp_path / "answer.xlsx")["Illustrative shares"]
    headings = [cell.value for cell in sheet[3]]
    shares = [row[headings.index("Illustrative share")] for row in sheet.iter_rows(min_row=4, max_row=8)]
    assert sum(cell.data_type == "f" for cell in shares) == formulas_of_shares


@LIBREOFFICE
@pytest.mark.other_programs
def test_a_changed_input_changes_what_follows_from_it(workbooks: Path) -> None:
    costs = of(workbooks, "after", "another number of people")["What it costs"]
    assert [cell.value for cell in costs[4]][4:] == [20_000, "once", 40_000_000, 70_000_000, 30_000_000]


@LIBREOFFICE
@pytest.mark.other_programs
def test_a_changed_figure_changes_the_totals_as_the_program_would(workbooks: Path) -> None:
    after = of(workbooks, "after", "another figure").worksheets[1]
    totals = {row[0].value: [cell.value or None for cell in row[2:6]] for row in after.iter_rows()}
    assert totals["Itemised"] == [231_000_000, 229_000_000, None, "about"]
    assert totals["Not itemised"] == [None, None, None, "exact"]


def test_the_same_answer_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        run("compare", "--people", "5", "--output", name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@given(some.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_an_amount_reads_back_equal(amount: Decimal) -> None:
    sheet = read(document(Row((amount,)), columns=(Column("Sum", "pounds"),)))
    assert Decimal(repr(sheet["A4"].value)) == amount


def test_a_number_that_a_spreadsheet_would_change_is_text() -> None:
    sheet = read(document(Row((Decimal("999999999999999.99"),)), columns=(Column("Sum", "pounds"),)))
    assert sheet["A4"].value == "999999999999999.99"


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "{=1}", "http://example.org", "\x1b[2J", "1e5"])
def test_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    cell = read(document(Row((text,)), columns=(Column("Title"),)))["A4"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_a_range_is_four_columns_and_a_day_is_a_day() -> None:
    over = Range(Decimal(45), Decimal(45), None, "over")
    sheet = read(
        document(Row((over, date(2023, 4, 1))), columns=(Column("Sum", "pounds"), Column("From", "day")))
    )
    assert [cell.value for cell in sheet[4]] == [45, 45, None, "over", datetime(2023, 4, 1)]  # noqa: DTZ001
    assert sheet.freeze_panes == "B4"


def test_totals_and_inputs_have_names(run: Run, tmp_path: Path) -> None:
    run("budget", "--output", "budget.xlsx")
    run("compare", "--people", "5", "--output", "compare.xlsx")
    assert {"budget_itemised", "budget_not_itemised", "budget_announced"} <= set(
        openpyxl.load_workbook(tmp_path / "budget.xlsx").defined_names
    )
    assert "compare_people" in openpyxl.load_workbook(tmp_path / "compare.xlsx").defined_names


def test_without_the_library_the_extra_is_named() -> None:
    code = "import sys; sys.modules['xlsxwriter'] = None; from stablehomes.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "budget", "--format", "xlsx"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert "pip install 'stablehomes[report]'" in result.stderr


@pytest.mark.parametrize("format", ["text", "csv", "markdown", "html"])
def test_other_formats_do_not_load_it(format: str) -> None:
    code = (
        "import sys; from stablehomes.cli import app;"
        "app(['budget', '--format', sys.argv[1]], standalone_mode=False);"
        "sys.exit('xlsxwriter' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code, format], capture_output=True, check=False)
    assert result.returncode == 0
