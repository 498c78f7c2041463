"""Adds a count that was newly published to the shipped table of all councils.

    python tools/council_counts.py children-looked-after FILE children_count \\
      --where "population_type=Children looked after on 31 March each year" --period 2026

FILE is what the department publishes, as it is; the rest says which column and rows are meant, as it does
for `stablehomes split --areas`. Councils without a published figure get the mark x (not available). A count
that the table does not have yet gets a column; describe it under `counts` in data/councils.yaml.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from io import StringIO
from pathlib import Path

from stablehomes.inputs.published import read_area_figures
from stablehomes.inputs.published.shipped import FILE, counted_rows

TABLE = Path(__file__).parent.parent / "data" / FILE


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("count", "file", "column"):
        options.add_argument(name)
    options.add_argument("--where", action="append", default=[], metavar="COLUMN=VALUE")
    options.add_argument("--period", required=True)
    said = options.parse_args()
    where = dict(each.split("=", 1) for each in said.where)
    areas = read_area_figures([Path(said.file)], [said.column], where, "leave-out", period=said.period)
    header, *rows = counted_rows()
    if said.count not in header:
        header.append(said.count)
    table = {(row[0], row[1]): row + [""] * (len(header) - len(row)) for row in rows}
    figures = dict(zip(areas.codes, map(str, areas.figures[said.column]), strict=True))
    for code, figure in {**dict.fromkeys(areas.left_out, "x"), **figures}.items():
        row = table.setdefault((said.period, code), [said.period, code, *[""] * (len(header) - 2)])
        row[header.index(said.count)] = figure
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *(table[key] for key in sorted(table))])
    TABLE.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
