"""What an announcement is made of: frozen values that know nothing of files, formats or commands.

Amounts are pounds as exact decimals. A ``source`` is the id of a Source; ids are those of the data files.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from stablehomes.values.days import KnownDate
from stablehomes.values.years import FinancialYear

# Whose word counts first where documents disagree.
SOURCE_KINDS = ("department", "parliament", "council", "sector", "press")
# The kind of source that a scenario is: no document, so no data file may say it of one.
SCENARIO = "scenario"
ENVELOPES = ("stated", "assumed", "outside")
# What can be true of a person, in the words of the data files.
STATUSES = ("care_leaver", "in_care", "fostered", "apprentice", "further_education", "higher_education")
# Whose day decides which rate is due: the day that is asked about, or the start of something.
DECIDING_DAYS = ("day", "apprenticeship_started", "course_started")


class Source(NamedTuple):
    """One document: who published it, when, and where it can be read."""

    id: str
    title: str
    publisher: str
    kind: str  # one of SOURCE_KINDS
    published: KnownDate
    url: str | None
    note: str | None


class Figure(NamedTuple):
    """One number as one document states it."""

    amount: Decimal  # pounds, a count or a per cent, as the holder of the figure says
    qualifier: str  # one of ranges.QUALIFIERS
    source: str
    quote: str
    stated: KnownDate
    period: str | None  # the time that the document gives for it, in words


class Mention(NamedTuple):
    """One document naming a thing without a sum."""

    source: str
    quote: str


class Place(NamedTuple):
    """A council that was named, with its ONS code and the day from which it takes part."""

    name: str
    code: str
    from_: date
    source: str


class Milestone(NamedTuple):
    """Something that was planned for a date, or is known to have happened on it."""

    date: KnownDate
    qualifier: str | None  # "by" where the document gives the latest day only
    event: str
    source: str
    quote: str | None
    status: str  # planned | happened


class Strategy(NamedTuple):
    """The announcement as a whole and the envelope that it names."""

    title: str
    department: str
    published: date
    years: tuple[FinancialYear, ...]
    figures: tuple[Figure, ...]
    milestones: tuple[Milestone, ...]
    notes: tuple[str, ...]


class Allocation(NamedTuple):
    """Pounds that named councils were awarded, as published; several statements of them may disagree."""

    to: str
    for_: str | None  # what it was awarded for, where that is not the measure as a whole
    codes: tuple[str, ...]  # the ONS codes of the councils that it was awarded to, together
    figures: tuple[Figure, ...]


class Reorganisation(NamedTuple):
    """A council that was abolished, and those that took its place."""

    name: str
    until: date  # the last day of the council
    became: Mapping[str, str]  # ONS code -> name
    source: str


class Measure(NamedTuple):
    """One thing that the strategy does, with or without money."""

    id: str
    title: str
    also: tuple[str, ...]
    pillar: str
    envelope: str  # one of ENVELOPES
    summary: str
    years: tuple[FinancialYear, ...]
    figures: tuple[Figure, ...]
    areas: tuple[Figure, ...]
    people: tuple[Figure, ...]
    places: tuple[Place, ...]
    allocations: tuple[Allocation, ...]
    milestones: tuple[Milestone, ...]
    mentions: tuple[Mention, ...]
    notes: tuple[str, ...]


class Context(NamedTuple):
    """A figure that is no part of the strategy's money but is quoted beside it."""

    id: str
    title: str
    unit: str  # pounds | count | per cent
    of: str | None
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


class Ages(NamedTuple):
    """A band of ages in completed years, both included."""

    lowest: int
    highest: int


class Instalment(NamedTuple):
    """A part of a sum that is paid once: pounds, and its day, counted with the start as day 1."""

    day: int
    amount: Decimal


class Rate(NamedTuple):
    """What an allowance pays from one day to another, both included; None is an open end.

    ``region`` and ``ages`` say for whom, where the allowance has a table; None is everybody.
    """

    from_: date | None
    until: date | None
    region: str | None
    ages: Ages | None
    figures: tuple[Figure, ...]
    instalments: tuple[Instalment, ...]

    def covers(self, day: date) -> bool:
        """Whether this is the rate of the day."""
        return (self.from_ or date.min) <= day <= (self.until or date.max)


class Condition(NamedTuple):
    """One thing that must hold of a person who is due an allowance; None is a limit that is not set.

    ``kind`` is status (``statuses``: one of them must hold), age (from ``at_least``, ``under``) or
    course_years (``at_least``). ``at`` is the day on which an age counts: day (that is asked about), start
    (that decides the rate), or the last such day of a year before it, written 08-31.
    """

    kind: str
    statuses: tuple[str, ...] = ()
    at: str = "day"
    at_least: int | None = None
    under: int | None = None


class Uplift(NamedTuple):
    """By how much a table of rates rose from one financial year to the next, in per cent, as published."""

    year: FinancialYear
    figures: tuple[Figure, ...]


class Allowance(NamedTuple):
    """A payment to a person; its rates stand in the order of their days.

    ``decided_by`` is the day that decides which rate is due: one of DECIDING_DAYS.
    """

    id: str
    title: str
    also: tuple[str, ...]
    paid: str  # once | weekly | yearly
    status: str
    decided_by: str
    who: tuple[Condition, ...]
    regions: Mapping[str, str]  # id -> title; none where the region makes no difference
    rates: tuple[Rate, ...]
    uplifts: tuple[Uplift, ...]
    notes: tuple[str, ...]


class PriceIndex(NamedTuple):
    """A price index: its level in each financial year or month, and which of them are forecasts."""

    id: str
    title: str
    source: str
    by: str  # financial-year | month
    reference: str
    levels: Mapping[str, Decimal]  # "2023-24" or "2023-04" -> index
    forecasts: frozenset[str]
    changes: Mapping[str, Decimal]  # "2023-04" or "2023" -> per cent over twelve months
    changes_source: str | None
    notes: tuple[str, ...]


class Change(NamedTuple):
    """One change of a scenario: what is done to what, and why."""

    name: str
    action: str  # set | add | end
    path: str  # the id of a thing, or an id and one of its keys: families-first-pathfinder.areas
    to: str | None  # the new value as it was written; None for what is added or ended
    from_: date | None  # the first day of a new rate
    after: FinancialYear | None  # the last year of what is ended; None if all of it goes
    added: Measure | None
    because: str


class Scenario(NamedTuple):
    """A named set of changes to the data, each assumed."""

    id: str
    title: str
    dated: KnownDate | None  # when it was written; None for one given on the command line
    because: str
    changes: tuple[Change, ...]


class Catalogue(NamedTuple):
    """Everything in a data folder, resolved and found by id; ``scenarios`` were applied in this order."""

    strategy: Strategy
    pillars: Mapping[str, str]  # id -> title, in the order of the file
    measures: Mapping[str, Measure]
    context: Mapping[str, Context]
    allowances: Mapping[str, Allowance]
    sources: Mapping[str, Source]
    prices: Mapping[str, PriceIndex]
    abolished: Mapping[str, Reorganisation]  # by the ONS code of the council that is no more
    scenarios: tuple[Scenario, ...] = ()
