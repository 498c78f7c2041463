"""The JSON Schema of a data file, or of an answer."""

from __future__ import annotations

from typing import Any

from stablehomes.answers.schema import ANSWERS, answer_schema
from stablehomes.catalogue.query import valued
from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.reading.json_schema import file_schema
from stablehomes.reading.schema import FILES

# An answer may be named as its key "schema" names it: sources.yaml and the answer of sources are two things.
ANSWER_SUFFIX = "/1"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a data file, or of the JSON of an answer.

    Raises WrongCall for an unknown name.

    >>> schema("measures")["title"], schema("budget")["title"]
    ('measures.yaml of a data folder of stablehomes', 'The answer of budget')
    """
    name = valued(str, name, "name")
    if name in FILES:
        return file_schema(name)
    answer = name.removesuffix(ANSWER_SUFFIX)
    if answer not in ANSWERS:
        raise WrongCall(f'there is no schema "{name}"', did_you_mean(name, schema_names()))
    return answer_schema(answer)


def schema_names() -> list[str]:
    """Files by their names; answers by theirs, with the number where a file has the same name."""
    return [*FILES, *(f"{name}{ANSWER_SUFFIX}" if name in FILES else name for name in ANSWERS)]
