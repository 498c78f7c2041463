"""The forms of the data files as a module, so that sound files can be read without pydantic's models."""

from __future__ import annotations

from collections.abc import Sequence
from types import FunctionType, MethodType, NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import PlainValidator
from pydantic.fields import FieldInfo

from stablehomes.reading.parsers import Matching, OneOf, Reader
from stablehomes.reading.schema import FILES, Entry

HEAD = '''"""The forms of the data files, made from the models in schema.py when this wheel was built."""

from decimal import Decimal

from pydantic_core.core_schema import dict_schema, list_schema, nullable_schema
from pydantic_core.core_schema import with_info_plain_validator_function as text

from stablehomes.values.days import parse_day, parse_known_date, parse_known_or_between
from stablehomes.values.money import parse_pounds
from stablehomes.reading.accept import entry, key
from stablehomes.reading.parsers import *
from stablehomes.values.terms import parse_limit, parse_share
from stablehomes.values.years import parse_year

'''


def module_text() -> str:
    """Python source that gives FORMS: a core schema of pydantic for each data file, by its name."""
    module = Module()
    forms = "".join(f'    "{file}": {module.form(model)},\n' for file, model in FILES.items())
    lines = "".join(f"{name} = {source}\n" for source, name in module.names.items())
    return f"{HEAD}{lines}FORMS = {{\n{forms}}}\n"


class Module:
    """The source of forms that occur, each once, with the name it has in the module."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def form(self, annotation: Any, said: Sequence[object] = ()) -> str:
        """The source of what an annotation stands for, with what is said of it beside.

        Raises TypeError for what this cannot write: nothing that a model asks for may be lost.
        """
        if get_origin(annotation) is Annotated:
            return self.form(annotation.__origin__, annotation.__metadata__)
        if len(said) == 1 and isinstance(said[0], PlainValidator):
            return self._named(f"text({_literal(said[0].func)})", "TEXT")
        kind, parts = get_origin(annotation), get_args(annotation)
        if kind is list:
            return f"list_schema({self.form(*parts)}{_at_least(said)})"
        if kind is dict and not said:
            return f"dict_schema({', '.join(map(self.form, parts))})"
        if parts[1:] == (NoneType,) and not said:
            return f"nullable_schema({self.form(parts[0])})"
        if isinstance(annotation, type) and issubclass(annotation, Entry) and not said:
            return self._entry(annotation)
        raise TypeError(f"{annotation} with {said} has no plain form")

    def _entry(self, model: type[Entry]) -> str:
        fields = ", ".join(f"{name}={self._key(field)}" for name, field in model.model_fields.items())
        return self._named(f"entry({fields})", model.__name__)

    def _key(self, field: FieldInfo) -> str:
        form = self.form(field.annotation, field.metadata)
        name = f", name={field.alias!r}" if field.alias else ""
        default = "" if field.is_required() else f", default={field.default!r}"
        return f"key({form}{name}{default})"

    def _named(self, source: str, name: str) -> str:
        if source not in self.names:
            self.names[source] = f"{name}_{len(self.names)}"
        return self.names[source]


def _at_least(said: Sequence[object]) -> str:
    if not said:
        return ""
    least = getattr(said[0], "min_length", None)
    if least is None or said[1:]:
        raise TypeError(f"a list with {said} has no plain form")
    return f", min_length={least}"


def _literal(value: Any) -> str:
    """The source of a reader and of what it is made of."""
    if isinstance(value, MethodType):
        return f"{_literal(value.__self__)}.{value.__name__}"
    if isinstance(value, FunctionType):
        return value.__name__
    if isinstance(value, Reader | OneOf | Matching):
        return f"{type(value).__name__}({', '.join(map(_literal, value))})"
    return repr(value)
