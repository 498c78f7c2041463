"""Ids that the shell may complete, from the data at hand."""

from __future__ import annotations

import os
from collections.abc import Callable


def ids_of(kind: str) -> Callable[[str], list[str]]:
    """Completes ids of measures, allowances or sources; nothing where the data does not load."""

    def complete(incomplete: str) -> list[str]:
        from stablehomes.catalogue import load
        from stablehomes.problems import InvalidData

        try:
            known = getattr(load(os.environ.get("STABLEHOMES_DATA")), kind)
        except InvalidData:
            return []
        return [id for id in known if id.startswith(incomplete)]

    return complete
