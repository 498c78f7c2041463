"""From a fault, whose place is a path of keys, to a problem with a line and a column."""

from __future__ import annotations

from collections.abc import Iterable

from stablehomes.loading import SourceText, span_finder
from stablehomes.problems import Fault, Problem, Span, problem_at, shown

MOST_SHOWN = 100  # problems of one file


def placed(text: SourceText, faults: Iterable[Fault]) -> list[Problem]:
    """The faults of one file as problems, each where it stands: the first of them, errors before warnings."""
    found = list(faults)
    if not found:
        return []
    find = span_finder(text, [fault.path for fault in found])
    places = [(fault.severity, find(fault.path, fault.at_key)) for fault in found]
    in_order = sorted(range(len(found)), key=places.__getitem__)
    problems = [_problem(text, found[each], places[each][1]) for each in in_order[:MOST_SHOWN]]
    if len(in_order) > MOST_SHOWN:
        more = _more(found[in_order[MOST_SHOWN]], len(in_order) - MOST_SHOWN)
        problems.append(_problem(text, more, places[in_order[MOST_SHOWN]][1]))
    return problems


def _problem(text: SourceText, fault: Fault, span: Span) -> Problem:
    path = ".".join(map(shown, map(str, fault.path)))
    help = str(fault.help)
    return problem_at(text.name, text.text, fault.code, span, fault.message, help, fault.severity, path)


def _more(first: Fault, count: int) -> Fault:
    message = f"at least {count:,} more problems of this file are not shown; this is the first of them"
    advice = "mend those that are shown, then check again"
    return Fault("more-problems", first.file, first.path, message, advice, severity=first.severity)
