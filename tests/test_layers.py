"""Imports run one way, third parties have one door each, and no figure of the data stands in the code."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import TOP

SRC = TOP / "src"
MODULES = {
    ".".join(file.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted((SRC / "stablehomes").rglob("*.py"))
}
ARITHMETIC = {"money", "ranges", "years", "days", "ages", "apportion", "bounds", "terms", "area_figures"}
DATA_SIDE = {
    "files",
    "loading",
    "reading",
    "validation",
    "checks",
    "resolving",
    "catalogue",
    "examining",
    "readers",
    "plain_forms",
    "shipping",
    "shipping_forms",
    "people",
    "placing",
    "published",
    "formulas",
}
PRINTING = {"commands", "documents", "formats", "document", "output", "cli"}

# What a module, or any in a package, may import of the program.
MAY_IMPORT = {
    **dict.fromkeys(sorted(ARITHMETIC), ARITHMETIC),
    "wording": ARITHMETIC,
    "problems": set[str](),
    "codes": set[str](),
    "excerpts": ARITHMETIC | {"problems", "wording"},
    "model": ARITHMETIC,
}
# What it may not.
MAY_NOT_IMPORT = {
    "questions": DATA_SIDE | PRINTING,
    "documents": DATA_SIDE | {"commands", "formats", "cli", "output"},
    "formats": DATA_SIDE | {"questions", "documents", "commands", "cli", "output"},
    "readers": PRINTING | {"questions", "files"},
    "files": PRINTING | {"questions"},
    "plain_forms": PRINTING | {"questions", "files", "validation"},
    "loading": PRINTING | {"questions", "files"},
    "checks": PRINTING | {"questions"},
    "catalogue": PRINTING | {"questions"},
    "examining": PRINTING | {"questions"},
    "published": PRINTING | {"questions", "files", "loading", "catalogue"},
    "formulas": PRINTING | {"questions"},
    "cohorts": PRINTING,
    "output": {"questions", "documents", "commands", "catalogue"},
}
DOORS = {
    "yaml": {"loading"},
    "pydantic": {"files", "validation", "file_schemas", "shipping_forms"},
    "pydantic_core": {"validation", "file_schemas", "readers", "plain_forms"},
    "typer": {"commands", "cli"},
    "click": set[str](),
    "simplejson": {"formats.json", "formats.jsonl"},
    "openpyxl": {"published.workbooks"},
    "duckdb": {"cohorts.duck"},
    "sqlglot": {"cohorts.dialects"},
    "psycopg": {"cohorts.postgres"},
    "pyspark": {"cohorts.spark"},
    "py4j": {"cohorts.spark"},
    "rich": {"formats.text", "formats.charts"},
    "xlsxwriter": {"formats.xlsx"},
}
NUMBERS_WITH_A_REASON = {
    ("commands.shares", "100000"): "the most areas that an option takes",
}


def short(module: str) -> str:
    return module.removeprefix("stablehomes").removeprefix(".")


def is_in(module: str, layer: str) -> bool:
    return module == layer or module.startswith(f"{layer}.")


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, at the top or within a function; names of a package as its modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            name = str(node.module)
            below = [f"{name}.{each.name}" for each in node.names]
            yield from (each if each in MODULES else name for each in below)


IMPORTED = {
    short(name): set(imports(ast.parse(file.read_text(encoding="utf-8")))) for name, file in MODULES.items()
}


def own(module: str) -> set[str]:
    return {short(name) for name in IMPORTED[module] if is_in(name, "stablehomes")}


def foreign(module: str) -> set[str]:
    top = {name.split(".")[0] for name in IMPORTED[module]} - {"stablehomes"}
    return top - set(sys.stdlib_module_names)


def modules_of(layer: str) -> list[str]:
    found = [module for module in IMPORTED if is_in(module, layer)]
    assert found, f"there is no module {layer}"
    return found


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_the_lower_layers_stand_on_each_other_only(layer: str) -> None:
    for module in modules_of(layer):
        assert own(module) <= MAY_IMPORT[layer], module
        assert foreign(module) == set(), module


@pytest.mark.parametrize("layer", MAY_NOT_IMPORT)
def test_imports_run_one_way(layer: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module in modules_of(layer)
        for name in own(module)
        if any(is_in(name, other) for other in MAY_NOT_IMPORT[layer])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "layer",
    ["questions", "documents", "plain_values", "output", "reading", "area_figures", "people", "resolving"],
)
def test_these_need_no_third_party(layer: str) -> None:
    assert [(module, foreign(module)) for module in modules_of(layer) if foreign(module)] == []


def test_third_parties_have_one_door_each() -> None:
    for module in IMPORTED:
        for library in foreign(module):
            assert library in DOORS, f"{module} imports {library}"
            assert any(is_in(module, door) for door in DOORS[library]), f"{module} imports {library}"


def test_every_door_is_used() -> None:
    used = {library for module in IMPORTED for library in foreign(module)}
    assert used == {library for library, doors in DOORS.items() if doors}


def large_numbers(file: Path) -> Iterator[str]:
    """Numbers of 1,000 or more, as they stand or as text that is made a decimal."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and abs(node.value) >= 1000:
            yield str(node.value)
        is_decimal = (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Decimal"
        )
        if isinstance(node, ast.Call) and is_decimal:
            texts = (each.value for each in node.args if isinstance(each, ast.Constant))
            yield from (text for text in texts if isinstance(text, str) and abs(float(text)) >= 1000)


@pytest.mark.parametrize("layer", ["questions", "documents", "commands"])
def test_no_figure_of_the_data_stands_in_the_code(layer: str) -> None:
    found = {
        (module, number)
        for module in modules_of(layer)
        for number in large_numbers(MODULES[f"stablehomes.{module}"])
    }
    expected = {each for each in NUMBERS_WITH_A_REASON if is_in(each[0], layer)}
    assert found == expected


def test_a_large_number_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "code.py"
    file.write_text('a = 45_000_000\nb = Decimal("3000.50")\nc = 999\nd = "£2,000"\n', encoding="utf-8")
    assert sorted(large_numbers(file)) == ["3000.50", "45000000"]


@pytest.mark.parametrize("statement", ["import stablehomes", "import stablehomes.cli"])
def test_the_start_of_the_program_waits_for_no_heavy_library(statement: str) -> None:
    heavy = {"pydantic", "yaml", "rich", "simplejson", "duckdb"}
    code = f"import sys; {statement}; print(*sorted({heavy!r} & set(sys.modules)))"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == ""
