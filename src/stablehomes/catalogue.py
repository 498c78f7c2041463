"""A data folder, loaded and resolved: files in, one frozen Catalogue or every problem out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from stablehomes.checks import examine
from stablehomes.files import FILES
from stablehomes.loading import SourceText, Tree, read
from stablehomes.model import Catalogue
from stablehomes.placing import placed
from stablehomes.problems import Fault, InvalidData, Problem, Span, problem_at
from stablehomes.resolving import resolve
from stablehomes.validation import check_form

PACKAGE = Path(__file__).parent


class Examined(NamedTuple):
    """What a look at a data folder gives: the catalogue if there is no error, and all problems in order."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]


def shipped_data() -> Path:
    """The folder of the strategy's own data: in the installed package, or at the top of a checkout."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent.parent / "data"


def load(folder: str | os.PathLike[str] | None = None, name: str | None = None) -> Catalogue:
    """Everything in a data folder; in the shipped one if none is named. ``name`` is what messages call it.

    Raises InvalidData with every problem of every file, each with its place, if there is an error in it.

    >>> load().strategy.title
    'Stable Homes, Built on Love'
    """
    examined = look_at(folder, name)
    if examined.catalogue is None:
        raise InvalidData([problem for problem in examined.problems if problem.severity == "error"])
    return examined.catalogue


def look_at(folder: str | os.PathLike[str] | None = None, name: str | None = None) -> Examined:
    """A data folder and everything that is to be said of it; InvalidData if there is no such folder."""
    path = Path(folder) if folder is not None else shipped_data()
    shown = name or (str(path) if folder is not None else "data")
    if not path.is_dir():
        advice = "name a folder that holds sources.yaml, measures.yaml, allowances.yaml and prices.yaml"
        raise InvalidData(
            [problem_at(shown, "", "missing-folder", Span(1, 1, 1), f"there is no folder {shown}", advice)]
        )
    texts, problems = {}, []
    for file in FILES:
        texts[file], found = read(path / f"{file}.yaml", f"{shown}/{file}.yaml")
        problems += found
    return _examined(texts, problems)


def _examined(texts: dict[str, SourceText], problems: list[Problem]) -> Examined:
    trees = {file: text.tree for file, text in texts.items()}
    forms, faults = _in_form(trees)
    faults += examine(trees, forms)
    problems = sorted({*problems, *_placed(texts, faults)}, key=_reading_order)
    if any(problem.severity == "error" for problem in problems):
        return Examined(None, tuple(problems))
    return Examined(resolve(forms), tuple(problems))


def _in_form(trees: dict[str, Tree]) -> tuple[dict[str, Any], list[Fault]]:
    """Each file in its form; None for one that could not be read, which has its problem already."""
    forms: dict[str, Any] = dict.fromkeys(FILES)
    faults: list[Fault] = []
    for file, form in FILES.items():
        if trees[file] is not None:
            forms[file], found = check_form(form, file, trees[file])
            faults += found
    return forms, faults


def _placed(texts: dict[str, SourceText], faults: list[Fault]) -> Iterator[Problem]:
    for file in {fault.file for fault in faults}:
        yield from placed(texts[file], [fault for fault in faults if fault.file == file])


def _reading_order(problem: Problem) -> tuple[object, ...]:
    return problem.file, problem.line, problem.column, problem
