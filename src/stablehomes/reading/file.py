"""The one way from a small YAML file to its form: every fault of it, in the order of the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple

from stablehomes.problems.problem import Fault, InvalidData, Problem
from stablehomes.reading.locate import in_order
from stablehomes.reading.validate import Form, check_form
from stablehomes.reading.yaml import SourceText, read

FILE = ""  # the only file there is, for the faults that its check finds
Check = Callable[[Form], Iterable[Fault]]


class FileRead(NamedTuple, Generic[Form]):
    """A file in its form, or what its problems leave of it (None: nothing), and the text that they are in."""

    form: Form | None
    problems: list[Problem]
    text: SourceText


def read_file(path: Path, form: type[Form], check: Check[Form] = lambda _: ()) -> Form:
    """What a file says; InvalidData with every fault of its syntax, its form and its meaning (``check``)."""
    found = look_at_file(path, form, check)
    if found.form is None or found.problems:
        raise InvalidData(found.problems)
    return found.form


def look_at_file(
    path: Path, form: type[Form], check: Check[Form] = lambda _: (), name: str | None = None
) -> FileRead[Form]:
    """A file and everything that is wrong with it; ``name`` is what messages call it."""
    return look_at_text(*read(path, name or str(path)), form, check)


def look_at_text(
    text: SourceText, of_syntax: Sequence[Problem], form: type[Form], check: Check[Form], outer: int = 0
) -> FileRead[Form]:
    """A text whose syntax was looked at, and everything that is wrong with it.

    ``outer`` are the keys with which every path begins and that are not in the text. What is said of an entry
    as a whole may follow from a fault of form in it, and is left out then.
    """
    if text.tree is None:
        return FileRead(None, list(of_syntax), text)
    rest, faults, in_file = check_form(form, FILE, text.tree)
    meant = [each._replace(path=in_file(each.path)) for each in check(rest)] if rest is not None else []
    spoilt = {each.path[:length] for each in faults for length in range(len(each.path) + 1)}
    spoilt |= {()} if of_syntax else set()
    faults = [*faults, *(each for each in meant if each.path not in spoilt)]
    faults = [each._replace(path=each.path[outer:]) for each in faults]
    return FileRead(rest, in_order({FILE: text}, of_syntax, faults), text)
