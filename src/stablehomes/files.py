"""What a data file may say: the keys of each file, and how their text is read.

Only the form of one file is stated here; what files mean together is in ``checks``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from stablehomes.days import KnownDate, parse_day, parse_known_date
from stablehomes.model import ENVELOPES, SOURCE_KINDS
from stablehomes.money import parse_pounds
from stablehomes.problems import Nearest, shown
from stablehomes.ranges import QUALIFIERS
from stablehomes.years import FinancialYear, parse_year

# A file with more faults of form than this is no slip of the pen, and listing them all would fill the memory.
MOST_FAULTS = 1000


class TooManyFaults(Exception):
    """The file has more faults of form than are worth counting."""


class Tally:
    """Counts the faults of form of one file while it is validated."""

    def __init__(self) -> None:
        self.faults = 0

    def add(self, faults: int) -> None:
        """Counts faults; TooManyFaults once there are more than MOST_FAULTS."""
        self.faults += faults
        if self.faults > MOST_FAULTS:
            raise TooManyFaults


def _refusal(
    info: ValidationInfo, code: str, message: str, value: object, **context: object
) -> PydanticCustomError:
    if isinstance(info.context, Tally):
        info.context.add(1)
    return PydanticCustomError(code, message, {"value": value, **context})


def read_as(code: str, parse: Callable[[str], object], help: str) -> BeforeValidator:
    """Text read by ``parse``; its ValueError becomes a problem with this code and help."""

    def read(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            found = "keys and values" if isinstance(value, dict) else "a list" if value else "nothing"
            raise _refusal(info, "wrong-shape", "this is {value}, not a plain value", found, help=help)
        try:
            return parse(value)
        except ValueError as error:
            reason = str(error).replace(f'"{value}"', f'"{shown(value)}"')
            raise _refusal(info, code, "{value}", reason, help=help) from None

    return BeforeValidator(read)


def one_of(code: str, words: Iterable[str]) -> BeforeValidator:
    """One of a closed list of words."""
    known = tuple(words)

    def read(value: object, info: ValidationInfo) -> object:
        if value not in known:
            word = value if isinstance(value, str) else ""
            raise _refusal(info, code, '"{value}" is not known here', shown(word), help=Nearest(word, known))
        return value

    return BeforeValidator(read)


def _matching(pattern: str, what: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(f'"{text}" is not {what}')
        return text

    return parse


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("there is no text here")
    return " ".join(text.split())


def _number(text: str) -> Decimal:
    return Decimal(_matching(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", "a plain number")(text))


def _count(text: str) -> Decimal:
    digits = _matching("[0-9]{1,3}(,[0-9]{3})*|[0-9]{1,9}", "a whole number")(text).replace(",", "")
    return Decimal(int(digits))


def _web_address(text: str) -> str:
    return _matching(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", "a web address")(text)


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f'"{text}" is neither true nor false')
    return text == "true"


DATE_HELP = "write a day as 2023-04-01, a month as 2023-04 or a year as 2023"
Text = Annotated[str, read_as("no-text", _text, "write a word or a sentence")]
Id = Annotated[
    str,
    read_as(
        "bad-id",
        _matching("[a-z0-9]+(-[a-z0-9]+)*", "an id"),
        "use small letters, digits and hyphens, such as family-finding",
    ),
]
Pounds = Annotated[
    Decimal,
    read_as(
        "bad-amount", parse_pounds, "write pounds as £45m, £1.5bn, £2,000 or £120.50, never below nothing"
    ),
]
Count = Annotated[Decimal, read_as("bad-count", _count, "write a whole number, such as 12")]
PerCent = Annotated[
    Decimal, read_as("bad-number", _number, "write a number without the sign for per cent, such as 8.7")
]
Index = Annotated[Decimal, read_as("bad-number", _number, "write the level of the index, such as 96.1297")]
Day = Annotated[date, read_as("bad-date", parse_day, "write a day as 2023-04-01")]
Known = Annotated[KnownDate, read_as("bad-date", parse_known_date, DATE_HELP)]
Year = Annotated[FinancialYear, read_as("bad-year", parse_year, "write a financial year as 2023-24")]
Url = Annotated[str, read_as("bad-url", _web_address, "write the whole address, such as https://www.gov.uk/")]
Truth = Annotated[bool, read_as("bad-truth", _truth, "write true or false")]
OnsCode = Annotated[
    str,
    read_as(
        "bad-ons-code",
        _matching("[EWSNK][0-9]{8}", "an ONS code"),
        "write a letter and eight digits, such as E06000059",
    ),
]
Qualifier = Annotated[str, one_of("unknown-qualifier", QUALIFIERS)]


class Entry(BaseModel):
    """Anything that has keys. ``called`` is what an error calls it."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=False
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
    qualifier: Qualifier = "exact"
    stated: Known | None = None
    period: Text | None = None


