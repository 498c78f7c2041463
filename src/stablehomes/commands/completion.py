"""Ids that the shell may complete, from the data at hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue


def ids_of(*kinds: str) -> Callable[[str], list[str]]:
    """Completes ids of measures, allowances, sources and so on; nothing where the data does not load."""

    def complete(incomplete: str) -> list[str]:
        return [each for each in _in_data(of_kinds) if each.startswith(incomplete)]

    def of_kinds(catalogue: Catalogue) -> list[str]:
        return [id for kind in kinds for id in getattr(catalogue, kind)]

    return complete


def what_show_shows(incomplete: str) -> list[str]:
    """Completes whatever ``show`` knows by an id, and councils, in small or capital letters alike."""
    from stablehomes.catalogue.names import ids_and_councils

    known = _in_data(ids_and_councils)
    return [each for each in known if each.casefold().startswith(incomplete.casefold())]


def _in_data(names: Callable[[Catalogue], list[str]]) -> list[str]:
    from stablehomes.problems.problem import InvalidData
    from stablehomes.reading.load import load

    try:
        return names(load(os.environ.get("STABLEHOMES_DATA")))
    except InvalidData:
        return []
