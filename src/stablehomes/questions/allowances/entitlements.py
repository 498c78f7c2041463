"""What is one person due, before and after, and why or why not?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import sources_of
from stablehomes.catalogue.model import Catalogue, Figure, Paid, Source
from stablehomes.catalogue.person import Asked, Person
from stablehomes.catalogue.query import Option, taken, valued
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.due import NOT_DUE, Due, DueVerdict, PaidRate, Rule, due, rule_of
from stablehomes.questions.allowances.rates import begins_not_known, check_region
from stablehomes.questions.allowances.reasons import Reason, reasons
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.values.ages import Birth
from stablehomes.values.days import in_words
from stablehomes.values.ranges import Range


class InstalmentDue(NamedTuple):
    """One instalment."""

    day: int
    """The day of the start that it falls on, of which the first is day 1."""
    on: date
    """The date of that day."""
    amount: Decimal
    """Pounds."""
    fallen_due: bool
    """Whether that date has come on the day that is asked about."""


class Entitlement(NamedTuple):
    """What one allowance means for one person."""

    allowance: str
    """Id of the allowance."""
    title: str
    """What it is called."""
    paid: Paid
    """How often the rate is paid."""
    verdict: DueVerdict
    """Whether it is due; a fact that is not known never makes it "not due"."""
    amount: Range | None
    """Pounds, by the rate that counts for the person; null where it is not due or cannot be said."""
    decided_on: date | None
    """The day whose rate counts; null where it is not known."""
    before: Range | None
    """Pounds before the latest change for people like this one, whatever the day; null if there is none."""
    after: Range | None
    """Pounds after it; null if there is none."""
    change: date | None
    """The first day of the latest rate; null where there is no change."""
    instalments: tuple[InstalmentDue, ...]
    """The parts in which it is paid; empty if at once, or not due."""
    reasons: tuple[Reason, ...]
    """Why or why not: each condition in the order of the data, then the rate."""


class PersonEntitlements(NamedTuple):
    """One person and every allowance that was asked about."""

    id: str | None
    """As it was given; null for the person of the command line."""
    on: date
    """The day that is asked about."""
    entitlements: tuple[Entitlement, ...]
    """One for each allowance that was asked about."""


class Entitled(NamedTuple):
    """The answer, person by person."""

    schema: str
    people: tuple[PersonEntitlements, ...]
    """In the order asked."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


class EntitlementsQuery(NamedTuple):
    """The day of whoever has none of their own, and of which allowances it is asked; of all if of none."""

    on: Annotated[date | None, Option("The day that is asked about.", metavar="DATE")] = None
    allowances: Annotated[
        tuple[str, ...], Option("Only this allowance; repeatable.", name="--allowance", ids="allowances")
    ] = ()


def entitlements(
    catalogue: Catalogue,
    people: Person | Asked | Iterable[Person | Asked],
    allowances: str | Iterable[str] = (),
    *,
    on: date | str | None = None,
) -> Entitled:
    """What each person is due on a day, of these allowances or of all, with the reasons in words.

    A ``Person`` is asked about ``on``; who is ``Asked`` has a day of their own. A fact that is not known
    gives "cannot say", never "no". Raises WrongCall for an unknown allowance, asked about or had before, for
    an unknown region, and if there is nobody to ask about, or no day.

    >>> from stablehomes import Person, load
    >>> answer = entitlements(load(), Person(care_leaver=True), "leaving-care", on="2023-03-31")
    >>> answer.people[0].entitlements[0].amount.headline
    Decimal('2000')
    """
    query = taken(catalogue, EntitlementsQuery, on=on, allowances=allowances)
    described = valued(tuple[Person | Asked, ...], people, "people")
    asked = [_on_a_day(each, query.on) for each in described]
    return entitlements_of(catalogue, asked, query.allowances)


def _on_a_day(person: Person | Asked, on: date | None) -> Asked:
    if isinstance(person, Asked):
        return person
    if on is None:
        raise WrongCall("no day is given", 'say on which day, such as on="2023-10-01"')
    return Asked(None, person, on)


