"""How long a diff takes beside what it cannot do without: reading both sides.

Two folders of 10,000 measures each, and two saved answers of the same; one measure in ten differs. Prints
seconds, and the comparison as a ratio of the reading. Run it with: python -m benchmarks.diff
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from stablehomes import budget, diff, load
from stablehomes.answers.plain import plain
from stablehomes.formats.json import written
from stablehomes.inputs.saved_answer import read_answer
from stablehomes.questions.budget import Budget
from stablehomes.questions.diff.answers import Side
from stablehomes.questions.diff.diff import difference
from stablehomes.questions.diff.snapshot import state_of_budget

MEASURES = 10_000
HEAD = """strategy:
  title: A large strategy
  department: A department
  published: 2023-02-02
  years: [2023-24, 2024-25]
  figures:
    - {amount: £900bn, source: paper, quote: "£900 billion"}
pillars:
  help: Help
measures:
"""
MEASURE = """  measure-{number}:
    title: Measure {number}
    pillar: help
    summary: It does something.
    figures:
      - {{amount: £{amount}, source: paper, quote: "a sum"}}
"""
OTHERS = {
    "sources": "sources:\n  paper: {title: A paper, publisher: Somebody, kind: press, published: 2023-02}\n",
    "allowances": "allowances: {}\n",
    "prices": "prices: {}\n",
}
Value = TypeVar("Value")


def timed(what: str, run: Callable[[], Value]) -> tuple[Value, float]:
    start = perf_counter()
    value = run()
    seconds = perf_counter() - start
    print(f"{what:<40}{seconds:8.2f} s")
    return value, seconds


def write_folder(folder: Path, step: int) -> Path:
    folder.mkdir()
    for name, text in OTHERS.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    amounts = (1000 + number + (step if number % 10 == 0 else 0) for number in range(MEASURES))
    measures = (MEASURE.format(number=number, amount=amount) for number, amount in enumerate(amounts))
    (folder / "measures.yaml").write_text(HEAD + "".join(measures), encoding="utf-8")
    return folder


def read_back(file: Path) -> Budget:
    answer, _ = read_answer(file)
    assert isinstance(answer, Budget)
    return answer


def of_folders(folders: list[Path]) -> None:
    (before, after), reading = timed("two folders read", lambda: [load(each) for each in folders])
    answer, comparing = timed("two folders compared", lambda: diff(before, after))
    assert len(answer.changes) == 2 * MEASURES // 10 + 3, "a measure, its figure, a pillar and two totals"
    print(f"{'comparing, as a part of reading':<40}{comparing / reading:8.2f}")


def of_answers(folders: list[Path], place: Path) -> None:
    files = [place / f"{folder.name}.json" for folder in folders]
    for folder, file in zip(folders, files, strict=True):
        file.write_text(written(plain(budget(load(folder)))), encoding="utf-8")
    answers, reading = timed("two saved answers read", lambda: [read_back(each) for each in files])
    sides = (Side("answer", "before"), Side("answer", "after"))
    states, _ = timed("two saved answers laid flat", lambda: [state_of_budget(each) for each in answers])
    _, comparing = timed("two saved answers compared", lambda: difference(states[0], states[1], sides))
    print(f"{'comparing, as a part of reading':<40}{comparing / reading:8.2f}")


def main() -> int:
    with TemporaryDirectory() as name:
        place = Path(name)
        folders = [write_folder(place / side, step) for step, side in enumerate(("before", "after"))]
        of_folders(folders)
        of_answers(folders, place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
