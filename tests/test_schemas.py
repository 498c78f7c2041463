"""JSON Schemas of data files and answers: sound themselves, and true of what is read and printed."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from conftest import TOP, Run
from small_data import write_small
from stablehomes.answers.schema import ANSWERS, answer_schema
from stablehomes.reading.data_files import OPTIONAL_FILES
from stablehomes.reading.folder import look_at
from stablehomes.reading.schema import FILES

QUESTIONS = [
    ["budget"],
    ["budget", "--by", "year"],
    ["budget", "--by", "pillar"],
    ["budget", "--by", "source"],
    ["budget", "--as-told-by", "fostertalk"],
    ["split", "families-first-pathfinder"],
    ["split", "families-first-pathfinder", "--named", "--year", "2023-24"],
    ["split", "family-finding", "--among", "7"],
    ["compare"],
    ["compare", "leaving-care", "--people", "13400"],
    ["compare", "leaving-care", "--worth-on", "2026-02"],
    ["rate", "leaving-care", "--on", "2023-04-01"],
    ["rate", "fostering-minimum", "--on", "2025-05-01", "--region", "london"],
    ["entitlements", "--born", "2005-05-01", "--care-leaver", "--on", "2023-10-01"],
    ["show", "families-first-pathfinder"],
    ["show", "strategy", "--working"],
    ["show", "leaving-care", "--working", "--real", "2023-24", "--people", "3"],
    ["show", "families-first-pathfinder", "--working", "--named", "--area", "Dorset", "--against"],
    ["list"],
    ["sources", "--disagree"],
    ["timeline"],
    ["diff", "baseline", "leaving-care-with-prices"],
    ["council", "Leeds"],
    ["check"],
    ["check", "--stale-after", "2024-01-01"],
]


def schema(run: Run, name: str) -> dict[str, Any]:
    process = run("schema", name)
    assert (process.returncode, process.stderr) == (0, "")
    found: dict[str, Any] = json.loads(process.stdout)
    return found


@pytest.mark.parametrize("name", [*FILES, *(f"{answer}/1" for answer in ANSWERS)])
def test_every_schema_is_sound_itself(run: Run, name: str) -> None:
    found = schema(run, name)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_answer_is_as_its_schema_says(run: Run, question: list[str]) -> None:
    answer = json.loads(run(*question, "--format", "json").stdout)
    found = schema(run, f"{question[0]}/1")
    Draft202012Validator(found).validate(answer)
    assert list(answer) == found["required"]


@pytest.mark.parametrize("name", ANSWERS)
def test_every_key_of_an_answer_says_what_it_means(name: str) -> None:
    found = answer_schema(name)
    silent = [
        f"{title}.{key}"
        for title, each in ((name, found), *found["$defs"].items())
        for key, value in each["properties"].items()
        if not re.fullmatch(r"[A-Z\"].*\.", value.get("description", ""), re.DOTALL)
    ]
    assert silent == []


def test_two_types_of_one_name_are_never_in_one_schema() -> None:
    """A definition is found by the name of its type."""
    for name, (module, kind) in ANSWERS.items():
        types = types_within(getattr(import_module(f"stablehomes.{module}"), kind), set())
        assert len({each.__name__ for each in types}) == len(types), name


def types_within(hint: Any, seen: set[Any]) -> set[Any]:
    for each in get_args(hint):
        types_within(each, seen)
    if hasattr(hint, "_fields") and hint not in seen:
        seen.add(hint)
        for each in get_type_hints(hint).values():
            types_within(each, seen)
    return seen


def test_an_answer_with_something_missing_is_not(run: Run) -> None:
    answer = json.loads(run("budget", "--format", "json").stdout)
    del answer["measures"][0]["funding"]["high"]
    assert not Draft202012Validator(schema(run, "budget")).is_valid(answer)


def test_every_answer_of_the_program_has_a_schema() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in (TOP / "src").rglob("*.py"))
    assert set(re.findall(r'"stablehomes/([a-z-]+)/[0-9]+"', sources)) == set(ANSWERS)


@pytest.fixture(scope="session")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schemas of the data files, where ``check-jsonschema`` can read them."""
    from stablehomes.reading.json_schema import file_schema

    folder = tmp_path_factory.mktemp("schemas")
    for name in FILES:
        (folder / f"{name}.json").write_text(json.dumps(file_schema(name)), encoding="utf-8")
    return folder


def accepts(schemas: Path, name: str, file: Path) -> bool:
    """What ``check-jsonschema`` says, in this process: its imports take longer than what it does."""
    result = CliRunner().invoke(check_jsonschema, ["--schemafile", str(schemas / f"{name}.json"), str(file)])
    assert result.exit_code in (0, 1), result.output
    return result.exit_code == 0


@pytest.mark.parametrize("name", FILES)
def test_another_checker_accepts_sound_files(schemas: Path, tmp_path: Path, name: str) -> None:
    assert accepts(schemas, name, TOP / "data" / f"{name}.yaml")
    small = write_small(tmp_path / "small") / f"{name}.yaml"
    assert name in OPTIONAL_FILES or accepts(schemas, name, small)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("measures", "qualifier: over", "qualifer: over"),
        ("measures", "amount: £40m", "amount: £40mm"),
        ("measures", "amount: £40m", "amount: -1"),
        ("measures", "E06000059", "E0600005"),
        ("measures", "pillar: help", "pillar:"),
        ("sources", "kind: press", "kind: newspaper"),
        ("allowances", "paid: once\n", "\n"),
        ("prices", "year: 2023-24", "year: 2023"),
    ],
)
def test_another_checker_refuses_what_check_refuses(
    schemas: Path, tmp_path: Path, name: str, old: str, new: str
) -> None:
    folder = write_small(tmp_path / "small")
    file = folder / f"{name}.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert look_at(folder).catalogue is None
    assert not accepts(schemas, name, file)


def test_an_unknown_name_is_answered_with_the_nearest(run: Run) -> None:
    process = run("schema", "mesures")
    assert process.returncode == 2
    assert 'did you mean "measures"?' in process.stderr


def test_init_writes_sound_files_that_an_editor_helps_with(run: Run, tmp_path: Path, schemas: Path) -> None:
    assert run("init", "mine").returncode == 0
    assert run("check", "--data", "mine", "--strict").returncode == 0
    for name in FILES.keys() - OPTIONAL_FILES:
        first, *_ = (tmp_path / "mine" / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        assert first == f"# yaml-language-server: $schema=schemas/{name}.json"
        written = json.loads((tmp_path / "mine" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
        assert written == json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
        assert accepts(schemas, name, tmp_path / "mine" / f"{name}.yaml")


def test_init_fills_a_folder_that_is_there_but_never_overwrites(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep", encoding="utf-8")
    (tmp_path / "mine" / "prices.yaml").symlink_to("nowhere")
    process = run("init", "mine")
    assert process.returncode == 2
    assert "mine/prices.yaml is there already; nothing was written" in process.stderr
    assert sorted(file.name for file in (tmp_path / "mine").iterdir()) == ["notes.txt", "prices.yaml"]
    (tmp_path / "mine" / "prices.yaml").unlink()
    assert run("init", "mine").returncode == 0
    assert (tmp_path / "mine" / "notes.txt").read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize("folder", ["/dev/null", "/proc/nowhere", "file", "x" * 300])
def test_init_says_where_it_cannot_write(run: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    process = run("init", folder)
    assert process.returncode == 3
    assert "not written" in process.stderr
