"""How a value is read from the text that stands in a data file: each reader gives the value, or refuses.

A reader is a value and says what it does by what it is made of, so that a wheel can carry it as text.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import PydanticCustomError

from stablehomes.catalogue.model import Ages
from stablehomes.problems.problem import Nearest, shown
from stablehomes.values.days import parse_day

if TYPE_CHECKING:
    from pydantic_core.core_schema import ValidationInfo

    Info = ValidationInfo[Any]

# A file with more faults of form than this is no slip of the pen, and listing them all would fill the memory.
MOST_FAULTS = 1000


class TooManyFaults(Exception):
    """The file has more faults of form than are worth counting."""


class Tally:
    """Counts the faults of form of one file while it is validated."""

    def __init__(self, most: int = MOST_FAULTS) -> None:
        self.faults, self.most = 0, most

    def add(self, faults: int) -> None:
        """Counts faults; TooManyFaults once there are more than ``most``."""
        self.faults += faults
        if self.faults > self.most:
            raise TooManyFaults


class Reader(NamedTuple):
    """Text read by ``parse``; its ValueError becomes a problem with this code and help."""

    code: str
    parse: Callable[[str], object]
    help: str

    def read(self, value: object, info: "Info") -> object:
        """The value; PydanticCustomError for one that cannot be read, or that is no text."""
        if not isinstance(value, str):
            found = "keys and values" if isinstance(value, dict) else "a list" if value else "nothing"
            raise refusal(info, "wrong-shape", "this is {value}, not a plain value", found, help=self.help)
        try:
            return self.parse(value)
        except ValueError as error:
            reason = str(error).replace(f'"{value}"', f'"{shown(value)}"')
            raise refusal(info, self.code, "{value}", reason, help=self.help) from None


class OneOf(NamedTuple):
    """One of a closed list of words."""

    code: str
    words: tuple[str, ...]

    def read(self, value: object, info: "Info") -> object:
        """The word; PydanticCustomError for another."""
        if value not in self.words:
            word = value if isinstance(value, str) else ""
            help = Nearest(word, self.words)
            raise refusal(info, self.code, '"{value}" is not known here', shown(word), help=help)
        return value


def refusal(info: "Info", code: str, message: str, value: object, **context: object) -> PydanticCustomError:
    """What pydantic collects of a value that cannot be read, counted where faults are counted."""
    if isinstance(info.context, Tally):
        info.context.add(1)
    return PydanticCustomError(code, message, {"value": value, **context})


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed; faster to find again than in the cache of re."""
    return re.compile(pattern, re.ASCII)


class Matching(NamedTuple):
    """Parses text that matches a pattern, as it is."""

    pattern: str
    what: str

    def __call__(self, text: str) -> str:
        """The text; ValueError if it does not match."""
        if not compiled(self.pattern).fullmatch(text):
            raise ValueError(f'"{text}" is not {self.what}')
        return text


ID, ONS_CODE = "[a-z0-9]+(-[a-z0-9]+)*", "[EWSNK][0-9]{8}"
NUMBER, WHOLE_NUMBER = r"-?[0-9]{1,9}(\.[0-9]{1,9})?", "[0-9]{1,3}(,[0-9]{3})*|[0-9]{1,9}"
AGES, AGE_DAY = "[0-9]{1,3}-[0-9]{1,3}", "day|start|[0-9]{2}-[0-9]{2}"


def parse_text(text: str) -> str:
    """Text on one line; ValueError for none."""
    if not text.strip():
        raise ValueError("there is no text here")
    return " ".join(text.split())


def parse_number(text: str) -> Decimal:
    """A number that may be below nothing and may have a fraction."""
    return Decimal(Matching(NUMBER, "a plain number")(text))


def parse_count(text: str) -> Decimal:
    """A whole number, with or without commas."""
    return Decimal(int(Matching(WHOLE_NUMBER, "a whole number")(text).replace(",", "")))


def parse_small(text: str) -> int:
    """A whole number of at most three digits."""
    return int(Matching("[0-9]{1,3}", "a whole number")(text))


def parse_truth(text: str) -> bool:
    """True or false, written so."""
    if text not in ("true", "false"):
        raise ValueError(f'"{text}" is neither true nor false')
    return text == "true"


def parse_required(text: str) -> bool:
    """A condition, which is true or is not there."""
    if text != "true":
        raise ValueError(f'a condition is "true" or is left out, not "{text}"')
    return True


def parse_band(text: str) -> Ages:
    """The first and the last age of a band."""
    match = re.fullmatch("([0-9]{1,3})-([0-9]{1,3})", text, re.ASCII)
    if match is None or int(match[1]) > int(match[2]):
        raise ValueError(f'"{text}" is not a band of ages')
    return Ages(int(match[1]), int(match[2]))


def parse_age_day(text: str) -> str:
    """The day on which an age counts."""
    if text not in ("day", "start"):
        parse_day(f"2023-{text}")  # a year without 29 February: that day does not come every year
    return text
