"""From a question to a written answer, or to a message and an exit status."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

from stablehomes.commands.options import Common
from stablehomes.commands.output import NotWritten, begin, is_folder, say, write, write_folder
from stablehomes.doors.incoming import Refused, as_invalid
from stablehomes.formats import Display, Format, render, render_problems
from stablehomes.problems.problem import InvalidData, WrongCall

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document

ANSWER_IS_NO, WRONG_USE, INVALID_INPUT, FAULT = 1, 2, 3, 4
PIPE_WIDTH, WIDEST = 80, 500
LONGEST_NUMBER = 10  # digits
SMALLER = "ask about a smaller part of it, or on a machine with more memory"
DISK = "check the disk, the name and the permissions"


def answer(common: Common, ask: Callable[[Catalogue], Document]) -> None:
    """Loads the data with the scenarios asked for, asks the question and writes the answer.

    Ends the program with status 2 for a wrong question and 3 for input that is not valid; nothing is
    written to standard output then.
    """

    def document() -> Document:
        from stablehomes.documents.scenarios import in_scenarios

        catalogue = data_at_hand(common)
        return in_scenarios(ask(catalogue), catalogue.scenarios)

    respond(common, document)


def data_at_hand(common: Common) -> Catalogue:
    """The data that the common options name, with their scenarios and changes in passing."""
    from stablehomes.reading.load import load

    return as_wanted(load(common.data, common.max_size), common)


def as_wanted(catalogue: Catalogue, common: Common) -> Catalogue:
    """A catalogue with the scenarios and changes in passing that the common options name."""
    if not (common.scenario or common.set):
        return catalogue
    from stablehomes.inputs.scenario import scenario_named, with_scenarios

    texts = [scenario_named(name, common.data) for name in common.scenario]
    return with_scenarios(catalogue, texts, common.set, later_wins=common.later_wins)


def respond(common: Common, make: Callable[[], Document]) -> None:
    """Writes the document that ``make`` returns, or says on standard error why there is none."""
    with _saying_why_not(common):
        _deliver(make(), common)


def respond_with(common: Common, make: Callable[[], str]) -> None:
    """Writes the text that ``make`` returns, as it is, or says on standard error why there is none."""
    with _saying_why_not(common):
        write(make(), common.output)


@contextmanager
def _saying_why_not(common: Common) -> Iterator[None]:
    begin(common.max_size)
    try:
        yield
    except InvalidData as invalid:
        _report(invalid, common)
    except Refused as refusal:
        _report(as_invalid("", refusal), common)
    except MemoryError:
        _end(INVALID_INPUT, f"error: there is not enough memory for this\n   help: {SMALLER}")
    except WrongCall as wrong:
        _end(WRONG_USE, f"error: {wrong}\n   help: {wrong.advice}")
    except NotWritten as reason:
        _end(INVALID_INPUT, f"error: the answer was not written to {reason}\n   help: {DISK}")


def _deliver(document: Document, common: Common) -> None:
    """The document, or the one table of it that was asked for, to where it goes."""
    document = _with_table(document, common)
    if common.format is Format.csv and common.table is None and common.output and is_folder(common.output):
        from stablehomes.formats.datapackage import files

        write_folder(files(document), common.output)
        return
    if common.format is Format.xlsx and common.output is None and sys.stdout.isatty():
        raise WrongCall("a workbook is not for a screen", "name a file, such as --output answer.xlsx")
    content = render(document, common.format, display(common))
    if isinstance(content, str) and common.format is not Format.text:
        content = content.encode(
            "utf-8", errors="replace"
        )  # what a machine reads is UTF-8, whatever a terminal takes
    write(content, common.output)


def _with_table(document: Document, common: Common) -> Document:
    """The document with one table alone, if one was asked for."""
    if common.table is None:
        return document
    if common.format is Format.json:
        raise WrongCall("JSON always holds the whole answer", "leave --table out, or use --format csv")
    from stablehomes.documents.form.document import only_table

    return only_table(document, common.table)


def display(common: Common) -> Display:
    """Columns and colour of where the answer goes; in a pipe or a file 80 columns without colour."""
    if common.output is None and sys.stdout and sys.stdout.isatty():
        width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
        return Display(width, "NO_COLOR" not in os.environ, common.charts)
    columns = os.environ.get("COLUMNS", "")[:LONGEST_NUMBER]
    width = int(columns) if columns.isdecimal() and int(columns) else PIPE_WIDTH
    return Display(min(width, WIDEST), False, common.charts)


def _report(invalid: InvalidData, common: Common) -> NoReturn:
    """The problems in the format that was asked for, so that a machine can read why there is no answer."""
    message = render_problems(invalid.problems, common.format, display(common))
    _end(INVALID_INPUT, message, commands=common.format is Format.github)


def _end(status: int, message: str, commands: bool = False) -> NoReturn:
    say(message, commands)
    raise typer.Exit(status)
