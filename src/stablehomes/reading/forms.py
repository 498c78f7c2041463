"""Files in their forms: what each says by its keys, and every fault of form in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from stablehomes.problems.problem import Fault, InvalidData, Keys, Problem
from stablehomes.reading.accept import accepted
from stablehomes.reading.data_files import DATA_FILES
from stablehomes.reading.locate import in_order
from stablehomes.reading.text import LARGEST_DATA_FILE
from stablehomes.reading.yaml import Tree, read


def read_forms(
    folder: str | os.PathLike[str], files: Sequence[str], max_size: int = LARGEST_DATA_FILE
) -> dict[str, Any]:
    """Some files of a folder in their forms; InvalidData with every problem in them."""
    path, texts, problems = Path(folder), {}, list[Problem]()
    for file in files:
        texts[file], found = read(path / f"{file}.yaml", f"{path.name}/{file}.yaml", max_size)
        problems += found
    forms, faults, _ = in_form({file: text.tree for file, text in texts.items()})
    if problems := in_order(texts, problems, faults):
        raise InvalidData(problems)
    return forms


def in_form(
    trees: Mapping[str, Tree],
) -> tuple[dict[str, Any], list[Fault], dict[str, Callable[[Keys], Keys]]]:
    """Each file in its form; None for one that could not be read, which has its problem already."""
    forms: dict[str, Any] = dict.fromkeys(DATA_FILES)
    faults: list[Fault] = []
    in_file: dict[str, Callable[[Keys], Keys]] = dict.fromkeys(DATA_FILES, lambda path: path)
    if sound := accepted(trees):
        return forms | sound, faults, in_file
    from stablehomes.reading.schema import FILES
    from stablehomes.reading.validate import check_form

    for file, form in FILES.items():
        if trees.get(file) is not None:
            forms[file], found, in_file[file] = check_form(form, file, trees[file])
            faults += found
    return forms, faults, in_file
