"""Throws damaged input at every door of the program, in process, and says what was no answer and no refusal.

    python fuzz/doors.py --seconds 60 --seed 1
    python fuzz/doors.py --cases 100000 --seed 7 --only cohort saved

Each case is a command with one of its inputs damaged. The oracle is that of the whole program: status 0 to 3,
something to read, no traceback, no sign that steers a screen, within 5 seconds. What fails is kept in
``fuzz/corpus`` and tried first the next time.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "tests"))

from typer.testing import CliRunner  # noqa: E402

from small_data import SMALL, write_small  # noqa: E402
from stablehomes.cli import app  # noqa: E402

SECONDS_A_CASE = 5.0
CORPUS = TOP / "fuzz" / "corpus"
TOKENS = [
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "- ",
        "|",
        "#",
        "'",
        '"',
        "\\",
        "%",
        "@",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\0",
        ";",
    ),
    *(
        "\x1b[31m",
        "\x9b",
        "\u2028",
        "\u202e",
        "\ufeff",
        "é",
        "𝟜",
        "::add-mask::x",
        "##[x]",
        "=1+1",
        "null",
        "NaN",
    ),
    *(
        "1e999999999",
        "-1",
        "9" * 60,
        "0x10",
        "1_000",
        "£45mm",
        "2023-02-30",
        "true",
        "perhaps",
        "&a ",
        "*a",
        "!t ",
    ),
]
COHORT = (
    "born,care_leaver,on,local_authority\n2005-05-01,yes,2023-10-01,Dorset\n2004-01-01,no,2023-12-01,Luton\n"
)
AREAS = "name,code,children\nDorset,E06000059,500\nLuton,E06000032,900\nRutland,E06000017,100\n"
PEOPLE = '{"age": 18, "care_leaver": true}\n{"born": "2005-05-01", "region": null}\n'
SCENARIO = "scenario:\n  title: T\n  changes:\n    - {set: a-grant, amount: £50, from: 2024-04-01}\n"
FORMULA = "formula:\n  weights: {children: 100}\n  floor: £1\n"
THRESHOLDS = "thresholds:\n  - deny: not-itemised > £1m\n"
MAPPING = "columns: {born: born}\neverybody: {care_leaver: yes}\n"
COST = ("cost", "x", "--allowance", "leaving-care", "--by", "local_authority")

# Each door: the name of the file, what is sound in it, and the command that reads it.
FAMILIES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    **{
        f"data {name}": (f"small/{name}", text, ("budget", "--data", "small")) for name, text in SMALL.items()
    },
    "check": ("small/measures.yaml", SMALL["measures.yaml"], ("check", "--data", "small")),
    "scenario": ("x.yaml", SCENARIO, ("budget", "--data", "small", "--scenario", "x.yaml")),
    "formula": (
        "x",
        FORMULA,
        ("split", "a-measure", "--data", "small", "--areas", "areas", "--formula", "x"),
    ),
    "areas": ("x", AREAS, ("split", "a-measure", "--data", "small", "--areas", "x", "--weight", "children")),
    "people": ("x", PEOPLE, ("entitlements", "x", "--data", "small", "--on", "2023-10-01")),
    "cohort": ("x", COHORT, COST),
    "protected": ("x", COHORT, (*COST, "--protect")),
    "thresholds": ("x", THRESHOLDS, ("diff", "baseline", "--data", "small", "--thresholds", "x")),
    "mapping": ("x", MAPPING, ("cost", "cohort", "--allowance", "leaving-care", "--mapping", "x")),
    "saved": ("x.json", "", ("diff", "x.json", "--data", "small")),
    "workbook": ("x", "", ("split", "a-measure", "--data", "small", "--areas", "x", "--weight", "children")),
    "parquet": ("x", "", COST),
    "revision": ("", "HEAD", ("diff", "git:{}", "--data", "small")),
    "arguments": ("", "2023-10-01", ("compare", "--before", "{}")),
}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Pieces put in, taken out, doubled, exchanged; a bit turned; the end cut off."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(content))
        end = min(len(content), start + chance.randint(0, 30))
        token = chance.choice(TOKENS).encode("utf-8", "surrogatepass")
        piece = chance.choice(
            [token, content[start:end] * 2, b"", bytes([chance.randrange(256)]), token * 50]
        )
        content = content[:start] + piece + content[chance.choice([start, end]) :]
    return content[: chance.randint(0, len(content))] if chance.random() < 0.05 else content


def prepared(place: Path) -> dict[str, bytes]:
    """The sound input of each family, and what stands beside it."""
    write_small(place / "small")
    (place / "areas").write_text(AREAS, encoding="utf-8")
    (place / "cohort").write_text(COHORT, encoding="utf-8")
    sound = {name: text.encode() for name, (_, text, _) in FAMILIES.items()}
    sound["saved"] = (
        CliRunner().invoke(app, ["budget", "--data", "small", "--format", "json"]).stdout.encode()
    )
    import duckdb
    from openpyxl import Workbook

    book = Workbook()
    for row in AREAS.splitlines():
        book.active.append([int(cell) if cell.isdecimal() else cell for cell in row.split(",")])
    book.save(place / "made.xlsx")
    sound["workbook"] = (place / "made.xlsx").read_bytes()
    duckdb.sql(
        f"COPY (FROM read_csv('{place / 'cohort'}', all_varchar = true)) TO '{place / 'made'}'"
        " (FORMAT parquet)"
    )
    sound["parquet"] = (place / "made").read_bytes()
    return sound


def fault_of(call: list[str]) -> str | None:
    """What is wrong with what a command did; None if it answered or refused."""
    began = time.process_time()
    result = CliRunner().invoke(app, call)
    took = time.process_time() - began
    said = result.stdout + result.stderr
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return f"{type(result.exception).__name__}: {result.exception}"
    if result.exit_code not in (0, 1, 2, 3):
        return f"status {result.exit_code}"
    if not said.strip():
        return "silence"
    if any(not each.isprintable() and each not in "\n\r" for each in said):
        return "a sign that steers a screen"
    return f"{took:.1f} s" if took > SECONDS_A_CASE else None


def try_case(name: str, content: bytes) -> str | None:
    """One case of a family, in the current folder."""
    file, text, call = FAMILIES[name]
    if not file:
        word = content.decode("utf-8", "replace").replace("\0", "")
        return fault_of([each.format(word) if "{}" in each else each for each in call])
    path = Path(file)
    path.write_bytes(content)
    try:
        return fault_of(list(call))
    finally:
        if text and file.startswith("small/"):
            path.write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--cases", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        sound = prepared(Path(place))
        kept = [(file.name.split(".")[0], file.read_bytes()) for file in sorted(CORPUS.glob("*"))]
        done, faults = Counter[str](), 0
        until = time.monotonic() + options.seconds
        while done.total() < options.cases and time.monotonic() < until:
            name, content = kept.pop() if kept else ("", b"")
            if name not in options.only:
                name = chance.choice(options.only)
                content = damaged(sound[name], chance)
            done[name] += 1
            if fault := try_case(name, content):
                faults += 1
                CORPUS.mkdir(exist_ok=True)
                (CORPUS / f"{name}.{options.seed}-{done.total()}").write_bytes(content)
                print(f"{name}: {fault[:300]}")
        os.chdir(TOP)
        print(", ".join(f"{name} {number}" for name, number in sorted(done.items())))
        print(f"{done.total()} cases, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
