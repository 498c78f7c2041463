"""What an announcement is made of: frozen values that know nothing of files, formats or commands.

Amounts are pounds as exact decimals. A ``source`` is the id of a Source; ids are those of the data files.
A closed list of words is a Literal type, stated once: what reads, prints or offers the words follows from it.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from stablehomes.catalogue.facts import NumberFact
from stablehomes.values.days import KnownDate
from stablehomes.values.ranges import Qualifier
from stablehomes.values.years import FinancialYear

DocumentKind = Literal["department", "parliament", "council", "sector", "press"]
# Whose word counts first where documents disagree.
SOURCE_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
# The kind of source that a scenario is: no document, so no data file may say it of one.
SCENARIO: Literal["scenario"] = "scenario"
SourceKind = Literal[DocumentKind, "scenario"]
# Whether a document says that the money lies in the announced total, or it is assumed, or it lies outside.
Envelope = Literal["stated", "assumed", "outside"]
MilestoneStatus = Literal["planned", "happened"]
# "by" where the document gives the latest day only.
DateQualifier = Literal["by"]
FigureUnit = Literal["pounds", "count", "per cent"]
Unit = Literal[FigureUnit, "areas", "people", "index", "points"]
Paid = Literal["once", "weekly", "yearly"]
# What can be true of a person, in the words of the data files.
PersonStatus = Literal[
    "care_leaver", "in_care", "fostered", "apprentice", "further_education", "higher_education"
]
STATUSES: tuple[PersonStatus, ...] = get_args(PersonStatus)
# The conditions of the data, and those that every allowance has.
ConditionKind = Literal[
    "status", "age", NumberFact, "anybody", "started", "once", "rate_known", "region", "ages"
]
# Whose day decides which rate is due: the day that is asked about, or the start of something.
DecidingDay = Literal["day", "apprenticeship_started", "course_started"]
IndexPeriod = Literal["financial-year", "month"]
Action = Literal["set", "add", "end"]


class Author(NamedTuple):
    """Whose words a document holds that somebody else publishes."""

    name: str
    """Who said it."""
    kind: DocumentKind
    """What the author is, for the headline."""


class Source(NamedTuple):
    """One document: who published it, when, and where it can be read."""

    id: str
    """The id that figures cite it by."""
    title: str
    """What the document is called."""
    publisher: str
    """Who published it."""
    kind: SourceKind
    """What its publisher is; a scenario is no document: what it says is assumed."""
    published: KnownDate
    """The day, month or year on which it was published, or two between which it was."""
    url: str | None
    """Where it can be read; null if it is not on the web."""
    note: str | None
    """What a reader should know of it; null if nothing."""
    author: Author | None = None
    """Whose words they are; null if the publisher's own."""

    @property
    def speaker(self) -> SourceKind:
        """Whose word it is: what its author is, or its publisher."""
        return self.author.kind if self.author else self.kind


class Figure(NamedTuple):
    """One number as one document states it."""

    amount: Decimal
    """Pounds, a count or a per cent, as the thing that has the figure says."""
    qualifier: Qualifier
    """What the document says of the amount: "over" is at least that much, "up to" at most."""
    source: str
    """Id of the document, or of the scenario, that states it."""
    quote: str
    """The words that state it, as they stand there."""
    stated: KnownDate
    """When it was stated."""
    period: str | None
    """The time that the document gives for it, in words; null if it gives none."""
    unquoted: str | None = None
    """Why the quote does not hold the number or the qualifier; null where it does."""


class Mention(NamedTuple):
    """One document naming a thing without a sum."""

    source: str
    """Id of the document."""
    quote: str
    """The words that name it."""


class Place(NamedTuple):
    """A council that was named, with its ONS code and the day from which it takes part."""

    name: str
    """Name of the council."""
    code: str
    """Its ONS code."""
    from_: date
    """The day from which it takes part."""
    source: str
    """Id of the document that names it."""
    quote: str | None = None
    """The words that name it; null where it is not quoted."""
    unquoted: str | None = None
    """Why the quote does not hold the name; null where it does."""


