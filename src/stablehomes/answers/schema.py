"""JSON Schemas of the answers, from the annotations of their named tuples."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from stablehomes.values.days import KnownDate
from stablehomes.values.years import FinancialYear

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Each answer: where its named tuple is. Its schema name is stablehomes/NAME/1.
ANSWERS = {
    "budget": ("questions.budget", "Budget"),
    "check": ("documents.check", "Checked"),
    "compare": ("questions.allowances.compare", "Compared"),
    "cost": ("questions.cost.cost", "Costed"),
    "diff": ("questions.diff.diff", "Diff"),
    "entitlements": ("questions.allowances.entitlements", "Entitled"),
    "list": ("questions.list", "Listing"),
    "rate": ("questions.allowances.rates", "Rated"),
    "report": ("documents.report", "Report"),
    "show": ("questions.show", "Shown"),
    "sources": ("questions.sources", "Grid"),
    "split": ("questions.split.answers", "Split"),
    "timeline": ("questions.timeline", "Timeline"),
}
PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    KnownDate: {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    FinancialYear: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    Any: {},
}


def answer_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an answer; keys may be added to it within one schema number.

    >>> answer_schema("check")["required"]
    ['schema', 'sound', 'problems']
    """
    module, answer = ANSWERS[name]
    definitions: dict[str, Any] = {}
    schema = _object(getattr(import_module(f"stablehomes.{module}"), answer), definitions)
    schema["properties"]["schema"] = {"const": f"stablehomes/{name}/1"}
    identity = {"$schema": DIALECT, "$id": f"urn:stablehomes:{name}:1", "title": f"The answer of {name}"}
    return {**identity, **schema, "$defs": dict(sorted(definitions.items()))}


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    fields = {name.rstrip("_"): hint for name, hint in get_type_hints(kind).items()}
    return {
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": {name: _schema(hint, definitions) for name, hint in fields.items()},
        "required": list(fields),
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in PLAIN:
        return PLAIN[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(each, definitions) for each in inner]}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (tuple, list, frozenset):
        return {"type": "array", "items": _schema(inner[0], definitions)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(inner[1], definitions)}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # so that a tuple within itself comes to an end
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}
