"""A document in a format; one file a format, none of which knows what the document is about."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stablehomes.document import Document
    from stablehomes.problems import Problem


class Format(StrEnum):
    """The formats, each in the module of its name."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    ics = "ics"
    github = "github"
    sarif = "sarif"


class Display(NamedTuple):
    """Where text will be read: columns, and whether colour is welcome."""

    width: int
    colour: bool


def render(document: Document, format: Format, display: Display) -> str:
    """The document as text in the format."""
    rendered: str = import_module(f"stablehomes.formats.{format.name}").render(document, display)
    return rendered


def render_problems(problems: Sequence[Problem], format: Format, display: Display) -> str:
    """Problems as text in the format, or as plain text in a format that has no form for them."""
    module = import_module(f"stablehomes.formats.{format.name}")
    if not hasattr(module, "render_problems"):
        module = import_module("stablehomes.formats.text")
    rendered: str = module.render_problems(problems, display)
    return rendered
