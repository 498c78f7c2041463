"""The files of a data folder, and where the shipped ones are."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


# The files of a data folder, each under its name without the ending, and what an announcement can do without.
DATA_FILES = ("sources", "measures", "allowances", "prices", "councils")


OPTIONAL_FILES = frozenset({"councils"})


def shipped_data() -> Path:
    """The folder of the strategy's own data: in the installed package, or at the top of a checkout."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent.parent / "data"
