"""Problems of the data as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stablehomes.answers.plain import plain
from stablehomes.documents.form.document import Column, Document, Row, Table
from stablehomes.problems.problem import Problem
from stablehomes.values.wording import counted


class Checked(NamedTuple):
    """The answer of `check`: whether the data can be used, and everything that was found."""

    schema: str
    sound: bool
    """Whether the data can be used; with --strict, whether there is no warning either."""
    problems: tuple[Problem, ...]
    """Everything that was found, in the order of the files and lines."""


def document(problems: Sequence[Problem], sound: bool) -> Document:
    """What `check` answers: how many problems there are, then each where it stands."""
    return Document(
        title="Is the data sound?",
        answer=_answer(problems, sound),
        tables=(_table(problems),),
        notes=(),
        sources=(),
        data=plain(Checked("stablehomes/check/1", sound, tuple(problems))),
        problems=tuple(problems),
        name="check",
    )


def _table(problems: Sequence[Problem]) -> Table:
    """The problems for machines; people read them with the line that they stand on."""
    titles = ("File", "Severity", "Code", "Message", "Help", "Path")
    columns = (*map(Column, titles), Column("Line", "number"), Column("Column", "number"))
    rows = (
        Row((each.file, each.severity, each.code, each.message, each.help, each.path, each.line, each.column))
        for each in problems
    )
    return Table("problems", "Problems", columns, tuple(rows), audience="machines")


def _answer(problems: Sequence[Problem], sound: bool) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    counts = f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}."
    if errors:
        return f"No: the data cannot be used as it is. {counts}"
    return f"Yes. {counts}" if sound else f"No: warnings count here. {counts}"
