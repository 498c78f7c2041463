"""What is to be counted: which column or value stands for each fact, and what a row is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stablehomes.catalogue.facts import STARTS, WHOLE
from stablehomes.catalogue.model import STATUSES, Allowance
from stablehomes.cohorts.statement.sql import FALSE_WORDS, TRUE_WORDS
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.questions.cost.cells import RowIs
from stablehomes.questions.cost.determinants import Determinants, determinants_of
from stablehomes.values.days import parse_day

# The facts that a row can hold, beside statuses: what kind of text each is.
DAYS = ("on", "born", "from", "until", *STARTS)
WHOLE_NUMBERS = ("weeks", *WHOLE)
FACTS = (*STATUSES, "region", *DAYS, *WHOLE_NUMBERS)


class CohortColumn(NamedTuple):
    """A column of a cohort: its name there, and its kind: text, day, truth or whole (whole numbers)."""

    name: str
    kind: str


class Mapped(NamedTuple):
    """How a cohort says its facts: the column of each, what is the same for everybody, other words."""

    columns: Mapping[str, str]  # fact -> name of a column
    everybody: Mapping[str, str]  # fact -> value
    words: Mapping[str, Mapping[str, str]]  # fact -> word in the cohort -> word of the rules


class AllowanceDeterminants(NamedTuple):
    """One allowance: what its rule looks at.

    ``rules_out`` are statuses that it asks for: where all of one entry are known to be no, it is not due,
    whatever else may be known.
    """

    allowance: str
    determinants: Determinants
    rules_out: tuple[tuple[str, ...], ...]


class CountPlan(NamedTuple):
    """All that the counting statement needs to know.

    ``by_rows`` are the allowances that price a row as a whole, ``by_days`` those that price the days of a
    placement; ``rows`` and ``stretches`` are what they look at together, None where there is no such one.
    """

    facts: Mapping[str, CohortColumn | str]  # a column, or the value of everybody
    words: Mapping[str, Mapping[str, str]]
    by: tuple[CohortColumn, ...]
    unique: CohortColumn | None
    row_is: RowIs
    by_rows: tuple[AllowanceDeterminants, ...]
    by_days: tuple[AllowanceDeterminants, ...]
    rows: Determinants | None
    stretches: Determinants | None
    regions: Mapping[str, str]  # id -> title
    open_until: date | None  # the day up to which a placement without a last day is costed

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that a rule asks for."""
        seen = {status for each in (self.rows, self.stretches) if each for status in each.statuses}
        return tuple(each for each in STATUSES if each in seen)

    @property
    def needs_region(self) -> bool:
        """Whether a rate depends on the region."""
        return any(each.region for each in (self.rows, self.stretches) if each)


def plan(
    allowances: Sequence[Allowance],
    columns: Mapping[str, str],
    mapped: Mapped,
    *,
    by: Sequence[str] = (),
    unique: str | None = None,
    row_is: RowIs = "placement",
    open_until: date | None = None,
) -> CountPlan:
    """What to count for these allowances in a cohort that has these columns (name -> kind).

    Raises WrongCall for a column that is not there, and for a fact that is needed and has none.
    """
    row_rules = [each for each in allowances if row_is == "claim" or each.paid != "weekly"]
    weekly_rules = [each for each in allowances if each not in row_rules]
    for each in weekly_rules:
        _check_weekly(each)
    made = CountPlan(
        facts=_facts(columns, mapped),
        words=mapped.words,
        by=tuple(_column(columns, name, "--by") for name in by),
        unique=_column(columns, unique, "--unique") if unique else None,
        row_is=row_is,
        by_rows=tuple(map(_determinants, row_rules)),
        by_days=tuple(map(_determinants, weekly_rules)),
        rows=determinants_of(row_rules) if row_rules else None,
        stretches=determinants_of(weekly_rules) if weekly_rules else None,
        regions={id: title for each in allowances for id, title in each.regions.items()},
        open_until=open_until,
    )
    _check_facts(made, any(each.paid == "weekly" for each in row_rules))
    return made


def _determinants(allowance: Allowance) -> AllowanceDeterminants:
    asked = tuple(each.statuses for each in allowance.who if each.kind == "status")
    return AllowanceDeterminants(allowance.id, determinants_of([allowance]), asked)


def _check_weekly(allowance: Allowance) -> None:
    seen = determinants_of([allowance])
    if seen.starts or set(seen.ages) - {"on"}:
        message = f"{allowance.title} is not decided by the days of a placement alone"
        raise WrongCall(message, "cost rows that are one claim each with --row-is claim")


def _facts(columns: Mapping[str, str], mapped: Mapped) -> dict[str, CohortColumn | str]:
    """Facts by their own names, where nothing else is said."""
    facts: dict[str, CohortColumn | str] = {
        fact: CohortColumn(fact, columns[fact]) for fact in FACTS if fact in columns
    }
    for fact, name in mapped.columns.items():
        facts[fact] = _column(columns, name, f"the column for {fact}")
    for fact, value in mapped.everybody.items():
        check_value(fact, value)
    return {**facts, **mapped.everybody}


def check_value(fact: str, value: str) -> None:
    """A value for everybody is read like one in a column; WrongCall if it could not be."""
    if fact in DAYS:
        try:
            parse_day(value)
        except ValueError as error:
            raise WrongCall(f"{fact} of everybody: {error}", "write a day as 2023-04-01") from None
    if fact in STATUSES and value.lower() not in (*TRUE_WORDS, *FALSE_WORDS):
        raise WrongCall(f'{fact} of everybody: "{value}" is neither yes nor no', "write yes or no")
    if fact in WHOLE_NUMBERS and not (value.isdecimal() and len(value) < 4):
        raise WrongCall(f'{fact} of everybody: "{value}" is not a whole number', "write one, such as 52")


def _column(columns: Mapping[str, str], name: str, what: str) -> CohortColumn:
    if name not in columns:
        raise WrongCall(f'there is no column "{name}" ({what})', did_you_mean(name, columns))
    return CohortColumn(name, columns[name])


def _check_facts(plan: CountPlan, weeks: bool) -> None:
    missing = [fact for fact in dict.fromkeys(needed(plan, weeks)) if fact not in plan.facts]
    if missing:
        first = missing[0]
        raise WrongCall(
            f"these allowances need {', '.join(missing)}, and the cohort has no such column",
            f"name one with --column {first}=COLUMN, or say it of all with --everybody {first}=VALUE",
        )


def needed(plan: CountPlan, weeks: bool = False) -> Iterator[str]:
    """The facts without which nothing can be counted."""
    if plan.rows:
        yield "on"
    if plan.stretches:
        yield from ("from", "until")
    if any(each.ages for each in (plan.rows, plan.stretches) if each):
        yield "born"
    if plan.needs_region:
        yield "region"
    if weeks:
        yield "weeks"
