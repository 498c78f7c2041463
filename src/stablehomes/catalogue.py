"""The catalogue that a question is asked of: the shipped one, or that of a data folder."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from stablehomes.model import Catalogue
from stablehomes.problems import InvalidData
from stablehomes.reading import LARGEST_DATA_FILE

PACKAGE = Path(__file__).parent
# The files of a data folder, each under its name without the ending, and what an announcement can do without.
DATA_FILES = ("sources", "measures", "allowances", "prices", "councils")
OPTIONAL_FILES = frozenset({"councils"})


def shipped_data() -> Path:
    """The folder of the strategy's own data: in the installed package, or at the top of a checkout."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent.parent / "data"


def load(
    folder: str | os.PathLike[str] | None = None,
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
    return (_built_in() if folder is None else None) or _read(folder, max_size, name)


def _built_in() -> Catalogue | None:
    """The shipped data as the wheel carries it; None in a checkout, which has YAML alone."""
    if not (PACKAGE / "shipped.py").exists():
        return None
    catalogue: Catalogue = import_module("stablehomes.shipped").CATALOGUE
    return catalogue


def _read(folder: str | os.PathLike[str] | None, max_size: int, name: str | None) -> Catalogue:
    from stablehomes.examining import look_at

    examined = look_at(folder, max_size, name=name, warnings=False)
    if examined.catalogue is None:
        raise InvalidData(examined.problems)
    return examined.catalogue
