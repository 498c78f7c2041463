"""JSON Schemas of the answers, from their named tuples: annotations, and the text below each field."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from stablehomes.values.days import KnownDate
from stablehomes.values.years import FinancialYear

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Each answer: where its named tuple is. Its schema name is stablehomes/NAME/1.
ANSWERS = {
    "budget": ("questions.budget", "Budget"),
    "check": ("questions.check", "Checked"),
    "compare": ("questions.allowances.compare", "Compared"),
    "cost": ("questions.cost.cost", "Costed"),
    "council": ("questions.council", "OneCouncil"),
    "diff": ("questions.diff.answers", "Diff"),
    "entitlements": ("questions.allowances.entitlements", "Entitled"),
    "list": ("questions.list", "Listing"),
    "rate": ("questions.allowances.rates", "Rated"),
    "report": ("documents.report", "Report"),
    "show": ("questions.show", "Shown"),
    "sources": ("questions.sources", "Grid"),
    "split": ("questions.split.answers", "Split"),
    "timeline": ("questions.timeline", "Timeline"),
}
KNOWN = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    KnownDate: {"type": "string", "pattern": f"^{KNOWN}( to {KNOWN})?$"},
    FinancialYear: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    Any: {},
}
# What those keys mean that every answer has, so that none need say it again.
EVERYWHERE = {
    "schema": "Name and number of the form of this answer.",
    "notes": "What has to be said with the answer, in sentences.",
    "sources": "The documents behind the figures, in the order of sources.yaml.",
}


def answer_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an answer; keys may be added to it within one schema number.

    >>> answer_schema("check")["required"]
    ['schema', 'sound', 'problems']
    """
    module, answer = ANSWERS[name]
    definitions: dict[str, Any] = {}
    schema = _object(getattr(import_module(f"stablehomes.{module}"), answer), definitions)
    properties = schema["properties"]
    properties["schema"] = {"const": f"stablehomes/{name}/1"}
    for key in EVERYWHERE.keys() & properties.keys():
        properties[key] = {"description": EVERYWHERE[key], **properties[key]}
    identity = {"$schema": DIALECT, "$id": f"urn:stablehomes:{name}:1", "title": f"The answer of {name}"}
    return {**identity, **schema, "$defs": dict(sorted(definitions.items()))}


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    about = field_texts(kind)
    properties = {
        name.rstrip("_"): {**about.get(name, {}), **_schema(hint, definitions)}
        for name, hint in get_type_hints(kind).items()
    }
    return {
        "description": inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0],
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def field_texts(kind: type) -> dict[str, dict[str, str]]:
    """What the text below each field of a named tuple says, as the description of its schema.

    Such a text is no part of the running program, so it is read from the source of the module.

    >>> from stablehomes.catalogue.model import Ages
    >>> field_texts(Ages)["lowest"]
    {'description': 'Completed years, included.'}
    """
    (found,) = [node for node in _classes(kind.__module__) if node.name == kind.__name__]
    return {
        field.target.id: {"description": inspect.cleandoc(text.value.value)}
        for field, text in pairwise(found.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


@cache
def _classes(module: str) -> list[ast.ClassDef]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]


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
