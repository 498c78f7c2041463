"""SARIF 2.1.0: problems for code scanning and editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from stablehomes import __version__
from stablehomes.formats.json import written
from stablehomes.problems.codes import CODES
from stablehomes.problems.problem import WrongCall

if TYPE_CHECKING:
    from stablehomes.documents.form.document import Document
    from stablehomes.formats import Display
    from stablehomes.problems.problem import Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# What SARIF calls a severity.
LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def render(document: Document, display: Display) -> str:
    """The problems as a log of one run; WrongCall for an answer that is not about problems."""
    if document.problems is None:
        raise WrongCall("sarif tells of problems, and this answer is none", "use --format json")
    return render_problems(document.problems, display)


def render_problems(problems: Sequence[Problem], _display: Display) -> str:
    """A log of one run with the problems as its results."""
    run = {
        "tool": {"driver": _driver({problem.code for problem in problems})},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem) for problem in problems],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(codes: set[str]) -> dict[str, Any]:
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}} for code in sorted(codes)]
    return {"name": "stablehomes", "semanticVersion": __version__, "rules": rules}


def _result(problem: Problem) -> dict[str, Any]:
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": max(problem.end_column, problem.column),
        "snippet": {"text": problem.excerpt},
    }
    location = {"artifactLocation": {"uri": _uri(problem.file)}, "region": region}
    named = [{"fullyQualifiedName": problem.path}] if problem.path else []
    return {
        "ruleId": problem.code,
        "level": LEVELS[problem.severity],
        "message": {"text": f"{problem.message} (help: {problem.help})"},
        "locations": [{"physicalLocation": location, **({"logicalLocations": named} if named else {})}],
    }


def _uri(file: str) -> str:
    return quote(file.replace("\\", "/"), errors="replace")
