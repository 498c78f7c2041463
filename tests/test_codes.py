"""Every code is in the table, is used, and is documented with an example that shows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from conftest import TOP
from stablehomes.problems.codes import CODES

PAGE = (TOP / "docs" / "errors.md").read_text(encoding="utf-8")
SECTIONS = {
    section.splitlines()[0]: section
    for section in re.split("^## ", PAGE, flags=re.MULTILINE)
    if re.match("[a-z0-9-]+$", section.splitlines()[0])
}
# Calls whose first argument, or that of the place given, is a code.
CALLS = {
    "Fault": 0,
    "Refused": 0,
    "problem_at": 2,
    "_report": 0,
    "problem": 0,
    "Reader": 0,
    "one_of": 0,
    "refusal": 1,
    "_invalid": 2,
    "_warning": 0,
}


def codes_in_the_program() -> Iterator[str]:
    for file in (TOP / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if name in CALLS and len(node.args) > CALLS[name]:
                    argument = node.args[CALLS[name]]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def test_every_code_of_the_program_is_in_the_table_and_the_table_has_no_other() -> None:
    assert set(codes_in_the_program()) == set(CODES)


def test_every_code_has_a_section_in_the_order_of_the_table() -> None:
    assert list(SECTIONS) == list(CODES)
    for code, meaning in CODES.items():
        assert f"| [`{code}`](#{code}) | {meaning} |" in PAGE
        assert meaning in " ".join(SECTIONS[code].split())


def test_every_section_shows_its_code() -> None:
    shown = "\\[{0}\\]: |title=stablehomes {0}::"  # as text, or as an annotation
    without = [code for code in CODES if not re.search(shown.format(code), SECTIONS[code])]
    assert without == ["changed-file"], "its section says why it has none"
