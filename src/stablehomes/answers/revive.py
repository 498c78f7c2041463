"""An answer made again from its plain values: what ``plain`` did, undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from stablehomes.problems.problem import shown
from stablehomes.values.days import KnownDate, parse_day, parse_known_or_between
from stablehomes.values.years import FinancialYear, parse_year


def revived(kind: Any, value: Any, where: str = "the answer") -> Any:
    """The value of this type whose plain form this is: what ``plain`` did, undone.

    Raises ValueError, which says where, for what is not of the type; keys that it does not know are left out.

    >>> revived(FinancialYear, "2023-24")
    FinancialYear(start=2023)
    """
    if kind in SCALARS:
        return _scalar(kind, value, where)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType or NoneType in arguments:
        if value is None:
            return _nothing(arguments, where)
        return _one_of([each for each in arguments if each is not NoneType], value, where)
    if origin is Literal:
        return _word(arguments, value, where)
    if origin is tuple:
        items = enumerate(_of_type(list, value, where))
        return tuple(revived(arguments[0], each, f"{where}[{index}]") for index, each in items)
    if origin is not None:
        held = _of_type(dict, value, where).items()
        return {key: revived(arguments[1], each, f"{where}.{key}") for key, each in held}
    return _revived_tuple(kind, _of_type(dict, value, where), where)


def _nothing(kinds: Sequence[Any], where: str) -> None:
    if NoneType not in kinds:
        raise ValueError(f"{where} is nothing")


def _one_of(kinds: Sequence[Any], value: Any, where: str) -> Any:
    """The value as the first of some types that it is of; what is wrong with it as the last, if of none."""
    for kind in kinds[:-1]:
        with suppress(ValueError):
            return revived(kind, value, where)
    return revived(kinds[-1], value, where)


def _revived_tuple(kind: Any, held: dict[str, Any], where: str) -> Any:
    values = {}
    for field, type_ in _types_of(kind).items():
        key = field.rstrip("_")
        if key in held:
            values[field] = revived(type_, held[key], f"{where}.{key}")
        elif field not in kind._field_defaults:
            raise ValueError(f'"{key}" is missing from {where}')
    return kind(**values)


@cache
def _types_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _scalar(kind: type, value: Any, where: str) -> Any:
    wanted, parse = SCALARS[kind]
    try:
        return parse(_of_type(wanted, value, where))
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None


def _word(words: tuple[str, ...], value: Any, where: str) -> str:
    if value not in words:
        raise ValueError(f"{where} is {shown(repr(value))}; use one of: {', '.join(words)}")
    return words[words.index(value)]


def _of_type(wanted: type, value: Any, where: str) -> Any:
    if not isinstance(value, wanted):
        raise ValueError(f"{where} is {type(value).__name__}, not {wanted.__name__}")
    return value


def _text(value: str) -> str:
    return value


# What stands in JSON for a value that is not built of others, and how it is read.
SCALARS: Mapping[type, tuple[type, Callable[[Any], Any]]] = {
    str: (str, _text),
    bool: (bool, bool),
    int: (Decimal, int),
    Decimal: (Decimal, Decimal),
    date: (str, parse_day),
    KnownDate: (str, parse_known_or_between),
    FinancialYear: (str, parse_year),
}
