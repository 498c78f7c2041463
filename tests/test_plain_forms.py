"""The forms that a wheel carries accept what the models accept, and give the same values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from pydantic_core import SchemaValidator

from conftest import TOP, examples
from stablehomes.problems.problem import Keys
from stablehomes.reading.accept import accepted, in_forms
from stablehomes.reading.data_files import DATA_FILES
from stablehomes.reading.parsers import MOST_FAULTS, TooManyFaults
from stablehomes.reading.prebuilt.forms import Module, module_text
from stablehomes.reading.schema import FILES
from stablehomes.reading.validate import check_form
from stablehomes.reading.yaml import read
from test_fuzz import TOKENS

TREES = {file: read(TOP / "data" / f"{file}.yaml", file)[0].tree for file in DATA_FILES}
# Beside what is odd anywhere, values that are sound in some other place.
SCALARS = [*TOKENS, "£45m", "12", "over", "2023-04-01", "2023-24", "true", "E06000059", "11-15", "12.5"]
VALUES = st.one_of(
    st.none(),
    st.sampled_from(SCALARS),
    st.lists(st.sampled_from(SCALARS), max_size=2),
    st.dictionaries(
        st.sampled_from([*SCALARS, "amount", "source", "from"]), st.sampled_from(SCALARS), max_size=2
    ),
)


@pytest.fixture(scope="module")
def forms() -> dict[str, Any]:
    """What the module in a wheel holds."""
    names: dict[str, Any] = {}
    exec(compile(module_text(), "shipped_forms.py", "exec"), names)
    found: dict[str, Any] = names["FORMS"]
    return found


def test_there_is_a_form_for_every_file(forms: dict[str, Any]) -> None:
    assert tuple(forms) == tuple(FILES) == DATA_FILES


def test_the_shipped_data_is_accepted_and_says_the_same(forms: dict[str, Any]) -> None:
    found = in_forms(forms, TREES)
    assert found is not None
    for file, form in FILES.items():
        assert said(found[file]) == said(check_form(form, file, TREES[file]).form)


def paths(tree: Any, path: Keys = ()) -> Iterator[Keys]:
    """The path of every value in a tree."""
    yield path
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, child in children:
        yield from paths(child, (*path, key))


PATHS = [(file, path) for file, tree in TREES.items() for path in paths(tree)]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """A file of the shipped data with another value at one place, or a key more, or one less."""
    file, path = draw(st.sampled_from(PATHS))
    way = draw(st.sampled_from(["other", "other", "more", "less"]))
    return file, changed(
        TREES[file], path, way, draw(VALUES), draw(st.sampled_from([*SCALARS, "note", "count"]))
    )


def changed(tree: Any, path: Keys, way: str, value: Any, key: str) -> Any:
    """The tree with a change at the path; the rest is the same."""
    if not path:
        return {**tree, key: value} if way == "more" and isinstance(tree, dict) else value
    if len(path) == 1 and way == "less":
        return without(tree, path[0])
    child = changed(tree[path[0]], path[1:], way, value, key)
    if isinstance(tree, dict):
        return {**tree, path[0]: child}
    return [child if index == path[0] else other for index, other in enumerate(tree)]


def without(tree: Any, key: str | int) -> Any:
    if isinstance(tree, dict):
        return {name: child for name, child in tree.items() if name != key}
    return [child for index, child in enumerate(tree) if index != key]


def said(value: Any) -> Any:
    """All that an entry says, whatever it is made of."""
    if isinstance(value, dict):
        return {key: said(child) for key, child in value.items()}
    if isinstance(value, list):
        return [said(child) for child in value]
    return said(vars(value)) if hasattr(value, "__dict__") else value


@examples(400)
@given(damage=mutated())
def test_they_accept_what_the_models_accept(forms: dict[str, Any], damage: tuple[str, Any]) -> None:
    file, tree = damage
    found = in_forms(forms, {file: tree})
    model, faults, _ = check_form(FILES[file], file, tree)
    assert (found is None) == bool(faults)
    if found is not None:
        assert said(found[file]) == said(model)


def test_very_many_unknown_keys_are_not_listed(forms: dict[str, Any]) -> None:
    tree = {"sources": {}, **{f"key{number}": "1" for number in range(MOST_FAULTS)}}
    with pytest.raises(TooManyFaults):
        SchemaValidator(forms["sources"]).validate_python(tree)
    assert in_forms(forms, {"sources": tree}) is None


def test_a_checkout_has_the_models_alone() -> None:
    assert not (TOP / "src" / "stablehomes" / "reading" / "prebuilt" / "shipped_forms.py").exists()
    assert accepted(TREES) is None


@pytest.mark.parametrize(
    "annotation",
    [set[str], str, Annotated[list[str], Field(max_length=3)], str | int, Annotated[str, "note"]],
)
def test_what_has_no_plain_form_is_never_left_out(annotation: Any) -> None:
    with pytest.raises(TypeError):
        Module().form(annotation)


def test_a_file_that_could_not_be_read_is_left_to_the_models(tmp_path: Path) -> None:
    assert accepted({"sources": read(tmp_path / "none.yaml", "none.yaml")[0].tree}) is None
