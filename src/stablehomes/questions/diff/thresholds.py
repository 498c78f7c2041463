"""Which changes go too far? A closed small language, read by a grammar: nothing in it is ever run.

A condition is a thing and what must not be so: ``not-itemised > £95m``, ``total changes by > 5%``,
``leaving-care falls``, ``any measure is removed``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from stablehomes.catalogue.model import FigureUnit
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.diff.snapshot import LEVELS, Item, State
from stablehomes.values.money import parse_pounds, pounds_or_millions
from stablehomes.values.ranges import ZERO

Relation = Literal[">=", "<=", ">", "<"]
Verb = Literal["is", "changes", "rises", "falls", "added", "removed"]
# What a threshold means where it is crossed: the exit status says so, or words alone.
ThresholdSeverity = Literal["deny", "warn"]
RELATIONS: Mapping[Relation, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
LIMIT = r"(?P<relation>>=|<=|>|<) ?(?P<limit>[^<>=]+)"
CONDITION = re.compile(
    rf"(?P<thing>any [a-z ]+?|\S+) ?(?:{LIMIT}"
    r"|(?P<verb>changes|rises|falls)(?: by (?P<by>>=|<=|>|<) ?(?P<much>[^<>=]+))?"
    r"|is (?P<fate>added|removed))"
)
GRAMMAR = (
    'write it as "not-itemised > £95m", "total changes by > 5%", "leaving-care falls" or'
    ' "any measure is removed"'
)


class ThresholdCondition(NamedTuple):
    """A thing, and what must not be so of it. ``limit`` is in ``unit``: pounds, count or per cent."""

    text: str
    thing: str
    verb: Verb
    relation: Relation | None
    limit: Decimal | None
    unit: FigureUnit | None


class Threshold(NamedTuple):
    """A condition, and what it means if it holds: ``deny`` ends with exit status 1, ``warn`` does not."""

    condition: ThresholdCondition
    severity: ThresholdSeverity
    message: str | None


class Verdict(NamedTuple):
    """A threshold and whether it was crossed."""

    severity: ThresholdSeverity
    """Whether crossing it ends with exit status 1 (deny) or is only said (warn)."""
    condition: str
    """What must not be so, as it was written."""
    message: str | None
    """What to say then; null if nothing was given."""
    crossed: bool
    """Whether it is so."""
    by: tuple[str, ...]
    """Ids of the numbers that crossed it."""


def parse_condition(text: str) -> ThresholdCondition:
    """The condition that a text states; WrongCall, with how to write one, for any other text.

    >>> parse_condition("total changes by > 5%")[1:]
    ('total', 'changes', '>', Decimal('5'), 'per cent')
    """
    match = CONDITION.fullmatch(" ".join(text.split()))
    if match is None:
        raise WrongCall(f'"{text}" is not a threshold', GRAMMAR)
    verb = cast("Verb", match["verb"] or match["fate"] or "is")  # the pattern knows no other
    relation = cast("Relation | None", match["relation"] or match["by"])
    written = match["limit"] or match["much"]
    limit, unit = _limit(text, written) if written else (None, None)
    if verb == "is" and unit == "per cent":
        raise WrongCall(f'"{text}" says no per cent of what', 'write it as "total changes by > 5%"')
    return ThresholdCondition(text, match["thing"], verb, relation, limit, unit)


def _limit(text: str, written: str) -> tuple[Decimal, FigureUnit]:
    written = written.strip()
    number = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,4})?) ?(%?)", written, re.ASCII)
    if number:
        return Decimal(number[1]), "per cent" if number[2] else "count"
    try:
        return parse_pounds(written), "pounds"
    except ValueError as error:
        raise WrongCall(f'"{text}" is not a threshold: {error}', GRAMMAR) from None


def verdicts(before: State, after: State, thresholds: Sequence[Threshold]) -> tuple[Verdict, ...]:
    """Every threshold and whether it was crossed; headlines are compared.

    Raises WrongCall for a thing that neither side has, or that is not in the unit of the limit.
    """
    return tuple(_verdict(before, after, threshold) for threshold in thresholds)


def _verdict(before: State, after: State, threshold: Threshold) -> Verdict:
    condition = threshold.condition
    pairs = list(_pairs(before, after, condition))
    by = dict.fromkeys(
        item.id for old, new in pairs for item in [new or old] if item and _holds(condition, old, new)
    )
    return Verdict(threshold.severity, condition.text, threshold.message, bool(by), tuple(by))


def _pairs(
    before: State, after: State, condition: ThresholdCondition
) -> Iterator[tuple[Item | None, Item | None]]:
    """The numbers that a condition speaks of, on both sides."""
    everything = {**before, **after}
    keys = [key for key, item in everything.items() if _speaks_of(condition.thing, item)]
    if not keys and not _is_level(condition.thing):
        known = sorted({item.id for item in everything.values() if item.level != "figure"})
        raise WrongCall(
            f'"{condition.text}" speaks of {condition.thing}, which neither side has',
            did_you_mean(condition.thing, known),
        )
    if condition.unit in ("pounds", "count"):
        keys = _in_unit(condition, everything, keys)
    return ((before.get(key), after.get(key)) for key in keys)


def _in_unit(
    condition: ThresholdCondition, everything: State, keys: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    fitting = [key for key in keys if everything[key].unit == condition.unit]
    if keys and not fitting:
        advice = "write pounds as £95m, a count as 12" + (
            ", a change in per cent as 5%" if condition.verb != "is" else ""
        )
        which = pounds_or_millions(str(condition.limit)) if condition.unit == "count" else None
        asked = f": {which}" if which else ""
        raise WrongCall(f'"{condition.text}": {condition.thing} is not in that unit{asked}', advice)
    return fitting


def _is_level(thing: str) -> bool:
    """Whether a thing is every thing of a level: ``any measure``; WrongCall if there is no such level."""
    if not thing.startswith("any "):
        return False
    level = thing.removeprefix("any ")
    if level not in LEVELS:
        raise WrongCall(f'there is no "{thing}" to set a threshold on', did_you_mean(level, LEVELS))
    return True


def _speaks_of(thing: str, item: Item) -> bool:
    if thing.startswith("any "):
        return item.level == thing.removeprefix("any ")
    return item.id == thing or (item.level == "rate" and item.of == thing)


def _holds(condition: ThresholdCondition, old: Item | None, new: Item | None) -> bool:
    if condition.verb in ("added", "removed"):
        return (old if condition.verb == "added" else new) is None
    before, after = _headline(old), _headline(new)
    if condition.verb == "is":
        return new is not None and new.value is not None and _within(condition, after)
    change = after - before
    if not _goes(condition.verb, change, old, new):
        return False
    if condition.limit is None:
        return True
    if condition.unit == "per cent":
        return _within_per_cent(condition, change, before)
    return _within(condition, abs(change))


def _goes(verb: Verb, change: Decimal, old: Item | None, new: Item | None) -> bool:
    if verb == "changes":
        return (old and old.value) != (new and new.value)
    comes_or_goes = next((item for item, other in ((old, new), (new, old)) if item and other is None), None)
    if comes_or_goes and comes_or_goes.level == "rate":
        return (
            False  # the rates beside it then hold longer or shorter: the latest rate tells which way it goes
        )
    return change > 0 if verb == "rises" else change < 0


def _within(condition: ThresholdCondition, value: Decimal) -> bool:
    assert condition.relation is not None
    assert condition.limit is not None
    return RELATIONS[condition.relation](value, condition.limit)


def _within_per_cent(condition: ThresholdCondition, change: Decimal, base: Decimal) -> bool:
    """Exactly, without a division; a change from nothing is more than any per cent."""
    assert condition.relation is not None
    assert condition.limit is not None
    if not base:
        return condition.relation in (">", ">=")
    return RELATIONS[condition.relation](abs(change) * 100, condition.limit * base)


def _headline(item: Item | None) -> Decimal:
    return item.value.headline if item and item.value else ZERO
