"""Areas and their figures, a column each: what a published file comes to once its rows have been chosen."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

Number = Decimal | int


class RegionFigures(NamedTuple):
    """A region's own row in a published file; a figure is None where the file suppresses it."""

    code: str
    name: str
    figures: Mapping[str, Number | None]


class AreaFigures(NamedTuple):
    """Areas in the order of their file; every field but the last five is a column of the same length.

    ``figures`` are by the name of their column, in the unit of the file and never below nothing. ``regions``
    holds the code of each area's region, and nothing where the file does not say. ``left_out`` are the codes
    of areas that stand in the file but not here; ``notes`` say in sentences what was chosen and assumed.
    ``files`` names the file that each column of ``figures`` was read from, and ``assumed`` the codes whose
    figure in it was assumed, because none is published.
    """

    names: Sequence[str]
    codes: Sequence[str]
    figures: Mapping[str, Sequence[Number]]
    regions: Sequence[str] = ()
    published: tuple[RegionFigures, ...] = ()
    left_out: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    files: Mapping[str, str] = {}
    assumed: Mapping[str, frozenset[str]] = {}
