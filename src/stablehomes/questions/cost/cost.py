"""The question itself: cells of people in, sums of money by area and year out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from stablehomes.catalogue.find import find
from stablehomes.catalogue.headline import sources_of
from stablehomes.catalogue.model import Catalogue, Paid, Source
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.due import CANNOT_SAY, DUE, NOT_DUE, rule_of
from stablehomes.questions.answer import Rows, html_of, rows_of
from stablehomes.questions.cost.alike import Alike, put_together
from stablehomes.questions.cost.cells import NONE, Cell, RowIs
from stablehomes.questions.cost.cost_steps import worked
from stablehomes.questions.cost.notes import notes
from stablehomes.questions.cost.pricing import NOTHING, Change, Cost, change_of, latest_change
from stablehomes.questions.step import Step
from stablehomes.values.ranges import ZERO, Range, stated, total

YEAR = "year"


class Reading(NamedTuple):
    """What became of the rows of a cohort: every one was counted or rejected."""

    rows: int
    """How many rows were read."""
    counted: int
    """How many of them were counted."""
    rejected: int
    """How many have a fault."""


class Cohort(NamedTuple):
    """People counted by what the rules can see; ``columns`` are what ``groups`` of the cells stand for.

    ``row_is`` says what a row is: a placement from one day to another, or one claim.
    """

    columns: tuple[str, ...]
    cells: Sequence[Cell]
    row_is: RowIs
    reading: Reading | None = None
    said: tuple[str, ...] = ()  # what has to be said of how they were counted


class CostRow(NamedTuple):
    """One allowance for one group."""

    allowance: str
    """Id of the allowance."""
    by: Mapping[str, str]
    """What the group is: each column of the breakdown, and its value."""
    people: Range | None
    """How many people; null where that would point at somebody."""
    weeks: Range | None
    """Whole weeks that are paid, of all of them; null for what is paid once or yearly, or hidden."""
    days: int | None
    """Days beyond whole weeks, of all of them; null where there are no weeks, or hidden."""
    before: Range | None
    """Pounds that would be paid without the change; null if hidden."""
    after: Range | None
    """Pounds that are paid; null if hidden."""
    more: Range | None
    """Pounds: after less before; null if hidden."""


class AllowanceCost(NamedTuple):
    """One allowance for the whole cohort."""

    allowance: str
    """Id of the allowance."""
    title: str
    """What it is called."""
    paid: Paid
    """How often the rate is paid."""
    change: date | None
    """The first day of the rates that are costed; null if they never changed."""
    due: Range | None
    """How many are due it; null if hidden, or if nobody was counted."""
    not_due: Range | None
    """How many are not; null if hidden, or if nobody was counted."""
    cannot_say: Range | None
    """Of how many that cannot be said; null if hidden, or if nobody was counted."""
    before: Range | None
    """Pounds that those who are due it would be paid without the change; null if hidden or not known."""
    after: Range | None
    """Pounds that they are paid; null if hidden, and where nobody is known to be due it but some may be."""
    more: Range | None
    """Pounds: after less before; null if hidden or not known."""
    needs: tuple[str, ...]
    """The facts for want of which it cannot be said of some; empty if it can, or for want of a rate."""
    least: Decimal | None
    """Pounds at the least, whatever is true of those of whom it cannot be said; null if nothing says."""
    most: Decimal | None
    """Pounds at the most, if all of those are due it; null if nothing says, or hidden."""


class Costed(NamedTuple):
    """The answer."""

    schema: str
    row_is: RowIs
    """What a row of the cohort is for weekly allowances."""
    by: tuple[str, ...]
    """The columns of the breakdown."""
    protected: bool
    """Whether small numbers are hidden."""
    people: Range | None
    """How many people; null if hidden."""
    reading: Reading | None
    """What became of the rows; null where people were not read one by one."""
    allowances: tuple[AllowanceCost, ...]
    """One for each allowance."""
    rows_: tuple[CostRow, ...]
    """One for each allowance and group."""
    working: tuple[Step, ...]
    """The steps behind the sums of the whole cohort; empty if they were not asked for."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def rows(self, table: str | None = None) -> Rows:
        """See ``rows_of``."""
        return rows_of(self, table)

    def _repr_html_(self) -> str:
        return html_of(self)


