"""A data folder, read, checked and resolved: files in, one frozen Catalogue or every problem out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from stablehomes.catalogue.model import Catalogue
from stablehomes.doors.incoming import is_there, refusals_of, what_is
from stablehomes.problems.problem import InvalidData, Problem, Span, problem_at
from stablehomes.reading.build import resolve
from stablehomes.reading.data_files import DATA_FILES, OPTIONAL_FILES, shipped_data
from stablehomes.reading.forms import in_form
from stablehomes.reading.locate import in_order
from stablehomes.reading.rules import findings, notices, of_forms, of_trees, without_consequences
from stablehomes.reading.text import LARGEST_DATA_FILE
from stablehomes.reading.yaml import SourceText, read


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
    Without ``warnings`` only errors are said: a sound folder is then read once, for nothing needs a place,
    and what no catalogue holds, such as its councils, is not read at all.
    """
    path = Path(folder) if folder is not None else shipped_data()
    name = name or (str(path) if folder is not None else "data")
    with refusals_of(name):
        there = what_is(path) if str(folder) else None  # an empty name is not the folder one is in
        if there != "folder":
            raise InvalidData([_no_folder(there is not None, name)])
        missing = {file for file in OPTIONAL_FILES if not is_there(path / f"{file}.yaml")}
    texts, problems = {}, []
    for file in DATA_FILES:
        if file in missing or (file in OPTIONAL_FILES and not warnings):
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
    forms, faults, in_file = in_form(trees)
    meant = [*of_forms(trees, forms), *(notices(forms, stale_after) if warnings else ())]
    meant = [fault._replace(path=in_file[fault.file](fault.path)) for fault in meant]
    faults += without_consequences([*meant, *of_trees(trees, warnings=warnings)], faults)
    catalogue = None
    if not problems and all(fault.severity != "error" for fault in faults):
        catalogue = resolve(forms)
        faults += findings(catalogue, forms) if warnings else ()
    return Examined(catalogue, tuple(in_order(texts, problems, faults)))
