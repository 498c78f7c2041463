"""Each command in each format prints what stands in ``golden/``; ``pytest --update`` writes it anew."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from conftest import TOP, Run, run_anew, run_in

GOLDEN = TOP / "tests" / "golden"
COMMANDS = {
    "budget": ("budget",),
    "budget-chart": ("budget", "--chart"),
    "budget-by-pillar": ("budget", "--by", "pillar"),
    "budget-by-year": ("budget", "--by", "year"),
    "budget-by-source": ("budget", "--by", "source"),
    "split": ("split", "families-first-pathfinder"),
    "split-named": ("split", "families-first-pathfinder", "--named"),
    "split-year": ("split", "family-finding", "--among", "7", "--year", "2023-24"),
    "compare": ("compare",),
    "compare-people": ("compare", "leaving-care", "--people", "13400"),
    "rate": ("rate", "fostering-minimum", "--on", "2025-05-01"),
    "rate-chart": ("rate", "leaving-care", "--chart"),
    "entitlements": ("entitlements", "--born", "2005-05-01", "--care-leaver", "--on", "2024-05-01"),
    "show": ("show", "family-finding"),
    "show-working": ("show", "family-finding", "--working", "--among", "7", "--area", "Area 1"),
    "list": ("list",),
    "sources": ("sources", "--disagree"),
    "council": ("council", "Dorset"),
    "timeline": ("timeline",),
    "timeline-chart": ("timeline", "--from", "2023-09", "--chart"),
    "diff": ("diff", "baseline", "--set", "leaving-care=£3,500@2024-04-01", "--set", "family-finding=£35m"),
    "check": ("check",),
    "report": ("report",),
}
# A CSV file holds one table; an answer that has several needs its name.
TABLES = {
    "council": ("--table", "shares"),
    "compare": ("--table", "allowances"),
    "compare-people": ("--table", "costs"),
    "report": ("--table", "compare-allowances"),
    "entitlements": ("--table", "entitlements"),
    "list": ("--table", "measure"),
    "show-working": ("--table", "working"),
    "sources": ("--table", "figures"),
    "diff": ("--table", "changes"),
}
FORMATS = {"text": "txt", "json": "json", "csv": "csv", "markdown": "md", "html": "html"}


def in_words(workbook: Path) -> str:
    """Each cell of a workbook on a line: where it is, what it holds, and the figure beside a formula."""
    held, shown = (openpyxl.load_workbook(workbook, data_only=figures) for figures in (False, True))
    lines = []
    for sheet in held.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            figure = f" -> {shown[sheet.title][cell.coordinate].value}" if cell.data_type == "f" else ""
            lines.append(f"{sheet.title}!{cell.coordinate}: {cell.value}{figure}\n")
    return "".join(lines)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_writes_its_golden_workbook(
    name: str, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    result = run(*COMMANDS[name], "--output", "answer.xlsx")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    _agrees(in_words(tmp_path / "answer.xlsx"), GOLDEN / f"{name}.xlsx.txt", request)


def _agrees(written: str, golden: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_its_golden_file(
    name: str, format: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    # Once from the start of an interpreter; in other formats the same command is only forked for.
    run = run_anew if format == "text" else run_in
    result = run(
        tmp_path, *COMMANDS[name], "--format", format, *(TABLES.get(name, ()) if format == "csv" else ())
    )
    assert (result.returncode, result.stderr) == (0, "")
    _agrees(result.stdout, GOLDEN / f"{name}.{FORMATS[format]}", request)
