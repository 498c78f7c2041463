"""Workflow commands of GitHub Actions: each problem as an annotation on the line where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from stablehomes.values.wording import sanitised

if TYPE_CHECKING:
    from stablehomes.documents.form.document import Document
    from stablehomes.formats import Display
    from stablehomes.problems.problem import Problem


def render(document: Document, display: Display) -> str:
    """The problems as annotations and the answer as a line of the log; any other answer as a notice."""
    if document.problems is None:
        return annotation("notice", document.answer, {"title": document.title})
    return render_problems(document.problems, display) + sanitised(document.answer) + "\n"


def render_problems(problems: Sequence[Problem], _display: Display) -> str:
    """One annotation for each problem."""
    return "".join(map(_annotation_of, problems))


def _annotation_of(problem: Problem) -> str:
    place = {
        "file": problem.file,
        "line": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(max(problem.end_column, problem.column)),
        "title": f"stablehomes {problem.code}",
    }
    return annotation(problem.severity, f"{problem.message}\nhelp: {problem.help}", place)


def annotation(kind: str, message: str, properties: Mapping[str, str]) -> str:
    """One workflow command; ``kind`` is error, warning or notice.

    >>> annotation("notice", "100% done\\nat last", {"title": "a: b"})
    '::notice title=a%3A b::100%25 done%0Aat last\\n'
    """
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {named}::{_data(message)}\n"


def _data(text: str) -> str:
    """A line break would end the command, and the next line could be one of somebody else's."""
    lines = (sanitised(line) for line in text.splitlines())
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
