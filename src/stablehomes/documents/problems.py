"""Problems of the data as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stablehomes.document import Document
from stablehomes.plain import plain
from stablehomes.problems import Problem
from stablehomes.wording import counted


class Checked(NamedTuple):
    """The answer of `check`: whether the data can be used, and everything that was found."""

    schema: str
    sound: bool
    problems: tuple[Problem, ...]


def document(problems: Sequence[Problem], sound: bool) -> Document:
    """What `check` answers: how many problems there are, then each where it stands."""
    return Document(
        title="Is the data sound?",
        answer=_answer(problems, sound),
        tables=(),
        notes=(),
        sources=(),
        data=plain(Checked("stablehomes/check/1", sound, tuple(problems))),
        problems=tuple(problems),
    )


def _answer(problems: Sequence[Problem], sound: bool) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    counts = f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}."
    if errors:
        return f"No: the data cannot be used as it is. {counts}"
    return f"Yes. {counts}" if sound else f"No: warnings count here. {counts}"
