"""Reading a formula: the terms on which a sum is shared, from a YAML file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from stablehomes.catalogue.query import valued
from stablehomes.problems.problem import Fault, Keys
from stablehomes.reading.build import built
from stablehomes.reading.file import FILE, read_file
from stablehomes.reading.schema import FormulaEntry, FormulaFile
from stablehomes.values.terms import WHOLE, ColumnWeight, Terms, Wave
from stablehomes.values.wording import number

FORMULA = "formula"


def read_formula(file: str | Path) -> Terms:
    """The terms in a formula file.

    Raises InvalidData with every problem of the file, each with its place.
    """
    entry = read_file(valued(Path, file, "file"), FormulaFile, _faults).formula
    return built(
        Terms,
        entry,
        weights=tuple(ColumnWeight(column, percent) for column, percent in entry.weights.items()),
        waves=tuple(Wave(wave.from_, tuple(wave.areas)) for wave in entry.waves),
    )


def _faults(file: FormulaFile) -> Iterator[Fault]:
    entry = file.formula
    yield from _not_the_whole("weights", entry.weights)
    yield from _not_the_whole("profile", entry.profile)
    yield from _several_uses(entry)


def _not_the_whole(key: str, shares: Mapping[Any, Decimal]) -> Iterator[Fault]:
    whole = sum(shares.values(), Decimal(0))
    if shares and whole != WHOLE:
        message = f"these shares add up to {number(whole)}%, not to 100%"
        yield Fault("not-the-whole", FILE, (FORMULA, key), message, "correct the shares", at_key=True)


def _several_uses(entry: FormulaEntry) -> Iterator[Fault]:
    """One council is left out or has a fixed sum, and starts in one wave."""
    yield from _repeated([*_listed(("left_out",), entry.left_out), *_listed(("fixed",), entry.fixed)])
    in_waves = [_listed(("waves", place, "areas"), wave.areas) for place, wave in enumerate(entry.waves)]
    yield from _repeated([use for wave in in_waves for use in wave])
    for place in [place for place, wave in enumerate(entry.waves) if not wave.areas][1:]:
        message = "only one wave can be without areas, and take all that no other wave names"
        yield Fault("repeated-area", FILE, (FORMULA, "waves", place), message, "name its areas")


def _listed(path: Keys, codes: list[str] | Mapping[str, Any]) -> list[tuple[Keys, str]]:
    keys: Iterable[str | int] = codes if isinstance(codes, Mapping) else range(len(codes))
    return [((FORMULA, *path, key), code) for key, code in zip(keys, codes, strict=True)]


def _repeated(uses: list[tuple[Keys, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, code in uses:
        if code in seen:
            yield Fault("repeated-area", FILE, path, f'"{code}" stands here a second time', "keep one")
        seen.add(code)
