"""Values of options that only the command line has: text, or a message that says how to write it."""

from __future__ import annotations

import re

import typer

BYTES = {"": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30}


def people_between(text: str) -> range:
    """A number of people such as 13400, or a range such as 12000..14000, both ends included."""
    ends = text.replace(",", "").split("..")
    if not 1 <= len(ends) <= 2 or not all(
        end.isascii() and end.isdecimal() and len(end) < 10 for end in ends
    ):
        raise typer.BadParameter(
            f'"{text}" is not a number of people; write 13400, or 12000..14000 for a range'
        )
    lowest, highest = int(ends[0]), int(ends[-1])
    if lowest > highest:
        raise typer.BadParameter(f'"{text}" begins with the larger number; write {highest}..{lowest}')
    return range(lowest, highest + 1)


def size(text: str) -> int:
    """Bytes, written 64MB, 500kB or 1000000."""
    match = re.fullmatch("([0-9]{1,12}) ?(|kB|MB|GB)", str(text), re.ASCII | re.IGNORECASE)
    if match is None:
        raise typer.BadParameter(f'"{text}" is not a size; write it as 64MB')
    return int(match[1]) * BYTES[match[2].lower()]
