"""Counts that were published for every council, shipped as one table, so that a split needs no file."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from gzip import decompress
from io import StringIO
from pathlib import Path

from stablehomes.doors.incoming import is_there, read_bytes
from stablehomes.inputs.published.cells import is_suppressed
from stablehomes.inputs.published.layouts import Options, place_of
from stablehomes.inputs.published.sheets import Place, Sheet
from stablehomes.problems.problem import Span, WrongCall, did_you_mean
from stablehomes.reading.data_files import shipped_data
from stablehomes.values.periods import parse_period

NAME = "councils"
FILE = Path("tables", "council-counts.csv.gz")
# A count is of a year if so many councils have it: of the year after, only a few may.
FEWEST = 100


def is_shipped(file: Path) -> bool:
    """Whether all councils are meant, and not a file of that name."""
    return str(file) == NAME and not is_there(file)


def council_counts(columns: Sequence[str], options: Options) -> Sheet:
    """Every council with these counts, of the year that is asked for or the latest that has all of them.

    Without columns, the councils of today. Raises WrongCall for a count or a year that is not there.
    """
    header, *rows = counted_rows()
    places = [_place_of(header, column) for column in columns]
    if not places:
        today = [[council.code] for council in options.councils.today()]
        return Sheet(NAME, [["code"], *today], _nowhere)
    year = year_of(columns, options.period)
    of_year = _under_one_code([row for row in rows if row[0] == year], options)
    kept = [row for row in of_year if all(row[place] for place in places)]
    return Sheet(NAME, [header, *kept], _nowhere, tuple(_notes(options, header, places, year)))


def year_of(columns: Sequence[str], asked: str | None = None) -> str:
    """The year that has these counts: the one that is asked for, or the latest; WrongCall if none has."""
    header, *rows = counted_rows()
    places = [_place_of(header, column) for column in columns]
    years = list(dict.fromkeys(row[0] for row in rows))
    full = [year for year in years if _has_all(rows, places, year)]
    if not full:
        raise WrongCall("no year has all of these counts", "ask for fewer of them")
    return _year(asked, full) if asked else full[-1]


def _under_one_code(rows: Sequence[Sequence[str]], options: Options) -> list[list[str]]:
    """Rows of one year, each council under its code of today if it went on: publishers differ in that."""
    councils, together = options.councils, dict[str, list[str]]()
    for row in rows:
        found = councils.by_code(row[1])
        code = found.council.code if found.council else row[1]
        before = together.setdefault(code, [row[0], code, *[""] * (len(row) - 2)])
        for place, text in enumerate(row[2:], 2):
            if text and not _is_number(before[place]):
                before[place] = text
    return list(together.values())


def is_counted(column: str) -> bool:
    """Whether a column is one of the shipped counts."""
    return place_of(counted_rows()[0][2:], column) is not None


def counted_rows() -> list[list[str]]:
    """The header and the rows of the shipped table: a year, a code, and the counts."""
    content = read_bytes(shipped_data() / FILE, str(FILE))
    return list(csv.reader(StringIO(decompress(content).decode("utf-8"))))


def _place_of(header: Sequence[str], column: str) -> int:
    place = place_of(header, column)
    if place is None or place < 2:
        raise WrongCall(f'no count "{column}" is shipped', did_you_mean(column, header[2:]))
    return place


def _has_all(rows: Sequence[Sequence[str]], places: Sequence[int], year: str) -> bool:
    of_year = [row for row in rows if row[0] == year]
    return all(sum(_is_number(row[place]) for row in of_year) >= FEWEST for place in places)


def _is_number(text: str) -> bool:
    return bool(text) and not is_suppressed(text)


def _year(asked: str, years: Sequence[str]) -> str:
    wanted = parse_period(asked)
    found = [year for year in years if year == asked.strip() or (wanted and parse_period(year) == wanted)]
    if not found:
        raise WrongCall(f'these counts are not shipped for "{asked}"', f"there are {', '.join(years)}")
    return found[0]


def _notes(options: Options, header: Sequence[str], places: Sequence[int], year: str) -> Iterator[str]:
    for place in places:
        count = options.councils.register.counts.get(header[place])
        if count:
            documents = "; ".join(f"{source.publisher}, {source.title}" for source in count.sources)
            yield f"{count.title}, {year} ({documents})"


def _nowhere(_row: int, _column: int) -> Place:
    return Place(Span(1, 1, 2), "")
