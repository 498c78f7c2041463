"""What an allowance costs for people who are alike, to the penny: the rules of one person, for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.model import Allowance
from stablehomes.questions.allowances.due import CANNOT_SAY, Due, DueVerdict, PaidRate, Rule, due
from stablehomes.questions.cost.cells import NONE, Facts, Moment
from stablehomes.values.money import pence, pounds
from stablehomes.values.ranges import ZERO, Range, computed, hull, stated
from stablehomes.values.years import FinancialYear, year_of

ONE_DAY = timedelta(days=1)
DAYS_OF_A_WEEK = 7


class Change(NamedTuple):
    """An allowance as its rates are, and as if those of the day before a change had been kept."""

    rule: Rule
    kept: Rule
    on: date | None  # the day of the change; None if the rates never changed


class Cost(NamedTuple):
    """Pounds: what would be paid without the change, what is paid, and the difference."""

    before: Range
    after: Range
    more: Range


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

    Rates are pounds for a person or for a week. ``after`` is None where nothing is paid, ``before`` where it
    is the same. ``possible`` holds every rate that may be theirs where it cannot be said; None where it can.
    """

    verdict: DueVerdict
    year: FinancialYear
    counted: bool
    counted_in_year: bool
    wanted: frozenset[str]
    after: Range | None
    before: Range | None
    weekly: bool
    possible: Range | None

    def most(self, people: Range, weeks: Range, days: Sequence[int]) -> Decimal | None:
        """Pounds at the most, if all of those of whom it cannot be said are due it; None if nothing says."""
        if self.possible is None:
            return ZERO
        return _Sums(people, weeks if self.weekly else None, days).of(self.possible).high

    def cost(self, people: Range, weeks: Range, days: Sequence[int]) -> Cost:
        """Pounds for so many: the sum once for each, or a weekly rate for their weeks and days."""
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
        _possible(change.rule, found) if found.verdict == CANNOT_SAY else None,
    )


def _possible(rule: Rule, found: Due) -> Range:
    """Every rate that may be paid: of the day that decides, or of any day where that is not known."""
    day = found.decided_on
    rates = [each.amount for each in rule.rates if day is None or each.rate.covers(day)]
    return hull(rates[0], rates[1:]) if rates else stated(ZERO, "over")


def _wanted(found: Due) -> frozenset[str]:
    """The facts for want of which it cannot be said; nothing where it can."""
    if found.verdict != CANNOT_SAY:
        return frozenset()
    return frozenset(fact for test in found.tests if test.holds is None for fact in test.facts)


def _rates(change: Change, moment: Moment, paid: PaidRate) -> tuple[Range, Range | None]:
    kept = due(change.kept, *moment).paid
    if kept is None:
        return paid.amount, NONE
    return paid.amount, None if kept.rate.figures == paid.rate.figures else kept.amount


def _counted(change: Change, facts: Facts, verdict: DueVerdict, year: FinancialYear) -> tuple[bool, bool]:
    if facts.follows is None:
        return True, True
    goes_on = due(change.rule, *facts.follows).verdict == verdict
    return not goes_on, not (goes_on and year_of(facts.follows.on) == year)


class _Sums(NamedTuple):
    """Sums of pounds for people; ``weeks`` are None for what is not paid by the week."""

    people: Range
    weeks: Range | None
    days: Sequence[int]  # how many have one day beyond whole weeks, two, and so on

    def of(self, rate: Range) -> Range:
        """The rate for all of them; fewest people go with the lowest rate."""
        number = self.people if self.weeks is None else self.weeks
        low, high = self._end(rate.low, number.low), self._end(rate.high, number.high)
        return computed(self._sum(rate.headline, number.headline), low, high)

    def difference(self, after: Range, before: Range) -> Range:
        """The difference for the same people: how many they are is open once, not twice."""
        number = self.people if self.weeks is None else self.weeks
        ends = (number.low, number.high)
        lows = [self._more(after.low, before.high, end) for end in ends]
        highs = [self._more(after.high, before.low, end) for end in ends]
        headline = self._sum(after.headline, number.headline) - self._sum(before.headline, number.headline)
        return computed(headline, _if_known(min, lows), _if_known(max, highs))

    def _more(self, after: Decimal | None, before: Decimal | None, number: Decimal | None) -> Decimal | None:
        more, less = self._end(after, number), self._end(before, number)
        return None if more is None or less is None else more - less

    def _end(self, rate: Decimal | None, number: Decimal | None) -> Decimal | None:
        return None if rate is None or number is None else self._sum(rate, number)

    def _sum(self, rate: Decimal, number: Decimal) -> Decimal:
        """So many people or weeks; the days beyond weeks are paid to the penny for each person."""
        if self.weeks is None:
            return rate * number
        beyond = enumerate(self.days, 1)
        return rate * number + pounds(
            sum(part_of_a_week(pence(rate), days) * count for days, count in beyond)
        )


def _if_known(find: Callable[[list[Decimal]], Decimal], ends: Sequence[Decimal | None]) -> Decimal | None:
    closed = [end for end in ends if end is not None]
    return find(closed) if len(closed) == len(ends) else None


def part_of_a_week(rate: int, days: int) -> int:
    """Pence for some days of a week: a seventh of the weekly rate for each, to the nearest penny.

    Half a penny cannot happen: no number of sevenths is a half.

    >>> part_of_a_week(25700, 3)
    11014
    """
    return (2 * rate * days + DAYS_OF_A_WEEK) // (2 * DAYS_OF_A_WEEK)
