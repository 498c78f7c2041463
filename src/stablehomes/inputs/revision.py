"""A data folder as it was at a git revision: git is asked for objects and for nothing else.

A repository may come from anybody: nothing that its configuration names is run, and nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from stablehomes.catalogue.model import Catalogue
from stablehomes.doors.incoming import refusals_of, refuse_size, what_is
from stablehomes.doors.limits import DATA_FILE
from stablehomes.problems.problem import InvalidData, Span, problem_at
from stablehomes.reading.data_files import DATA_FILES
from stablehomes.reading.load import load

SECONDS = 60
# Of all that the environment can say to git, what finds no other repository and runs no program.
HEARD = frozenset(
    {
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
        "GIT_EXEC_PATH",
        "GIT_TEST_ASSUME_DIFFERENT_OWNER",
    }
)
# An object that is missing is missing: git fetches none, by no protocol, and asks nobody for a password.
# What the environment says of protocols is above what a repository says of them.
ALONE = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
    "LANGUAGE": "",
}
QUIET = ("-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
FOLDER_ADVICE = "name the folder of the data in its repository with --data, or as git:main:FOLDER"
THEN_ADVICE = "name the folder as it was called then, as git:main:FOLDER"
REVISION_ADVICE = f"name a branch, a tag or a commit, as git:main; {FOLDER_ADVICE}"


def load_revision(revision: str, folder: Path, name: str, max_size: int = DATA_FILE) -> Catalogue:
    """Everything in a data folder of a git repository as it was at a revision.

    ``name`` is what messages call it; no file may have more than ``max_size`` bytes. Raises InvalidData if
    git, the repository, the revision or the folder is not there, and for every problem of the data.
    """
    with refusals_of(name):
        there = what_is(folder) == "folder"
    # A folder that was taken away since is looked for from here.
    repository = Repository(folder if there else Path(), name)
    commit = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    inside = "./" if there else f"{'' if repository.is_bare() else './'}{folder}/"
    with TemporaryDirectory(prefix="stablehomes-") as copy:
        _copy(repository, f"{commit.decode().strip()}:{inside}", folder, Path(copy), max_size)
        return load(copy, max_size, name=name)


def _copy(repository: Repository, tree: str, folder: Path, copy: Path, max_size: int) -> None:
    """Writes the data files of a folder of a commit; what it does not have is missing from the copy too."""
    name = repository.name
    if not repository.has(tree):
        raise _refused(name, f"there was no folder {folder} at {name}", THEN_ADVICE)
    listed = repository.ask("ls-tree", "--full-tree", "--name-only", "-z", tree)
    there = listed.decode("utf-8", "replace").split("\0")
    files = [f"{file}.yaml" for file in DATA_FILES if f"{file}.yaml" in there]
    if not files:
        raise _refused(name, "there are no data files in the folder at that revision", FOLDER_ADVICE)
    for file in files:
        with refusals_of(name):
            refuse_size(int(repository.ask("cat-file", "-s", f"{tree}{file}")), f"{name}/{file}", max_size)
        (copy / file).write_bytes(repository.ask("cat-file", "blob", f"{tree}{file}"))


class Repository(NamedTuple):
    """The repository that a folder is in, and what messages call the side of the diff."""

    folder: Path
    name: str

    def ask(self, *arguments: str) -> bytes:
        """What git prints; InvalidData with what it complains about."""
        process = self._run(*arguments)
        if process.returncode:
            raise self._complaint(process.stderr.decode("utf-8", "replace"))
        return process.stdout

    def has(self, object: str) -> bool:
        """Whether there is such an object."""
        return self._run("rev-parse", "--verify", "--quiet", "--end-of-options", object).returncode == 0

    def is_bare(self) -> bool:
        """Whether it has no files beside its objects, so that every path is from its top."""
        return self.ask("rev-parse", "--is-inside-work-tree").strip() == b"false"

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in HEARD}
        with self._saying_why_not():
            return subprocess.run(
                ["git", *QUIET, "-C", str(self.folder), *arguments],
                env=own | ALONE,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )

    @contextmanager
    def _saying_why_not(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            message = "git is not installed, so its revisions cannot be read"
            raise _refused(self.name, message, "install git") from None
        except subprocess.TimeoutExpired:
            message = f"git gave no answer within {SECONDS} seconds"
            raise _refused(self.name, message, "try it again") from None
        except (OSError, ValueError) as error:  # a null character, or more than an argument may hold
            raise _refused(self.name, f"git cannot be asked: {error}", REVISION_ADVICE) from None

    def _complaint(self, said: str) -> InvalidData:
        """What git complains about, with its own remedy where it has one."""
        lines = [line.strip() for line in said.strip().splitlines()]
        remedy = next((line for line in lines if line.startswith("git config ")), None)
        if remedy:
            return _refused(self.name, lines[0], f"if you trust it: {remedy}")
        known = f"git knows no revision {self.name.removeprefix('git:')} here"
        return _refused(self.name, lines[0] if lines else known, REVISION_ADVICE)


def _refused(name: str, message: str, advice: str) -> InvalidData:
    return InvalidData([problem_at(name, "", "unreadable-revision", Span(1, 1, 1), message, advice)])
