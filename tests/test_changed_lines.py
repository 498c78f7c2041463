"""A change is pointed at where it stands in the files of the side after."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_data import write_small
from stablehomes import diff, load
from stablehomes.commands.remarks import changed_lines
from stablehomes.documents.diff import in_a_line
from stablehomes.questions.diff.thresholds import Threshold, parse_condition

CASES = [
    # file, what stands there, what takes its place, and what is remarked: severity, place, words
    (
        "measures",
        "£100m",
        "£110m",
        [("notice", "£110m", "~ Announced (a-paper): +£10m, +10% (£100m → £110m)")],
    ),
    ("measures", "£40m", "£50m", [("notice", "£50m", "(over £40m → over £50m)")]),
    ("allowances", "£30, from", "£25, from", [("notice", "£25", "−£5, −16.67% (£30 → £25)")]),
    ("allowances", "{amount: £20,", "{amount: £15,", [("notice", "£15", "−£5, −25% (£20 → £15)")]),
]


def remarks(tmp_path: Path, file: str, old: str, new: str, *conditions: str) -> list[tuple[str, str, str]]:
    before, after = write_small(tmp_path / "before"), write_small(tmp_path / "after")
    path = after / f"{file}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    thresholds = [Threshold(parse_condition(each), "deny", None) for each in conditions]
    found = changed_lines(diff(load(before), load(after), thresholds), after, in_a_line)
    assert {problem.file for problem in found} <= {f"{after}/{file}.yaml"}
    return [
        (each.severity, each.excerpt[each.column - 1 : each.end_column - 1], each.message) for each in found
    ]


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_a_figure_is_pointed_at(
    tmp_path: Path, file: str, old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    found = remarks(tmp_path, file, old, new)
    assert [(severity, place) for severity, place, _ in found] == [each[:2] for each in expected]
    assert all(words in message for (*_, message), (*_, words) in zip(found, expected, strict=True))


def test_what_was_removed_is_remarked_on_at_what_is_left(tmp_path: Path) -> None:
    rate = '      - {amount: £20, until: 2023-03-31, source: a-paper, quote: "£20"}\n'
    ((severity, place, message),) = remarks(tmp_path, "allowances", rate, "")
    assert (severity, place) == ("notice", "rates")
    assert message.startswith("- ")


@pytest.mark.parametrize(
    ("condition", "place"),
    [("not-itemised changes", "figures"), ("help rises", "help"), ("a-measure rises", "figures")],
)
def test_a_threshold_is_an_error_at_the_thing_that_crossed_it(
    tmp_path: Path, condition: str, place: str
) -> None:
    found = remarks(tmp_path, "measures", "£40m", "£50m", condition)
    assert [each[:2] for each in found if each[0] == "error"] == [("error", place)]
