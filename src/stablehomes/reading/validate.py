"""Checking one file against its form: every fault in it, and what of it can still be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from copy import deepcopy
from itertools import islice
from types import NoneType
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, get_args, get_origin

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
    # Of a scenario:
    ("title",): "-",
    ("dated",): "2000",
    ("because",): "-",
}
MOST_ROUNDS = 8  # what is taken out may leave something else unsound, but not for long
# Of a file with too many faults only the beginning of each list and entry is checked: this many children.
SHORTENED_TO = (100, 25)


class Checked(NamedTuple, Generic[Form]):
    """A file in its form, and its faults.

    If there are faults, ``form`` is what is left without the faulty parts (None: nothing), to be examined in
    the same run; it must never be calculated with. ``in_file`` turns the path of something that is left into
    its path in the file: of a list with faulty entries the others have moved up.
    """

    form: Form | None
    faults: list[Fault]
    in_file: Callable[[Keys], Keys] = lambda path: path


def check_form(form: type[Form], file: str, tree: Tree) -> Checked[Form]:
    """The file in its form, or what is left of it, and its faults."""
    try:
        return _checked(form, file, tree)
    except TooManyFaults:
        pass
    for most in SHORTENED_TO:
        with suppress(TooManyFaults):
            faults = _checked(form, file, _beginning(tree, most)).faults
            return Checked(None, [*faults, *_too_many(form, file)])
    return Checked(None, _too_many(form, file))


def _too_many(form: type[Form], file: str) -> list[Fault]:
    message = f"very little in this file is as {form.called} should be; only its beginning was checked"
    return [Fault("more-problems", file, (), message, "compare it with what stablehomes init writes")]


def _checked(form: type[Form], file: str, tree: Tree) -> Checked[Form]:
    try:
        return Checked(form.model_validate(tree, context=Tally()), [])
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        rest = _Remainder(tree)
        return Checked(rest.form(form, details), [_fault(form, file, each) for each in details], rest.in_file)


def _beginning(tree: Tree, most: int) -> Tree:
    """The first children of everything, with their own first children."""
    if isinstance(tree, dict):
        return {key: _beginning(child, most) for key, child in islice(tree.items(), most)}
    return [_beginning(child, most) for child in tree[:most]] if isinstance(tree, list) else tree


class _Remainder:
    """What is left of a tree without its faulty parts, and where that stood."""

    def __init__(self, tree: Tree) -> None:
        self.tree: Any = deepcopy(tree)
        self.kept: dict[int, list[int]] = {}  # by the identity of a list: the old places of its entries

    def form(self, form: type[Form], details: Sequence[ErrorDetails]) -> Form | None:
        for _ in range(MOST_ROUNDS):
            if not self._prune(details):
                return None
            try:
                return form.model_validate(self.tree)
            except ValidationError as error:
                details = error.errors(include_url=False, include_input=False)
        return None

    def in_file(self, path: Keys) -> Keys:
        holder, found = self.tree, []
        for key in path:
            old = self.kept.get(id(holder)) if isinstance(holder, list) and _holds(holder, key) else None
            found.append(old[key] if old and isinstance(key, int) else key)
            holder = holder[key] if _holds(holder, key) else None
        return tuple(found)

    def _prune(self, details: Iterable[ErrorDetails]) -> bool:
        """Takes out each entry that a fault spoils; False if there is nothing to take it out of."""
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
            self._take_out(_at(self.tree, path), spoilt[path])
        for path in sorted(needed, key=len):
            _at(self.tree, path[:-1])[path[-1]] = deepcopy(STAND_INS[path])
        return True

    def _take_out(self, holder: Any, keys: set[str | int]) -> None:
        if isinstance(holder, list):
            rest = [place for place in range(len(holder)) if place not in keys]
            old = self.kept.get(id(holder), range(len(holder)))
            self.kept[id(holder)] = [old[place] for place in rest]
            holder[:] = [holder[place] for place in rest]
        elif isinstance(holder, dict):
            for key in keys:
                holder.pop(key, None)


def _at(tree: Any, path: Keys) -> Any:
    for key in path:
        tree = tree[key] if _holds(tree, key) else {}
    return tree


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


# What pydantic finds by itself; all other faults come from the validators in ``schema`` and have their words.
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
