"""Sound files in their form without pydantic's models, which take longer to import than the files to read.

A wheel has these forms, made from the models when it is built (``prebuilt.forms``). Whatever they do not
accept the models look at, whose messages they could not give; a checkout has the models alone.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic_core import CoreSchema, SchemaError, SchemaValidator, ValidationError, core_schema

from stablehomes.reading.parsers import MOST_FAULTS, Tally, TooManyFaults

SHIPPED = Path(__file__).parent / "prebuilt" / "shipped_forms.py"
NOTHING = object()


class Values:
    """An entry of a sound file: what its keys say, as attributes."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")


def entry(**fields: core_schema.ModelField) -> CoreSchema:
    """Something that has these keys and no others."""
    form = core_schema.model_schema(Values, core_schema.model_fields_schema(fields, extra_behavior="forbid"))
    return core_schema.no_info_before_validator_function(_of_few_keys, form)


def _of_few_keys(value: object) -> object:
    """The value; TooManyFaults before pydantic makes an error of each of very many unknown keys."""
    if isinstance(value, dict) and len(value) > MOST_FAULTS:
        raise TooManyFaults
    return value


def key(form: CoreSchema, name: str | None = None, default: object = NOTHING) -> core_schema.ModelField:
    """A key with a value of a form; ``name`` is how it is written, if Python keeps the word for itself."""
    if isinstance(default, list | dict):
        form = core_schema.with_default_schema(form, default_factory=type(default))
    elif default is not NOTHING:
        form = core_schema.with_default_schema(form, default=default)
    return core_schema.model_field(form, validation_alias=name)


def accepted(trees: Mapping[str, Any]) -> dict[str, Any] | None:
    """Files by their names, in their forms; None if one is not sound, or if there are no such forms."""
    if None in trees.values() or not SHIPPED.exists():
        return None
    forms: Mapping[str, CoreSchema] = import_module("stablehomes.reading.prebuilt.shipped_forms").FORMS
    return in_forms(forms, trees)


def in_forms(forms: Mapping[str, CoreSchema], trees: Mapping[str, Any]) -> dict[str, Any] | None:
    """Files by their names, in these forms; None if one of them is not sound."""
    try:
        return {
            file: SchemaValidator(forms[file]).validate_python(tree, context=Tally(most=0))
            for file, tree in trees.items()
        }
    except (ValidationError, TooManyFaults, SchemaError):
        return None
