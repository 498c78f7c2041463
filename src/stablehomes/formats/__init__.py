"""A document in a format; one file a format, none of which knows what the document is about."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stablehomes.problems.problem import WrongCall, did_you_mean
from stablehomes.values.wording import calm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stablehomes.documents.form.document import Document
    from stablehomes.problems.problem import Problem


class Format(StrEnum):
    """The formats, each in the module of its name."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    ics = "ics"
    csv = "csv"
    markdown = "markdown"
    html = "html"
    xlsx = "xlsx"
    github = "github"
    sarif = "sarif"


# What a file is called, and so how the answer in it is written.
SUFFIXES = {
    "": Format.text,
    ".txt": Format.text,
    ".json": Format.json,
    ".csv": Format.csv,
    ".md": Format.markdown,
    ".html": Format.html,
    ".htm": Format.html,
    ".xlsx": Format.xlsx,
    ".sarif": Format.sarif,
    ".jsonl": Format.jsonl,
    ".ics": Format.ics,
}


# JSON and pages have escapes of their own for what a runner takes for a command; annotations are commands.
CALMED = (Format.text, Format.markdown, Format.ics)


class Display(NamedTuple):
    """Where text will be read: columns, and whether colour and charts are welcome."""

    width: int
    colour: bool
    charts: bool = False


def format_of(file: Path | None) -> Format:
    """The format that the suffix of a file asks for: text without a file or a suffix.

    Raises WrongCall for a suffix that no format has.

    >>> format_of(Path("report.html")).value
    'html'
    """
    if file is None:
        return Format.text
    if file.suffix.lower() not in SUFFIXES:
        advice = (
            f"{did_you_mean(file.suffix.lower(), list(filter(None, SUFFIXES)))}; or name one with --format"
        )
        raise WrongCall(f'no format has the suffix "{file.suffix}"', advice)
    return SUFFIXES[file.suffix.lower()]


def render(document: Document, format: Format, display: Display) -> str | bytes:
    """The document in the format: text for a screen, or the bytes of a file that has its own encoding."""
    rendered: str | bytes = import_module(f"stablehomes.formats.{format.name}").render(document, display)
    return _quiet(rendered, format) if isinstance(rendered, str) else rendered


def render_problems(problems: Sequence[Problem], format: Format, display: Display) -> str:
    """Problems as text in the format, or as plain text in a format that has no form for them."""
    module = import_module(f"stablehomes.formats.{format.name}")
    if not hasattr(module, "render_problems"):
        module = import_module("stablehomes.formats.text")
    rendered: str = module.render_problems(problems, display)
    return _quiet(rendered, format)


def _quiet(text: str, format: Format) -> str:
    """A format without a way of its own to write what a runner of workflows would take for a command."""
    return calm(text) if format in CALMED else text
