"""Why a person is due an allowance or is not, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from stablehomes.catalogue.facts import EXAMPLES, FACTS, WHOLE
from stablehomes.catalogue.model import Allowance, Condition, Rate
from stablehomes.catalogue.person import Person
from stablehomes.catalogue.rate_days import days_known
from stablehomes.questions.allowances.due import Due, Tested
from stablehomes.values.days import MONTHS, in_words


class Reason(NamedTuple):
    """One condition, and whether it holds."""

    holds: bool | None
    """Whether it holds; null where that cannot be said."""
    says: str
    """The condition in words."""
    needs: tuple[str, ...]
    """The facts that are missing; empty if none is."""


def reasons(allowance: Allowance, person: Person, due: Due) -> tuple[Reason, ...]:
    """A reason for each condition, in the order of the data, then for the rate."""
    return tuple(_reason(allowance, person, due, tested) for tested in due.tests)


def _reason(allowance: Allowance, person: Person, due: Due, tested: Tested) -> Reason:
    needs = () if tested.holds is not None else tested.facts
    says = SAYINGS[tested.condition.kind](tested, allowance, person, due)
    if needs:
        facts = f"needs {needed(needs)}"
        says = facts if tested.condition.kind == "status" else f"{says}: {facts}"
    return Reason(tested.holds, says, needs)


def needed(facts: Sequence[str]) -> str:
    """Facts that are missing, in words."""
    return " and ".join(FACTS[fact].asks for fact in dict.fromkeys(facts))


def example(fact: str, regions: Iterable[str] = ()) -> str:
    """How a fact may be given, as FACT=VALUE.

    >>> example("care_leaver"), example("on")
    ('care_leaver=yes', 'on=2023-10-01')
    """
    if fact == "region":
        return f"region={next(iter(regions), 'london')}"
    if fact == "weeks":
        return "weeks=52"
    return f"{fact}={EXAMPLES[FACTS[fact].kind if fact in FACTS else 'day']}"


def _status(tested: Tested, _allowance: Allowance, _person: Person, _due: Due) -> str:
    holds = [FACTS[status].says for status in tested.condition.statuses]
    fails = [FACTS[status].says_not for status in tested.condition.statuses]
    return " and ".join(fails) if tested.holds is False else " or ".join(holds)


def _age(tested: Tested, _allowance: Allowance, _person: Person, _due: Due) -> str:
    said = f"{_limits(tested.condition)} {_age_day(tested.condition)}"
    return said if tested.holds is not False else f"not {said}"


def _limits(condition: Condition) -> str:
    from_ = [] if condition.at_least is None else [f"{condition.at_least} or over"]
    under = [] if condition.under is None else [f"under {condition.under}"]
    return " and ".join([*from_, *under])


def _age_day(condition: Condition) -> str:
    if condition.at == "day":
        return "on the day"
    if condition.at == "start":
        return "on the day of the start"
    month, day = condition.at.split("-")
    return f"on the {int(day)} {MONTHS[int(month) - 1]} before"


def _number(tested: Tested, _allowance: Allowance, _person: Person, _due: Due) -> str:
    fact = FACTS[tested.condition.kind]
    return (fact.says_not if tested.holds is False else fact.says).format(tested.condition.at_least)


def _started(tested: Tested, allowance: Allowance, _person: Person, due: Due) -> str:
    what = FACTS[allowance.decided_by].starts
    if due.decided_on is None:
        return f"{what} has started"
    verb = "started" if tested.holds else "had not started by the day; it starts"
    return f"{what} {verb} on {in_words(due.decided_on)}"


def _once(tested: Tested, _allowance: Allowance, person: Person, _due: Due) -> str:
    if not tested.holds:
        return "paid once only, and had before"
    return "paid once only, and not had before" + ("" if person.had else " (assumed)")


def _rate_known(_tested: Tested, allowance: Allowance, _person: Person, due: Due) -> str:
    on = f" for {in_words(due.decided_on)}" if due.decided_on else ""
    return f"no rate is known{on}; rates are known {days_known(allowance.rates)}"


def _region(tested: Tested, allowance: Allowance, person: Person, _due: Due) -> str:
    if person.region is None:
        return "the rate depends on the region"
    return f"in {allowance.regions[person.region]}" if tested.holds else "in no region that has a rate"


def _ages(tested: Tested, allowance: Allowance, _person: Person, _due: Due) -> str:
    if tested.holds is None:
        return "the rate depends on the age"
    return "of an age that has a rate" if tested.holds else f"not {_band_words(allowance.rates)}"


def _band_words(rates: tuple[Rate, ...]) -> str:
    bands = [rate.ages for rate in rates if rate.ages]
    return f"{min(band.lowest for band in bands)} to {max(band.highest for band in bands)}"


SAYINGS: dict[str, Callable[[Tested, Allowance, Person, Due], str]] = {
    "status": _status,
    "age": _age,
    **dict.fromkeys(WHOLE, _number),
    "anybody": lambda *_: "the data does not say who it is for",
    "started": _started,
    "once": _once,
    "rate_known": _rate_known,
    "region": _region,
    "ages": _ages,
}
