"""From a path of keys to the place in the file that a person can look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stablehomes.problems.problem import Fault, Problem, Span, problem_at, shown
from stablehomes.reading.yaml import SourceText, span_finder

MOST_SHOWN = 100  # problems of one file
MORE = "at least {:,} more problems of this file are not shown; this is the first of them"
MEND_FIRST = "mend those that are shown, then check again"
PLACE = slice(2, 5)  # of a problem: file, line and column


def located(texts: Mapping[str, SourceText], faults: Sequence[Fault]) -> Iterator[Problem]:
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


def in_order(
    texts: Mapping[str, SourceText], told: Iterable[Problem], faults: Sequence[Fault]
) -> list[Problem]:
    """The problems that are told already and the faults, as they are read: by file, line and column.

    What stands where the syntax is at fault cannot be in its form either, and says so once.
    """
    told = set(told)
    places = {each[PLACE] for each in told}
    return sorted(
        {*told, *(each for each in located(texts, faults) if each[PLACE] not in places)},
        key=lambda each: (each[PLACE], each),
    )


def _problem(text: SourceText, fault: Fault, span: Span) -> Problem:
    path = ".".join(map(shown, map(str, fault.path)))
    help = str(fault.help)
    return problem_at(text.name, text.text, fault.code, span, fault.message, help, fault.severity, path)


def _more(first: Fault, count: int) -> Fault:
    message, advice = MORE.format(count), MEND_FIRST
    return Fault("more-problems", first.file, first.path, message, advice, severity=first.severity)


def first_of(problems: Sequence[Problem], count: int) -> list[Problem]:
    """The first of ``count`` problems, one more than is shown at the least, and how many more there are."""
    if count <= MOST_SHOWN:
        return list(problems)
    more = problems[MOST_SHOWN]._replace(
        code="more-problems", message=MORE.format(count - MOST_SHOWN), help=MEND_FIRST
    )
    return [*problems[:MOST_SHOWN], more]
