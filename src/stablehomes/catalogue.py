"""A data folder, loaded and resolved: files in, one frozen Catalogue or every problem out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stablehomes.checks import examine, without_consequences
from stablehomes.files import FILES
from stablehomes.loading import SourceText, Tree, read, span_finder
from stablehomes.model import Catalogue
from stablehomes.problems import Fault, InvalidData, Problem, Span, problem_at, shown
from stablehomes.reading import LARGEST_DATA_FILE
from stablehomes.resolving import resolve
from stablehomes.validation import check_form

MOST_SHOWN = 100  # problems of one file
PACKAGE = Path(__file__).parent


class Examined(NamedTuple):
    """What a look at a data folder gives: the catalogue if there is no error, and all problems in order."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]


def shipped_data() -> Path:
    """The folder of the strategy's own data: in the installed package, or at the top of a checkout."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent.parent / "data"


def load(folder: str | os.PathLike[str] | None = None, max_size: int = LARGEST_DATA_FILE) -> Catalogue:
    """Everything in a data folder; in the shipped one if none is named.

    No file may have more than ``max_size`` bytes. Raises InvalidData with every problem of every file,
    each with its place, if there is an error in it.

    >>> load().strategy.title
    'Stable Homes, Built on Love'
    """
    examined = look_at(folder, max_size)
    if examined.catalogue is None:
        raise InvalidData([problem for problem in examined.problems if problem.severity == "error"])
    return examined.catalogue


def look_at(
    folder: str | os.PathLike[str] | None = None,
    max_size: int = LARGEST_DATA_FILE,
    stale_after: date | None = None,
) -> Examined:
    """A data folder and everything that is to be said of it; InvalidData if there is no such folder.

    A figure that was stated before ``stale_after`` is a warning.
    """
    path = Path(folder) if folder is not None else shipped_data()
    name = str(path) if folder is not None else "data"
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        raise InvalidData([_no_folder(path, name)])
    texts, problems = {}, []
    for file in FILES:
        texts[file], found = read(path / f"{file}.yaml", f"{name}/{file}.yaml", max_size)
        problems += found
    return _examined(texts, problems, stale_after)


def _no_folder(path: Path, name: str) -> Problem:
    is_file = os.path.exists(path)  # noqa: PTH110 - as above
    message = f"{name} is not a folder" if is_file else f"there is no folder {name}"
    advice = "name a folder that holds sources.yaml, measures.yaml, allowances.yaml and prices.yaml"
    return problem_at(name, "", "missing-folder", Span(1, 1, 1), message, advice)


def _examined(texts: dict[str, SourceText], problems: list[Problem], stale_after: date | None) -> Examined:
    trees = {file: text.tree for file, text in texts.items()}
    forms, faults = _in_form(trees)
    faults += without_consequences(examine(trees, forms, stale_after), faults)
    # What stands where the syntax is at fault cannot be in its form either: once is enough.
    said = {_place(problem) for problem in problems}
    placed = (problem for problem in _placed(texts, faults) if _place(problem) not in said)
    problems = sorted({*problems, *placed}, key=_reading_order)
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
    """The faults with their places, file by file: of each file the first, errors before warnings."""
    for file in {fault.file: None for fault in faults}:
        text, of_file = texts[file], [fault for fault in faults if fault.file == file]
        find = span_finder(text, [fault.path for fault in of_file])
        places = [(fault.severity, find(fault.path, fault.at_key)) for fault in of_file]
        in_order = sorted(range(len(of_file)), key=places.__getitem__)
        for each in in_order[:MOST_SHOWN]:
            yield _problem(text, of_file[each], places[each][1])
        if len(in_order) > MOST_SHOWN:
            more = _more(of_file[in_order[MOST_SHOWN]], len(in_order) - MOST_SHOWN)
            yield _problem(text, more, places[in_order[MOST_SHOWN]][1])


def _problem(text: SourceText, fault: Fault, span: Span) -> Problem:
    path = ".".join(map(shown, map(str, fault.path)))
    help = str(fault.help)
    return problem_at(text.name, text.text, fault.code, span, fault.message, help, fault.severity, path)


def _more(first: Fault, count: int) -> Fault:
    message = f"at least {count:,} more problems of this file are not shown; this is the first of them"
    advice = "mend those that are shown, then check again"
    return Fault("more-problems", first.file, first.path, message, advice, severity=first.severity)


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def _reading_order(problem: Problem) -> tuple[object, ...]:
    return *_place(problem), problem
