"""Imports run one way, third parties have one door each, and no figure of the data stands in the code."""

from __future__ import annotations

import ast
import re
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
# The packages in the order in which data flows: each imports from itself and from those before it only.
ORDER = [
    "values",
    "problems",
    "doors",
    "catalogue",
    "answers",
    "questions.answer",
    "questions.prices",
    "questions.step",
    "questions.figures",
    "questions.budget",
    "questions.allowances",
    "questions.list",
    "questions.sources",
    "questions.timeline",
    "questions.split",
    "questions.cost",
    "questions.diff",
    "questions.working",
    "questions.show",
    "questions",
    "reading",
    "reading.prebuilt",
    "inputs.published",
    "inputs",
    "cohorts.statement",
    "cohorts.engines",
    "cohorts",
    "documents.form",
    "documents",
    "formats",
    "interface",
    "commands",
    "cli",
    "__main__",
]
# Rooms that stand beside each other, or know nothing of one that comes before them.
APART = {
    "questions": ["answers"],
    "reading": ["questions", "answers"],
    "documents": ["reading", "inputs", "cohorts"],
    "formats": ["questions", "reading", "inputs", "cohorts"],
    "cohorts": ["answers"],
}
DOORS = {
    "yaml": {"reading.yaml"},
    "pydantic": {"reading.schema", "reading.validate", "reading.json_schema", "reading.prebuilt.forms"},
    "pydantic_core": {"reading.validate", "reading.json_schema", "reading.parsers", "reading.accept"},
    "typer": {"commands", "cli"},
    "click": set[str](),
    "simplejson": {"formats.json", "formats.jsonl"},
    "duckdb": {"cohorts.engines.duckdb"},
    "sqlglot": {"cohorts.engines.translate"},
    "psycopg": {"cohorts.engines.postgres"},
    "pyspark": {"cohorts.engines.spark"},
    "py4j": {"cohorts.engines.spark"},
    "rich": {"formats.text", "formats.charts"},
    "xlsxwriter": {"formats.xlsx"},
}
NUMBERS_WITH_A_REASON = {
    ("questions.split.split", "100000"): "the most areas that an option takes",
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


def package_of(module: str) -> str:
    """The package of ORDER that a module belongs to: the longest name that fits."""
    return max((each for each in ORDER if is_in(module, each)), key=len)


def test_every_module_is_in_a_package_with_a_rule() -> None:
    assert [module for module in IMPORTED if module and not any(is_in(module, each) for each in ORDER)] == []
    for package in ORDER:
        modules_of(package)


@pytest.mark.parametrize("package", ORDER)
def test_imports_run_one_way(package: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module in modules_of(package)
        if package_of(module) == package
        for name in own(module)
        if name and ORDER.index(package_of(name)) > ORDER.index(package)
    ]
    assert wrong == []


@pytest.mark.parametrize("package", APART)
def test_some_packages_know_nothing_of_each_other(package: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module in modules_of(package)
        for name in own(module)
        if any(is_in(name, other) for other in APART[package])
    ]
    assert wrong == []


def test_no_module_imports_itself_through_others() -> None:
    def circle(module: str, way: tuple[str, ...]) -> tuple[str, ...] | None:
        if module in way:
            return (*way, module)
        if module in sound:
            return None
        found = (circle(name, (*way, module)) for name in own(module) if name in IMPORTED)
        first = next(filter(None, found), None)
        sound.add(module)
        return first

    sound: set[str] = {""}  # the door of the package names what it lends from every room
    assert [way for module in IMPORTED if (way := circle(module, ()))] == []


@pytest.mark.parametrize("layer", ["values", "catalogue", "answers", "questions", "documents", "doors"])
def test_these_need_no_third_party(layer: str) -> None:
    assert [(module, foreign(module)) for module in modules_of(layer) if foreign(module)] == []


def test_third_parties_have_one_door_each() -> None:
    for module in IMPORTED:
        for library in foreign(module):
            assert library in DOORS, f"{module} imports {library}"
            assert any(is_in(module, door) for door in DOORS[library]), f"{module} imports {library}"


# What opens, looks at or writes to a path or a stream, and who may: the doors, and for files of
# its own whoever says why.
OPENERS = {
    "open",
    "exists",
    "is_dir",
    "is_file",
    "is_fifo",
    "is_symlink",
    "iterdir",
    "glob",
    "rglob",
    "lstat",
    "mkdir",
    "read_bytes",
    "read_text",
    "rename",
    "rmdir",
    "stat",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
    "echo",
    "print",
    "isdir",
    "isfile",
    "listdir",
    "scandir",
}
MAY_OPEN = {
    "doors.incoming": "the door in",
    "commands.output": "the door out",
    "cli": "says its version, as typer says its help",
    "commands.starter": "reads files of the package",
    "formats.html": "reads a file of the package",
    "inputs.revision": "keeps a copy of its own in a folder that goes away",
    "inputs.published.archive": "opens what is packed in bytes that came through the door",
    "reading.accept": "looks whether the package has a module",
    "reading.councils": "looks whether the package has a module",
    "reading.data_files": "looks where the package has its data",
    "reading.load": "looks whether the package has a module",
    "reading.prebuilt.data": "reads files while a wheel is built",
    "cohorts.engines.duckdb": "looks whether descriptors have names, and writes into a pipe of its own",
}
# What an engine reads by a text: what it is given there has come through the door.
READ_BY_AN_ENGINE = re.compile(
    r"read_csv|read_parquet|parquet_schema|\.parquet\(|\.csv\(|sniff_csv|ATTACH|COPY "
)


def openers(tree: ast.AST) -> Iterator[str]:
    """Calls that open, look at or write to something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in OPENERS and not (isinstance(function, ast.Attribute) and _is_ours(function.value)):
                yield name


def _is_ours(holder: ast.expr) -> bool:
    """A module or an object of our own that has a function of such a name."""
    return isinstance(holder, ast.Name) and holder.id in {"console", "incoming", "self", "module"}


@pytest.mark.parametrize("module", sorted(set(IMPORTED) - set(MAY_OPEN)))
def test_paths_and_streams_come_in_and_go_out_by_the_doors(module: str) -> None:
    name = f"stablehomes.{module}" if module else "stablehomes"
    text = MODULES[name].read_text(encoding="utf-8")
    own = {"read_text", "read_bytes"} if "stablehomes.doors" in text or "reading.text" in text else set()
    found = [each for each in openers(ast.parse(text)) if each not in own]
    assert found == [], f"{module} opens or writes by itself: ask the door"
    if module != "cohorts.engines.spark":
        assert not READ_BY_AN_ENGINE.search(text)


def test_whoever_may_open_does() -> None:
    for module in MAY_OPEN:
        text = MODULES[f"stablehomes.{module}"].read_text(encoding="utf-8")
        assert list(openers(ast.parse(text))), f"{module} opens nothing any more"


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
