"""Real files that some tests read where they are at hand: they are others', and no part of the project."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from conftest import TOP

Test = TypeVar("Test", bound=Callable[..., Any])

FOLDER = Path(os.environ.get("STABLEHOMES_REAL_FILES") or TOP.parent / "shared")
# The texts of the five documents that the data of the strategy is made of.
SEEDS = FOLDER / "seeds"
# As the Department for Education publishes them with "Children looked after in England".
CHILDREN = FOLDER / "data" / "cla_number_and_rate_per_10k_children.csv"
LEAVERS = FOLDER / "data" / "la_care_leavers_activity.csv"
# Names of councils as they were met in published files, and totals of published counts.
COUNCIL_NAMES = FOLDER / "data" / "council_names.csv"
COUNCIL_TOTALS = FOLDER / "data" / "council_counts_totals.csv"


def missing(*wanted: Path) -> str:
    """What to do where a file that is wanted is not at hand; nothing if all are."""
    absent = [str(path.relative_to(FOLDER)) for path in wanted if not path.exists()]
    advice = "name the folder that holds it with STABLEHOMES_REAL_FILES=FOLDER"
    return f"needs {' and '.join(absent)}: {advice}" if absent else ""


def needs(*wanted: Path) -> Callable[[Test], Test]:
    """Marks a test that reads real files: it is skipped where they are not at hand."""
    reason = missing(*wanted)

    def marked(test: Test) -> Test:
        pytest.mark.skipif(bool(reason), reason=reason)(test)
        pytest.mark.real_files(test)
        return test

    return marked
