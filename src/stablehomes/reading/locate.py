"""From a path of keys to the place in the file that a person can look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stablehomes.problems.problem import Fault, Problem, Span, problem_at, shown
from stablehomes.reading.yaml import SourceText, span_finder

MOST_SHOWN = 100  # problems of one file


def placed(texts: Mapping[str, SourceText], faults: Sequence[Fault]) -> Iterator[Problem]:
    """The faults with their places, file by file: of each file the first, errors before warnings."""
    for file in {fault.file: None for fault in faults}:
        text, of_file = texts[file], [fault for fault in faults if fault.file == file]
        find = span_finder(text, [fault.path for fault in of_file])
        places = [(fault.severity, find(fault.path, fault.at_key)) for fault in of_file]
        in_order = sorted(range(len(of_file)), key=places.__getitem__)
        for each in in_order[:MOST_SHOWN]:
            yield _problem(text, of_file[each], places[each][1])
        if len(in_order) > MOST_SHOWN:
            more = _more(of_file[in_order[MOST_SHOWN]], len(in_order) - MOST_SHOWN)
            yield _problem(text, more, places[in_order[MOST_SHOWN]][1])


def _problem(text: SourceText, fault: Fault, span: Span) -> Problem:
    path = ".".join(map(shown, map(str, fault.path)))
    help = str(fault.help)
    return problem_at(text.name, text.text, fault.code, span, fault.message, help, fault.severity, path)


def _more(first: Fault, count: int) -> Fault:
    message = f"at least {count:,} more problems of this file are not shown; this is the first of them"
    advice = "mend those that are shown, then check again"
    return Fault("more-problems", first.file, first.path, message, advice, severity=first.severity)
