"""From bytes to plain values: what a file looks like is what it means, and what cannot be read has a place.

In the tables the marks « and » are no part of the input: they show where the problem must point.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.problems.problem import Problem, Span
from stablehomes.reading.yaml import DEEPEST_LEVEL, Tree, read, span_finder


class Marked(NamedTuple):
    """A text without its marks, and the span that they enclosed."""

    text: str
    span: Span


def unmarked(marked: str) -> Marked:
    before, rest = marked.split("«")
    inside, after = rest.split("»")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Marked(before + inside + after, Span(line, column, column + len(inside)))


def read_text(folder: Path, text: str | bytes) -> tuple[Tree, list[Problem]]:
    file = folder / "file.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    source, problems = read(file, "file.yaml")
    return source.tree, problems


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: no", {"a": "no"}),
        ("a: yes", {"a": "yes"}),
        ("a: off", {"a": "off"}),
        ("a: true", {"a": "true"}),
        ("a: null", {"a": "null"}),
        ("a: ~", {"a": "~"}),
        ("a: 012", {"a": "012"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 1:30", {"a": "1:30"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 1.10", {"a": "1.10"}),
        ("a: 1e3", {"a": "1e3"}),
        ("a: .nan", {"a": ".nan"}),
        ("a: 2023-04", {"a": "2023-04"}),
        ("a: 2023-04-01", {"a": "2023-04-01"}),
        ("a: 2023-24", {"a": "2023-24"}),
        ("a: £45m", {"a": "£45m"}),
        ("a: £2,000", {"a": "£2,000"}),
        ("no: a", {"no": "a"}),
        ("1: a", {"1": "a"}),
        ('a: ""', {"a": ""}),
        ("a: >-\n  two\n  lines", {"a": "two lines"}),
        ("a: |\n  two\n  lines", {"a": "two\nlines"}),
        ("- a\n- [b, c]\n- {d: e}", ["a", ["b", "c"], {"d": "e"}]),
        ("a: 1 # a comment", {"a": "1"}),
        ("\ufeffa: 1", {"a": "1"}),
        ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("--- \na: 1\n...\n", {"a": "1"}),
    ],
)
def test_scalars_mean_what_they_look_like(tmp_path: Path, text: str, tree: Tree) -> None:
    assert read_text(tmp_path, text) == (tree, [])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("{amount: £2,000, until: 2023-03-31}", {"amount": "£2,000", "until": "2023-03-31"}),
        ("{amount: £2,000,000}", {"amount": "£2,000,000"}),
        ("{amount: £1,200.50, a: b}", {"amount": "£1,200.50", "a": "b"}),
        ("{a: b, amount: £2,000}", {"a": "b", "amount": "£2,000"}),
        ("{amount: £2, 000: x}", {"amount": "£2", "000": "x"}),
        ('{amount: "£2,000"}', {"amount": "£2,000"}),
        (
            "- {amount: £2,000, a: [b]}\n- {amount: £3,000}",
            [{"amount": "£2,000", "a": ["b"]}, {"amount": "£3,000"}],
        ),
    ],
)
def test_a_comma_in_an_amount_does_not_end_it(tmp_path: Path, text: str, tree: Tree) -> None:
    assert read_text(tmp_path, text) == (tree, [])


@pytest.mark.parametrize(
    ("marked", "code", "message"),
    [
        ("a: 1\n«a»: 2", "repeated-key", '"a" stands here a second time'),
        ("{a: 1, «a»: 2}", "repeated-key", '"a" stands here a second time'),
        ("a:\n  b: 1\n  «b»: 2", "repeated-key", '"b" stands here a second time'),
        ("a: «!!int» 1", "yaml-feature", "tags are not read"),
        ("a: «!!python/object/apply:os.system» [ls]", "yaml-feature", "tags are not read"),
        ("a: «&x» 1", "yaml-feature", "anchors are not read"),
        ("a: «*x»", "yaml-feature", "aliases are not read"),
        ("a: {«<<»: {b: 1}}", "yaml-feature", "merge keys are not read"),
        ("a: 1\n«---»\nb: 2", "several-documents", "a data file holds one document"),
        ("a: b«:» c", "bad-yaml", "this is not YAML"),
        ("«[a]»: 1", "bad-yaml", "a key must be plain text"),
        ("{amount: £2,«000»: 5}", "bad-yaml", "a number cannot be followed by a value"),
        ("a: 1\n«\x00»b: 2", "unprintable", "the character U+0000 may not stand in a YAML file"),
        ("a: «\x1b»[31mred", "unprintable", "the character U+001B may not stand in a YAML file"),
        ("[" * DEEPEST_LEVEL + "«[»", "too-deep", "nested more than 32 levels deep"),
        ("«{»" + "a: {" * 5000, "too-deep", "nested more than 32 levels deep"),
        # A thousand levels are what libyaml itself reads, and it may meet that limit first.
        ("a: 1\nb: " + "[" * (DEEPEST_LEVEL - 1) + "«[»" + "[" * 5000, "too-deep", "nested more than 32"),
        ("a: 1\nb: [«[»]: 2, " + "[" * 5000, "bad-yaml", "a key must be plain text"),
        ("a: 1\n«[»" + "[" * 1010 + "\n", "bad-yaml", "could not find expected ':'"),
    ],
)
def test_what_yaml_may_not_do_here_is_refused_at_its_place(
    tmp_path: Path, marked: str, code: str, message: str
) -> None:
    text, span = unmarked(marked)
    _, (problem, *_) = read_text(tmp_path, text)
    assert (problem.code, problem.severity) == (code, "error")
    assert message in problem.message
    if code != "too-deep" or span.column > 1:
        assert (problem.line, problem.column) == (span.line, span.column)
    if code == "repeated-key":
        assert problem.end_column == span.end_column
    assert problem.help


def test_a_key_without_a_value_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    tree, (problem,) = read_text(tmp_path, "a:\nb: 2\n")
    assert tree == {"a": None, "b": "2"}
    assert (problem.code, problem.line) == ("empty-value", 1)


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"", "empty-file", 1, 1),
        (b" \n\t\n", "empty-file", 1, 1),
        (b"# only\n# comments\n", "empty-file", 1, 1),
        (b"a: caf\xe9", "not-utf-8", 1, 7),
        (b"a: 1\nb: \xff\n", "not-utf-8", 2, 4),
        ("a: £\n".encode() + b"\xc2: \xa3", "not-utf-8", 2, 1),
        ("a: ££ ".encode() + b"\xff", "not-utf-8", 1, 7),
        ("a: 1".encode("utf-16"), "not-utf-8", 1, 1),
    ],
)
def test_a_file_that_is_no_text_is_refused(
    tmp_path: Path, content: bytes, code: str, line: int, column: int
) -> None:
    tree, (problem,) = read_text(tmp_path, content)
    assert tree is None
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path / "nowhere.yaml", "nowhere.yaml")
    assert (problem.code, problem.message) == ("missing-file", "there is no file nowhere.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "folder")
    assert (problem.code, problem.message) == ("unreadable-file", "folder is a folder, not a regular file")


def test_every_value_and_key_is_found_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("a:\n  - b: £45m\n    c: {d: e}\n", encoding="utf-8")
    source, _ = read(file, "file.yaml")
    find = span_finder(source, [("a", 0, "b"), ("a", 0, "c", "d"), ("a", 0, "nothing"), ("nothing",)])
    assert find(("a", 0, "b"), False) == Span(2, 8, 12)
    assert find(("a", 0, "b"), True) == Span(2, 5, 6)
    assert find(("a", 0, "c", "d"), False) == Span(3, 12, 13)
    assert find(("a", 0, "nothing"), True)[:2] == (2, 5)
    assert find(("nothing",), False).line == 1


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_content_does_worse_than_be_reported(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    tree, problems = read_text(tmp_path_factory.getbasetemp(), content)
    assert tree is not None or problems


@given(st.text(alphabet="{}[]:,-&*!<> \n#'\"a1£|%@`?~", max_size=60))
def test_no_yaml_does_worse_than_be_reported(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    tree, problems = read_text(tmp_path_factory.getbasetemp(), text)
    assert tree is not None or problems
