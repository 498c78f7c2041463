"""One set of limits on what is read, in terms of memory; the one option --max-size raises all of them.

What stands here was chosen so that the largest input takes some hundred MB (docs/reliability.md).
"""

from __future__ import annotations

MEGABYTE = 2**20
# Bytes that are read if nobody says otherwise: a data file has some twenty thousand measures then.
DATA_FILE, ANY_FILE, TABLE = 8 * MEGABYTE, 64 * MEGABYTE, 512 * MEGABYTE
# So many bytes may be read for each of these: what is made of it in memory is many times larger.
BYTES_A_VALUE = 16  # of YAML and JSON, which people write
BYTES_A_CELL = 128  # of a table; a row takes as much as CELLS_A_ROW more
CELLS_A_ROW = 8
BYTES_A_PERSON = 6400
# Whatever the size of an input:
DEEPEST = 32  # levels within levels
MOST_DIGITS = 30  # of one number, before its point or behind it
MOST_ROWS, MOST_COLUMNS = 2**20, 2**14  # of a sheet, as spreadsheet programs have them
MOST_PROBLEMS = 100  # that are told of one input
LONGEST_LINE = MEGABYTE  # bytes of one line of a cohort

_raised = [0]


def raise_to(size: int) -> None:
    """What --max-size says, until the command ends; 0 is nothing."""
    _raised[0] = size


def within(usual: int) -> int:
    """How many bytes may be read of an input of which so many usually may."""
    return max(usual, _raised[0])


def cells() -> int:
    """How many cells a table may have, with CELLS_A_ROW more for each of its rows."""
    return within(TABLE) // BYTES_A_CELL


def values() -> int:
    """How many values an answer in JSON may have."""
    return within(ANY_FILE) // BYTES_A_VALUE // 4


def people() -> int:
    """How many people may be asked about at once."""
    return within(ANY_FILE) // BYTES_A_PERSON
