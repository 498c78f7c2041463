"""The action and the hook by which others check their data, as far as they go without a network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TOP, command_environment
from small_data import SMALL, write_small

ACTION = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
INSTALL, CHECK, COMPARE = ACTION["runs"]["steps"]


def action(folder: Path, step: dict[str, Any] = CHECK, **inputs: str) -> subprocess.CompletedProcess[str]:
    """A script of the action, run as the runner runs it, with the inputs that a workflow gives."""
    given = {name: each["default"] for name, each in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    variables = {
        name: given[text.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, text in step["env"].items()
    }
    variables |= {"GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "RUNNER_TEMP": str(folder)}
    return run_in(folder, ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], variables)


def run_in(folder: Path, command: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = command_environment() | variables
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = write_small(tmp_path / "my data")
    text = SMALL["measures.yaml"].replace("£40m", "£40mm", 1)
    (folder / "measures.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_action_passes_on_the_strategys_own_data(tmp_path: Path) -> None:
    process = action(tmp_path)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.endswith("Yes. 0 errors, 0 warnings, 5 notices.\n")


def test_the_action_marks_the_line_at_fault(tmp_path: Path, bad: Path) -> None:
    process = action(tmp_path, data=bad.name)
    assert process.returncode == 1
    assert process.stdout.startswith("::error file=my data/measures.yaml,line=16,col=17,")


def test_the_action_can_be_strict(tmp_path: Path) -> None:
    write_small(tmp_path / "small")
    assert action(tmp_path, data="small", strict="true").returncode == 0
    assert action(tmp_path, data="small", stale_after="2024-01-01").returncode == 0
    assert action(tmp_path, data="small", stale_after="2024-01-01", strict="true").returncode == 1


@pytest.mark.parametrize("data", ["$(touch harm)", "`touch harm`", '"; touch harm; "', "a; touch harm"])
def test_an_input_of_the_action_is_never_run(tmp_path: Path, data: str) -> None:
    assert action(tmp_path, data=data).returncode == 3
    assert list(tmp_path.iterdir()) == []


def test_the_action_installs_itself_and_nothing_else() -> None:
    assert INSTALL["run"] == 'python -m pip install --quiet "$GITHUB_ACTION_PATH"'
    assert "${{" not in CHECK["run"] + COMPARE["run"]


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    """A repository whose data is committed on main, and changed since."""
    data = write_small(tmp_path / "my data")
    who = ["-c", "user.name=Analyst", "-c", "user.email=analyst@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "."], [*who, "commit", "-q", "-m", "Announced"]):
        assert run_in(tmp_path, ["git", *command], {}).returncode == 0
    text = SMALL["measures.yaml"].replace("£40m", "£41m", 1)
    (data / "measures.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_action_says_what_changed_in_a_summary_and_in_a_file(revised: Path) -> None:
    process = action(revised, COMPARE, data="my data", before="main", comment_file="a comment.md")
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    comment = (revised / "a comment.md").read_text(encoding="utf-8")
    assert comment.startswith("# What changed: git:main → the data at hand\n\nItemised: +£1 million")
    assert "<details>\n<summary>What single documents say</summary>" in comment
    assert (revised / "summary.md").read_text(encoding="utf-8") == comment


def test_the_action_adds_to_the_summary_without_a_file(revised: Path) -> None:
    (revised / "summary.md").write_text("before\n", encoding="utf-8")
    assert action(revised, COMPARE, data="my data", before="main").returncode == 0
    assert (revised / "summary.md").read_text(encoding="utf-8").startswith("before\n# What changed")


@pytest.mark.parametrize("before", ["nowhere", "--help", "$(touch harm)", "a; touch harm"])
def test_a_revision_that_is_none_ends_the_action_and_is_never_run(revised: Path, before: str) -> None:
    process = action(revised, COMPARE, data="my data", before=before)
    assert process.returncode == 3
    assert not (revised / "harm").exists()
    assert not (revised / "summary.md").exists()


def test_the_entry_of_the_hook_runs_with_the_arguments_of_a_user(tmp_path: Path, bad: Path) -> None:
    def hooked(*arguments: str) -> int:
        return run_in(tmp_path, [*HOOK["entry"].split(), *arguments], {}).returncode

    assert hooked() == 0
    assert hooked("--data", bad.name) == 1


def test_pre_commit_reads_the_hook_and_runs_it_on_a_commit(tmp_path: Path, bad: Path) -> None:
    pytest.importorskip("pre_commit", reason="needs pre-commit: pip install -e .[dev]")
    validated = run_in(
        TOP, [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"], {}
    )
    assert validated.returncode == 0, validated.stdout
    process = pre_commit(tmp_path, HOOK | {"args": ["--data", bad.name]})
    assert process.returncode == 1
    assert "error[bad-amount]" in process.stdout


def pre_commit(folder: Path, hook: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """The hook in a repository of its own, with the command that is installed: no network builds another."""
    local = {"repo": "local", "hooks": [hook | {"language": "system"}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [local]}), encoding="utf-8")
    variables = {"PRE_COMMIT_HOME": str(folder / "cache"), "GIT_CONFIG_GLOBAL": os.devnull}
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        assert run_in(folder, command, variables).returncode == 0
    return run_in(folder, [sys.executable, "-m", "pre_commit", "run", "--all-files"], variables)
