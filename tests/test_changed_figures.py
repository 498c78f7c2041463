"""Each figure of the shipped data changed once: whoever asks about it gets an answer, in every format.

A change that the rules refuse (a quote bears its figure, a total its parts) is refused with its place; every
other is answered by diff, compare, budget and show, and ``diff --format github`` points at the changed line.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from conftest import TOP
from stablehomes.catalogue.model import Catalogue
from stablehomes.commands.remarks import changed_lines
from stablehomes.documents import budget as budgets
from stablehomes.documents import compare as comparisons
from stablehomes.documents import diff as diffs
from stablehomes.documents import show as things
from stablehomes.documents.form.document import Document
from stablehomes.formats import Display, Format, render
from stablehomes.problems.problem import Keys, WrongCall
from stablehomes.questions.allowances.compare import compare
from stablehomes.questions.budget import budget
from stablehomes.questions.diff.diff import diff
from stablehomes.questions.show import show
from stablehomes.reading.folder import look_at
from stablehomes.reading.yaml import read, span_finder

NUMBER = re.compile("£?[0-9][0-9,.]*[a-z]*")
FILES = ("measures", "allowances", "prices")
DISPLAY = Display(80, colour=False)
PARTS = 8  # so that the changes can be tried side by side


class Figure(NamedTuple):
    """A number of a shipped file: where its first digit stands, and in which line."""

    file: str
    place: int
    line: int


def leaves(tree: Any, path: Keys = ()) -> Iterator[Keys]:
    """The paths to numbers: of amounts, counts, per cents and indices, and of cells of tables."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in items:
        if isinstance(value, dict | list):
            yield from leaves(value, (*path, key))
        elif (key in KEYS or "amounts" in path) and value and NUMBER.fullmatch(value):
            yield (*path, key)


KEYS = ("amount", "count", "percent", "index", "change")


def figures(file: str) -> Iterator[Figure]:
    source, problems = read(TOP / "data" / f"{file}.yaml", file)
    assert not problems
    paths = list(leaves(source.tree))
    find = span_finder(source, paths)
    lines = source.text.splitlines(keepends=True)
    for path in paths:
        span = find(path, False)
        start = sum(map(len, lines[: span.line - 1])) + span.column - 1
        yield Figure(file, start + re.search("[0-9]", source.text[start:]).start(), span.line)  # type: ignore[union-attr]


CHANGES = [figure for file in FILES for figure in figures(file)]


def changed(figure: Figure, folder: Path) -> Catalogue | None:
    """The catalogue of the folder with another digit in one place; None if the rules refuse it."""
    text = (TOP / "data" / f"{figure.file}.yaml").read_text(encoding="utf-8")
    digit = str(int(text[figure.place]) % 9 + 1)
    file = folder / f"{figure.file}.yaml"
    file.write_text(text[: figure.place] + digit + text[figure.place + 1 :], encoding="utf-8")
    examined = look_at(folder)
    assert examined.catalogue or all(each.line and each.help for each in examined.problems)
    catalogue: Catalogue | None = examined.catalogue
    return catalogue


def documents(before: Catalogue, after: Catalogue, folder: Path, things_of: list[str]) -> Iterator[Document]:
    answer = diff(before, after)
    remarks = changed_lines(answer, folder, diffs.in_a_line)
    yield diffs.document(answer)._replace(problems=remarks)
    yield comparisons.document(compare(after))
    yield budgets.document(budget(after))
    for thing in things_of:
        yield things.document(show(after, thing))


def things_changed(before: Catalogue, after: Catalogue) -> list[str]:
    return sorted({each.id.split("@")[0].split("/")[0].split(".")[0] for each in diff(before, after).changes})


def rendered(document: Document, format: Format) -> None:
    """Something in the format; one that has no form for this answer says so."""
    with suppress(WrongCall):
        assert render(document, format, DISPLAY)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_change_of_a_figure_is_answered(part: int, folder: Path, shipped: Catalogue) -> None:
    known = {*shipped.measures, *shipped.allowances, *shipped.context}
    answered = 0
    for number, figure in list(enumerate(CHANGES))[part::PARTS]:
        after = changed(figure, folder)
        if after:
            answered += 1
            about = [each for each in things_changed(shipped, after) if each in known]
            for turn, document in enumerate(documents(shipped, after, folder, about)):
                for format in {Format.github, Format.text, list(Format)[(number + turn) % len(Format)]}:
                    rendered(document, format)
            answer = diff(shipped, after)
            lines = {each.line for each in changed_lines(answer, folder, diffs.in_a_line)}
            told = any(each.level == "figure" for each in answer.changes)
            assert figure.line in lines or not told, figure
        shutil.copy(TOP / "data" / f"{figure.file}.yaml", folder)
    assert answered
