"""What an allowance costs for people who are alike, in whole pence: the rules of one person, for all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from stablehomes.catalogue.model import Allowance
from stablehomes.questions.allowances.due import CANNOT_SAY, Due, DueVerdict, PaidRate, Rule, due
from stablehomes.questions.cost.cells import NONE, Count, Facts, Moment, exactly, is_certain
from stablehomes.values.money import pence
from stablehomes.values.ranges import Range
from stablehomes.values.years import FinancialYear, year_of

ONE_DAY = timedelta(days=1)
DAYS_OF_A_WEEK = 7


class Change(NamedTuple):
    """An allowance as its rates are, and as if those of the day before a change had been kept."""

    rule: Rule
    kept: Rule
    on: date | None  # the day of the change; None if the rates never changed


class Cost(NamedTuple):
    """Pence: what is paid, what would be paid without the change, and the difference."""

    before: Count
    after: Count
    more: Count


NOTHING = Cost(NONE, NONE, NONE)


def change_of(rule: Rule, on: date | None = None) -> Change:
    """The latest change of the rates, or the one from a day on.

    >>> from stablehomes import load
    >>> from stablehomes.questions.allowances.due import rule_of
    >>> catalogue = load()
    >>> change_of(rule_of(catalogue.allowances["leaving-care"], catalogue.sources)).on
    datetime.date(2023, 4, 1)
    """
    day = on or latest_change(rule.allowance)
    return Change(rule, rule if day is None else _kept(rule, day - ONE_DAY), day)


def latest_change(allowance: Allowance) -> date | None:
    """The latest day from which a rate is paid that followed another; None if there is none."""
    begins = {rate.from_ for rate in allowance.rates if rate.from_}
    changes = [day for day in begins if any(rate.covers(day - ONE_DAY) for rate in allowance.rates)]
    return max(changes, default=None)


def _kept(rule: Rule, eve: date) -> Rule:
    """The rule as if the rates of a day had never changed since."""
    known = [each for each in rule.rates if (each.rate.from_ or date.min) <= eve]
    return rule._replace(rates=tuple(_for_ever(each) if each.rate.covers(eve) else each for each in known))


def _for_ever(paid: PaidRate) -> PaidRate:
    return paid._replace(rate=paid.rate._replace(until=None))


class Terms(NamedTuple):
    """What an allowance means for people with the same facts: all of its cost but how many they are.

    ``counted`` says whether they count as people here: a placement counts where it begins to be due, not
    again in each of its stretches; ``counted_in_year`` says it for the financial year by itself. ``wanted``
    are the facts for want of which it cannot be said.

    Rates are pence for a person or for a week. ``after`` is None where nothing is paid, ``before`` where it
    is the same.
    """

    verdict: DueVerdict
    year: FinancialYear
    counted: bool
    counted_in_year: bool
    wanted: frozenset[str]
    after: Count | None
    before: Count | None
    weekly: bool

    def cost(self, people: Count, weeks: Count, days: Sequence[int]) -> Cost:
        """Pence for so many: the sum once for each, or a weekly rate for their weeks and days."""
        if self.after is None:
            return NOTHING
        sums = _Sums(people, weeks if self.weekly else None, days)
        if self.before is None:
            return Cost(sums.of(self.after), sums.of(self.after), NONE)
        return Cost(sums.of(self.before), sums.of(self.after), sums.difference(self.after, self.before))


def terms(change: Change, facts: Facts) -> Terms:
    """What an allowance means for people with these facts, by the code that prices one person."""
    found = due(change.rule, *facts.moment)
    year = year_of(found.decided_on or facts.moment.on)
    after, before = _rates(change, facts.moment, found.paid) if found.paid else (None, None)
    return Terms(
        found.verdict,
        year,
        *_counted(change, facts, found.verdict, year),
        _wanted(found),
        after,
        before,
        change.rule.allowance.paid == "weekly",
    )


def _wanted(found: Due) -> frozenset[str]:
    """The facts for want of which it cannot be said; nothing where it can."""
    if found.verdict != CANNOT_SAY:
        return frozenset()
    return frozenset(fact for test in found.tests if test.holds is None for fact in test.facts)


def _rates(change: Change, moment: Moment, paid: PaidRate) -> tuple[Count, Count | None]:
    kept = due(change.kept, *moment).paid
    after = _in_pence(paid.amount)
    if kept is None:
        return after, NONE
    return after, None if kept.rate.figures == paid.rate.figures else _in_pence(kept.amount)


def _counted(change: Change, facts: Facts, verdict: DueVerdict, year: FinancialYear) -> tuple[bool, bool]:
    if facts.follows is None:
        return True, True
    goes_on = due(change.rule, *facts.follows).verdict == verdict
    return not goes_on, not (goes_on and year_of(facts.follows.on) == year)


def _in_pence(amount: Range) -> Count:
    low, high = (None if end is None else pence(end) for end in (amount.low, amount.high))
    return Count(pence(amount.headline), low, high)


class _Sums(NamedTuple):
    """Sums of pence for people; ``weeks`` are None for what is not paid by the week."""

    people: Count
    weeks: Count | None
    days: Sequence[int]  # how many have one day beyond whole weeks, two, and so on

    def of(self, rate: Count) -> Count:
        """The rate for all of them; fewest people go with the lowest rate."""
        if self._certain(rate):
            return exactly(self._sum(rate.headline, HEADLINE))
        low = None if rate.low is None else self._sum(rate.low, LOW)
        high = None if rate.high is None else self._sum(rate.high, HIGH)
        return Count(self._sum(rate.headline, HEADLINE), low, high)

    def difference(self, after: Count, before: Count) -> Count:
        """The difference for the same people: how many they are is open once, not twice."""
        if self._certain(after) and self._certain(before):
            return exactly(self._sum(after.headline, HEADLINE) - self._sum(before.headline, HEADLINE))
        ends = (LOW, HIGH)
        low = high = None
        if after.low is not None and before.high is not None:
            low = min(self._sum(after.low, end) - self._sum(before.high, end) for end in ends)
        if after.high is not None and before.low is not None:
            high = max(self._sum(after.high, end) - self._sum(before.low, end) for end in ends)
        return Count(self._sum(after.headline, HEADLINE) - self._sum(before.headline, HEADLINE), low, high)

    def _certain(self, rate: Count) -> bool:
        """Whether nothing is open, so that one sum says it all."""
        return all(map(is_certain, (rate, self.people, self.weeks or NONE)))

    def _sum(self, rate: int, end: int) -> int:
        if self.weeks is None:
            return rate * (self.people[end] or 0)
        parts = sum(part_of_a_week(rate, days) * number for days, number in enumerate(self.days, 1) if number)
        return rate * (self.weeks[end] or 0) + parts


HEADLINE, LOW, HIGH = range(3)


def part_of_a_week(rate: int, days: int) -> int:
    """Pence for some days of a week: a seventh of the weekly rate for each, to the nearest penny.

    Half a penny cannot happen: no number of sevenths is a half.

    >>> part_of_a_week(25700, 3)
    11014
    """
    return (2 * rate * days + DAYS_OF_A_WEEK) // (2 * DAYS_OF_A_WEEK)
