"""Problems of the data as a document."""

from __future__ import annotations

from collections.abc import Sequence

from stablehomes.answers.plain import plain
from stablehomes.documents.form.document import Column, Document, Row, Table
from stablehomes.problems.problem import Problem
from stablehomes.questions.check import Checked
from stablehomes.values.wording import counted


def document(checked: Checked) -> Document:
    """What `check` answers: how many problems there are, then each where it stands."""
    return Document(
        title="Is the data sound?",
        answer=_answer(checked.problems, checked.sound),
        tables=(_table(checked.problems),),
        notes=(),
        sources=(),
        data=plain(checked),
        problems=checked.problems,
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
    warnings = sum(problem.severity == "warning" for problem in problems)
    counts = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    notices = len(problems) - errors - warnings
    counts += f", {counted(notices, 'notice')}." if notices else "."
    if errors:
        return f"No: the data cannot be used as it is. {counts}"
    return f"Yes. {counts}" if sound else f"No: warnings count here. {counts}"
