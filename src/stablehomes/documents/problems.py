"""Problems of the data as a document: place, line, caret, advice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stablehomes.document import Column, Document, Row, Table
from stablehomes.plain import plain
from stablehomes.problems import Problem

WIDEST_EXCERPT = 120


def document(problems: Sequence[Problem]) -> Document:
    """What `check` answers: how many problems there are, then each where it stands."""
    return Document(
        title="Is the data sound?",
        answer=_answer(problems),
        tables=(_table(problems),),
        notes=(),
        sources=(),
        data={"schema": "stablehomes/check/1", **data(problems)},
        passages=tuple(passage(problem) for problem in problems),
        name="check",
    )


def _table(problems: Sequence[Problem]) -> Table:
    """The problems for machines; people read them as passages, with the line that they stand on."""
    titles = ("File", "Severity", "Code", "Message", "Help", "Path")
    columns = (*map(Column, titles), Column("Line", "number"), Column("Column", "number"))
    rows = (
        Row((each.file, each.severity, each.code, each.message, each.help, each.path, each.line, each.column))
        for each in problems
    )
    return Table("problems", "Problems", columns, tuple(rows), readers="machines")


def data(problems: Sequence[Problem]) -> dict[str, Any]:
    """The problems for machines; the line that a problem stands on is in the file and not repeated."""
    rows = [plain(problem) for problem in problems]
    return {"problems": [{key: row[key] for key in row if key != "excerpt"} for row in rows]}


def _answer(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    verdict = "No: the data cannot be used as it is." if errors else "Yes."
    return f"{verdict} {_counted(errors, 'error')}, {_counted(warnings, 'warning')}."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def passage(problem: Problem) -> str:
    """One problem: where it stands and what it is, the line with a mark below it, and what to do."""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    lines = [f"{place}: {problem.severity}[{problem.code}]: {problem.message}"]
    if problem.excerpt.strip():
        lines += _excerpt(problem)
    return "\n".join([*lines, f"   help: {problem.help}"])


def _excerpt(problem: Problem) -> list[str]:
    """The line and a caret under the fault; of a very long line the part around it."""
    start = max(problem.column - 1 - WIDEST_EXCERPT // 2, 0) if len(problem.excerpt) > WIDEST_EXCERPT else 0
    shown = problem.excerpt[start : start + WIDEST_EXCERPT]
    before = shown[: problem.column - 1 - start]
    width = max(min(problem.end_column - problem.column, len(shown) - len(before)), 1)
    # A tab stays a tab, so that the caret stands below what it points at.
    indent = "".join("\t" if each == "\t" else " " for each in before)
    return [f"{problem.line:>5} | {shown}", f"      | {indent}{'^' * width}"]
