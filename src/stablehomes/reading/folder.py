"""A data folder, read, checked and resolved: files in, one frozen Catalogue or every problem out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stablehomes.catalogue.model import Catalogue
from stablehomes.doors.incoming import is_there, refusals_of, what_is
from stablehomes.problems.problem import Fault, InvalidData, Problem, Span, problem_at
from stablehomes.reading.accept import accepted
from stablehomes.reading.build import resolve
from stablehomes.reading.data_files import DATA_FILES, OPTIONAL_FILES, shipped_data
from stablehomes.reading.locate import placed
from stablehomes.reading.rules import examine, notices, without_consequences
from stablehomes.reading.text import LARGEST_DATA_FILE
from stablehomes.reading.yaml import SourceText, Tree, read


class Examined(NamedTuple):
    """What a look at a data folder gives: the catalogue if there is no error, and all problems in order."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]


def look_at(
    folder: str | os.PathLike[str] | None = None,
    max_size: int = LARGEST_DATA_FILE,
    stale_after: date | None = None,
    name: str | None = None,
    warnings: bool = True,
) -> Examined:
    """A data folder and everything that is to be said of it; InvalidData if there is no such folder.

    A figure that was stated before ``stale_after`` is a warning. ``name`` is what messages call the folder.
    Without ``warnings`` only errors are said: a sound folder is then read once, for nothing needs a place.
    """
    path = Path(folder) if folder is not None else shipped_data()
    name = name or (str(path) if folder is not None else "data")
    with refusals_of(name):
        found = what_is(path) if str(folder) else None  # an empty name is not the folder one is in
        if found != "folder":
            raise InvalidData([_no_folder(found is not None, name)])
        missing = {file for file in OPTIONAL_FILES if not is_there(path / f"{file}.yaml")}
    texts, problems = {}, []
    for file in DATA_FILES:
        if file in missing:
            continue
        texts[file], found = read(path / f"{file}.yaml", f"{name}/{file}.yaml", max_size)
        problems += found
    return _examined(texts, problems, stale_after, warnings)


def _no_folder(is_there: bool, name: str) -> Problem:
    message = f"{name} is not a folder" if is_there else f"there is no folder {name}"
    advice = "name a folder that holds sources.yaml, measures.yaml, allowances.yaml and prices.yaml"
    return problem_at(name, "", "missing-folder", Span(1, 1, 1), message, advice)


def _examined(
    texts: dict[str, SourceText], problems: list[Problem], stale_after: date | None, warnings: bool
) -> Examined:
    trees = {file: text.tree for file, text in texts.items()}
    forms, faults = _in_form(trees)
    faults += without_consequences(examine(trees, forms), faults)
    faults += notices(trees, forms, stale_after) if warnings else ()
    # What stands where the syntax is at fault cannot be in its form either: once is enough.
    said = {_place(problem) for problem in problems}
    in_place = (problem for problem in placed(texts, faults) if _place(problem) not in said)
    problems = sorted({*problems, *in_place}, key=_reading_order)
    if any(problem.severity == "error" for problem in problems):
        return Examined(None, tuple(problems))
    return Examined(resolve(forms), tuple(problems))


def _in_form(trees: dict[str, Tree]) -> tuple[dict[str, Any], list[Fault]]:
    """Each file in its form; None for one that could not be read, which has its problem already."""
    forms: dict[str, Any] = dict.fromkeys(DATA_FILES)
    faults: list[Fault] = []
    if sound := accepted(trees):
        return forms | sound, faults
    from stablehomes.reading.schema import FILES
    from stablehomes.reading.validate import check_form

    for file, form in FILES.items():
        if trees.get(file) is not None:
            forms[file], found = check_form(form, file, trees[file])
            faults += found
    return forms, faults


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def _reading_order(problem: Problem) -> tuple[object, ...]:
    return *_place(problem), problem
