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
    same_thing,
)
from stablehomes.catalogue.model import Catalogue, Change, Figure, Measure, Scenario
from stablehomes.catalogue.query import valued
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
from stablehomes.reading.build import built
from stablehomes.reading.data_files import shipped_data
from stablehomes.reading.file import FILE, look_at_file
from stablehomes.reading.locate import in_order
from stablehomes.reading.schema import AdditionEntry, ScenarioFile
from stablehomes.reading.yaml import SourceText, Tree
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import Qualifier

FOLDER = "scenarios"


class ScenarioText(NamedTuple):
    """A scenario, or what is left of it if the file has problems, and the text that it was read from."""

    scenario: Scenario | None
    problems: list[Problem]
    text: SourceText


def read_scenario(file: str | Path) -> Scenario:
    """The scenario in a YAML file; InvalidData with every problem of it."""
    scenario, problems, _ = scenario_text(valued(Path, file, "file"))
    if scenario is None or problems:
        raise InvalidData(problems)
    return scenario


def scenario_text(file: str | Path, name: str | None = None) -> ScenarioText:
    """The scenario in a file, with its problems and its text; ``name`` is what messages call it."""
    path = Path(file)
    form, problems, text = look_at_file(
        path, ScenarioFile, lambda form: _faults(_scenario(path.stem, form)), name
    )
    return ScenarioText(_scenario(path.stem, form) if form else None, problems, text)


def _scenario(name: str, form: ScenarioFile) -> Scenario:
    scenario = built(Scenario, form, id=f"scenario:{name}", changes=())
    set_ = (
        built(Change, each, name=id, action="set", after=None, added=None) for id, each in form.set.items()
    )
    added = (
        built(Change, each, name=id, action="add", path=id, to=None, from_=None, after=None, added=measure)
        for id, each in form.add.items()
        for measure in [_measure(id, each, scenario.id, form.dated)]
    )
    ended = (
        built(Change, each, name=id, action="end", path=id, to=None, from_=None, added=None)
        for id, each in form.end.items()
    )
    return scenario._replace(changes=(*set_, *added, *ended))


def _measure(id: str, entry: AdditionEntry, source: str, dated: KnownDate) -> Measure:
    def figures(number: Decimal | None, qualifier: Qualifier) -> tuple[Figure, ...]:
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


def _faults(scenario: Scenario) -> Iterator[Fault]:
    if not scenario.changes:
        message = "this scenario changes nothing"
        yield Fault("no-change", FILE, (), message, "give it one of set, add and end")
    for first, second in combinations(scenario.changes, 2):
        if same_thing(first, second):
            message = f'"{first.name}" changes {first.path} already'
            yield Fault("changed-twice", FILE, _keys(second), message, "keep one of the two", at_key=True)


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

    Raises InvalidData with every problem of the files and every change that cannot be made, WrongCall for one
    given in passing and for two scenarios that change the same thing, unless ``later_wins``.
    """
    passing = [given_in_passing(settings)] if settings else []
    of_files = [each.scenario for each in texts if each.scenario is not None]
    broken = any(each.problems for each in texts)
    # Of a file with a problem not all changes are known: what it would come to together is not told.
    wanted = composed([*of_files, *passing], catalogue.scenarios, later_wins=later_wins or broken)
    problems: list[Problem] = []
    for each in texts:
        faults: list[Fault] = []
        if each.scenario is not None:
            catalogue, faults = _applied(catalogue, wanted[of_files.index(each.scenario)], each.text.tree)
        problems += in_order({FILE: each.text}, each.problems, faults)
    if problems:
        raise InvalidData(problems)
    for scenario in wanted[len(texts) :]:
        catalogue = in_scenario(catalogue, scenario)
    return catalogue


def _applied(catalogue: Catalogue, scenario: Scenario, tree: Tree) -> tuple[Catalogue, list[Fault]]:
    """The catalogue with the changes that can be made, and a fault for each of the others.

    What would change something that the file adds with a fault in it is not at fault itself.
    """
    in_file = tree.get("add") if isinstance(tree, dict) else None
    added = {change.name for change in scenario.changes if change.action == "add"}
    faulty = set(in_file) - added if isinstance(in_file, dict) else set()
    faults = []
    for change in scenario.changes:
        try:
            catalogue = changed(catalogue, change, scenario)
        except WrongCall as wrong:
            if change.path.partition(".")[0] not in faulty:
                place = (*_keys(change), *(["path"] if change.action == "set" else []))
                faults.append(Fault("impossible-change", FILE, place, str(wrong), wrong.advice))
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
