"""How a cohort says its facts: a small YAML file, or options, or both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from stablehomes.cohorts.statement.plan import FACTS, Mapped
from stablehomes.problems.problem import Fault, WrongCall, did_you_mean
from stablehomes.reading.build import built
from stablehomes.reading.file import FILE, read_file
from stablehomes.reading.schema import CohortFile


def mapped(file: Path | None, columns: Sequence[str], everybody: Sequence[str]) -> Mapped:
    """What a mapping file says, and over it what options say, each written FACT=NAME.

    Raises InvalidData with every problem of the file; WrongCall for an option.
    """
    given = read_mapping(file) if file else Mapped({}, {}, {})
    return Mapped(
        {**given.columns, **_pairs(columns, "--column")},
        {**given.everybody, **_pairs(everybody, "--everybody")},
        given.words,
    )


def read_mapping(file: Path) -> Mapped:
    """The columns, the values of everybody and the words that a mapping file gives."""
    return built(Mapped, read_file(file, CohortFile, _unknown_facts))


def _unknown_facts(form: CohortFile) -> Iterator[Fault]:
    for part in ("columns", "everybody", "words"):
        for fact in getattr(form, part):
            if fact not in FACTS:
                message, help = f'"{fact}" is not a fact of a person', did_you_mean(fact, FACTS)
                yield Fault("unknown-key", FILE, (part, fact), message, help, at_key=True)


def _pairs(options: Sequence[str], option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for each in options:
        fact, equals, value = each.partition("=")
        if not equals or not value:
            raise WrongCall(
                f'{option} takes a fact and what stands for it, not "{each}"', "write born=date_of_birth"
            )
        if fact not in FACTS:
            raise WrongCall(f'"{fact}" is not a fact of a person', did_you_mean(fact, FACTS))
        if pairs.setdefault(fact, value) != value:
            message = f'{option} says of "{fact}" that it is "{pairs[fact]}" and "{value}"'
            raise WrongCall(message, "say it once")
    return pairs
