"""The catalogue that a question is asked of: the shipped one, or that of a data folder."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.query import valued
from stablehomes.problems.problem import InvalidData
from stablehomes.reading.data_files import PACKAGE
from stablehomes.reading.text import LARGEST_DATA_FILE


def load(
    folder: str | Path | None = None,
    max_size: int = LARGEST_DATA_FILE,
    name: str | None = None,
) -> Catalogue:
    """Everything in a data folder; in the shipped one if none is named. ``name`` is what messages call it.

    No file may have more than ``max_size`` bytes. Raises InvalidData with every problem of every file,
    each with its place, if there is an error in it. A folder is always read and checked; the shipped data
    was when the wheel was built, and in a checkout is.

    >>> load().strategy.title
    'Stable Homes, Built on Love'
    """
    path = None if folder is None else valued(Path, folder, "folder")
    largest = valued(int, max_size, "max_size")
    return (_built_in() if path is None else None) or _read(path, largest, valued(str | None, name, "name"))


def _built_in() -> Catalogue | None:
    """The shipped data as the wheel carries it; None in a checkout, which has YAML alone."""
    if not (PACKAGE / "reading" / "prebuilt" / "shipped.py").exists():
        return None
    catalogue: Catalogue = import_module("stablehomes.reading.prebuilt.shipped").CATALOGUE
    return catalogue


def _read(folder: Path | None, max_size: int, name: str | None) -> Catalogue:
    from stablehomes.reading.folder import look_at

    examined = look_at(folder, max_size, name=name, warnings=False)
    if examined.catalogue is None:
        raise InvalidData(examined.problems)
    return examined.catalogue
