"""Small inputs that claim much: each is answered or refused within 2 seconds of CPU and 200 MB.

The address space of the process is limited, so that what would take gigabytes ends as a failed test at once.
What the program itself needs to start is measured first and is not counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from conftest import command_environment
from small_data import write_small

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and memory as Linux has them")
MEGABYTES, SECONDS = 200, 2.0
ADDRESSES = 1_500  # MB: engines reserve far more than they use
SLOW = 4  # how much slower than a quiet machine this one may be

PROGRAM = """
import resource, sys
limit = {limit} * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from stablehomes.__main__ import main
try:
    main()
finally:
    with open("/proc/self/status") as status:
        peak = next(line for line in status if line.startswith("VmHWM")).split()[1]
    used = resource.getrusage(resource.RUSAGE_SELF)
    print("used", used.ru_utime + used.ru_stime, int(peak) // 1024, file=sys.stderr)
"""


def used(folder: Path, *call: str) -> tuple[int, float, int, str]:
    """The status, the seconds of CPU and the megabytes of a call, and what it said."""
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(limit=ADDRESSES), *call],
        cwd=folder,
        env=command_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said, _, last = process.stderr.rpartition("used ")
    seconds, megabytes = last.split()
    return process.returncode, float(seconds), int(megabytes), said


@cache
def usual(folder: Path, *call: str) -> tuple[float, int]:
    _, seconds, megabytes, _ = used(folder, *call)
    return seconds, megabytes


SPLIT = ("split", "a-measure", "--data", "small", "--areas", "x", "--weight", "n")
DIFF = ("diff", "x.json", "--data", "small")
PEOPLE = ("entitlements", "x", "--data", "small", "--on", "2023-10-01")
COST = ("cost", "x", "--allowance", "leaving-care")
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADER = "".join(f'<c t="str"><v>{name}</v></c>' for name in ("name", "code", "n"))


def workbook(rows: str, before: str = "") -> Callable[[Path], None]:
    """A workbook of one sheet with these rows, and what stands before them."""

    def write(file: Path) -> None:
        from openpyxl import Workbook

        Workbook().save(file)
        with ZipFile(file) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        sheet = (
            f'<worksheet xmlns="{SHEET}">{before}<sheetData><row>{HEADER}</row>{rows}</sheetData></worksheet>'
        )
        parts["xl/worksheets/sheet1.xml"] = sheet.encode()
        with ZipFile(file, "w", ZIP_DEFLATED) as packed:
            for name, content in parts.items():
                packed.writestr(name, content)

    return write


def content(text: bytes) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        file.write_bytes(text)

    return write


def row(number: int, column: str) -> str:
    return f'<row r="{number}"><c r="{column}{number}"><v>1</v></c></row>'


BUDGET = b'{"schema": "stablehomes/budget/1", "x": '
BOMBS: dict[str, tuple[tuple[str, ...], Callable[[Path], None]]] = {
    "a workbook that claims the largest sheet": (SPLIT, workbook("", '<dimension ref="A1:XFD1048576"/>')),
    "a workbook with a far row": (SPLIT, workbook(row(999_999_999, "A"))),
    "a workbook with many far rows": (SPLIT, workbook("".join(row(n * 10_000, "A") for n in range(2, 90)))),
    "a workbook with far columns": (SPLIT, workbook("".join(row(n, "XFD") for n in range(2, 3000)))),
    "a workbook with many cells": (SPLIT, workbook("<row>" + "<c><v>1</v></c>" * 5_000_000 + "</row>")),
    "a table of many rows": (SPLIT, content(b"name,code,n\n" + b"a,b,1\n" * 5_000_000)),
    "a table of many empty rows": (SPLIT, content(b"name,code,n\n" + b"\n" * 9_000_000)),
    "a table of many columns": (SPLIT, content(b"name,code,n\n" + b"," * 9_000_000)),
    "a cell without end": (SPLIT, content(b'name,code,n\n"' + b"x" * 20_000_000)),
    "an answer with a large exponent": (
        DIFF,
        content(BUDGET + b"1e999999999}"),
    ),
    "an answer with a small exponent": (
        DIFF,
        content(BUDGET + b"1e-999999999}"),
    ),
    "an answer with many digits": (
        DIFF,
        content(BUDGET + b"9" * 9_000_000 + b"}"),
    ),
    "an answer of empty lists": (DIFF, content(b"[" + b"[]," * 20_000_000 + b"[]]")),
    "an answer that is deep": (DIFF, content(b"[" * 5_000_000)),
    "an answer of many keys": (DIFF, content(b"{" + b'"a":1,' * 5_000_000 + b'"b":1}')),
    "people without end": (PEOPLE, content(b'{"age": 3}\n' * 300_000)),
    "bad people without end": (PEOPLE, content(b'{"age": x}\n' * 300_000)),
    "a list of people": (PEOPLE, content(b"people: [" + b"{}," * 2_000_000 + b"]")),
    "a quotation mark that is never closed": (COST, content(b'born,care_leaver,on\n"' + b"x" * 50_000_000)),
    "a cohort on one line": (COST, content(b"x," * 10_000_000)),
    "a cohort of nulls": (COST, content(b"born,care_leaver,on\n" + b"\0" * 50_000_000)),
    "a device": (("cost", "/dev/zero", "--allowance", "leaving-care"), content(b"")),
    "a device as people": (("entitlements", "/dev/zero", "--on", "2023-10-01"), content(b"")),
    "a device as cells": (("cost", "--cells", "/dev/zero", "--allowance", "leaving-care"), content(b"")),
    "a device as a table": (("split", "a-measure", "--data", "small", "--areas", "/dev/zero"), content(b"")),
    "a pipe that nobody writes to": (COST, os.mkfifo),
    "cells without end": (
        ("cost", "--cells", "x", "--allowance", "leaving-care"),
        content(b"a" * 70_000_000),
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_small_input_takes_no_more_than_its_size_allows(bomb: str, tmp_path: Path) -> None:
    call, write = BOMBS[bomb]
    write_small(tmp_path / "small")
    name = next((each for each in call if each in ("x", "x.json")), "x")
    write(tmp_path / name)
    file = tmp_path / name
    size = file.stat().st_size // 2**20 if file.is_file() else 0
    status, seconds, megabytes, said = used(tmp_path, *call)
    assert status in (0, 1, 2, 3), said[-1000:]
    assert "Traceback" not in said
    assert len(said) < 100_000
    start, room = usual(tmp_path, "budget", "--data", "small")
    # The content as bytes and as text is what the limit on bytes allows.
    allowed = 3 * min(size, 64) if call[0] in ("diff", "entitlements") else min(size, 64)
    assert megabytes - room <= MEGABYTES + allowed, f"{megabytes} MB"
    assert seconds - start <= SECONDS * SLOW, f"{seconds} s"


def test_a_blob_of_git_is_asked_for_its_size_first(tmp_path: Path) -> None:
    folder = write_small(tmp_path / "data")
    os.truncate(folder / "measures.yaml", 300 * 2**20)
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for call in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "1")):
        subprocess.run(["git", "-C", str(tmp_path), *who, *call], check=True, capture_output=True)
    status, _, megabytes, said = used(tmp_path, "diff", "git:HEAD", "--data", "data")
    assert status == 3
    assert "more than 8,388,608 bytes" in said
    assert megabytes < MEGABYTES


def test_one_option_raises_the_limits(tmp_path: Path) -> None:
    write_small(tmp_path / "small")
    lines = "".join(f"Area {n},E{n:08},1\n" for n in range(500_000))
    (tmp_path / "x").write_text(f"name,code,n\n{lines}", encoding="utf-8")
    status, _, _, said = used(tmp_path, *SPLIT)
    assert (status, "raise --max-size" in said) == (3, True)
    (tmp_path / "people").write_text('{"age": 3}\n{"age": 4}\n', encoding="utf-8")
    assert used(tmp_path, "entitlements", "people", "--on", "2023-10-01", "--max-size", "1GB")[0] == 0
