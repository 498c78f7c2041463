"""What a data file may say: the keys of each file, and how their text is read.

Only the form of one file is stated here; what files mean together is in ``rules``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from stablehomes.catalogue.councils import AreaKind, CouncilType, LondonPart
from stablehomes.catalogue.model import (
    Ages,
    DateQualifier,
    DecidingDay,
    DocumentKind,
    Envelope,
    IndexPeriod,
    MilestoneStatus,
    Paid,
    PersonStatus,
)
from stablehomes.reading.parsers import (
    AGE_DAY,
    AGES,
    ID,
    MOST_FAULTS,
    NUMBER,
    ONS_CODE,
    WHOLE_NUMBER,
    Matching,
    OneOf,
    Reader,
    Tally,
    TooManyFaults,
    parse_age_day,
    parse_band,
    parse_count,
    parse_number,
    parse_required,
    parse_small,
    parse_text,
    parse_truth,
)
from stablehomes.values.days import KnownDate, parse_day, parse_known_date, parse_known_or_between
from stablehomes.values.money import WRITTEN_AMOUNT, parse_pounds
from stablehomes.values.ranges import Qualifier
from stablehomes.values.terms import Limit, parse_limit, parse_share
from stablehomes.values.years import FinancialYear, parse_year


def _written(pattern: str, *other_types: str) -> dict[str, Any]:
    """The JSON Schema of a value: what text must look like, and what other readers of YAML may make of it."""
    return {"type": ["string", *other_types], "pattern": f"^({pattern})$"}


TEXT_WRITTEN = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def read_as(reader: Reader, written: Mapping[str, object] | None = None) -> PlainValidator:
    """Text read by a reader. ``written`` is the JSON Schema of how it is written; any text if left out."""
    schema = {"description": reader.help, **(written or TEXT_WRITTEN)}
    return PlainValidator(reader.read, json_schema_input_type=Annotated[Any, WithJsonSchema(schema)])


def one_of(code: str, words: Any) -> PlainValidator:
    """One of the words of a Literal type; TypeError for anything else, in which there would be no words."""
    if get_origin(words) is not Literal:
        raise TypeError(f"{words} is not a Literal type")
    known = get_args(words)
    schema = {"enum": list(known)}
    return PlainValidator(
        OneOf(code, known).read, json_schema_input_type=Annotated[Any, WithJsonSchema(schema)]
    )


WEB_ADDRESS = r"https?://[^\s/]+\.[^\s/]+(/\S*)?"
DATE, DAY, YEAR = (
    "[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?",
    "[12][0-9]{3}-[0-9]{2}-[0-9]{2}",
    "[12][0-9]{3}-[0-9]{2}",
)

ID_HELP = "use small letters, digits and hyphens, such as family-finding"
POUNDS_HELP = "write pounds as £45m, £1.5bn, £2,000 or £120.50, never below nothing"
PER_CENT_HELP = "write a number without the sign for per cent, such as 8.7"
INDEX_HELP = "write the level of the index, such as 96.1297"
COUNT_HELP = "write a whole number, such as 12"
SMALL_HELP = "write a whole number, such as 25"
BAND_HELP = "write the first and the last age, such as 11-15"
LIMIT_HELP = 'write £100,000, or "95% of COLUMN" for a part of a column'
DAY_HELP = "write a day as 2023-04-01"
DATE_HELP = "write a day as 2023-04-01, a month as 2023-04 or a year as 2023"
BETWEEN_HELP = f"{DATE_HELP}; or two of them, as 2023-05-11 to 2023-09, if it lies between"
YEAR_HELP = "write a financial year as 2023-24"
URL_HELP = "write the whole address, such as https://www.gov.uk/"
AGE_DAY_HELP = "write day, start, or a day of every year such as 08-31"
REQUIRED_HELP = "write true, or take the condition out"
ONS_CODE_HELP = "write a letter and eight digits, such as E06000059"

COUNT_WRITTEN = _written(WHOLE_NUMBER, "integer") | {"minimum": 0}
POUNDS_WRITTEN = _written(WRITTEN_AMOUNT, "number") | {"minimum": 0}
NUMBER_WRITTEN = _written(NUMBER, "number")

Text = Annotated[str, read_as(Reader("no-text", parse_text, "write a word or a sentence"))]
Id = Annotated[str, read_as(Reader("bad-id", Matching(ID, "an id"), ID_HELP), _written(ID, "integer"))]
Pounds = Annotated[Decimal, read_as(Reader("bad-amount", parse_pounds, POUNDS_HELP), POUNDS_WRITTEN)]
Count = Annotated[Decimal, read_as(Reader("bad-count", parse_count, COUNT_HELP), COUNT_WRITTEN)]
PerCent = Annotated[Decimal, read_as(Reader("bad-number", parse_number, PER_CENT_HELP), NUMBER_WRITTEN)]
Index = Annotated[Decimal, read_as(Reader("bad-number", parse_number, INDEX_HELP), NUMBER_WRITTEN)]
Day = Annotated[date, read_as(Reader("bad-date", parse_day, DAY_HELP), _written(DAY))]
Known = Annotated[
    KnownDate, read_as(Reader("bad-date", parse_known_date, DATE_HELP), _written(DATE, "integer"))
]
Between = Annotated[
    KnownDate,
    read_as(
        Reader("bad-date", parse_known_or_between, BETWEEN_HELP), _written(f"{DATE}( to {DATE})?", "integer")
    ),
]
Year = Annotated[FinancialYear, read_as(Reader("bad-year", parse_year, YEAR_HELP), _written(YEAR))]
Url = Annotated[
    str, read_as(Reader("bad-url", Matching(WEB_ADDRESS, "a web address"), URL_HELP), _written(WEB_ADDRESS))
]
Truth = Annotated[bool, read_as(Reader("bad-truth", parse_truth, "write true or false"), {"type": "boolean"})]
WholeNumber = Annotated[
    int, read_as(Reader("bad-count", parse_small, SMALL_HELP), _written("[0-9]{1,3}", "integer"))
]
AgeBand = Annotated[Ages, read_as(Reader("bad-ages", parse_band, BAND_HELP), _written(AGES))]
AgeDay = Annotated[str, read_as(Reader("bad-date", parse_age_day, AGE_DAY_HELP), _written(AGE_DAY))]
Required = Annotated[bool, read_as(Reader("bad-truth", parse_required, REQUIRED_HELP), {"const": True})]
OnsCode = Annotated[
    str, read_as(Reader("bad-ons-code", Matching(ONS_CODE, "an ONS code"), ONS_CODE_HELP), _written(ONS_CODE))
]
Qualified = Annotated[Qualifier, one_of("unknown-qualifier", Qualifier)]
Share = Annotated[Decimal, read_as(Reader("bad-share", parse_share, "write a share as 60% or 12.5%"))]
SumOrPart = Annotated[Limit, read_as(Reader("bad-limit", parse_limit, LIMIT_HELP))]


class Entry(BaseModel):
    """Anything that has keys. ``called`` is what an error calls it."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
        populate_by_name=False,
        defer_build=True,  # most are only ever parts of another, which is built with all its parts
    )
    called: ClassVar[str] = "an entry"

    @model_validator(mode="wrap")
    @classmethod
    def _tallied(cls, value: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if not isinstance(info.context, Tally):
            return handler(value)
        if isinstance(value, dict) and len(value) > MOST_FAULTS + len(cls.model_fields):
            raise TooManyFaults  # before pydantic makes an error of each unknown key
        try:
            return handler(value)
        except ValidationError as error:
            info.context.add(error.error_count())
            raise


class Statement(Entry):
    """What one document says, in which words, and when, if not on the day of the document."""

    called: ClassVar[str] = "a figure"
    source: Id
    quote: Text
    qualifier: Qualified = "exact"
    stated: Between | None = None
    period: Text | None = None
    unquoted: Text | None = None


class MoneyFigure(Statement):
    amount: Pounds


class CountFigure(Statement):
    count: Count


class PerCentFigure(Statement):
    percent: PerCent


class InstalmentEntry(Entry):
    called: ClassVar[str] = "an instalment"
    day: WholeNumber
    amount: Pounds


class RateFigure(MoneyFigure):
    """A rate of an allowance, as one document states it, with the days between which it is paid."""

    called: ClassVar[str] = "a rate"
    instalments: list[InstalmentEntry] = []
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None


class MentionEntry(Entry):
    called: ClassVar[str] = "a mention"
    source: Id
    quote: Text


class PlaceEntry(Entry):
    called: ClassVar[str] = "a place"
    name: Text
    code: OnsCode
    from_: Day = Field(alias="from")
    source: Id
    quote: Text | None = None
    unquoted: Text | None = None


class AllocationEntry(Entry):
    called: ClassVar[str] = "an allocation"
    to: Text
    for_: Text | None = Field(None, alias="for")
    codes: Annotated[list[OnsCode], Field(min_length=1)]
    others: WholeNumber = 0
    figures: Annotated[list[MoneyFigure], Field(min_length=1)]


class MilestoneEntry(Entry):
    called: ClassVar[str] = "a milestone"
    date: Known
    qualifier: Annotated[DateQualifier, one_of("unknown-qualifier", DateQualifier)] | None = None
    event: Text
    source: Id
    quote: Text | None = None
    status: Annotated[MilestoneStatus, one_of("unknown-word", MilestoneStatus)] = "planned"


class StrategyEntry(Entry):
    called: ClassVar[str] = "the strategy"
    title: Text
    department: Text
    published: Day
    years: Annotated[list[Year], Field(min_length=1)]
    figures: list[MoneyFigure] = []
    milestones: list[MilestoneEntry] = []
    notes: list[Text] = []


class MeasureEntry(Entry):
    called: ClassVar[str] = "a measure"
    title: Text
    also: list[Text] = []
    pillar: Id
    envelope: Annotated[Envelope, one_of("unknown-word", Envelope)] = "assumed"
    summary: Text
    years: list[Year] = []
    figures: list[MoneyFigure] = []
    areas: list[CountFigure] = []
    people: list[CountFigure] = []
    places: list[PlaceEntry] = []
    allocations: list[AllocationEntry] = []
    milestones: list[MilestoneEntry] = []
    mentions: list[MentionEntry] = []
    notes: list[Text] = []


class ContextFigure(Statement):
    """One of an amount of pounds, a count or a per cent; ``rules`` sees to it that it is one."""

    amount: Pounds | None = None
    count: Count | None = None
    percent: PerCent | None = None


class ContextEntry(Entry):
    called: ClassVar[str] = "a context entry"
    title: Text
    of: Text | None = None
    figures: Annotated[list[ContextFigure], Field(min_length=1)]
    notes: list[Text] = []


class AgeEntry(Entry):
    """From one age and under another, in completed years, on a day."""

    called: ClassVar[str] = "a condition on age"
    at: AgeDay = "day"
    from_: WholeNumber | None = Field(None, alias="from")
    under: WholeNumber | None = None


class WhoEntry(Entry):
    """Whom an allowance is for: conditions that must all hold. This is the whole vocabulary."""

    called: ClassVar[str] = "a condition"
    care_leaver: Required = False
    in_care: Required = False
    fostered: Required = False
    apprentice: Required = False
    further_education: Required = False
    higher_education: Required = False
    any_of: list[Annotated[PersonStatus, one_of("unknown-word", PersonStatus)]] = []
    age: AgeEntry | None = None
    course_years_from: WholeNumber | None = None


class TableEntry(Entry):
    """One document's table of rates: the amount for each region and band of ages, between two days."""

    called: ClassVar[str] = "a table of rates"
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    source: Id
    quotes: dict[Text, Text] = {}
    unquoted: Text | None = None
    stated: Between | None = None
    period: Text | None = None
    amounts: dict[Id, dict[AgeBand, Pounds]]


class UpliftEntry(PerCentFigure):
    called: ClassVar[str] = "an uplift"
    year: Year


class AllowanceEntry(Entry):
    called: ClassVar[str] = "an allowance"
    title: Text
    also: list[Text] = []
    paid: Annotated[Paid, one_of("unknown-word", Paid)]
    status: Text
    decided_by: Annotated[DecidingDay, one_of("unknown-word", DecidingDay)] = "day"
    who: WhoEntry
    regions: dict[Id, Text] = {}
    rates: list[RateFigure] = []
    tables: list[TableEntry] = []
    uplifts: list[UpliftEntry] = []
    mentions: list[MentionEntry] = []
    notes: list[Text] = []


class AuthorEntry(Entry):
    """Whose words they are, where that is not who published them."""

    called: ClassVar[str] = "an author"
    name: Text
    kind: Annotated[DocumentKind, one_of("unknown-word", DocumentKind)]


class SourceEntry(Entry):
    called: ClassVar[str] = "a source"
    title: Text
    author: AuthorEntry | None = None
    publisher: Text
    kind: Annotated[DocumentKind, one_of("unknown-word", DocumentKind)]
    published: Between
    url: Url | None = None
    note: Text | None = None


class LevelEntry(Entry):
    called: ClassVar[str] = "a price level"
    year: Year | None = None
    month: Known | None = None
    index: Index
    forecast: Truth = False


class ChangeEntry(Entry):
    called: ClassVar[str] = "a price change"
    year: Known | None = None
    month: Known | None = None
    percent: PerCent


class PriceIndexEntry(Entry):
    called: ClassVar[str] = "a price index"
    title: Text
    source: Id
    quote: Text | None = None
    unquoted: Text | None = None
    by: Annotated[IndexPeriod, one_of("unknown-word", IndexPeriod)]
    reference: Text
    values: Annotated[list[LevelEntry], Field(min_length=1)]
    changes: list[ChangeEntry] = []
    changes_source: Id | None = None
    years: list[ChangeEntry] = []
    notes: list[Text] = []


class PersonEntry(Entry):
    """What is known of one person; what is left out is not known."""

    called: ClassVar[str] = "a person"
    id: Text | None = None
    on: Day | None = None
    born: Known | None = None
    age: WholeNumber | None = None
    care_leaver: Truth | None = None
    in_care: Truth | None = None
    fostered: Truth | None = None
    apprentice: Truth | None = None
    further_education: Truth | None = None
    higher_education: Truth | None = None
    apprenticeship_started: Day | None = None
    course_started: Day | None = None
    course_years: WholeNumber | None = None
    region: Id | None = None
    had: list[Id] = []


class PeopleFile(Entry):
    called: ClassVar[str] = "a file of people"
    people: Annotated[list[PersonEntry], Field(min_length=1)]


class CouncilEntry(Entry):
    called: ClassVar[str] = "a council"
    name: Text
    also: list[Text] = []
    type: Annotated[CouncilType, one_of("unknown-word", CouncilType)]
    region: OnsCode
    london: Annotated[LondonPart, one_of("unknown-word", LondonPart)] | None = None
    number: WholeNumber | None = None
    from_: Day = Field(alias="from")
    until: Day | None = None
    became: list[OnsCode] = []
    order: Text | None = None
    source: Id | None = None


class AreaEntry(Entry):
    called: ClassVar[str] = "an area that is no council"
    name: Text
    also: list[Text] = []
    kind: Annotated[AreaKind, one_of("unknown-word", AreaKind)]


class CountedEntry(Entry):
    called: ClassVar[str] = "a shipped count"
    title: Text
    source: Id
    earlier_source: Id | None = None


class WaveEntry(Entry):
    called: ClassVar[str] = "a wave"
    from_: Day = Field(alias="from")
    areas: list[Text] = []


class FormulaEntry(Entry):
    called: ClassVar[str] = "a formula"
    title: Text | None = None
    left_out: list[Text] = []
    fixed: dict[Text, Pounds] = {}
    lump_sum: Pounds = Decimal(0)
    weights: dict[Text, Share] = {}
    floor: SumOrPart | None = None
    cap: SumOrPart | None = None
    waves: list[WaveEntry] = []
    profile: dict[Year, Share] = {}


class FormulaFile(Entry):
    """A rule for sharing a sum, written down by whoever shares it, in a file that stands alone."""

    called: ClassVar[str] = "a formula file"
    formula: FormulaEntry


class CohortFile(Entry):
    """Which column of a cohort stands for each fact, what is true of everybody, other words for values."""

    called: ClassVar[str] = "a mapping of columns"
    columns: dict[str, Text] = {}
    everybody: dict[str, Text] = {}
    words: dict[str, dict[str, Text]] = {}


class SourcesFile(Entry):
    called: ClassVar[str] = "sources.yaml"
    sources: dict[Id, SourceEntry]


class MeasuresFile(Entry):
    called: ClassVar[str] = "measures.yaml"
    strategy: StrategyEntry
    pillars: dict[Id, Text]
    measures: dict[Id, MeasureEntry]
    context: dict[Id, ContextEntry] = {}


class CouncilsFile(Entry):
    called: ClassVar[str] = "councils.yaml"
    codes_source: Id | None = None
    days_source: Id | None = None
    orders_source: Id | None = None
    names_source: Id | None = None
    neighbours_source: Id | None = None
    councils: dict[OnsCode, CouncilEntry]
    areas: dict[OnsCode, AreaEntry] = {}
    counts: dict[Id, CountedEntry] = {}


class AllowancesFile(Entry):
    called: ClassVar[str] = "allowances.yaml"
    allowances: dict[Id, AllowanceEntry]


class PricesFile(Entry):
    called: ClassVar[str] = "prices.yaml"
    prices: dict[Id, PriceIndexEntry] = {}


class SettingEntry(Entry):
    """Another value for something that the data has."""

    called: ClassVar[str] = "a change"
    path: Text
    to: Text
    from_: Day | None = Field(None, alias="from")
    because: Text


class AdditionEntry(Entry):
    """A measure that the data does not have."""

    called: ClassVar[str] = "an added measure"
    title: Text
    pillar: Id
    envelope: Annotated[Envelope, one_of("unknown-word", Envelope)] = "assumed"
    years: list[Year] = []
    amount: Pounds | None = None
    qualifier: Qualified = "exact"
    areas: Count | None = None
    because: Text


class EndingEntry(Entry):
    """A measure that goes, wholly or after one of its years."""

    called: ClassVar[str] = "an ended measure"
    after: Year | None = None
    because: Text


class ScenarioFile(Entry):
    """A named set of changes to a data folder; what is set has a name, what is added or ended its id."""

    called: ClassVar[str] = "a scenario"
    title: Text
    dated: Known
    because: Text
    set: dict[Id, SettingEntry] = {}
    add: dict[Id, AdditionEntry] = {}
    end: dict[Id, EndingEntry] = {}


class ThresholdEntry(Entry):
    """What must not be so: ``deny`` ends with exit status 1, ``warn`` is said only."""

    called: ClassVar[str] = "a threshold"
    deny: Text | None = None
    warn: Text | None = None
    message: Text | None = None


class ThresholdsFile(Entry):
    called: ClassVar[str] = "a file of thresholds"
    thresholds: Annotated[list[ThresholdEntry], Field(min_length=1)]


# The files of a data folder, each under its name without the ending.
FILES: dict[str, type[Entry]] = {
    "sources": SourcesFile,
    "measures": MeasuresFile,
    "allowances": AllowancesFile,
    "prices": PricesFile,
    "councils": CouncilsFile,
}