def entitlements_of(
    catalogue: Catalogue, people: Sequence[Asked], allowances: Sequence[str] = ()
) -> Entitled:
    """The answer about people who are asked about, each on their day."""
    if not people:
        raise WrongCall("there is nobody to ask about", "describe at least one person")
    wanted = dict.fromkeys(allowances or catalogue.allowances)
    chosen = [find(catalogue.allowances, id, "allowance") for id in wanted]
    for place, asked in enumerate(people, 1):
        if isinstance(asked.person.birth, Birth) and asked.person.birth.first > asked.on:
            who = f'"{asked.id}"' if asked.id else f"person {place}"
            message = f"{who} was not born yet on {in_words(asked.on)}"
            raise WrongCall(message, "correct the day of birth, or the day that is asked about")
    for region in dict.fromkeys(each.person.region for each in people):
        if region is not None:
            check_region(catalogue, region)
    for id in dict.fromkeys(id for each in people for id in sorted(each.person.had)):
        find(catalogue.allowances, id, "allowance")
    rules = [rule_of(allowance, catalogue.sources) for allowance in chosen]
    answered = tuple(_person(rules, asked) for asked in people)
    return Entitled(
        schema="stablehomes/entitlements/1",
        people=answered,
        notes=tuple(_notes(rules, answered)),
        sources=sources_of(catalogue, _figures(rules)),
    )


def _person(rules: Sequence[Rule], asked: Asked) -> PersonEntitlements:
    found = ((rule, due(rule, asked.person, asked.on)) for rule in rules)
    entitled = tuple(_entitlement(rule, each, asked) for rule, each in found)
    return PersonEntitlements(asked.id, asked.on, entitled)


def _entitlement(rule: Rule, due: Due, asked: Asked) -> Entitlement:
    allowance = rule.allowance
    before, after = _latest_change(rule, due.paid) if due.paid else (None, None)
    return Entitlement(
        allowance=allowance.id,
        title=allowance.title,
        paid=allowance.paid,
        verdict=due.verdict,
        amount=due.paid.amount if due.paid else None,
        decided_on=due.decided_on,
        before=before.amount if before else None,
        after=after.amount if after else None,
        change=after.rate.from_ if after else None,
        instalments=tuple(_instalments(due, asked.on)),
        reasons=reasons(allowance, asked.person, due),
    )


def _latest_change(rule: Rule, paid: PaidRate) -> tuple[PaidRate | None, PaidRate | None]:
    """The two latest rates for the region and the ages of this one."""
    for_whom = (paid.rate.region, paid.rate.ages)
    alike = [each for each in rule.rates if (each.rate.region, each.rate.ages) == for_whom]
    return (alike[-2], alike[-1]) if len(alike) > 1 else (None, None)


def _instalments(due: Due, day: date) -> Iterator[InstalmentDue]:
    if due.paid and due.decided_on:
        for part in due.paid.rate.instalments:
            on = due.decided_on + timedelta(days=part.day - 1)
            yield InstalmentDue(part.day, on, part.amount, on <= day)


def _notes(rules: Sequence[Rule], people: Sequence[PersonEntitlements]) -> Iterator[str]:
    yield (
        "This is what the conditions in the data say. It is no decision: the council, the training provider"
        " or the fostering service decides."
    )
    matter = {each.allowance for person in people for each in person.entitlements if each.verdict != NOT_DUE}
    for rule in rules:
        if rule.allowance.id in matter:
            yield from _begins_not_known(rule, people)
            yield from _notes_on(rule)


def _begins_not_known(rule: Rule, people: Sequence[PersonEntitlements]) -> Iterator[str]:
    """Of the rates that decide for somebody."""
    id = rule.allowance.id
    days = {each.decided_on for person in people for each in person.entitlements if each.allowance == id}
    decide = [each for each in rule.rates if any(day and each.rate.covers(day) for day in days)]
    for said in begins_not_known((each.rate.from_, each.amount) for each in decide):
        yield f"{rule.allowance.title}: {said}."


def _notes_on(rule: Rule) -> Iterator[str]:
    title = rule.allowance.title
    if any(each.rate.instalments for each in rule.rates):
        yield (
            f"{title}: instalments are counted with the day of the start as day 1, which is assumed, and fall"
            " due while the person stays on."
        )
    for note in rule.allowance.notes:
        yield f"{title}: {note}"


def _figures(rules: Sequence[Rule]) -> list[Figure]:
    return [figure for rule in rules for each in rule.rates for figure in each.rate.figures]
