"""Pages in a real Chromium: what axe finds, what a narrow screen, a keyboard and no network make of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright
import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import run_in
from test_golden import COMMANDS

CHROMIUM = shutil.which("chromium")
pytestmark = [
    # One browser for all of these tests.
    pytest.mark.xdist_group("chromium"),
    pytest.mark.other_programs,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what passes, one place for each rule is enough: all places of a long page take three times as long.
AXE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
LONG = "Atitlewithoutanyspace" * 10
# Every page once, and the one that has all in it in each theme and width.
VIEWS = [(name, "light", 1280) for name in COMMANDS] + [
    ("report", "light", 320),
    ("report", "dark", 320),
    ("report", "dark", 1280),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of each command, written once."""
    folder = tmp_path_factory.mktemp("pages")
    for name, command in COMMANDS.items():
        assert run_in(folder, *command, "--output", f"{name}.html").returncode == 0
    return folder


def opened(browser: Any, file: Path, **how: Any) -> Any:
    page = browser.new_page(**how)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize(("name", "scheme", "width"), VIEWS)
def test_axe_finds_nothing(name: str, scheme: str, width: int, browser: Any, pages: Path) -> None:
    page = opened(
        browser, pages / f"{name}.html", color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    found = Axe().run(page, options=AXE)
    assert [
        (each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]
    ] == []
    assert found.response["passes"]
    page.close()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_narrow_screen_needs_no_sideways_scrolling(name: str, browser: Any, pages: Path) -> None:
    page = opened(browser, pages / f"{name}.html", viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert (
        page.evaluate("[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > 320).length") == 0
    )
    page.close()


def test_a_page_asks_for_nothing_and_reads_the_same_without_script(browser: Any, pages: Path) -> None:
    words, asked = [], []
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((pages / "report.html").as_uri())
        words.append(page.inner_text("main"))
        context.close()
    assert words[0] == words[1]
    assert set(asked) == {(pages / "report.html").as_uri()}


def test_the_keyboard_reaches_the_answer_and_each_link(browser: Any, pages: Path) -> None:
    page = opened(browser, pages / "report.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "answer"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#budget"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def test_themes_differ_and_paper_is_light(browser: Any, pages: Path) -> None:
    page = opened(browser, pages / "budget.html", color_scheme="dark")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(background)
    page.emulate_media(color_scheme="light")
    light = page.evaluate(background)
    page.emulate_media(media="print", color_scheme="dark")
    assert (dark, light, page.evaluate(background)) == (
        "rgb(20, 24, 28)",
        "rgb(255, 255, 255)",
        "rgb(255, 255, 255)",
    )
    page.close()


def test_titles_that_mean_harm_or_never_end_do_none(
    browser: Any, folder: Path, tmp_path: Path, run: Any
) -> None:
    measures = folder / "measures.yaml"
    text = measures.read_text(encoding="utf-8")
    hostile = f"<img src=x onerror=document.title='run'><script>document.title='run'</script>{LONG}"
    text, count = re.subn("title: Families First for Children pathfinder", f'title: "{hostile}"', text)
    assert count == 1
    measures.write_text(text, encoding="utf-8")
    assert run("budget", "--data", folder, "--output", "page.html").returncode == 0
    page = opened(browser, tmp_path / "page.html", viewport={"width": 320, "height": 800})
    assert page.title().endswith("what was announced")
    assert hostile in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
