"""The report: everything, once, in a stated order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import Run

PARTS = [
    "budget",
    "budget-by-year",
    "budget-by-source",
    "split-families-first-pathfinder",
    "compare",
    "rate-fostering-minimum",
    "timeline",
    "sources",
]


def test_the_parts_stand_in_their_order_in_json(run: Run) -> None:
    told = json.loads(run("report", "--format", "json").stdout)
    assert told["schema"] == "stablehomes/report/1"
    assert [part["name"] for part in told["parts"]] == PARTS


@pytest.mark.parametrize("command", ["budget", "compare", "split families-first-pathfinder --named"])
def test_a_part_is_the_answer_of_its_command(command: str, run: Run) -> None:
    told = json.loads(run("report", "--format", "json").stdout)
    alone = json.loads(run(*command.split(), "--format", "json").stdout)
    assert alone in [part["answer"] for part in told["parts"]]


def test_contents_of_the_page_lead_to_its_parts(run: Run, tmp_path: Path) -> None:
    run("report", "--output", "report.html")
    page = (tmp_path / "report.html").read_text()
    links = re.findall(r'<a href="#([^"]+)">', page)
    assert links == PARTS
    assert all(page.count(f' id="{link}"') == 1 for link in links)


def test_notes_and_sources_stand_once(run: Run) -> None:
    page = run("report", "--format", "markdown").stdout
    items = re.findall("^- .*$", page, re.MULTILINE)
    assert len(items) == len(set(items))


def test_every_table_is_a_file_of_the_folder(run: Run, tmp_path: Path) -> None:
    run("report", "--format", "csv", "--output", "report")
    package = json.loads((tmp_path / "report" / "datapackage.json").read_text())
    paths = [resource["path"] for resource in package["resources"]]
    assert sorted([*paths, "datapackage.json"]) == sorted(
        file.name for file in (tmp_path / "report").iterdir()
    )


def test_the_same_data_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for suffix in ("html", "xlsx", "md", "json"):
        for name in ("one", "two"):
            run("report", "--output", f"{name}.{suffix}")
        assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()
