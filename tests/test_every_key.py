"""Every key of every file that is read reaches an output: with another value the answers are not the same.

``every_key/`` holds one file of each kind in which every key stands. A key that a form gets and no file there
has fails the first test; one that is read and then lost fails the second.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import PlainValidator

from cohorts_building import ask
from conftest import TOP
from stablehomes import InvalidData, budget, load, read_area_figures, show, timeline
from stablehomes.answers.plain import plain
from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.names import ids_and_councils
from stablehomes.inputs.diff import DiffQuery, difference_of
from stablehomes.inputs.formula import read_formula
from stablehomes.inputs.people import read_people
from stablehomes.inputs.scenario import scenario_text, with_scenarios
from stablehomes.problems.problem import Keys
from stablehomes.questions.allowances.entitlements import entitlements
from stablehomes.questions.split.split import split
from stablehomes.reading.councils import councils
from stablehomes.reading.parsers import OneOf, Reader
from stablehomes.reading.schema import FILES, CohortFile, Entry, FormulaFile, PeopleFile, ScenarioFile
from stablehomes.reading.schema import ThresholdsFile as Thresholds
from stablehomes.reading.yaml import Tree, read
from stablehomes.values.area_figures import AreaFigures

HERE = TOP / "tests" / "every_key"
FORMS: dict[str, type[Entry]] = {
    **FILES,
    "formula": FormulaFile,
    "cohort": CohortFile,
    "people": PeopleFile,
    "scenario": ScenarioFile,
    "thresholds": Thresholds,
}
TREES = {file: read(HERE / f"{file}.yaml", file)[0].tree for file in FORMS}
WORDS = "Words that stand nowhere else"
# Another value for what is read under each code; no key, where a value could only be taken out.
OTHERS = {
    "no-text": WORDS,
    "bad-amount": "£7.77",
    "bad-count": "77",
    "bad-number": "7.7",
    "bad-date": "2023-02-07",
    "bad-year": "2025-26",
    "bad-url": "https://example.org/other",
    "bad-ons-code": "E06000077",
    "bad-share": "55%",
    "bad-limit": "£7,777",
}
# What only some values, or several changes together, can be: the file, the path, and the other value.
LONDON = {"london": "London", "north": "North"}
Changes = list[tuple[Keys, Any]]
SPECIAL: dict[str, Changes] = {}


def special(pattern: str, *changes: tuple[str, Any]) -> None:
    SPECIAL[pattern] = [
        (tuple(int(key) if key.isdigit() else key for key in path.split("/")), value)
        for path, value in changes
    ]


special("measures:measures.*.pillar", ("measures/a-measure/pillar", "care"))
special("allowances:allowances.*.decided_by", ("allowances/a-grant/decided_by", "apprenticeship_started"))
special("allowances:allowances.*.who.age.at", ("allowances/a-grant/who/age/at", "day"))
special("allowances:allowances.*.who.age.from", ("allowances/a-grant/who/age/from", "17"))
special("allowances:allowances.*.rates[].from", ("allowances/a-grant/rates/0", None))
special("allowances:allowances.*.rates[].amount", ("allowances/a-grant/rates/0/amount", "£21"))
special("allowances:allowances.*.rates[].until", ("allowances/a-grant/rates/1/until", "2026-03-31"))
special(
    "allowances:allowances.*.rates[].instalments[].amount",
    ("allowances/a-grant/rates/1/instalments/0/amount", "£11"),
    ("allowances/a-grant/rates/1/instalments/1/amount", "£19"),
)
special(
    "allowances:allowances.*.tables[].amounts", ("allowances/a-table/tables/0/amounts/london/0-4", "£101")
)
special("allowances:allowances.*.tables[].until", ("allowances/a-table/tables/0/until", "2025-03-31"))
special(
    "prices:prices.*.by",
    ("prices/an-index/by", "month"),
    ("prices/an-index/values", [{"month": "2023-04", "index": "100"}]),
)
special("prices:prices.*.values[].month", ("prices/by-month/values/0/month", "2023-05"))
special("prices:prices.*.changes[].year", ("prices/an-index/changes/0", {"year": "2023", "percent": "8.7"}))
special("prices:prices.*.years[].month", ("prices/an-index/years/0", {"month": "2023-05", "percent": "7.3"}))
special("councils:councils.*.also", ("councils/E06000058/also", ["New Harbour"]))
special("councils:councils.*.number", ("councils/E06000058/number", "840"))
special("councils:councils.*.from", ("councils/E06000059/from", "2008-01-01"))
special("councils:councils.*.became", ("councils/E10000009/became", ["E06000058"]))
special("councils:areas.*.also", ("areas/E12000009/also", ["East Country"]))
special("formula:formula.left_out", ("formula/left_out", ["E06000004"]))
special("formula:formula.fixed", ("formula/fixed/E06000002", "£1,600"))
special("formula:formula.weights", ("formula/weights", {"children": "50%", "carers": "50%"}))
special("formula:formula.cap", ("formula/cap", "£29m"))
special("formula:formula.waves[].from", ("formula/waves/0/from", "2023-11-01"))
special("formula:formula.waves[].areas", ("formula/waves/0/areas", ["E06000059"]))
special("formula:formula.profile", ("formula/profile", {"2023-24": "41%", "2024-25": "59%"}))
special("cohort:columns", ("columns/born", "Other"))
special("cohort:everybody", ("everybody/on", "2023-03-01"))
special("cohort:words", ("words/further_education", {"BTEC": "no", "none": "yes"}))
special("people:people[].age", ("people/1/age", "17"))
special("people:people[].in_care", ("people/2/in_care", "false"))
special("people:people[].apprentice", ("people/0/apprentice", "false"))
special("people:people[].course_years", ("people/0/course_years", "1"))
special("people:people[].region", ("people/1/region", "south-east"))
special("people:people[].had", ("people/0/had", []))
special("scenario:set.*.path", ("set/a-rate", {"path": "strategy", "to": "£40", "because": "x"}))
special("scenario:set.*.to", ("set/a-rate/to", "£41"))
special("scenario:set.*.from", ("set/a-rate/from", "2024-05-01"))
special("scenario:end.*.after", ("end/a-measure/after", None))
special("scenario:add.*.pillar", ("add/another/pillar", "help"))
special("thresholds:thresholds[].deny", ("thresholds/0/deny", "not-itemised > £90m"))
special("thresholds:thresholds[].warn", ("thresholds/1/warn", "itemised rises"))


def bare(annotation: Any) -> Any:
    """An annotation without None and without what is said of a list beside it."""
    while NoneType in get_args(annotation) or (
        get_origin(annotation) is Annotated and not reader_of(annotation)
    ):
        annotation = get_args(annotation)[0]
    return annotation


def reader_of(annotation: Any) -> Reader | OneOf | None:
    for said in getattr(annotation, "__metadata__", ()):
        if isinstance(said, PlainValidator):
            reader: Reader | OneOf = said.func.__self__  # type: ignore[union-attr]
            return reader
    return None


def children(annotation: Any, pattern: str) -> Iterator[tuple[str, Any]]:
    """The pattern of every key below that holds values and not keys of its own, and what it holds."""
    annotation = bare(annotation)
    if get_origin(annotation) is list:
        yield from children(get_args(annotation)[0], f"{pattern}[]")
    elif get_origin(annotation) is dict:
        yield from children(get_args(annotation)[1], f"{pattern}.*")
    elif isinstance(annotation, type) and issubclass(annotation, Entry):
        for name, field in annotation.model_fields.items():
            below = f"{pattern}.{field.alias or name}".lstrip(".")
            held = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
            under = list(children(held, below))
            yield from under or [(below, held)]


KEYS = {f"{file}:{pattern}": held for file, form in FORMS.items() for pattern, held in children(form, "")}


def found(annotation: Any, tree: Tree, pattern: str, path: Keys) -> Iterator[tuple[str, Keys]]:
    """Every key that stands in a file, by its pattern."""
    annotation = bare(annotation)
    if get_origin(annotation) is list and isinstance(tree, list):
        for place, each in enumerate(tree):
            yield from found(get_args(annotation)[0], each, f"{pattern}[]", (*path, place))
    elif get_origin(annotation) is dict and isinstance(tree, dict):
        for key, each in tree.items():
            yield from found(get_args(annotation)[1], each, f"{pattern}.*", (*path, key))
    elif isinstance(annotation, type) and issubclass(annotation, Entry) and isinstance(tree, dict):
        for name, field in annotation.model_fields.items():
            key = field.alias or name
            if key in tree:
                below = f"{pattern}.{key}".lstrip(".")
                yield below, (*path, key)
                yield from found(field.annotation, tree[key], below, (*path, key))


PLACES: dict[str, Keys] = {}
for file, form in FORMS.items():
    for pattern, path in found(form, TREES[file], "", ()):
        PLACES.setdefault(f"{file}:{pattern}", path)
# A year or a month: which of the two is in a list is for the other key to say.
IN_PLACE_OF_ANOTHER = {"prices:prices.*.changes[].year", "prices:prices.*.years[].month"}


# What is read of councils and shown by no command yet.
WAITING = {
    *(f"councils:{key}_source" for key in ("codes", "days", "orders", "names", "neighbours")),
    *(f"councils:counts.*.{key}" for key in ("source", "earlier_source")),
    *(f"councils:councils.*.{key}" for key in ("type", "london", "source")),
    "councils:areas.*.kind",
}


def test_every_key_stands_in_a_file_here() -> None:
    assert set(KEYS) - set(PLACES) == IN_PLACE_OF_ANOTHER
    assert set(SPECIAL) <= set(KEYS)


def changes(key: str) -> Changes:
    """What is done to the file of a key so that the key says something else; None takes a key out."""
    if key in SPECIAL:
        return SPECIAL[key]
    return [(PLACES[key], other(KEYS[key], at(TREES[key.partition(":")[0]], PLACES[key])))]


def other(annotation: Any, value: Any) -> Any:
    annotation = bare(annotation)
    reader = reader_of(annotation)
    if isinstance(reader, OneOf):
        return next((word for word in reader.words if word != value), None)
    if reader is not None and reader.code == "bad-truth":
        return None if value == "true" else "true"
    if reader is not None and reader.code == "bad-id":
        return "a-report" if value == "a-paper" else "a-paper"
    if reader is not None:
        return OTHERS[reader.code]
    if get_origin(annotation) is list and reader_of(get_args(annotation)[0]):
        return [other(get_args(annotation)[0], value[0])]
    if get_origin(annotation) is dict and reader_of(get_args(annotation)[1]):
        return {key: other(get_args(annotation)[1], each) for key, each in value.items()}
    return None


def at(tree: Any, path: Keys) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def written(folder: Path, trees: dict[str, Tree]) -> Path:
    """The files as JSON, which is YAML, in which every scalar stays the text that it is."""
    for file, tree in trees.items():
        (folder / f"{file}.yaml").write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return folder


def said(*answers: object) -> str:
    return json.dumps(plain(answers), ensure_ascii=False, default=str)


AREAS = AreaFigures(
    names=("Hartlepool", "Middlesbrough", "Redcar", "Stockton", "Dorset", "Dorset (county)"),
    codes=("E06000001", "E06000002", "E06000003", "E06000004", "E06000059", "E10000009"),
    figures={"children": (5, 6, 7, 8, 9, 1), "carers": (3, 1, 4, 1, 5, 9)},
)


def of_data(folder: Path) -> str:
    catalogue = load(folder)
    things = [show(catalogue, id) for id in ids_and_councils(catalogue)]
    return said(things, budget(catalogue), split(catalogue, "a-measure", areas=AREAS))


TABLES = (
    "code,name,children\nE06000058,Poole Council,5\nE06000059,Dorset Council,6\n",
    "code,children\n839,5\n838,6\n",
    "code,children\nE06000058,5\nE06000059,6\n",
    "code,name,children\nE10000009,Dorset County Council,5\n",
    "name,children\nDorset,5\n",
    "name,children\nOld Harbour,5\nDorset Council,6\nWest Country,11\n",
)


def of_councils(folder: Path) -> str:
    known, answers = councils(folder), []
    for table in TABLES:
        file = folder / "areas.csv"
        file.write_text(table, encoding="utf-8")
        try:
            areas = read_area_figures([file], ["children"], known=known)
            answers.append(said(split(load(folder), "a-measure", areas=areas, by="region")))
        except InvalidData as invalid:
            answers += [problem.message for problem in invalid.problems]
    return said(answers)


def of_formula(folder: Path) -> str:
    terms = read_formula(folder / "formula.yaml")
    return said(split(load(folder), "a-measure", areas=AREAS, terms=terms))


def of_cohort(folder: Path) -> str:
    people = folder / "people.csv"
    people.write_text("DOB,Other,Course\n2006-04-15,2000-01-01,BTEC\n2004-04-15,2006-04-15,none\n", "utf-8")
    return said(
        ask(shipped_data(), people, "leaving-care", "bursary-16-to-19", mapping=folder / "cohort.yaml")
    )


def of_people(folder: Path) -> str:
    return said(entitlements(shipped_data(), read_people(folder / "people.yaml", None, shipped_data())))


def of_scenario(folder: Path) -> str:
    catalogue = with_scenarios(load(folder), [scenario_text(folder / "scenario.yaml")])
    things = [show(catalogue, id) for id in ids_and_councils(catalogue)]
    return said(catalogue.scenarios, things, budget(catalogue), timeline(catalogue))


def of_thresholds(folder: Path) -> str:
    query, after = DiffQuery(thresholds=folder / "thresholds.yaml"), str(folder / "scenario.yaml")
    return said(difference_of(str(folder), after, query, folder, lambda: load(folder)))


@cache
def shipped_data() -> Catalogue:
    return load(TOP / "data")


OUTPUTS: dict[str, Callable[[Path], str]] = {
    "councils": of_councils,
    "formula": of_formula,
    "cohort": of_cohort,
    "people": of_people,
    "scenario": of_scenario,
    "thresholds": of_thresholds,
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is answered of the files as they are."""
    folder = written(tmp_path_factory.mktemp("before"), TREES)
    return {file: OUTPUTS.get(file, of_data)(folder) for file in FORMS}


@pytest.mark.parametrize("key", KEYS)
def test_every_key_reaches_an_output(key: str, tmp_path: Path, before: dict[str, str]) -> None:
    file = key.partition(":")[0]
    tree = deepcopy(TREES[file])
    for path, value in changes(key):
        holder = at(tree, path[:-1])
        if value is None:
            del holder[path[-1]]
        else:
            holder[path[-1]] = value
    after = OUTPUTS.get(file, of_data)(written(tmp_path, {**TREES, file: tree}))
    assert (after == before[file]) == (key in WAITING), f"what stands at {key}, and who says it"
    assert WORDS not in json.dumps(tree) or WORDS in after
