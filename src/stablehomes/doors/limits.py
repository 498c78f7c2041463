"""One set of limits on what is read, in terms of memory: each follows from how many bytes may be read.

Source of each factor: what the largest input within it took when it was measured (docs/reliability.md).
"""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 2**20
# What may be read if nobody says otherwise: a data file has some twenty thousand measures then.
DATA_FILE, ANY_FILE, TABLE = 8 * MEGABYTE, 64 * MEGABYTE, 512 * MEGABYTE
# A file that is written for people has more bytes a value, and a table more bytes a cell, than these.
FEWEST_BYTES_A_VALUE, FEWEST_BYTES_A_CELL = 16, 4
DEEPEST = 32  # levels within levels
MOST_DIGITS = 30  # of one number
MOST_PROBLEMS = 100  # that are told of one input
LONGEST_LINE = MEGABYTE  # bytes of one line of a cohort


class Limits(NamedTuple):
    """What may be read of one input, given its bytes."""

    bytes: int

    @property
    def values(self) -> int:
        """Values of YAML or JSON."""
        return self.bytes // FEWEST_BYTES_A_VALUE

    @property
    def cells(self) -> int:
        """Cells of a table."""
        return self.bytes // FEWEST_BYTES_A_CELL
