"""Finding by id what a reader names, or saying what comes near."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, cast

from stablehomes.problems.problem import WrongCall, did_you_mean

Key = TypeVar("Key", bound=str)
Thing = TypeVar("Thing")


def find(things: Mapping[Key, Thing], id: str, kind: str) -> Thing:
    """The thing with this id; WrongCall with the nearest ids if there is none; ``kind`` is its name."""
    if not isinstance(id, str):
        raise WrongCall(f"{id!r} is the id of no {kind}", "give its id as text")
    if id not in things:
        raise WrongCall(f'there is no {kind} "{id}"', did_you_mean(id, things))
    return cast("Mapping[str, Thing]", things)[id]
