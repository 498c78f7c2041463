"""A closed list of words is a type, so that a misspelt word is an error before anything runs.

The lines that end in ``type: ignore`` are misspelt on purpose: mypy reports an ignore that nothing needs, so
a word that became bare text again would be told there.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from building import a_figure, a_measure, a_source
from conftest import TOP
from stablehomes.answers.revive import revived
from stablehomes.answers.schema import ANSWERS, answer_schema
from stablehomes.catalogue.model import Envelope
from stablehomes.documents.form.document import Column, Row
from stablehomes.reading.json_schema import file_schema
from stablehomes.reading.schema import FILES, one_of
from stablehomes.values.ranges import QUALIFIERS, Qualifier, stated
from stablehomes.values.terms import UNITS, RoundingUnit

SOURCES = sorted((TOP / "src" / "stablehomes").rglob("*.py"))
# What holds one of a closed list of words, wherever it stands in these packages.
NAMES = (
    *("kind", "envelope", "qualifier", "paid", "verdict", "decided_by", "action", "severity", "unit"),
    *("level", "sign", "verb", "relation", "rule", "among", "method", "by", "role", "style", "audience"),
    "row_is",
)
PACKAGES = ("values", "problems", "catalogue", "answers", "questions", "documents")
OPEN = {
    ("catalogue/find.py", "kind"): "any words for what was not found",
    ("questions/cost/cost.py", "by"): "columns of the file of people",
    ("questions/diff/thresholds.py", "by"): "ids of what crossed a threshold",
    ("values/bounds.py", "by"): "which bounds cannot hold, said to nobody but the caller",
}


def annotated(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Every field and every parameter with what it is said to be."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, ast.unparse(node.annotation)
        elif isinstance(node, ast.arg) and node.annotation is not None:
            yield node.arg, ast.unparse(node.annotation)


def bare_text(annotation: str) -> bool:
    return re.search(r"\bstr\b", annotation) is not None


@pytest.mark.parametrize("package", PACKAGES)
def test_what_holds_a_closed_word_is_never_bare_text(package: str) -> None:
    found = {
        (file, name)
        for path in SOURCES
        if (file := path.relative_to(TOP / "src" / "stablehomes").as_posix()).startswith(f"{package}/")
        for name, annotation in annotated(ast.parse(path.read_text(encoding="utf-8")))
        if name in NAMES and bare_text(annotation)
    }
    assert found == {each for each in OPEN if each[0].startswith(f"{package}/")}


def test_no_list_of_words_stands_in_a_comment() -> None:
    """A comment checks nothing."""
    told = re.compile(r"\bstr\b[^#\n]*#.*(\w \| \w|\bone of\b)")
    found = [
        f"{path.name}: {line.strip()}"
        for path in SOURCES
        for line in path.read_text(encoding="utf-8").splitlines()
        if told.search(line)
    ]
    assert found == []


def literals(hint: Any, seen: set[Any]) -> Iterator[tuple[Any, ...]]:
    """The words of every Literal that a type is made of, however deep."""
    if get_origin(hint) is Literal:
        yield get_args(hint)
    elif get_args(hint):
        for each in get_args(hint):
            yield from literals(each, seen)
    elif hasattr(hint, "_fields") and hint not in seen:
        seen.add(hint)
        for each in get_type_hints(hint).values():
            yield from literals(each, seen)


def enums(schema: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(schema, dict):
        if "enum" in schema:
            yield tuple(schema["enum"])
        for each in schema.values():
            yield from enums(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from enums(each)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_words_of_an_answer_are_the_words_of_its_schema(name: str) -> None:
    module, kind = ANSWERS[name]
    typed = set(literals(getattr(import_module(f"stablehomes.{module}"), kind), set()))
    assert set(enums(answer_schema(name))) == typed


def test_the_words_of_a_data_file_are_the_words_of_its_schema() -> None:
    typed = {
        words
        for form in FILES.values()
        for entry in [form, *entries_within(form, set())]
        for field in entry.model_fields.values()
        for words in literals(field.annotation, set())
    }
    assert {words for name in FILES for words in enums(file_schema(name))} == typed


def entries_within(hint: Any, seen: set[Any]) -> Iterator[Any]:
    for each in [*get_args(hint), hint]:
        if hasattr(each, "model_fields") and each not in seen:
            seen.add(each)
            yield each
            for field in each.model_fields.values():
                yield from entries_within(field.annotation, seen)
        elif each is not hint:
            yield from entries_within(each, seen)


def texts(hint: Any, value: Any) -> Iterator[tuple[str, str]]:
    """Each field of an answer that is text by its type, as type.field, and the text that stands there."""
    origin, inner = get_origin(hint), get_args(hint)
    if value is None:
        return
    if origin in (Union, UnionType):
        (hint,) = [each for each in inner if each is not NoneType][:1]
        yield from texts(hint, value)
    elif origin is tuple:
        for each in value:
            yield from texts(inner[0], each)
    elif hasattr(hint, "_fields") and isinstance(value, dict):
        for name, kind in get_type_hints(hint).items():
            held = value.get(name.rstrip("_"))
            if isinstance(held, str) and str in (kind, *get_args(kind)):
                yield f"{hint.__name__}.{name}", held
            else:
                yield from texts(kind, held)


def test_no_text_of_any_answer_is_always_one_of_a_closed_list_of_words() -> None:
    said: dict[str, set[str]] = {}
    known = {words for answer in ANSWERS.values() for words in literals(kind_of(*answer), set())}
    for file in (TOP / "tests" / "golden").glob("*.json"):
        answer = json.loads(file.read_text(encoding="utf-8"))
        for field, text in texts(kind_of(*ANSWERS[answer["schema"].split("/")[1]]), answer):
            said.setdefault(field, set()).add(text)
    assert len(said) > 50
    assert [field for field, words in said.items() if any(words <= set(each) for each in known)] == []


def kind_of(module: str, kind: str) -> Any:
    return getattr(import_module(f"stablehomes.{module}"), kind)


def test_what_is_said_of_each_word_is_said_of_all() -> None:
    assert set(QUALIFIERS) == set(get_args(Qualifier))
    assert set(UNITS) == set(get_args(RoundingUnit))
    assert one_of("unknown-word", Qualifier).func.__self__.words == get_args(Qualifier)  # type: ignore[union-attr]


def test_a_list_of_words_that_is_no_type_is_refused() -> None:
    with pytest.raises(TypeError, match="is not a Literal type"):
        one_of("unknown-word", ("inner", "outer"))


def test_a_misspelt_word_in_a_saved_answer_is_told_with_those_that_can_stand_there() -> None:
    says = "measures[0].envelope is 'outisde'; use one of: stated, assumed, outside"
    with pytest.raises(ValueError, match=re.escape(says)):
        revived(Envelope, "outisde", "measures[0].envelope")
    assert revived(Envelope, "outside") == "outside"


def test_a_misspelt_word_is_told_by_the_type_checker() -> None:
    assert a_source("paper", kind="newspapr")  # type: ignore[arg-type]
    assert a_figure(1, "abuot")  # type: ignore[arg-type]
    assert Column("Amount", "ponds")  # type: ignore[arg-type]
    assert Row((), "subtotl")  # type: ignore[arg-type]
    assert a_measure("one").envelope != "outisde"  # type: ignore[comparison-overlap]
    assert stated(Decimal(1)).qualifier != "exactly"  # type: ignore[comparison-overlap]
