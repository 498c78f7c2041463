"""How a proportional split grows with the number of areas, beside Python's csv module reading the same file.

    python -m benchmarks.split            1,000, 100,000 and 1,000,000 areas
    python -m benchmarks.split 1000 5000  these numbers of areas

Each measurement is a process of its own, so that memory is its own peak. "split" reads the file and
answers the question; "JSON" is the whole command, which also writes every share.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (1_000, 100_000, 1_000_000)
REPEATS = 3
TIMED = """
import resource, sys, time
before = time.perf_counter()
{work}
seconds = time.perf_counter() - before
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
WORKS = {
    "csv": """
import csv
with open(sys.argv[1], encoding="utf-8", newline="") as lines:
    rows = list(csv.reader(lines))
""",
    "split": """
from pathlib import Path
from stablehomes import load, split
from stablehomes.inputs.published import read_area_figures
from stablehomes.values.terms import Terms, parse_weight
terms = Terms(weights=(parse_weight("children"),))
areas = read_area_figures([Path(sys.argv[1])], terms.columns)
answer = split(load(), "families-first-pathfinder", areas=areas, terms=terms)
assert sum(share.amount for share in answer.shares) == answer.total.headline
""",
    "JSON": """
from stablehomes.cli import app
app(
    ["split", "families-first-pathfinder", "--areas", sys.argv[1], "--weight", "children",
     "--format", "json", "--output", "/dev/null"],
    standalone_mode=False,
)
""",
}


def write_areas(file: Path, count: int) -> None:
    """A file of made-up areas, the same on every machine."""
    numbers = random.Random(count)
    with file.open("w", encoding="utf-8") as lines:
        lines.write("code,name,children\n")
        for place in range(count):
            lines.write(f"E{place:08},Area number {place},{numbers.randrange(5_000)}\n")


def measured(work: str, file: Path) -> tuple[float, float]:
    """The least of several times in seconds, and the greatest peak in MB."""
    code = TIMED.format(work=WORKS[work])
    runs = [
        subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, check=True)
        for _ in range(REPEATS)
    ]
    found = [tuple(map(float, run.stdout.split())) for run in runs]
    return min(seconds for seconds, _ in found), max(peak for _, peak in found) / 1024


def main(sizes: tuple[int, ...]) -> None:
    """Prints one line for each size and kind of work."""
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors")
    print(f"{'areas':>10}  {'work':<6}{'seconds':>9}{'× csv':>8}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder) / "areas.csv"
            write_areas(file, size)
            base = None
            for work in WORKS:
                seconds, peak = measured(work, file)
                base = base or seconds
                print(f"{size:>10,}  {work:<6}{seconds:>9.2f}{seconds / base:>8.1f}{peak:>9.0f}", flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
