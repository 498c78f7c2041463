"""Is a person due an allowance on a day? The conditions are data; here is what each of them means.

A fact that is not known never counts as "no": each test holds, does not hold, or needs facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from stablehomes.catalogue.facts import WHOLE
from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Allowance, Condition, ConditionKind, PersonStatus, Rate, Source
from stablehomes.catalogue.person import Person
from stablehomes.values.ages import ages_on
from stablehomes.values.ranges import Range

DueVerdict = Literal["due", "not due", "cannot say"]
VERDICTS: tuple[DueVerdict, DueVerdict, DueVerdict] = ("due", "not due", "cannot say")
DUE, NOT_DUE, CANNOT_SAY = VERDICTS


class PaidRate(NamedTuple):
    """A rate, and the pounds that it comes to."""

    rate: Rate
    amount: Range


class Rule(NamedTuple):
    """An allowance made ready to be asked about many people."""

    allowance: Allowance
    rates: tuple[PaidRate, ...]


class Tested(NamedTuple):
    """What became of one condition: it holds, it does not (False), or it needs ``facts`` (None)."""

    condition: Condition
    holds: bool | None
    facts: tuple[str, ...] = ()


class Due(NamedTuple):
    """Whether an allowance is due, by which rate, and why or why not; ``paid`` is None unless it is due.

    ``decided_on`` is the day whose rate counts; None where it is not known.
    """

    verdict: DueVerdict
    paid: PaidRate | None
    decided_on: date | None
    tests: tuple[Tested, ...]


# Tests that every allowance has, beside the conditions of its data.
STARTED, ONCE, ANYBODY = Condition("started"), Condition("once"), Condition("anybody")
RATE_KNOWN, IN_REGION, IN_AGES = Condition("rate_known"), Condition("region"), Condition("ages")


def rule_of(allowance: Allowance, sources: Mapping[str, Source]) -> Rule:
    """The allowance with what each of its rates comes to, worked out once."""
    amounts = [(rate, combined(rate.figures, sources)) for rate in allowance.rates]
    return Rule(allowance, tuple(PaidRate(rate, amount) for rate, amount in amounts if amount is not None))


def due(rule: Rule, person: Person, day: date) -> Due:
    """Whether the person is due the allowance on the day, in pounds: a pure function, made for millions.

    >>> from stablehomes import load
    >>> catalogue = load()
    >>> rule = rule_of(catalogue.allowances["leaving-care"], catalogue.sources)
    >>> due(rule, Person(care_leaver=True), date(2023, 4, 1)).paid.amount.headline
    Decimal('3000')
    >>> due(rule, Person(), date(2023, 4, 1)).verdict
    'cannot say'
    """
    allowance = rule.allowance
    decided_on = day if allowance.decided_by == "day" else getattr(person, allowance.decided_by)
    tests = [TESTS[each.kind](each, person, day, decided_on) for each in allowance.who]
    if not allowance.who:
        tests.append(Tested(ANYBODY, None))
    if allowance.decided_by != "day":
        tests.append(_started(allowance, day, decided_on))
    if allowance.paid == "once":
        tests.append(Tested(ONCE, allowance.id not in person.had))
    paid, choice = (None, ()) if decided_on is None else _chosen(rule, person, decided_on)
    verdict = _verdict([*tests, *choice])
    return Due(verdict, paid if verdict == DUE else None, decided_on, (*tests, *choice))


def _verdict(tests: list[Tested]) -> DueVerdict:
    held = {test.holds for test in tests}
    return NOT_DUE if False in held else CANNOT_SAY if None in held else DUE


def _started(allowance: Allowance, day: date, start: date | None) -> Tested:
    if start is None:
        return Tested(STARTED, None, (allowance.decided_by,))
    return Tested(STARTED, start <= day)


def _chosen(rule: Rule, person: Person, decided_on: date) -> tuple[PaidRate | None, tuple[Tested, ...]]:
    """The rate of the day for the person's region and age, or the tests that leave it open."""
    rates = [each for each in rule.rates if each.rate.covers(decided_on)]
    if not rates:
        return None, (Tested(RATE_KNOWN, None),)
    tests = []
    if any(each.rate.region for each in rates):
        rates = [each for each in rates if person.region in (None, each.rate.region)]
        tests.append(Tested(IN_REGION, bool(rates) and (True if person.region else None), ("region",)))
    if any(each.rate.ages for each in rates):
        rates, test = _in_ages(rates, person, decided_on)
        tests.append(test)
    return (rates[0] if len(rates) == 1 else None), tuple(tests)


def _in_ages(rates: list[PaidRate], person: Person, day: date) -> tuple[list[PaidRate], Tested]:
    if person.birth is None:
        return rates, Tested(IN_AGES, None, ("born",))
    lowest, highest = ages_on(person.birth, day)
    within = [each for each in rates if _overlaps(each.rate, lowest, highest)]
    bands = {each.rate.ages for each in within}
    known = all(band and band.lowest <= lowest and highest <= band.highest for band in bands)
    return within, Tested(IN_AGES, bool(within) and (known or None), () if known else ("born",))


def _overlaps(rate: Rate, lowest: int, highest: int) -> bool:
    return rate.ages is None or (rate.ages.lowest <= highest and lowest <= rate.ages.highest)


def _status(condition: Condition, person: Person, day: date, _start: date | None) -> Tested:
    known = {status: _has_status(person, status, day) for status in condition.statuses}
    if True in known.values():
        return Tested(condition, True)
    missing = tuple(status for status, value in known.items() if value is None)
    return Tested(condition, None if missing else False, missing)


def _has_status(person: Person, status: PersonStatus, day: date) -> bool | None:
    said: bool | None = getattr(person, status)
    if said is None and status == "apprentice" and person.apprenticeship_started is not None:
        return person.apprenticeship_started <= day
    return said


def _age(condition: Condition, person: Person, day: date, start: date | None) -> Tested:
    on = age_day(condition, day, start)
    if person.birth is None or on is None:
        return Tested(condition, None, ("born",) if person.birth is None else ())
    lowest, highest = ages_on(person.birth, on)
    possible = {_within(age, condition) for age in range(lowest, highest + 1)}
    certain = possible.pop() if len(possible) == 1 else None
    return Tested(condition, certain, () if certain is not None else ("born",))


def _within(age: int, condition: Condition) -> bool:
    old_enough = condition.at_least is None or age >= condition.at_least
    return old_enough and (condition.under is None or age < condition.under)


def age_day(condition: Condition, day: date, start: date | None) -> date | None:
    """The day on which an age counts; None where it is a start that is not known."""
    if condition.at in ("day", "start"):
        return day if condition.at == "day" else start
    this_year = date.fromisoformat(f"{day.year}-{condition.at}")
    return this_year if this_year <= day else this_year.replace(year=day.year - 1)


def _number(condition: Condition, person: Person, _day: date, _start: date | None) -> Tested:
    """A fact that is a whole number: the kind of the condition is its name."""
    number = getattr(person, condition.kind)
    if number is None:
        return Tested(condition, None, (condition.kind,))
    return Tested(condition, number >= (condition.at_least or 0))


# What each kind of condition in the data means.
TESTS: dict[ConditionKind, Callable[[Condition, Person, date, date | None], Tested]] = {
    "status": _status,
    "age": _age,
    **dict.fromkeys(WHOLE, _number),
}
