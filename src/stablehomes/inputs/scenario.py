"""From a scenario file to its changes, and to the data with them made; every problem with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from stablehomes.catalogue.changes import (
    changed,
    composed,
    given_in_passing,
    in_scenario,
    named_in,
    not_beyond_envelope,
    same_thing,
)
from stablehomes.catalogue.model import Catalogue, Change, Figure, Measure, Scenario
from stablehomes.doors.incoming import names_in, refusals_of, what_is
from stablehomes.problems.problem import (
    Fault,
    InvalidData,
    Keys,
    Problem,
    Span,
    WrongCall,
    did_you_mean,
    problem_at,
)
from stablehomes.reading.data_files import shipped_data
from stablehomes.reading.locate import placed
from stablehomes.reading.schema import AdditionEntry, ScenarioFile
from stablehomes.reading.validate import check_form
from stablehomes.reading.yaml import SourceText, read
from stablehomes.values.days import KnownDate

FOLDER = "scenarios"


class ScenarioText(NamedTuple):
    """A scenario and the file that it was read from, for the places of its problems."""

    scenario: Scenario
    text: SourceText


def read_scenario(file: str | Path) -> Scenario:
    """The scenario in a YAML file; InvalidData with every problem of it."""
    return scenario_text(file).scenario


def scenario_text(file: str | Path, name: str | None = None) -> ScenarioText:
    """The scenario in a file with its text; ``name`` is what messages call it."""
    path = Path(file)
    text, problems = read(path, name or str(file))
    if text.tree is None or problems:
        raise InvalidData(problems)
    form, faults = check_form(ScenarioFile, FOLDER, text.tree)
    if form is None or faults:
        raise InvalidData(sorted(placed({FOLDER: text}, faults)))
    scenario = _scenario(path.stem, form)
    faults = [*_nothing_changed(scenario), *_set_twice(scenario)]
    if faults:
        raise InvalidData(sorted(placed({FOLDER: text}, faults)))
    return ScenarioText(scenario, text)


def _scenario(name: str, form: ScenarioFile) -> Scenario:
    scenario = Scenario(f"scenario:{name}", form.title, form.dated, form.because, ())
    set_ = (
        Change(id, "set", each.path, each.to, each.from_, None, None, each.because)
        for id, each in form.set.items()
    )
    added = (
        Change(id, "add", id, None, None, None, _measure(id, each, scenario.id, form.dated), each.because)
        for id, each in form.add.items()
    )
    ended = (
        Change(id, "end", id, None, None, each.after, None, each.because) for id, each in form.end.items()
    )
    return scenario._replace(changes=(*set_, *added, *ended))


def _measure(id: str, entry: AdditionEntry, source: str, dated: KnownDate) -> Measure:
    def figures(number: Decimal | None, qualifier: str) -> tuple[Figure, ...]:
        if number is None:
            return ()
        return (Figure(number, qualifier, source, entry.because, dated, None),)

    return Measure(
        id=id,
        title=entry.title,
        also=(),
        pillar=entry.pillar,
        envelope=entry.envelope,
        summary=entry.because,
        years=tuple(entry.years),
        figures=figures(entry.amount, entry.qualifier),
        areas=figures(entry.areas, "exact"),
        people=(),
        places=(),
        allocations=(),
        milestones=(),
        mentions=(),
        notes=(),
    )


def _nothing_changed(scenario: Scenario) -> Iterator[Fault]:
    if not scenario.changes:
        yield Fault(
            "no-change", FOLDER, (), "this scenario changes nothing", "give it one of set, add and end"
        )


def _set_twice(scenario: Scenario) -> Iterator[Fault]:
    for first, second in combinations(scenario.changes, 2):
        if same_thing(first, second):
            message = f'"{first.name}" changes {first.path} already'
            yield Fault("changed-twice", FOLDER, _keys(second), message, "keep one of the two", at_key=True)


def _keys(change: Change) -> Keys:
    return (change.action, change.name)


def with_scenarios(
    catalogue: Catalogue,
    texts: Sequence[ScenarioText],
    settings: Sequence[str] = (),
    *,
    later_wins: bool = False,
) -> Catalogue:
    """The data with the changes of scenario files, and then with those given in passing.

    Raises InvalidData with every change of a file that cannot be made, WrongCall for one given in passing and
    for two scenarios that change the same thing, unless ``later_wins``.
    """
    passing = [given_in_passing(settings)] if settings else []
    wanted = [*(each.scenario for each in texts), *passing]
    scenarios = composed(wanted, catalogue.scenarios, later_wins=later_wins)
    problems: list[Problem] = []
    for scenario, each in zip(scenarios, texts, strict=False):
        catalogue, faults = _applied(catalogue, scenario)
        problems += placed({FOLDER: each.text}, faults)
    if problems:
        raise InvalidData(problems)
    for scenario in scenarios[len(texts) :]:
        catalogue = in_scenario(catalogue, scenario)
    return not_beyond_envelope(catalogue)


def _applied(catalogue: Catalogue, scenario: Scenario) -> tuple[Catalogue, list[Fault]]:
    """The catalogue with the changes that can be made, and a fault for each of the others."""
    faults = []
    for change in scenario.changes:
        try:
            catalogue = changed(catalogue, change, scenario)
        except WrongCall as wrong:
            place = (*_keys(change), *(["path"] if change.action == "set" else []))
            faults.append(Fault("impossible-change", FOLDER, place, str(wrong), wrong.advice))
    return named_in(catalogue, scenario), faults


def scenario_named(name: str, data: Path | None) -> ScenarioText:
    """The scenario in the file of this name, or the example of this name among the data."""
    with refusals_of(name):
        found = what_is(Path(name))
    if found == "file" or Path(name).suffix:
        return scenario_text(name)
    return scenario_text(_example(name, (data or shipped_data()) / FOLDER), f"{FOLDER}/{name}.yaml")


def _example(name: str, folder: Path) -> Path:
    with refusals_of(str(folder)):
        examples = {file.stem: file for file in names_in(folder, ".yaml")}
    if name not in examples:
        message = f"there is no scenario {name}: no file, and no example that comes with the data"
        advice = did_you_mean(name, examples)
        raise InvalidData([problem_at(name, "", "missing-scenario", Span(1, 1, 1), message, advice)])
    return examples[name]
