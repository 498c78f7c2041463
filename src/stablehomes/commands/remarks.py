"""Where in a data folder the changes of a diff stand: one remark for each line that says something new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from stablehomes.problems.problem import Fault, Keys, Problem, Severity
from stablehomes.questions.diff.diff import Diff, Difference
from stablehomes.questions.diff.snapshot import ITEMISED, NOT_ITEMISED, TOTAL
from stablehomes.questions.diff.thresholds import ThresholdSeverity, Verdict
from stablehomes.reading.locate import located
from stablehomes.reading.yaml import read

SEVERITIES: dict[ThresholdSeverity, Severity] = {"deny": "error", "warn": "warning"}
NUMBERS = {"pounds": "amount", "count": "count", "per cent": "percent"}
ADVICE = "see the diff for what that comes to"
FILES = ("measures", "allowances")
Tree = Mapping[str, Any]


def changed_lines(diff: Diff, folder: Path, say: Callable[[Difference], str]) -> tuple[Problem, ...]:
    """A notice at each figure that changed, and an error or a warning where a threshold was crossed.

    ``folder`` is what the side after was read from; ``say`` puts a change in words. What was removed is
    remarked on at the nearest thing around it that is left.
    """
    texts = {file: read(folder / f"{file}.yaml", f"{folder}/{file}.yaml")[0] for file in FILES}
    trees = {file: text.tree if isinstance(text.tree, dict) else {} for file, text in texts.items()}
    faults = [*_of_thresholds(diff, trees), *_of_figures(diff, trees, say)]
    return tuple(
        sorted(located(texts, faults), key=lambda each: (FILES.index(Path(each.file).stem), each[3:5]))
    )


def _of_figures(diff: Diff, trees: Mapping[str, Tree], say: Callable[[Difference], str]) -> Iterator[Fault]:
    """What single documents say, and measures and pillars without a figure, is where lines change."""
    for each in diff.changes:
        if each.sign != "=" and (each.level == "figure" or (each.level == "measure" and not each.change)):
            file, path = _path(each.level, each.id, each.unit, trees)
            at_key = path[-1] not in NUMBERS.values()
            yield Fault("changed-figure", file, path, say(each), ADVICE, at_key, "notice")


def _of_thresholds(diff: Diff, trees: Mapping[str, Tree]) -> Iterator[Fault]:
    levels = {each.id: each for each in diff.changes if each.level != "figure"}
    for verdict in diff.thresholds:
        for id in verdict.by:
            level, unit = (levels[id].level, levels[id].unit) if id in levels else ("", "pounds")
            file, path = _path(level, id, unit, trees)
            message = verdict.message or f"{id} crosses a threshold"
            severity = SEVERITIES[verdict.severity]
            yield Fault("threshold-crossed", file, path, message, _advice(verdict), True, severity)


def _advice(verdict: Verdict) -> str:
    return f"the threshold is: {verdict.condition}"


def _path(level: str, id: str, unit: str, trees: Mapping[str, Tree]) -> tuple[str, Keys]:
    """The file and the keys that lead to a number; as far as they are there."""
    holder, _, source = id.partition("/")
    file, path = _holder(level, holder, trees)
    if source or "@" in holder:
        path = (*path, *_entry(trees[file], path, holder, source, unit))
    return file, path


def _holder(level: str, holder: str, trees: Mapping[str, Tree]) -> tuple[str, Keys]:
    if holder in (TOTAL, ITEMISED, NOT_ITEMISED):
        return "measures", ("strategy", "figures")
    if "@" in holder or level == "allowance":
        return "allowances", ("allowances", holder.partition("@")[0], "rates")
    return _in_measures(level, holder, trees)


def _in_measures(level: str, holder: str, trees: Mapping[str, Tree]) -> tuple[str, Keys]:
    id, _, key = holder.partition(".")
    if level == "pillar":
        return "measures", ("pillars", id)
    section = "measures" if id in trees["measures"].get("measures", {}) else "context"
    return "measures", (section, id, key or "figures")


def _entry(tree: Tree, path: Keys, holder: str, source: str, unit: str) -> Keys:
    """The place in a list of what one document says; nothing if the document no longer says it."""
    entries: Any = tree
    for key in path:
        entries = entries.get(key, {}) if isinstance(entries, dict) else {}
    name, _, again = source.partition("/")
    day = holder.partition("@")[2]
    found = [
        place
        for place, entry in enumerate(entries if isinstance(entries, list) else ())
        if name in ("", entry.get("source")) and (not day or entry.get("from", "first") == day)
    ]
    number = int(again or 1) - 1
    return (found[number], NUMBERS[unit]) if number < len(found) else ()
