"""From a fault, whose place is a path of keys, to a problem with a line and a column."""

from __future__ import annotations

from collections.abc import Iterable

from stablehomes.loading import SourceText, span_finder
from stablehomes.problems import Fault, Problem, problem_at


def placed(text: SourceText, faults: Iterable[Fault]) -> list[Problem]:
    """The faults of one file as problems, each where it stands in the file."""
    faults = list(faults)
    find = span_finder(text) if faults else None
    return [
        problem_at(
            text.name,
            text.text,
            fault.code,
            find(fault.path, fault.at_key),
            fault.message,
            fault.help,
            fault.severity,
            ".".join(map(str, fault.path)),
        )
        for fault in faults
        if find
    ]
