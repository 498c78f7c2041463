"""Each command in each format prints what stands in ``golden/``; ``pytest --update`` writes it anew."""

from __future__ import annotations

import pytest

from conftest import TOP, Run

GOLDEN = TOP / "tests" / "golden"
COMMANDS = {
    "budget": ("budget",),
    "budget-by-pillar": ("budget", "--by", "pillar"),
    "budget-by-year": ("budget", "--by", "year"),
    "budget-by-source": ("budget", "--by", "source"),
    "split": ("split", "families-first-pathfinder"),
    "split-named": ("split", "families-first-pathfinder", "--named"),
    "compare": ("compare",),
    "check": ("check",),
}
FORMATS = {"text": "txt", "json": "json", "csv": "csv", "markdown": "md", "html": "html"}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_its_golden_file(
    name: str, format: str, run: Run, request: pytest.FixtureRequest
) -> None:
    result = run(*COMMANDS[name], "--format", format)
    assert (result.returncode, result.stderr) == (0, "")
    golden = GOLDEN / f"{name}.{FORMATS[format]}"
    if request.config.getoption("--update"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == golden.read_text(encoding="utf-8")
