"""Where in a data folder the changes of a diff stand: one remark for each line that says something new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from stablehomes.problems.problem import Fault, Keys, Problem, Severity
from stablehomes.questions.diff.answers import Diff, Difference
from stablehomes.questions.diff.snapshot import ITEMISED, NOT_ITEMISED, TOTAL
from stablehomes.questions.diff.thresholds import ThresholdSeverity, Verdict
from stablehomes.reading.locate import located
from stablehomes.reading.parsers import parse_band
from stablehomes.reading.yaml import read

SEVERITIES: dict[ThresholdSeverity, Severity] = {"deny": "error", "warn": "warning"}
NUMBERS = ("amount", "count", "percent")
ADVICE = "see the diff for what that comes to"
FILES = ("measures", "allowances")
Tree = Mapping[str, Any]
Places = Mapping[str, tuple[str, Keys]]  # id of a thing or of a figure -> file, keys that lead to it


def changed_lines(diff: Diff, folder: Path, say: Callable[[Difference], str]) -> tuple[Problem, ...]:
    """A notice at each figure that changed, and an error or a warning where a threshold was crossed.

    ``folder`` is what the side after was read from; ``say`` puts a change in words. What was removed is
    remarked on at the nearest thing around it that is left.
    """
    texts = {file: read(folder / f"{file}.yaml", f"{folder}/{file}.yaml")[0] for file in FILES}
    trees = {file: text.tree if isinstance(text.tree, dict) else {} for file, text in texts.items()}
    places = dict(_places(trees))
    faults = [*_of_thresholds(diff, places), *_of_figures(diff, places, say)]
    return tuple(
        sorted(located(texts, faults), key=lambda each: (FILES.index(Path(each.file).stem), each[3:5]))
    )


def _of_figures(diff: Diff, places: Places, say: Callable[[Difference], str]) -> Iterator[Fault]:
    """What single documents say, and measures and pillars without a figure, is where lines change."""
    for each in diff.changes:
        if each.sign != "=" and (each.level == "figure" or (each.level == "measure" and not each.change)):
            file, path = _place(each.level, each.id, places)
            at_key = each.level != "figure" or each.id not in places
            yield Fault("changed-figure", file, path, say(each), ADVICE, at_key, "notice")


def _of_thresholds(diff: Diff, places: Places) -> Iterator[Fault]:
    levels = {each.id: each.level for each in diff.changes if each.level != "figure"}
    for verdict in diff.thresholds:
        for id in verdict.by:
            file, path = _place(levels.get(id, ""), id, places)
            message = verdict.message or f"{id} crosses a threshold"
            severity = SEVERITIES[verdict.severity]
            yield Fault("threshold-crossed", file, path, message, _advice(verdict), True, severity)


def _advice(verdict: Verdict) -> str:
    return f"the threshold is: {verdict.condition}"


def _place(level: str, id: str, places: Places) -> tuple[str, Keys]:
    """The file and the keys of a thing; of one that is not there any more, of the nearest around it."""
    if level == "pillar":
        return "measures", ("pillars", id)
    around = [id[: end.start()] for end in re.finditer("[/@.]|$", id)]
    return next((places[each] for each in reversed(around) if each in places), ("measures", ()))


def _places(trees: Mapping[str, Tree]) -> Iterator[tuple[str, tuple[str, Keys]]]:
    """Every id that a diff may tell of, made as it makes them: an id is never taken apart again."""
    for id in (TOTAL, ITEMISED, NOT_ITEMISED):
        yield id, ("measures", ("strategy", "figures"))
    yield from _in_file("measures", TOTAL, ("strategy", "figures"), trees["measures"].get("strategy"))
    for section in ("context", "measures"):
        for id, entry in _entries(trees["measures"], section):
            yield id, ("measures", (section, id, "figures"))
            yield from _in_file("measures", id, (section, id, "figures"), entry)
            for key in ("areas", "people"):
                yield f"{id}.{key}", ("measures", (section, id, key))
                yield from _in_file("measures", f"{id}.{key}", (section, id, key), entry)
    for id, entry in _entries(trees["allowances"], "allowances"):
        yield from _of_allowance(id, ("allowances", id), entry)


def _entries(tree: Tree, section: str) -> Iterator[tuple[str, Tree]]:
    held = tree.get(section)
    for id, entry in held.items() if isinstance(held, dict) else ():
        if isinstance(entry, dict):
            yield id, entry


def _in_file(file: str, holder: str, path: Keys, entry: Any) -> Iterator[tuple[str, tuple[str, Keys]]]:
    """The number that each figure of a list is; a document that says it several times is numbered."""
    met: Counter[str] = Counter()
    for place, figure in _listed(entry, str(path[-1])):
        source = str(figure.get("source"))
        number = next((key for key in NUMBERS if key in figure), "")
        yield _numbered(met, f"{holder}/{source}"), (file, (*path, place, number))


def _of_allowance(id: str, path: Keys, entry: Tree) -> Iterator[tuple[str, tuple[str, Keys]]]:
    key = "tables" if "tables" in entry else "rates"
    yield id, ("allowances", (*path, key))
    met: Counter[str] = Counter()
    for place, rate in _listed(entry, "rates"):
        name = f"{id}@{rate.get('from', 'first')}/{rate.get('source')}"
        yield _numbered(met, name), ("allowances", (*path, "rates", place, "amount"))
    for place, table in _listed(entry, "tables"):
        for region, ages, cell in _cells(table):
            name = f"{id}@{table.get('from', 'first')}/{region}/{ages}/{table.get('source')}"
            where = (*path, "tables", place, "amounts", region, cell)
            yield _numbered(met, name), ("allowances", where)


def _cells(table: Tree) -> Iterator[tuple[str, str, str]]:
    """The region, the ages as an id names them, and the ages as they are written, of each cell."""
    for region, by_age in _entries(table, "amounts"):
        for band in by_age:
            ages = parse_band(band)
            yield region, f"{ages.lowest}-{ages.highest}", band


def _listed(entry: Any, key: str) -> Iterator[tuple[int, Tree]]:
    held = entry.get(key) if isinstance(entry, dict) else None
    for place, each in enumerate(held if isinstance(held, list) else ()):
        if isinstance(each, dict):
            yield place, each


def _numbered(met: Counter[str], name: str) -> str:
    met[name] += 1
    return f"{name}/{met[name]}" if met[name] > 1 else name
