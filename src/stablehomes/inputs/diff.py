"""From what a diff was asked for to its answer: both sides read, brought to the same form, and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, NamedTuple, get_args

from stablehomes.catalogue.model import Catalogue, Source
from stablehomes.catalogue.person import Asked
from stablehomes.catalogue.query import Option
from stablehomes.inputs.diff_source import Read, read_side, the_data_at_hand
from stablehomes.inputs.people import read_people
from stablehomes.inputs.published import read_area_figures
from stablehomes.problems.problem import Fault, Keys, WrongCall
from stablehomes.questions.allowances.compare import Compared, compare
from stablehomes.questions.budget import Budget, budget
from stablehomes.questions.diff.answers import Diff
from stablehomes.questions.diff.diff import difference
from stablehomes.questions.diff.diff_steps import with_working
from stablehomes.questions.diff.snapshot import Sharing, State, state_of, state_of_budget, state_of_comparison
from stablehomes.questions.diff.thresholds import Threshold, ThresholdSeverity, parse_condition
from stablehomes.reading.file import FILE, read_file
from stablehomes.reading.schema import ThresholdEntry, ThresholdsFile
from stablehomes.values.terms import ColumnWeight, Terms

SEVERITIES: tuple[ThresholdSeverity, ...] = get_args(ThresholdSeverity)


class DiffQuery(NamedTuple):
    """What is compared beside the data itself, and which changes go too far."""

    all: Annotated[bool, Option("Show what is unchanged as well.")] = False
    fail_on: Annotated[
        tuple[str, ...],
        Option('Exit with status 1 if this holds, such as "not-itemised > £95m".', metavar="THRESHOLD"),
    ] = ()
    thresholds: Annotated[
        Path | None, Option("A YAML file with a list of thresholds to warn or deny.", metavar="FILE")
    ] = None
    areas: Annotated[
        Path | None, Option("Show the shares of the areas in a CSV file too.", metavar="FILE")
    ] = None
    weight: Annotated[str | None, Option("Column of that file to share by.", metavar="COLUMN")] = None
    people: Annotated[
        Path | None, Option("Show what the people in a YAML or JSON file are due too.", metavar="FILE")
    ] = None
    working: Annotated[bool, Option("Show the steps behind each change, down to the quotes.")] = False
    on: Annotated[date | None, Option("The day that these people are asked about.", metavar="DATE")] = None


def difference_of(
    before: str, after: str | None, query: DiffQuery, data: Path | None, at_hand: Callable[[], Catalogue]
) -> Diff:
    """What differs between two sides; ``at_hand`` gives the data that stands for one that is not named.

    Raises InvalidData if a side or a file does not load, WrongCall for sides that cannot be compared.
    """
    thresholds = [
        *_denied(query.fail_on),
        *(read_thresholds(query.thresholds) if query.thresholds else ()),
    ]
    sharing = _sharing(query)
    first = read_side(before, data, at_hand)
    second = read_side(after, data, at_hand) if after else the_data_at_hand(at_hand())
    people = _people(query, [each.content for each in (first, second)])
    states = _states(first, second, sharing, people)
    sources = {source.id: source for each in (first, second) for source in _sources(each)}
    cited = tuple(sources.values())
    answer = difference(*states, (first.side, second.side), thresholds, all=query.all, sources=cited)
    return with_working(answer, _data(first), _data(second), cited) if query.working else answer


def _data(read: Read) -> Catalogue | None:
    """The data of a side; None for a saved answer."""
    return read.content if isinstance(read.content, Catalogue) else None


def _sharing(query: DiffQuery) -> Sharing | None:
    if query.weight and not query.areas:
        raise WrongCall("--weight names a column of a file", "add --areas FILE")
    if not query.areas:
        return None
    weights = (ColumnWeight(query.weight, Decimal(100)),) if query.weight else ()
    terms = Terms(weights=weights)
    return Sharing(read_area_figures([query.areas], terms.columns), terms)


def _people(query: DiffQuery, sides: Sequence[Catalogue | Budget | Compared]) -> list[Asked]:
    if query.on and not query.people:
        raise WrongCall("--on is the day that people are asked about", "add --people FILE")
    known = [each for each in sides if isinstance(each, Catalogue)]
    return read_people(query.people, query.on, *known) if query.people else []


def _denied(fail_on: tuple[str, ...]) -> list[Threshold]:
    return [Threshold(parse_condition(text), "deny", None) for text in fail_on]


def read_thresholds(file: Path) -> list[Threshold]:
    """The thresholds of a YAML file; InvalidData with every problem of it."""
    return [
        Threshold(parse_condition(stated), severity, entry.message)
        for entry in read_file(file, ThresholdsFile, _threshold_faults).thresholds
        for severity, stated in _stated(entry).items()
    ]


def _stated(entry: ThresholdEntry) -> dict[ThresholdSeverity, str]:
    """The conditions that an entry states, by their severity; a sound entry has one."""
    return {severity: stated for severity in SEVERITIES if (stated := getattr(entry, severity)) is not None}


def _threshold_faults(file: ThresholdsFile) -> Iterator[Fault]:
    for place, entry in enumerate(file.thresholds):
        where: Keys = ("thresholds", place)
        if len(_stated(entry)) != 1:
            message, advice = "a threshold has one of deny and warn", "write the one that is meant"
            yield Fault("bad-threshold", FILE, where, message, advice)
        for severity, stated in _stated(entry).items():
            try:
                parse_condition(stated)
            except WrongCall as wrong:
                yield Fault("bad-threshold", FILE, (*where, severity), str(wrong), wrong.advice)


def _states(
    before: Read, after: Read, sharing: Sharing | None, people: Sequence[Asked]
) -> tuple[State, State]:
    """Both sides in one form: data is asked what the saved answer on the other side was asked."""
    first, second = before.content, after.content
    if isinstance(first, Catalogue) and isinstance(second, Catalogue):
        return state_of(first, sharing, people), state_of(second, sharing, people)
    if sharing or people:
        message = "a saved answer does not say how areas share or what people are due"
        raise WrongCall(message, "compare data folders or revisions")
    asked = second if isinstance(first, Catalogue) else first
    return _answered(first, asked), _answered(second, asked)


def _answered(content: Catalogue | Budget | Compared, asked: Catalogue | Budget | Compared) -> State:
    if isinstance(content, Catalogue):
        content = _asked_again(content, asked)
    if type(content) is not type(asked):
        raise WrongCall(
            "one side is an answer of budget, the other of compare", "save both with the same command"
        )
    return state_of_budget(content) if isinstance(content, Budget) else state_of_comparison(content)


def _asked_again(catalogue: Catalogue, asked: Catalogue | Budget | Compared) -> Budget | Compared:
    if isinstance(asked, Budget):
        return budget(catalogue, as_told_by=asked.as_told_by, trust=asked.trust)
    assert isinstance(asked, Compared)
    known = [each.allowance for each in asked.comparisons if each.allowance in catalogue.allowances]
    people = {each.people for each in asked.comparisons}
    return compare(catalogue, known, people=people.pop() if len(people) == 1 else None)


def _sources(read: Read) -> tuple[Source, ...]:
    content = read.content
    return tuple(content.sources.values()) if isinstance(content, Catalogue) else content.sources
