"""What a question about one council needs beside the catalogue: shipped counts, statistical neighbours."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from gzip import decompress
from io import StringIO
from pathlib import Path

from stablehomes.catalogue.councils import Councils
from stablehomes.doors.incoming import read_bytes
from stablehomes.inputs.published.joining import read_area_figures
from stablehomes.inputs.published.shipped import NAME, year_of
from stablehomes.questions.council import COUNTS, Published
from stablehomes.reading.data_files import shipped_data

NEIGHBOURS = Path("tables", "statistical-neighbours.csv.gz")


def published_counts(known: Councils) -> dict[str, Published]:
    """The counts of every council, each of its latest year."""
    return {id: Published(year_of([id]), read_area_figures([Path(NAME)], [id], known=known)) for id in COUNTS}


def neighbours(code: str) -> Sequence[str]:
    """The codes of a council's statistical neighbours, the closest first; none for a council without.

    >>> len(neighbours("E08000035"))
    10
    """
    content = decompress(read_bytes(shipped_data() / NEIGHBOURS, str(NEIGHBOURS))).decode("utf-8")
    return next((row[1].split() for row in csv.reader(StringIO(content)) if row[0] == code), [])
