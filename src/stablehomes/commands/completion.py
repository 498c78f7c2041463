"""Ids that the shell may complete, from the data at hand."""

from __future__ import annotations

import os
from collections.abc import Callable


def ids_of(*kinds: str) -> Callable[[str], list[str]]:
    """Completes ids of measures, allowances, sources and so on; nothing where the data does not load."""

    def complete(incomplete: str) -> list[str]:
        from stablehomes.catalogue import load
        from stablehomes.problems import InvalidData

        try:
            catalogue = load(os.environ.get("STABLEHOMES_DATA"))
        except InvalidData:
            return []
        return [id for kind in kinds for id in getattr(catalogue, kind) if id.startswith(incomplete)]

    return complete
