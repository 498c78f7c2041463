"""README and docs show commands and what they print. Each is run here, and must print just that.

A block of the kind ``console`` holds lines that begin with ``$ `` (``> `` where a command goes on), each
followed by its output; a line ``...`` stands for any number of lines. The commands of one page run in one
empty folder, one after another. ``pytest --update`` writes the output of today into the pages.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from difflib import get_close_matches
from pathlib import Path

import pytest

from conftest import TOP, command_environment, quick_command

PAGES = sorted([TOP / "README.md", TOP / "CONTRIBUTING.md", *(TOP / "docs").rglob("*.md")])
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"(?P<command>^\$ .*\n(?:^> .*\n)*)(?P<output>(?:(?!^\$ ).*\n)*)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_pages_print_what_the_program_prints(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    text = page.read_text(encoding="utf-8")
    needs_jq = "| jq" in text
    if needs_jq and not shutil.which("jq"):
        pytest.skip("this page pipes into jq: apt-get install jq")
    printed = BLOCK.sub(lambda block: STEP.sub(lambda step: _run(step, tmp_path), block[0]), text)
    if request.config.getoption("--update"):
        page.write_text(printed, encoding="utf-8")
    assert text == printed


def _run(step: re.Match[str], folder: Path) -> str:
    """A step as it should stand in the page: its own text if its output agrees, otherwise today's output."""
    command = "\n".join(line[2:] for line in step["command"].splitlines())
    environment = command_environment()
    process = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment | {"PATH": f"{quick_command()}:{environment['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    output = process.stdout.decode("utf-8")
    if _agrees(step["output"], output):
        return step[0]
    cut = _cut_as(step["output"], output)
    return step["command"] + (cut if _agrees(cut, output) else output)


def _agrees(expected: str, output: str) -> bool:
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", expected, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*".join(parts), output) is not None


def _cut_as(expected: str, output: str) -> str:
    """Today's output, cut where the page cuts it: as many lines from where each shown part begins today."""
    if not re.search(r"^\.\.\.\n", expected, flags=re.MULTILINE):
        return output
    left, shown = output.splitlines(keepends=True), []
    for part in re.split(r"^\.\.\.\n", expected, flags=re.MULTILINE):
        lines = part.splitlines(keepends=True)
        begins = get_close_matches(lines[0], left, n=1) if lines else []
        if lines and not begins:
            return output
        start = left.index(begins[0]) if begins else 0
        shown.append("".join(left[start : start + len(lines)]))
        left = left[start + len(lines) :]
    return "...\n".join(shown)