def cost(
    catalogue: Catalogue,
    cohort: Cohort,
    allowances: Sequence[str] = (),
    *,
    by: Sequence[str] = (),
    change: date | None = None,
    working: bool = False,
) -> Costed:
    """What allowances cost for a cohort, as the rates are and as if they had not changed, and the difference.

    The change is the latest one of each allowance, or the one from a day on; all that ever changed are
    costed if none is named. ``by`` are columns of the cohort, or year. With ``working``, the steps behind
    the sums of the whole cohort. Raises WrongCall for an unknown allowance, and for a column that the cohort
    was not counted by.

    >>> from stablehomes import load
    >>> from stablehomes.catalogue.person import Person
    >>> from stablehomes.questions.cost.cells import Cell, Facts, Moment
    >>> from stablehomes.values.ranges import stated
    >>> from stablehomes.values.ages import Birth
    >>> born = Birth(date(2005, 5, 1), date(2005, 5, 1))
    >>> leaver = Facts(Moment(Person(birth=born, care_leaver=True), date(2023, 10, 1)))
    >>> leavers = Cohort((), [Cell((), leaver, stated(Decimal(13400)))], "claim")
    >>> answer = cost(load(), leavers, ["leaving-care"])
    >>> answer.allowances[0].more.headline
    Decimal('13400000')
    """
    changes = [_change(catalogue, id, change) for id in dict.fromkeys(allowances or changed(catalogue))]
    sums = {each.rule.allowance.id: _summed(each, cohort, _keys(cohort, by)) for each in changes}
    return Costed(
        schema="stablehomes/cost/1",
        row_is=cohort.row_is,
        by=tuple(by),
        protected=False,
        people=_people(cohort),
        reading=cohort.reading,
        allowances=tuple(_allowance(each, sums[each.rule.allowance.id], cohort) for each in changes),
        rows_=tuple(row for each in changes for row in _rows(each, sums[each.rule.allowance.id], by)),
        working=tuple(_working(catalogue, changes, sums)) if working else (),
        notes=(*cohort.said, *notes(changes, cohort.row_is, {id: each.wanted for id, each in sums.items()})),
        sources=_sources(catalogue, changes),
    )


def _working(catalogue: Catalogue, changes: Sequence[Change], sums: Mapping[str, Sums]) -> Iterator[Step]:
    for each in changes:
        yield from worked(each, sums[each.rule.allowance.id].alike, catalogue)


def changed(catalogue: Catalogue) -> list[str]:
    """The ids of the allowances whose rates have changed."""
    return [id for id, each in catalogue.allowances.items() if latest_change(each)]


def _change(catalogue: Catalogue, id: str, on: date | None) -> Change:
    return change_of(rule_of(find(catalogue.allowances, id, "allowance"), catalogue.sources), on)


Key = tuple[str, ...]


def _keys(cohort: Cohort, by: Sequence[str]) -> Sequence[int | None]:
    """Where each part of a key stands among the groups of a cell; None is the year."""
    for each in by:
        if each != YEAR and each not in cohort.columns:
            raise WrongCall(
                f'the cohort is not counted by "{each}"', f"use {YEAR} or one of: {cohort.columns}"
            )
    return [None if each == YEAR else cohort.columns.index(each) for each in by]


class Tally(NamedTuple):
    """People, weeks, days beyond weeks, and pounds."""

    people: Range = NONE
    weeks: Range = NONE
    days: int = 0
    cost: Cost = NOTHING