class Milestone(NamedTuple):
    """Something that was planned for a date, or is known to have happened on it."""

    date: KnownDate
    """The day, the month or the year, as far as it is known."""
    qualifier: DateQualifier | None
    """"by" where the document gives the latest day only; null where it gives the date itself."""
    event: str
    """What it is, in words."""
    source: str
    """Id of the document that says so."""
    quote: str | None
    """The words of the document; null where it is not quoted."""
    status: MilestoneStatus
    """Whether the document plans it or reports that it happened."""


class Strategy(NamedTuple):
    """The announcement as a whole and the envelope that it names."""

    title: str
    """What the announcement is called."""
    department: str
    """The department that made it."""
    published: date
    """The day on which it was published."""
    years: tuple[FinancialYear, ...]
    """The financial years that its money is for."""
    figures: tuple[Figure, ...]
    """What each document states as the total, in pounds."""
    milestones: tuple[Milestone, ...]
    """Its dates that belong to no measure alone."""
    notes: tuple[str, ...]
    """What has to be said with its money."""


class Allocation(NamedTuple):
    """Pounds that named councils were awarded, as published; several statements of them may disagree."""

    to: str
    """To whom it was awarded, in words."""
    for_: str | None
    """What it was awarded for; null if for the measure as a whole."""
    codes: tuple[str, ...]
    """The ONS codes of the councils that it was awarded to, together."""
    figures: tuple[Figure, ...]
    """What each document states, in pounds."""
    others: int = 0
    """How many more councils share it that no document names."""


class Measure(NamedTuple):
    """One thing that the strategy does, with or without money."""

    id: str
    """Its id in the data files."""
    title: str
    """What it is called."""
    also: tuple[str, ...]
    """What else it is called."""
    pillar: str
    """Id of the pillar that it belongs to."""
    envelope: Envelope
    """Whether its money lies in the announced total, and whether a document says so."""
    summary: str
    """What it does, in a sentence."""
    years: tuple[FinancialYear, ...]
    """The financial years that its money is for."""
    figures: tuple[Figure, ...]
    """What each document states of its money, in pounds; empty if no figure was announced."""
    areas: tuple[Figure, ...]
    """In how many areas, as documents state it."""
    people: tuple[Figure, ...]
    """For how many people, as documents state it."""
    places: tuple[Place, ...]
    """The councils that were named."""
    allocations: tuple[Allocation, ...]
    """What was awarded to named councils."""
    milestones: tuple[Milestone, ...]
    """What was planned for a date, or happened on it."""
    mentions: tuple[Mention, ...]
    """Documents that name it without a sum."""
    notes: tuple[str, ...]
    """What has to be said with it."""


class Context(NamedTuple):
    """A figure that is no part of the strategy's money but is quoted beside it."""

    id: str
    """Its id in the data files."""
    title: str
    """What it is called."""
    unit: FigureUnit
    """What its figures are."""
    of: str | None
    """What the number is of; null if the title says it."""
    figures: tuple[Figure, ...]
    """What each document states, in ``unit``."""
    notes: tuple[str, ...]
    """What has to be said with it."""


class Ages(NamedTuple):
    """A band of ages."""

    lowest: int
    """Completed years, included."""
    highest: int
    """Completed years, included."""


class Instalment(NamedTuple):
    """A part of a sum that is paid once."""

    day: int
    """The day on which it is paid, with the day of the start as day 1."""
    amount: Decimal
    """Pounds."""


class Rate(NamedTuple):
    """What an allowance pays from one day to another, both included."""

    from_: date | None
    """The first day; null if no document says from when."""
    until: date | None
    """The last day; null if it still holds."""
    region: str | None
    """Id of the region that it is for; null for every region."""
    ages: Ages | None
    """The ages that it is for; null for every age."""
    figures: tuple[Figure, ...]
    """What each document states, in pounds."""
    instalments: tuple[Instalment, ...]
    """The parts in which it is paid; empty if at once."""

    def covers(self, day: date) -> bool:
        """Whether this is the rate of the day."""
        return (self.from_ or date.min) <= day <= (self.until or date.max)


