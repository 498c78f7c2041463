"""Checking one file against its form: every fault in it, and what of it can still be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from stablehomes.files import Entry
from stablehomes.loading import Tree
from stablehomes.problems import Fault, Keys, did_you_mean

Form = TypeVar("Form", bound=Entry)
SHAPES = {
    "model_type": "keys and values",
    "dict_type": "keys and values",
    "list_type": "a list",
}


def check_form(form: type[Form], file: str, tree: Tree) -> tuple[Form | None, list[Fault]]:
    """The file in its form, and its faults.

    If there are faults, what comes back is what is left without the faulty parts, so that the rest can be
    examined in the same run; it must never be calculated with. None if nothing is left.
    """
    try:
        return form.model_validate(tree), []
    except ValidationError as error:
        details = error.errors()
        faults = [_fault(form, file, detail) for detail in details]
        return _remainder(form, deepcopy(tree), details), faults


def _remainder(form: type[Form], tree: Any, details: Sequence[ErrorDetails]) -> Form | None:
    while _prune(tree, details):
        try:
            return form.model_validate(tree)
        except ValidationError as error:
            details = error.errors()
    return None


def _prune(tree: Any, details: Iterable[ErrorDetails]) -> bool:
    """Takes out each entry that a fault spoils; False if the file cannot do without one."""
    spoilt = {_spoilt(detail) for detail in details}
    if any(len(path) < 2 for path in spoilt):
        return False
    # From the back, so that an index still means what it meant.
    for path in sorted(spoilt, key=lambda path: [(isinstance(key, int), key) for key in path], reverse=True):
        holder = tree
        for key in path[:-1]:
            holder = holder[key] if _holds(holder, key) else {}
        if _holds(holder, path[-1]):
            del holder[path[-1]]
    return True


def _holds(holder: Any, key: str | int) -> bool:
    if isinstance(holder, list):
        return isinstance(key, int) and key < len(holder)
    return isinstance(holder, dict) and key in holder


def _spoilt(detail: ErrorDetails) -> Keys:
    path = _path(detail)
    if detail["type"] == "extra_forbidden":
        return path
    in_lists = [place for place, key in enumerate(path) if isinstance(key, int)]
    if in_lists:
        return path[: in_lists[-1] + 1]
    return path[:2] if path[:1] != ("strategy",) else ()


def _path(detail: ErrorDetails) -> Keys:
    return tuple(key for key in detail["loc"] if key != "[key]")


def _fault(form: type[Entry], file: str, detail: ErrorDetails) -> Fault:
    path, kind = _path(detail), detail["type"]
    at_key = detail["loc"][-1:] == ("[key]",)
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        holder = _form_at(form, path[:-1])
        message = f'"{path[-1]}" is not a key of {holder.called}'
        return Fault(
            "unknown-key", file, path, message, did_you_mean(str(path[-1]), _keys(holder)), at_key=True
        )
    if kind == "missing":
        message = f'"{path[-1]}" is missing from {_form_at(form, path[:-1]).called}'
        return Fault("missing-key", file, path, message, f'add "{path[-1]}:" with its value', at_key=True)
    if kind in SHAPES:
        return Fault("wrong-shape", file, path, f"{SHAPES[kind]} should stand here", "see docs/data-files.md")
    if kind == "too_short":
        return Fault("empty-list", file, path, "this list is empty", "add what belongs into it")
    return Fault(kind, file, path, detail["msg"], context.get("help", ""), at_key=at_key)


def _keys(form: type[Entry]) -> list[str]:
    return [field.alias or name for name, field in form.model_fields.items()]


def _form_at(form: type[Entry], path: Keys) -> type[Entry]:
    """The form of the entry at a path: of lists and ids the form of what they hold."""
    current: Any = form
    for key in path:
        if isinstance(current, type) and issubclass(current, Entry):
            fields = {field.alias or name: field.annotation for name, field in current.model_fields.items()}
            current = _plain(fields[str(key)])
        else:
            current = _plain(get_args(current)[-1])
    return current if isinstance(current, type) and issubclass(current, Entry) else Entry


def _plain(annotation: Any) -> Any:
    """An annotation without what is added to it: Annotated and None."""
    while get_origin(annotation) is Annotated or NoneType in get_args(annotation):
        annotation = get_args(annotation)[0]
    return annotation