class Sums(NamedTuple):
    """The tallies of one allowance: of each verdict, and of each group of those who are due it.

    ``wanted`` are the facts for want of which it cannot be said of some; None if it can be said of all.
    """

    verdicts: Mapping[str, Tally]
    groups: Mapping[Key, Tally]
    wanted: frozenset[str] | None
    most: Decimal | None  # pounds at the most for those of whom it cannot be said
    alike: tuple[Alike, ...]


def _summed(change: Change, cohort: Cohort, keys: Sequence[int | None]) -> Sums:
    alike = tuple(put_together(change, cohort.cells))
    by_verdict: dict[str, list[tuple[Alike, bool]]] = {each: [] for each in (DUE, NOT_DUE, CANNOT_SAY)}
    groups: dict[Key, list[tuple[Alike, bool]]] = {}
    for each in alike:
        by_verdict[each.terms.verdict].append((each, each.terms.counted))
        if each.terms.verdict == DUE:
            key = tuple(str(each.terms.year) if place is None else each.groups[place] for place in keys)
            in_key = each.terms.counted_in_year if None in keys else each.terms.counted
            groups.setdefault(key, []).append((each, in_key))
    verdicts = {verdict: _tally(parts) for verdict, parts in by_verdict.items()}
    wanted = frozenset(fact for each in alike for fact in each.terms.wanted)
    return Sums(
        verdicts,
        {key: _tally(parts) for key, parts in groups.items()},
        wanted if verdicts[CANNOT_SAY].people.headline else None,
        _most([each.terms.most(each.people, each.weeks, each.days) for each in alike]),
        alike,
    )


def _most(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in parts if each is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None


def _tally(parts: Sequence[tuple[Alike, bool]]) -> Tally:
    costs = [each.cost for each, _ in parts]
    return Tally(
        total([each.people for each, counted in parts if counted]),
        total([each.weeks for each, _ in parts]),
        sum(beyond * number for each, _ in parts for beyond, number in enumerate(each.days, 1)),
        Cost(*(total(column) for column in zip(*costs, strict=True))) if costs else NOTHING,
    )


def _people(cohort: Cohort) -> Range | None:
    if cohort.reading:
        return stated(Decimal(cohort.reading.counted))
    return total([cell.people for cell in cohort.cells])


def _allowance(change: Change, sums: Sums, cohort: Cohort) -> AllowanceCost:
    """The sums; none at all where nobody was counted, and no money where nobody is known to be due any."""
    allowance, due = change.rule.allowance, sums.verdicts[DUE]
    nobody = cohort.reading is not None and not cohort.reading.counted
    known = not nobody and (due.people.headline > 0 or sums.wanted is None)
    high = due.cost.after.high
    return AllowanceCost(
        allowance=allowance.id,
        title=allowance.title,
        paid=allowance.paid,
        change=change.on,
        due=None if nobody else due.people,
        not_due=None if nobody else sums.verdicts[NOT_DUE].people,
        cannot_say=None if nobody else sums.verdicts[CANNOT_SAY].people,
        before=due.cost.before if known else None,
        after=due.cost.after if known else None,
        more=due.cost.more if known else None,
        needs=tuple(sorted(sums.wanted or ())),
        least=None if nobody else due.cost.after.low,
        most=None if nobody or high is None or sums.most is None else high + sums.most,
    )


def _rows(change: Change, sums: Sums, by: Sequence[str]) -> Iterator[CostRow]:
    weekly = change.rule.allowance.paid == "weekly"
    for key, tally in sorted(sums.groups.items()) if by else ():
        yield CostRow(
            allowance=change.rule.allowance.id,
            by=dict(zip(by, key, strict=True)),
            people=tally.people,
            weeks=tally.weeks if weekly else None,
            days=tally.days if weekly else None,
            before=tally.cost.before,
            after=tally.cost.after,
            more=tally.cost.more,
        )


def _sources(catalogue: Catalogue, changes: Iterable[Change]) -> tuple[Source, ...]:
    return sources_of(
        catalogue, [figure for each in changes for paid in each.rule.rates for figure in paid.rate.figures]
    )