class MoneyFigure(Statement):
    amount: Pounds


class CountFigure(Statement):
    count: Count


class PerCentFigure(Statement):
    percent: PerCent


class RateFigure(MoneyFigure):
    """A rate of an allowance, as one document states it, with the days between which it is paid."""

    called: ClassVar[str] = "a rate"
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


class MilestoneEntry(Entry):
    called: ClassVar[str] = "a milestone"
    date: Known
    qualifier: Annotated[str, one_of("unknown-qualifier", ["by"])] | None = None
    event: Text
    source: Id
    quote: Text | None = None
    status: Annotated[str, one_of("unknown-word", ["planned", "happened"])] = "planned"


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
    envelope: Annotated[str, one_of("unknown-word", ENVELOPES)] = "assumed"
    summary: Text
    years: list[Year] = []
    figures: list[MoneyFigure] = []
    areas: list[CountFigure] = []
    people: list[CountFigure] = []
    places: list[PlaceEntry] = []
    milestones: list[MilestoneEntry] = []
    mentions: list[MentionEntry] = []
    notes: list[Text] = []


class ContextFigure(Statement):
    """One of an amount of pounds, a count or a per cent; ``checks`` sees to it that it is one."""

    amount: Pounds | None = None
    count: Count | None = None
    percent: PerCent | None = None


class ContextEntry(Entry):
    called: ClassVar[str] = "a context entry"
    title: Text
    of: Text | None = None
    figures: Annotated[list[ContextFigure], Field(min_length=1)]
    notes: list[Text] = []


class WhoEntry(Entry):
    """Whom an allowance is for: conditions that must all hold."""

    called: ClassVar[str] = "a condition"
    care_leaver: Truth | None = None
    apprentice: Truth | None = None
    age_at_start_under: Count | None = None


class AllowanceEntry(Entry):
    called: ClassVar[str] = "an allowance"
    title: Text
    also: list[Text] = []
    paid: Annotated[str, one_of("unknown-word", ["once", "weekly", "yearly"])]
    status: Text
    who: WhoEntry
    rates: Annotated[list[RateFigure], Field(min_length=1)]
    notes: list[Text] = []


class SourceEntry(Entry):
    called: ClassVar[str] = "a source"
    title: Text
    publisher: Text
    kind: Annotated[str, one_of("unknown-word", SOURCE_KINDS)]
    published: Known
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
    by: Annotated[str, one_of("unknown-word", ["financial-year", "month"])]
    reference: Text
    values: Annotated[list[LevelEntry], Field(min_length=1)]
    changes: list[ChangeEntry] = []
    changes_source: Id | None = None
    years: list[ChangeEntry] = []
    notes: list[Text] = []


class SourcesFile(Entry):
    called: ClassVar[str] = "sources.yaml"
    sources: dict[Id, SourceEntry]


class MeasuresFile(Entry):
    called: ClassVar[str] = "measures.yaml"
    strategy: StrategyEntry
    pillars: dict[Id, Text]
    measures: dict[Id, MeasureEntry]
    context: dict[Id, ContextEntry] = {}


class AllowancesFile(Entry):
    called: ClassVar[str] = "allowances.yaml"
    allowances: dict[Id, AllowanceEntry]


class PricesFile(Entry):
    called: ClassVar[str] = "prices.yaml"
    prices: dict[Id, PriceIndexEntry] = {}


# The files of a data folder, each under its name without the ending.
FILES: dict[str, type[Entry]] = {
    "sources": SourcesFile,
    "measures": MeasuresFile,
    "allowances": AllowancesFile,
    "prices": PricesFile,
}
