"""A side of a diff is a folder, a git revision, a saved answer or a scenario, or it does not load."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_data import write_small
from stablehomes import InvalidData, WrongCall, load
from stablehomes.answers.plain import plain
from stablehomes.answers.revive import revived
from stablehomes.catalogue.model import Catalogue
from stablehomes.formats.json import written
from stablehomes.inputs.diff_source import read_side
from stablehomes.inputs.saved_answer import read_answer
from stablehomes.questions.allowances.compare import Compared, compare
from stablehomes.questions.budget import Budget, budget


def git(folder: Path, *arguments: str) -> None:
    quiet = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *quiet, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose first commit has the small data; its working tree then says £50m."""
    folder = tmp_path / "repository"
    folder.mkdir()
    data = write_small(folder / "data")
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "Begin")
    file = data / "measures.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("£40m", "£50m"), encoding="utf-8")
    return folder


def amount(catalogue: Any) -> int:
    assert isinstance(catalogue, Catalogue)
    return int(catalogue.measures["a-measure"].figures[0].amount)


def side(text: str, data: Path | None = None) -> Any:
    return read_side(text, data, partial(load, data)).content


def test_a_revision_is_read_without_touching_the_working_tree(repository: Path) -> None:
    data = repository / "data"
    assert amount(side("git:main", data)) == 40_000_000
    assert amount(side(str(data))) == 50_000_000
    status = subprocess.run(
        ["git", "status", "--short"], cwd=repository, capture_output=True, text=True, check=True
    )
    assert status.stdout.split() == ["M", "data/measures.yaml"]


def test_a_folder_that_was_moved_is_named_as_it_was(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "data").rename(repository / "elsewhere")
    monkeypatch.chdir(repository)
    assert amount(side("git:HEAD:data")) == 40_000_000
    assert amount(side("git:HEAD", Path("data"))) == 40_000_000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no folder, file or scenario"),
        ("git:nowhere", "no revision nowhere"),
        ("git:--all", "no revision --all"),
        ("git:HEAD:elsewhere", "elsewhere"),
        ("git:HEAD:.", "no data files"),
        ("no/such/folder", "no folder, file or scenario"),
        ("missing.json", "there is no file missing.json"),
        ("missing.yaml", "there is no file missing.yaml"),
        ("nothing", "no scenario nothing"),
    ],
)
def test_what_cannot_be_read_is_said_with_advice(
    repository: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(repository)
    with pytest.raises(InvalidData) as invalid:
        side(text)
    (problem,) = invalid.value.problems
    assert message in problem.message
    assert problem.help
    assert str(repository) not in f"{problem.message}{problem.file}"


def test_a_revision_without_a_name_is_a_wrong_call() -> None:
    with pytest.raises(WrongCall, match="names no revision"):
        side("git:")


def test_in_a_hook_of_git_it_is_the_same(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    for name, value in {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": ""}.items():
        monkeypatch.setenv(name, value)
    assert amount(side("git:HEAD", Path("data"))) == 40_000_000


def test_outside_a_repository_there_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InvalidData) as invalid:
        side("git:main", write_small(tmp_path / "data"))
    assert "not a git repository" in invalid.value.problems[0].message


def test_without_git_that_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(InvalidData) as invalid:
        side("git:main", repository / "data")
    assert "git is not installed" in invalid.value.problems[0].message


def test_a_problem_at_a_revision_is_named_by_the_revision(repository: Path) -> None:
    file = repository / "data" / "measures.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("£50m", "lots"), encoding="utf-8")
    git(repository, "commit", "-am", "Spoil it")
    with pytest.raises(InvalidData) as invalid:
        side("git:HEAD", repository / "data")
    assert invalid.value.problems[0].file == "git:HEAD/measures.yaml"


@pytest.mark.parametrize("kind", [Budget, Compared])
def test_a_saved_answer_comes_back_as_it_was(shipped: Catalogue, tmp_path: Path, kind: type) -> None:
    answer = budget(shipped, "year") if kind is Budget else compare(shipped, people=13400)
    file = tmp_path / "saved.json"
    file.write_text(written(plain(answer)), encoding="utf-8")
    assert read_answer(file) == (answer, ())


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "empty-file", "is empty"),
        ("{", "bad-json", "not JSON"),
        ('{"schema": NaN}', "bad-json", "NaN"),
        ("[" * 100_000, "bad-json", "not JSON"),
        ("[]", "not-an-answer", "not a saved answer"),
        ('{"schema": ["stablehomes/budget/1"]}', "not-an-answer", "not a saved answer"),
        ('{"schema": "stablehomes/budgt/1"}', "not-an-answer", "not a saved answer"),
        ('{"schema": "stablehomes/budget/1"}', "not-an-answer", '"strategy" is missing from the answer'),
        ('{"schema": "stablehomes/compare/1", "comparisons": 3}', "not-an-answer", "the answer.comparisons"),
    ],
)
def test_a_file_that_is_no_saved_answer_is_refused(
    tmp_path: Path, text: str, code: str, message: str
) -> None:
    file = tmp_path / "saved.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData) as invalid:
        read_answer(file)
    (problem,) = invalid.value.problems
    assert problem.code == code
    assert message in problem.message


JSON = st.recursive(
    st.none() | st.booleans() | st.decimals(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(Budget._fields), inner),
)


@given(JSON)
def test_whatever_stands_in_an_answer_is_read_or_refused_with_its_place(value: Any) -> None:
    with pytest.raises(ValueError, match="the answer"):
        revived(Budget, value)
