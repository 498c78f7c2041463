"""JSON Schemas of the data files, for editors and for other checkers."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from stablehomes.reading.schema import FILES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _AsWritten(GenerateJsonSchema):
    """A key that may be left out may not stand there without a value, so null is never allowed."""

    schema_dialect = DIALECT

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the name of the method is pydantic's
        return False


def file_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one data file, named without its ending.

    It states the form; what the files must mean together only `check` knows.

    >>> file_schema("sources")["required"]
    ['sources']
    """
    mode: JsonSchemaMode = "validation"
    schema = FILES[name].model_json_schema(schema_generator=_AsWritten, mode=mode)
    about = f"{name}.yaml of a data folder of stablehomes"
    return {"$schema": DIALECT, "$id": f"urn:stablehomes:{name}", **schema, "title": about}
