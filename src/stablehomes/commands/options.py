"""The options that every command has, stated once."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import partial, wraps
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_origin

import typer

from stablehomes.catalogue.query import FORMS, Field, Form, fields_of, kinds_of, written
from stablehomes.commands.completion import ids_of
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
    """A command as typer sees it: in place of each parameter that is a query stand the options of its fields,
    and in place of ``common`` those that every command has, after all others.

    A parameter that is told by several queries, ``Annotated[dict[str, Any], Query, Other]``, is a dictionary
    of what is given; an option that was named before it is not named again.
    """
    common = inspect.signature(_common, eval_str=True).parameters
    parameters: dict[str, inspect.Parameter] = {}
    made: dict[str, tuple[Any, list[str]]] = {}
    for name, each in inspect.signature(run, eval_str=True).parameters.items():
        queries = _queries_of(each.annotation)
        if each.annotation is Common:
            continue
        if queries:
            options = {own.name: own for own in options_of(*queries) if own.name not in parameters}
            made[name] = each.annotation if isinstance(each.annotation, type) else dict, list(options)
            parameters |= options
        else:
            parameters[name] = each
    every = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*parameters.values(), *common.values())
    ]

    @wraps(run)
    def with_options(**values: Any) -> None:
        queries = {
            name: query_of(kind, {field: values.pop(field) for field in fields})
            for name, (kind, fields) in made.items()
        }
        run(common=_common(**{name: values.pop(name) for name in common}), **queries, **values)

    del with_options.__wrapped__  # a wrapped function shows its own signature, not this one
    with_options.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]
    with_options.__annotations__ = {each.name: each.annotation for each in every}
    return with_options


def _queries_of(annotation: Any) -> list[Any]:
    """The queries whose options make a parameter; none for one that typer takes as it is."""
    candidates = (annotation, *getattr(annotation, "__metadata__", ()))
    return [each for each in candidates if hasattr(each, "_field_defaults") or type(each) is tuple]


def query_of(kind: Any, values: Mapping[str, Any]) -> Any:
    """A query from the values of its options: several are a tuple, and what is left out is left out."""
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return kind(**{name: value for name, value in given.items() if value is not None})


def options_of(*queries: Any) -> Iterator[inspect.Parameter]:
    """The options of queries, or of fields, in their order; of several queries without what each assumes."""
    for query in queries:
        for field in query if type(query) is tuple else fields_of(query):
            default = field.default if len(queries) == 1 and field.default != () else None
            annotation = _for_typer(field)
            yield inspect.Parameter(
                field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
            )


def _for_typer(field: Field) -> Any:
    """What typer is to know of an option."""
    kinds, option = kinds_of(field.hint), field.option
    several = get_origin(kinds[0]) is tuple
    kind = get_args(kinds[0])[0] if several else kinds[0]
    form = None if kind in (str, int, bool, Path) else FORMS.get(kind)
    declared = typer.Option(
        written(field.name, option),
        help=option.help,
        metavar=option.metavar,
        min=option.least,
        max=option.most,
        parser=partial(_parsed, form) if form else None,
        autocompletion=ids_of(option.ids) if option.ids else None,
    )
    plain: Any = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    in_list: Any = list
    annotated: Any = Annotated
    return annotated[in_list[plain] | None if several else plain | None, declared]


def _parsed(form: Form, text: str) -> Any:
    try:
        return form.parse(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; {form.advice}") from None
