"""What stands beside code and data, and has to agree with them: addresses, versions, numbers, figures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
import yaml

import stablehomes
from conftest import TOP
from stablehomes import budget, compare
from stablehomes.catalogue.model import Catalogue
from stablehomes.values.ranges import Range, in_full
from stablehomes.values.wording import pounds_in_prose

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ADDRESS = PROJECT["urls"]["Repository"]
# How the address of the project is written: whole, or as a workflow of GitHub names an action.
WHOLE = re.compile(r"https://github\.com/[\w.-]+/stablehomes\b")
ACTION = re.compile(r"(?<=uses: )[\w.-]+/stablehomes(?=@)")
CHANGELOG = TOP / "CHANGELOG.md"
FIGURES = re.compile(
    r"(?P<head>^### Figures\n(?:(?!#|\|).*\n)+\|.*\n\|---.*\n)(?P<rows>(?:\|.*\n)*)", re.MULTILINE
)
NONE = "–"
RECORDS = sorted((TOP / "docs" / "decisions").glob("*.md"))


def pages() -> list[Path]:
    return [*TOP.glob("*.md"), TOP / "CITATION.cff", TOP / "action.yml", *(TOP / "docs").rglob("*.md")]


def test_the_address_of_the_project_is_everywhere_that_of_pyproject(request: pytest.FixtureRequest) -> None:
    short = ADDRESS.removeprefix("https://github.com/")
    for page in pages():
        text = page.read_text(encoding="utf-8")
        right = ACTION.sub(short, WHOLE.sub(ADDRESS, text))
        if request.config.getoption("--update") and right != text:
            page.write_text(right, encoding="utf-8")
        assert text == right, page


def test_what_is_cited_is_this_version() -> None:
    cited = yaml.safe_load((TOP / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == stablehomes.__version__
    assert cited["license"] == PROJECT["license"]
    assert set(cited["keywords"]) == set(PROJECT["keywords"])
    assert releases()[0].startswith(stablehomes.__version__)


def test_the_lock_file_names_public_addresses_only() -> None:
    lock = tomllib.loads((TOP / "uv.lock").read_text(encoding="utf-8"))
    sources = [package["source"] for package in lock["package"]]
    assert [source for source in sources if source not in ({"registry": PYPI}, {"editable": "."})] == []
    files = [
        file for each in lock["package"] for file in [*each.get("wheels", ()), each.get("sdist")] if file
    ]
    assert files
    assert [file["url"] for file in files if not file["url"].startswith(FILES_OF_PYPI)] == []


PYPI, FILES_OF_PYPI = "https://pypi.org/simple", "https://files.pythonhosted.org/"


def test_decision_records_are_numbered_by_subject_without_gaps() -> None:
    """Each ten is a subject; within it no number is left out or used twice."""
    numbers = [int(record.name[:4]) for record in RECORDS]
    assert len(set(numbers)) == len(numbers)
    for ten in {number // 10 for number in numbers}:
        within = [number for number in numbers if number // 10 == ten]
        assert within == list(range(within[0], within[0] + len(within)))
        assert within[0] in (1, 10 * ten)


def test_every_decision_record_is_listed_in_order_with_its_title(request: pytest.FixtureRequest) -> None:
    index = TOP / "docs" / "README.md"
    text = index.read_text(encoding="utf-8")
    rows = "".join(_row(record) for record in RECORDS)
    right = re.sub(
        r"(^\| record \| decision \|\n\|---.*\n)(?:\|.*\n)*", lambda head: head[1] + rows, text, flags=re.M
    )
    if request.config.getoption("--update"):
        index.write_text(right, encoding="utf-8")
    assert text == right
    assert rows in text


def _row(record: Path) -> str:
    first = record.read_text(encoding="utf-8").splitlines()[0]
    number, title = int(record.name[:4]), first.partition(". ")[2]
    assert first == f"# {number}. {title}"
    return f"| [{number}](decisions/{record.name}) | {title} |\n"


def releases() -> list[str]:
    """The sections of the changelog, the newest first, each from its version on."""
    _, *sections = re.split(r"^## ", CHANGELOG.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return sections


def figures(release: str) -> dict[str, tuple[str, str]]:
    """Each answer that the data of a release altered: before and after; a dash where there is none."""
    table = FIGURES.search(release)
    rows = re.findall(r"^\| (.*?) \| (.*?) \| (.*?) \|$", table["rows"], re.MULTILINE) if table else []
    return {answer: (before, after) for answer, before, after in rows}


def test_what_a_change_of_the_data_alters_stands_in_the_changelog(
    shipped: Catalogue, request: pytest.FixtureRequest
) -> None:
    newest, *older = releases()
    before = {answer: after for release in reversed(older) for answer, (_, after) in figures(release).items()}
    now = dict(answers(shipped))
    altered = {
        answer: (before.get(answer, NONE), now.get(answer, NONE))
        for answer in [*now, *(answer for answer in before if answer not in now)]
        if before.get(answer, NONE) != now.get(answer, NONE)
    }
    said = figures(newest)
    if request.config.getoption("--update") and said != altered:
        rows = "".join(f"| {answer} | {was} | {is_now} |\n" for answer, (was, is_now) in altered.items())
        text = FIGURES.sub(lambda part: part["head"] + rows, CHANGELOG.read_text(encoding="utf-8"), count=1)
        CHANGELOG.write_text(text, encoding="utf-8")
    assert said == altered


def answers(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Each sum that the data gives by itself, in the words of the changelog."""
    announced = budget(catalogue)
    yield "Announced", in_words(announced.announced)
    yield "Itemised", in_words(announced.itemised)
    yield "Not itemised", in_words(announced.not_itemised)
    yield from (
        (measure.title, in_words(measure.funding)) for measure in announced.measures if measure.funding
    )
    compared = compare(catalogue).comparisons
    for (title, region), cells in groupby(compared, lambda each: (each.title, each.region)):
        rates = [cell.after or cell.before for cell in cells]
        place = f", {region}" if region else ""
        yield f"{title}{place}", ", ".join(in_words(rate.amount) for rate in rates if rate)


def in_words(range: Range | None) -> str:
    return NONE if range is None else in_full(range, pounds_in_prose)


def test_one_place_alone_reaches_outside_the_checkout() -> None:
    """What lies beside it is there on some machines only: real_files says what to do where it is not."""
    outside = "TOP" + ".parent"
    tests = (TOP / "tests").rglob("*.py")
    assert [file.name for file in tests if outside in file.read_text(encoding="utf-8")] == ["real_files.py"]
