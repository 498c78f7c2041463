"""Checking one file against its form: every fault in it, and what of it can still be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from copy import deepcopy
from itertools import islice
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from stablehomes.problems.problem import Fault, Keys, Nearest, shown
from stablehomes.reading.parsers import Tally, TooManyFaults
from stablehomes.reading.schema import Entry
from stablehomes.reading.yaml import Tree

Form = TypeVar("Form", bound=Entry)
# What no file can do without, for the time of the examination: one fault in it must not hide all others.
STRATEGY = {"title": "-", "department": "-", "published": "2000-01-01", "years": ["2000-01"]}
STAND_INS: dict[Keys, Any] = {
    ("strategy",): STRATEGY,
    **{("strategy", key): value for key, value in STRATEGY.items()},
    **{(key,): {} for key in ("pillars", "measures", "allowances", "sources", "prices")},
}
MOST_ROUNDS = 8  # what is taken out may leave something else unsound, but not for long
# Of a file with too many faults only the beginning of each list and entry is checked: this many children.
SHORTENED_TO = (100, 25)


def check_form(form: type[Form], file: str, tree: Tree) -> tuple[Form | None, list[Fault]]:
    """The file in its form, and its faults.

    If there are faults, what comes back is what is left without the faulty parts, so that the rest can be
    examined in the same run; it must never be calculated with. None if nothing is left.
    """
    try:
        return _checked(form, file, tree)
    except TooManyFaults:
        pass
    for most in SHORTENED_TO:
        with suppress(TooManyFaults):
            return None, [*_checked(form, file, _beginning(tree, most))[1], *_too_many(form, file)]
    return None, _too_many(form, file)


def _too_many(form: type[Form], file: str) -> list[Fault]:
    message = f"very little in this file is as {form.called} should be; only its beginning was checked"
    return [Fault("more-problems", file, (), message, "compare it with what stablehomes init writes")]


def _checked(form: type[Form], file: str, tree: Tree) -> tuple[Form | None, list[Fault]]:
    try:
        return form.model_validate(tree, context=Tally()), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        faults = [_fault(form, file, detail) for detail in details]
        return _remainder(form, deepcopy(tree), details), faults


def _beginning(tree: Tree, most: int) -> Tree:
    """The first children of everything, with their own first children."""
    if isinstance(tree, dict):
        return {key: _beginning(child, most) for key, child in islice(tree.items(), most)}
    return [_beginning(child, most) for child in tree[:most]] if isinstance(tree, list) else tree


def _remainder(form: type[Form], tree: Any, details: Sequence[ErrorDetails]) -> Form | None:
    for _ in range(MOST_ROUNDS):
        if not _prune(tree, details):
            return None
        try:
            return form.model_validate(tree)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
    return None


def _prune(tree: Any, details: Iterable[ErrorDetails]) -> bool:
    """Takes out each entry that a fault spoils; False if there is nothing that it could be taken out of."""
    spoilt: dict[Keys, set[str | int]] = {}
    needed: list[Keys] = []
    for detail in details:
        path = _spoilt(detail)
        if not path:
            return False
        spoilt.setdefault(path[:-1], set()).add(path[-1])
        if detail["type"] != "extra_forbidden" and path in STAND_INS:
            needed.append(path)
    # The deepest first, so that an index still means what it meant.
    for path in sorted(spoilt, key=len, reverse=True):
        _take_out(_at(tree, path), spoilt[path])
    for path in sorted(needed, key=len):
        _at(tree, path[:-1])[path[-1]] = deepcopy(STAND_INS[path])
    return True


def _at(tree: Any, path: Keys) -> Any:
    for key in path:
        tree = tree[key] if _holds(tree, key) else {}
    return tree


def _take_out(holder: Any, keys: set[str | int]) -> None:
    if isinstance(holder, list):
        holder[:] = [child for index, child in enumerate(holder) if index not in keys]
    elif isinstance(holder, dict):
        for key in keys:
            holder.pop(key, None)


def _holds(holder: Any, key: str | int) -> bool:
    if isinstance(holder, list):
        return isinstance(key, int) and key < len(holder)
    return isinstance(holder, dict) and key in holder


def _spoilt(detail: ErrorDetails) -> Keys:
    path = _path(detail)
    if detail["type"] == "extra_forbidden":
        return path
    in_lists = [place for place, key in enumerate(path) if isinstance(key, int)]
    return path[: in_lists[-1] + 1] if in_lists else path[:2]


def _path(detail: ErrorDetails) -> Keys:
    return tuple(key for key in detail["loc"] if key != "[key]")


def _fault(form: type[Entry], file: str, detail: ErrorDetails) -> Fault:
    path, kind = _path(detail), detail["type"]
    if kind in BY_PYDANTIC:
        return BY_PYDANTIC[kind](form, file, path)
    context = detail.get("ctx", {})
    at_key = detail["loc"][-1:] == ("[key]",)
    return Fault(kind, file, path, detail["msg"], context.get("help", ""), at_key=at_key)


def _unknown_key(form: type[Entry], file: str, path: Keys) -> Fault:
    holder, key = _form_at(form, path[:-1]), str(path[-1])
    message = f'"{shown(key)}" is not a key of {holder.called}'
    return Fault("unknown-key", file, path, message, Nearest(key, _keys(holder)), at_key=True)


def _missing_key(form: type[Entry], file: str, path: Keys) -> Fault:
    message = f'"{path[-1]}" is missing from {_form_at(form, path[:-1]).called}'
    return Fault("missing-key", file, path, message, f'add "{path[-1]}:" with its value', at_key=True)


def _not_keys(form: type[Entry], file: str, path: Keys) -> Fault:
    keys = _keys(_form_at(form, path))
    such = f', such as "{keys[0]}:"' if keys else ""
    advice = f"write one key and its value on each line{such}"
    return Fault("wrong-shape", file, path, "keys and values should stand here", advice)


def _not_a_list(_form: type[Entry], file: str, path: Keys) -> Fault:
    advice = "begin each entry on a line of its own, with a hyphen and a space"
    return Fault("wrong-shape", file, path, "a list should stand here", advice)


def _empty_list(_form: type[Entry], file: str, path: Keys) -> Fault:
    return Fault("empty-list", file, path, "this list is empty", "add what belongs into it")


# What pydantic finds by itself; all other faults come from the validators in ``files`` and have their words.
BY_PYDANTIC: dict[str, Callable[[type[Entry], str, Keys], Fault]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "model_type": _not_keys,
    "dict_type": _not_keys,
    "list_type": _not_a_list,
    "too_short": _empty_list,
}


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
