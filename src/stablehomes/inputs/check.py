"""A data folder, and the scenarios that are to be made of it, looked at from end to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.query import query_of, valued
from stablehomes.problems.problem import InvalidData, Problem
from stablehomes.questions.check import Checked, CheckQuery
from stablehomes.reading.folder import look_at
from stablehomes.reading.text import LARGEST_DATA_FILE


def check(
    folder: str | Path | None = None,
    *,
    strict: bool = False,
    stale_after: date | str | None = None,
    scenarios: str | Path | Iterable[str | Path] = (),
) -> Checked:
    """Whether the data of a folder, or the shipped data, can be used, and every problem of it with its place.

    With ``strict``, warnings count as faults; a figure that was stated before ``stale_after`` is a warning.
    ``scenarios`` are files, or names of the examples that come with the data, which must fit it too. Raises
    InvalidData if there is no such folder, or if a scenario cannot be read.

    >>> check().sound
    True
    """
    query = query_of(CheckQuery, strict=strict, stale_after=stale_after)
    named = valued(tuple[str, ...], scenarios, "scenarios")
    return check_of(valued(Path | None, folder, "folder"), query, named)


def check_of(
    folder: Path | None,
    query: CheckQuery,
    scenarios: Sequence[str] = (),
    settings: Sequence[str] = (),
    *,
    later_wins: bool = False,
    max_size: int = LARGEST_DATA_FILE,
) -> Checked:
    """The answer to a query, with changes in passing too."""
    examined = look_at(folder, max_size, query.stale_after)
    found: tuple[Problem, ...] = ()
    if examined.catalogue:
        found = _in_scenarios(examined.catalogue, folder, scenarios, settings, later_wins)
    problems = (*examined.problems, *found)
    sound = examined.catalogue is not None and not found and not (query.strict and _warned(problems))
    return Checked("stablehomes/check/1", sound, problems)


def _warned(problems: Iterable[Problem]) -> bool:
    """Whether there is something to be done; a notice needs nothing."""
    return any(problem.severity != "notice" for problem in problems)


def _in_scenarios(
    catalogue: Catalogue, folder: Path | None, names: Sequence[str], settings: Sequence[str], later_wins: bool
) -> tuple[Problem, ...]:
    """What keeps the scenarios that were named from being applied to sound data."""
    if not (names or settings):
        return ()
    from stablehomes.inputs.scenario import scenario_named, with_scenarios  # with the models of its form

    try:
        texts = [scenario_named(name, folder) for name in names]
        with_scenarios(catalogue, texts, settings, later_wins=later_wins)
    except InvalidData as invalid:
        return invalid.problems
    return ()