class Condition(NamedTuple):
    """One thing that must hold of a person who is due an allowance."""

    kind: ConditionKind
    """What is looked at."""
    statuses: tuple[PersonStatus, ...] = ()
    """Of these one must hold; empty for another kind."""
    at: str = "day"
    """The day on which an age counts: day, start, or the last such day of a year, written 08-31."""
    at_least: int | None = None
    """Completed years, or years of a course, included; null is no limit."""
    under: int | None = None
    """Completed years, not included; null is no limit."""


class Uplift(NamedTuple):
    """By how much a table of rates rose from one financial year to the next, in per cent, as published."""

    year: FinancialYear
    """The year in which the rates rose."""
    figures: tuple[Figure, ...]
    """What each document states, in per cent."""


class Allowance(NamedTuple):
    """A payment to a person."""

    id: str
    """Its id in the data files."""
    title: str
    """What it is called."""
    also: tuple[str, ...]
    """What else it is called."""
    paid: Paid
    """How often the rate is paid."""
    status: str
    """What kind of amount it is, in words: a set amount, a minimum, a recommendation."""
    decided_by: DecidingDay
    """The day that decides which rate is due."""
    who: tuple[Condition, ...]
    """What must hold of a person; all of them."""
    regions: Mapping[str, str]
    """Regions with rates of their own, id to title; empty where the region makes no difference."""
    rates: tuple[Rate, ...]
    """In the order of their days."""
    uplifts: tuple[Uplift, ...]
    """By how much its table rose, as published."""
    notes: tuple[str, ...]
    """What has to be said with it."""
    mentions: tuple[Mention, ...] = ()
    """Documents that say whom it is for, or name it, without a sum."""


class PriceIndex(NamedTuple):
    """A price index: its level in each financial year or month, and which of them are forecasts."""

    id: str
    """Its id in the data files."""
    title: str
    """What it is called."""
    source: str
    """Id of the document with its levels."""
    by: IndexPeriod
    """What its levels are for."""
    reference: str
    """When it is 100, in words."""
    levels: Mapping[str, Decimal]
    """The level in each year ("2023-24") or month ("2023-04")."""
    forecasts: frozenset[str]
    """The years or months of which the level is a forecast."""
    changes: Mapping[str, Decimal]
    """Per cent over twelve months, to a month ("2023-04") or for a year ("2023")."""
    changes_source: str | None
    """Id of the document with its changes; null if none are held."""
    notes: tuple[str, ...]
    """What has to be said with it."""
    quote: str | None = None
    """Words or a line of the document with its levels; null where it is not quoted."""
    unquoted: str | None = None
    """Why there is no quote; null where there is one."""


class Change(NamedTuple):
    """One change of a scenario: what is done to what, and why."""

    name: str
    """What it is called in the scenario."""
    action: Action
    """What is done."""
    path: str
    """The id of a thing, or an id and one of its keys: families-first-pathfinder.areas."""
    to: str | None
    """The new value as it was written; null for what is added or ended."""
    from_: date | None
    """The first day of a new rate; null for anything else."""
    after: FinancialYear | None
    """The last year of what is ended; null if all of it goes."""
    added: Measure | None
    """The measure that is added; null for another action."""
    because: str
    """Why, in words."""


class Scenario(NamedTuple):
    """A named set of changes to the data, each assumed."""

    id: str
    """The id that its figures cite it by."""
    title: str
    """What it is called."""
    dated: KnownDate | None
    """When it was written; null for one given on the command line."""
    because: str
    """Why, in words."""
    changes: tuple[Change, ...]
    """What it changes, in order."""


class Catalogue(NamedTuple):
    """Everything in a data folder, resolved and found by id."""

    strategy: Strategy
    """The announcement as a whole."""
    pillars: Mapping[str, str]
    """Id to title, in the order of the file."""
    measures: Mapping[str, Measure]
    context: Mapping[str, Context]
    allowances: Mapping[str, Allowance]
    sources: Mapping[str, Source]
    prices: Mapping[str, PriceIndex]
    scenarios: tuple[Scenario, ...] = ()
    """Those that were applied, in this order."""
