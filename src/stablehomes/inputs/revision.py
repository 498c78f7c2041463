"""A data folder as it was at a git revision: asked of git itself, nothing checked out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from stablehomes.catalogue.model import Catalogue
from stablehomes.problems.problem import InvalidData, Span, problem_at
from stablehomes.reading.data_files import DATA_FILES
from stablehomes.reading.load import load

SECONDS = 60
# Git sets these for a hook, relative to the top of its repository; the data's folder tells where that is.
SET_IN_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
FOLDER_ADVICE = "name the folder of the data in its repository with --data, or as git:main:FOLDER"


def load_revision(revision: str, folder: Path, name: str) -> Catalogue:
    """Everything in a data folder of a git repository as it was at a revision.

    ``name`` is what messages call it. Raises InvalidData if git, the repository, the revision or the folder
    is not there, and for every problem of the data.
    """
    # A folder that was taken away since is looked for from here.
    here, inside = (folder, "./") if folder.is_dir() else (Path(), f"./{folder}/")
    ask = partial(_git, here, name)
    commit = ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    with TemporaryDirectory(prefix="stablehomes-") as copy:
        _copy(ask, f"{commit.decode().strip()}:{inside}", Path(copy), name)
        return load(copy, name=name)


def _copy(ask: Callable[..., bytes], tree: str, copy: Path, name: str) -> None:
    """Writes the data files of a folder of a commit; what it does not have is missing from the copy too."""
    there = ask("ls-tree", "--full-tree", "--name-only", "-z", tree).decode("utf-8", "replace").split("\0")
    files = [f"{file}.yaml" for file in DATA_FILES if f"{file}.yaml" in there]
    if not files:
        raise _refused(name, "there are no data files in the folder at that revision", FOLDER_ADVICE)
    for file in files:
        (copy / file).write_bytes(ask("cat-file", "blob", f"{tree}{file}"))


def _git(folder: Path, name: str, *arguments: str) -> bytes:
    """What git prints, asked in the folder; InvalidData with what it complains about."""
    try:
        process = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            env={name: value for name, value in os.environ.items() if name not in SET_IN_HOOKS},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise _refused(name, "git is not installed, so its revisions cannot be read", "install git") from None
    except subprocess.TimeoutExpired:
        raise _refused(name, f"git gave no answer within {SECONDS} seconds", "try it again") from None
    if process.returncode:
        complaint = process.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = complaint[0] if complaint else f"git knows no revision {name.removeprefix('git:')} here"
        raise _refused(name, reason, f"name a branch, a tag or a commit, as git:main; {FOLDER_ADVICE}")
    return process.stdout


def _refused(name: str, message: str, advice: str) -> InvalidData:
    return InvalidData([problem_at(name, "", "unreadable-revision", Span(1, 1, 1), message, advice)])
