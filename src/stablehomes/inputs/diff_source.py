"""One side of a diff, read from what it is: a folder, a git revision, a saved answer or a scenario."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from stablehomes.catalogue.model import Catalogue
from stablehomes.doors.incoming import refusals_of, what_is
from stablehomes.inputs.revision import load_revision
from stablehomes.inputs.saved_answer import read_answer
from stablehomes.inputs.scenario import scenario_named, with_scenarios
from stablehomes.problems.problem import InvalidData, Span, WrongCall, problem_at
from stablehomes.questions.allowances.compare import Compared
from stablehomes.questions.budget import Budget
from stablehomes.questions.diff.answers import Side, SideKind
from stablehomes.reading.data_files import shipped_data
from stablehomes.reading.load import load

GIT, BASELINE = "git:", "baseline"


class Read(NamedTuple):
    """A side and what was read of it."""

    side: Side
    content: Catalogue | Budget | Compared


def read_side(text: str, data: Path | None, at_hand: Callable[[], Catalogue]) -> Read:
    """What a side of a diff names; InvalidData if it does not load.

    ``baseline`` is the data at hand without a scenario. ``git:REVISION`` reads the data folder as it was;
    ``git:REVISION:FOLDER`` another folder.
    A folder, a file that ends in .json, and the file or the name of a scenario are told apart by themselves.
    """
    if text.startswith(GIT):
        return _revision(text, data)
    if text == BASELINE:
        return _catalogue("data", BASELINE, load(data))
    with refusals_of(text):
        found = what_is(Path(text)) if text else None
    if found == "folder":
        return _catalogue("folder", text, load(text))
    if Path(text).suffix == ".json":
        content, scenarios = read_answer(Path(text))
        return Read(Side("answer", text, scenarios), content)
    if not text or (not found and _looks_like_a_path(text)):
        message = f"there is no folder, file or scenario {text}"
        advice = (
            "name a data folder, git:REVISION, a saved answer that ends in .json, a scenario, or baseline"
        )
        raise InvalidData([problem_at(text, "", "missing-side", Span(1, 1, 1), message, advice)])
    return _catalogue("scenario", text, with_scenarios(at_hand(), [scenario_named(text, data)]))


def _looks_like_a_path(text: str) -> bool:
    """Whether a text that names no file was meant to, and not the name of a scenario."""
    return "/" in text or Path(text).suffix not in ("", ".yaml", ".yml")


def the_data_at_hand(catalogue: Catalogue) -> Read:
    """The side that is meant where none is named."""
    return _catalogue("data", "the data at hand", catalogue)


def _revision(text: str, data: Path | None) -> Read:
    revision, _, folder = text.removeprefix(GIT).partition(":")
    if not revision:
        raise WrongCall(f'"{text}" names no revision', "name a branch, a tag or a commit, as git:main")
    return _catalogue(
        "git", text, load_revision(revision, Path(folder) if folder else data or shipped_data(), text)
    )


def _catalogue(kind: SideKind, name: str, catalogue: Catalogue) -> Read:
    return Read(Side(kind, name, tuple(each.title for each in catalogue.scenarios)), catalogue)
