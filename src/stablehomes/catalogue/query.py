"""What a question is asked with.

Each question has a query: a named tuple whose fields are the arguments of its function, the options of its
command and what ``show`` is told of the working. How text becomes the value of a field follows from its type,
on the command line and in a script alike.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from stablehomes.catalogue.model import Catalogue
from stablehomes.problems.problem import WrongCall, did_you_mean, shown
from stablehomes.values.ages import Birth, KnownAges
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.days import KnownDate, parse_day, parse_known_date
from stablehomes.values.money import parse_pounds
from stablehomes.values.terms import ColumnWeight, Limit, parse_limit, parse_weight
from stablehomes.values.years import FinancialYear, parse_year

Query = TypeVar("Query")


class Option(NamedTuple):
    """How the command line asks for a field; what is None follows from its name and its type.

    ``ids`` names the things of the catalogue by whose ids the shell completes it.
    """

    help: str
    name: str | None = None
    metavar: str | None = None
    least: int | None = None
    most: int | None = None
    ids: str | None = None


class Field(NamedTuple):
    """One thing that a command is asked with; ``hint`` is the type of its value."""

    name: str
    hint: Any
    option: Option
    default: Any = None


class Form(NamedTuple):
    """How a value is written as text, and what to say to somebody who wrote it otherwise."""

    parse: Callable[[str], Any]
    advice: str


def parse_month(text: str) -> KnownDate:
    """A month, written 2023-04; ValueError for anything more or less exact.

    >>> parse_month("2023-04")
    KnownDate(year=2023, month=4, day=None, until=None)
    """
    known = parse_known_date(text)
    if known.month is None or known.day is not None:
        raise ValueError(f'"{text}" is not a month')
    return known


def parse_number(text: str) -> int:
    """A whole number, with commas or without.

    >>> parse_number("13,400")
    13400
    """
    digits = text.strip().replace(",", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 16):
        raise ValueError(f'"{text}" is not a whole number')
    return int(digits)


def _born(known: KnownDate) -> Birth:
    return Birth(known.first_day, known.last_day)


# A known date of which the month is needed and the day is not wanted.
Month = Annotated[KnownDate, "month"]
# Options that several questions have.
Real = Annotated[FinancialYear | None, Option("In the prices of this year, such as 2023-24.", metavar="YEAR")]
Region = Annotated[str | None, Option("Id of a region, such as london.")]
Age = Annotated[int | None, Option("Age in completed years.", least=0, most=150)]
DATE = "write a day as 2023-04-01, a month as 2023-04 or a year as 2023"
FORMS: Mapping[Any, Form] = {
    int: Form(parse_number, "write it as 13400"),
    date: Form(parse_day, "write it as 2023-04-01"),
    Month: Form(parse_month, "write it as 2023-04"),
    KnownDate: Form(parse_known_date, DATE),
    Birth: Form(lambda text: _born(parse_known_date(text)), DATE),
    FinancialYear: Form(parse_year, "write it as 2023-24"),
    Decimal: Form(parse_pounds, "write it as £95m"),
    ColumnWeight: Form(parse_weight, "write it as COLUMN, or as COLUMN:60%"),
    Limit: Form(parse_limit, 'write it as £100,000, or as "95% of COLUMN"'),
    Path: Form(Path, "give the name of a file"),
}
# Values of another type that say just as much.
NEAR: Mapping[Any, tuple[tuple[type, Callable[[Any], Any]], ...]] = {
    date: ((datetime, datetime.date),),
    Month: ((date, lambda day: KnownDate(day.year, day.month)),),
    KnownDate: ((date, lambda day: KnownDate(day.year, day.month, day.day)),),
    Birth: ((date, lambda day: _born(KnownDate(day.year, day.month, day.day))), (KnownDate, _born)),
    Decimal: ((int, Decimal),),
    str: ((Path, str),),
}
ADVICE = {str: "give a text, such as an id", bool: "give True or False"}
# Tuples that are no more than the text of them; and those that are looked at when they are used.
AS_TEXT, AS_THEY_ARE = (KnownDate, FinancialYear), (Birth, KnownAges, AreaFigures)


def taken(catalogue: Catalogue, kind: Callable[..., Query], /, **given: object) -> Query:
    """The query of a script, made of what people have: text where a day, a month, a year or an amount stands,
    and one thing where several may.

    Raises WrongCall for a catalogue that is none, and for a value that cannot stand for its field.

    >>> from stablehomes import load
    >>> class Example(NamedTuple):
    ...     real: FinancialYear | None
    >>> taken(load(), Example, real="2023-24")
    Example(real=FinancialYear(start=2023))
    """
    check_catalogue(catalogue)
    return query_of(kind, **given)


def query_of(kind: Callable[..., Query], /, **given: object) -> Query:
    """The query alone, of a question that is asked of no catalogue."""
    hints = hints_of(kind)
    values = {name: valued(hints[name], value, name.rstrip("_")) for name, value in given.items()}
    return kind(**values)


def check_catalogue(catalogue: object) -> None:
    """WrongCall if a folder, or anything else, stands where its catalogue should."""
    if not isinstance(catalogue, Catalogue):
        raise WrongCall(
            f"a question is asked of a catalogue, not of {_said(catalogue)}",
            'load the data first: load() for the strategy\'s own, load("my-data") for a folder',
        )


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    """The type of each field of a query, with what stands beside it."""
    return get_type_hints(kind, include_extras=True)


def option_of(hint: Any) -> Option | None:
    """How the command line asks for a field of this type; None for one that it makes of others."""
    return next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Option)), None)


def fields_of(kind: Any) -> list[Field]:
    """The fields of a query that are options."""
    options = ((name, hint, option_of(hint)) for name, hint in hints_of(kind).items())
    return [Field(name, hint, option, kind._field_defaults[name]) for name, hint, option in options if option]


def written(name: str, option: Option | None) -> str:
    """A field as it is written on the command line."""
    return (option and option.name) or "--" + name.rstrip("_").replace("_", "-")


def kinds_of(hint: Any) -> tuple[Any, ...]:
    """The types of which a value may be; NoneType is among them where it may be left out.

    >>> kinds_of(Annotated[int | None, Option("How many.")])
    (<class 'int'>, <class 'NoneType'>)
    """
    if option_of(hint):
        return kinds_of(hint.__origin__)
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def valued(hint: Any, value: Any, name: str) -> Any:
    """The value of a type that something stands for; for anything else WrongCall, which calls it ``name``."""
    kinds = kinds_of(hint)
    if value is None and NoneType in kinds:
        return None
    for kind in kinds:
        if _is(kind, value):
            return _checked(kind, value, name)
    for kind in kinds:
        if get_origin(kind) in PARTS:
            return PARTS[get_origin(kind)](kind, value, name)
        for near, make in NEAR.get(kind, ()):
            if isinstance(value, near) and not isinstance(value, bool):
                return make(value)
    return _written(kinds, value, name)


def _is(kind: Any, value: Any) -> bool:
    if kind is Month:
        return isinstance(value, KnownDate) and value.month is not None and value.day is None
    if not isinstance(kind, type) or (isinstance(value, bool) and kind is not bool):
        return False
    return isinstance(value, kind) and not (kind is date and isinstance(value, datetime))


def _written(kinds: tuple[Any, ...], value: Any, name: str) -> Any:
    form = next((FORMS[kind] for kind in kinds if kind in FORMS), None)
    if form and isinstance(value, str):
        try:
            return form.parse(value)
        except ValueError as error:
            raise WrongCall(f"{name}: {error}", form.advice) from None
    first = getattr(kinds[0], "__name__", str(kinds[0]))
    advice = form.advice if form else ADVICE.get(kinds[0], f"give what help(stablehomes.{first}) describes")
    raise WrongCall(f"{name} cannot be {_said(value)}", advice)


def _checked(kind: Any, value: Any, name: str) -> Any:
    """A value of the right type; of a named tuple each field, for nothing checked them when it was made."""
    if kind is int and value < 0:
        raise WrongCall(f"{name} cannot be {value}", "give a number that is not below nothing")
    if not hasattr(value, "_fields"):
        return value
    if kind in AS_THEY_ARE:
        return value
    if isinstance(value, AS_TEXT):
        try:
            return FORMS[kind].parse(str(value))
        except (ValueError, TypeError):
            raise WrongCall(f"{name} cannot be {shown(repr(tuple(value)))}", FORMS[kind].advice) from None
    fields = zip(hints_of(kind).items(), value, strict=True)
    return kind(*(valued(hint, each, f"{field} of {name}") for (field, hint), each in fields))


def _several(kind: Any, value: Any, name: str) -> Any:
    """One value, or several, as several."""
    inner = get_args(kind)[0]
    alone = isinstance(value, str | bytes | Mapping) or any(_is(each, value) for each in kinds_of(inner))
    if not alone and not isinstance(value, Iterable):
        raise WrongCall(f"{name} cannot be {_said(value)}", "give one, or a list of them")
    values = (valued(inner, each, name) for each in ([value] if alone else value))
    return frozenset(values) if get_origin(kind) is frozenset else tuple(values)


def _one_of(kind: Any, value: Any, name: str) -> Any:
    words = get_args(kind)
    if value not in words:
        word = value if isinstance(value, str) else ""
        raise WrongCall(f"{name} cannot be {_said(value)}", did_you_mean(word, words))
    return value


def _by_key(kind: Any, value: Any, name: str) -> dict[Any, Any]:
    if not isinstance(value, Mapping):
        raise WrongCall(f"{name} cannot be {_said(value)}", "give a dictionary")
    of_keys, of_values = get_args(kind)
    return {
        valued(of_keys, key, f"a key of {name}"): valued(of_values, each, f"{name} of {key}")
        for key, each in value.items()
    }


def _all_of(kind: Any, value: Any, name: str) -> Any:
    """Many values of one kind, of which no more than the kind is looked at: there may be a million."""
    inner = get_args(kind)[0]
    values = [value] if isinstance(value, inner) else list(value) if isinstance(value, Iterable) else [value]
    if not all(isinstance(each, inner) for each in values):
        raise WrongCall(f"{name} cannot be {_said(value)}", f"give a list of {inner.__name__}")
    return values


# What a type of several parts takes.
PARTS: Mapping[Any, Callable[[Any, Any, str], Any]] = {
    tuple: _several,
    frozenset: _several,
    Sequence: _all_of,
    Literal: _one_of,
    Mapping: _by_key,
}


def _said(value: object) -> str:
    return f'"{shown(value)}"' if isinstance(value, str) else f"{shown(repr(value))} ({type(value).__name__})"
