"""Finding by id what a reader names, or saying what comes near."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from stablehomes.problems.problem import WrongCall, did_you_mean

Thing = TypeVar("Thing")


def find(things: Mapping[str, Thing], id: str, kind: str) -> Thing:
    """The thing with this id; WrongCall with the nearest ids if there is none; ``kind`` is its name."""
    if id not in things:
        raise WrongCall(f'there is no {kind} "{id}"', did_you_mean(id, things))
    return things[id]
