"""The options that every command has, stated once."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from stablehomes.commands.values import size
from stablehomes.formats import Format, format_of
from stablehomes.problems.problem import WrongCall
from stablehomes.reading.text import LARGEST_DATA_FILE

Chart = Annotated[bool, typer.Option("--chart", help="Draw bars too, where the answer is text.")]


class Common(NamedTuple):
    """What the options of every command say; ``charts`` is what a command with ``--chart`` adds."""

    data: Path | None
    format: Format
    output: Path | None
    table: str | None = None
    max_size: int = LARGEST_DATA_FILE
    scenario: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    later_wins: bool = False
    charts: bool = False


def _common(
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            envvar="STABLEHOMES_DATA",
            help="Folder of data files; the strategy's own if left out.",
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(help="How the answer is written; if left out, as the name of the file ends, or text."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="File for the answer, or for CSV a folder, in place of the screen."
        ),
    ] = None,
    table: Annotated[
        str | None, typer.Option(metavar="NAME", help="One table of the answer, such as a CSV file holds.")
    ] = None,
    max_size: Annotated[
        int | None,
        typer.Option(
            parser=size,
            metavar="SIZE",
            help=f"Largest data file that is read, such as 64MB; {LARGEST_DATA_FILE >> 20}MB if left out.",
        ),
    ] = None,
    scenario: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Changes to the data: a YAML file, or the name of a shipped example."
        ),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="PATH=VALUE", help="One change, such as leaving-care=£3,500@2024-04-01."
        ),
    ] = None,
    later_wins: Annotated[
        bool, typer.Option("--later-wins", help="Of two changes of one thing the later counts.")
    ] = False,
) -> Common:
    return Common(
        data=data,
        format=format or _format_of(output),
        output=output,
        table=table,
        max_size=LARGEST_DATA_FILE if max_size is None else max_size,
        scenario=tuple(scenario or ()),
        set=tuple(set_ or ()),
        later_wins=later_wins,
    )


def _format_of(output: Path | None) -> Format:
    try:
        return format_of(output)
    except WrongCall as wrong:
        raise typer.BadParameter(f"{wrong}; {wrong.advice}", param_hint="--output") from None


def command(run: Callable[..., None]) -> Callable[..., None]:
    """A command with a parameter ``common``: typer sees the common options in its place, after all others."""
    return gathering(run, "common", _common, last=True)


def gathering(
    run: Callable[..., None], name: str, say: Callable[..., object], *, last: bool = False
) -> Callable[..., None]:
    """The function with the options of ``say`` in place of the parameter ``name``, which they make."""
    options = inspect.signature(say, eval_str=True).parameters

    @wraps(run)
    def with_options(**values: Any) -> None:
        made = say(**{option: values.pop(option) for option in options})
        run(**{name: made}, **values)

    del with_options.__wrapped__  # a wrapped function shows its own signature, not this one
    own = inspect.signature(run, eval_str=True).parameters
    place = list(own).index(name)
    before, after = list(own.values())[:place], list(own.values())[place + 1 :]
    every = [*before, *after, *options.values()] if last else [*before, *options.values(), *after]
    parameters = [option.replace(kind=inspect.Parameter.KEYWORD_ONLY) for option in every]
    with_options.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {option.name: option.annotation for option in parameters}
    return with_options
