"""Input that means harm, or just happens: an error with a place, within 200 MB, and never a hang."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import Run, command_environment
from small_data import SMALL, write_small
from stablehomes import InvalidData, load
from stablehomes.formats import Format
from stablehomes.reading.folder import look_at
from stablehomes.reading.text import LARGEST_DATA_FILE, Refused, read_text

MEMORY = 200 * 2**20
CPU_SECONDS = 30  # far above what is needed: only what would never end is ended by it

# The command in a process that says, last of all, how much memory it needed at most.
MEASURED = f"""
import atexit, resource, sys
def peak():
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    print("peak", int(line.split()[1]) * 1024, file=sys.stderr)
atexit.register(peak)
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
from stablehomes.cli import main
main()
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by what Linux tells")


def checked(folder: Path, *options: str) -> tuple[int, str]:
    """What ``check`` prints of a folder, and its status; its memory is checked here."""
    process = subprocess.run(
        [sys.executable, "-c", MEASURED, "check", "--data", folder.name, *options],
        cwd=folder.parent,
        env=command_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    said, _, peak = process.stderr.rpartition("peak ")
    assert "Traceback" not in said
    assert int(peak) <= MEMORY, f"{int(peak):,} bytes"
    return process.returncode, process.stdout + said


def instead(folder: Path, text: str, file: str = "measures.yaml") -> None:
    (folder / file).write_text(text, encoding="utf-8")


def in_measures(lines: str) -> str:
    """The small measures with lines at the end of the first measure."""
    return SMALL["measures.yaml"] + lines


def in_place_of(old: str, new: str) -> str:
    """The small measures with something else in one place."""
    assert SMALL["measures.yaml"].count(old) == 1
    return SMALL["measures.yaml"].replace(old, new)


FULL = LARGEST_DATA_FILE - 4096  # nearly as much as is read
MANY = 100_000


def each(form: str, numbers: Iterable[int] = range(MANY)) -> str:
    return "".join(form % number for number in numbers)


COUNT = "      - {count: %d, source: a-paper, quote: q, unquoted: q}\n"
BOMBS = {
    "brackets": ("[" * MANY, "too-deep"),
    "braces": ("{a: " * MANY, "too-deep"),
    "dashes": ("- " * MANY, "too-deep"),
    "question marks": ("? " * MANY, "bad-yaml"),
    "a long line": (in_measures('    also: ["%s"]\n' % ("x" * (FULL - 1000))), None),
    "a long line of wide characters": (in_measures('    also: ["%s"]\n' % ("𝟜" * (FULL // 4 - 1000))), None),
    "a long key": (in_measures('    ? "%s"\n    : x\n' % ("x" * (FULL - 1000))), "unknown-key"),
    "a long amount": (in_place_of("£100m, ", "9" * (FULL - 1000) + ", "), "bad-amount"),
    "a long id": (in_place_of("pillar: help", "pillar: " + "x" * (FULL - 1000)), "unknown-pillar"),
    "comments": ("#\n" * (FULL // 2), "empty-file"),
    "many values": (in_measures("    notes: [%s]\n" % ("a," * (FULL // 2 - 1000))), "file-too-large"),
    "no values": (in_measures("    notes: [%s]\n" % (",\n" * 1000)), "bad-yaml"),
    "empty values": (in_measures("    notes:\n" + "      -\n" * MANY), "more-problems"),
    "wrong values": (in_measures("    notes: [%s]\n" % ("[]," * 4 * MANY)), "more-problems"),
    "unknown keys": (in_measures(each("    k%d: 1\n", range(2 * MANY))), "more-problems"),
    "unknown keys at the top": (SMALL["measures.yaml"] + each("k%d: 1\n"), "more-problems"),
    "missing keys": (in_measures(each("  m%d: {}\n")), "more-problems"),
    "bad ids": (in_measures(each("  M %d: x\n")), "more-problems"),
    "repeated keys": (in_measures("    also: []\n" * MANY), "more-problems"),
    "aliases": (in_measures("    notes: [%s]\n" % ("*a, " * MANY)), "more-problems"),
    "unknown sources": (
        in_measures("    mentions:\n" + each("      - {source: s%d, quote: q}\n", range(MANY // 2))),
        "more-problems",
    ),
    "unknown pillars among many": (
        "strategy: {title: S, department: D, published: 2023-02-02, years: [2023-24]}\npillars:\n"
        + each("  pillar-number-%d: P\n", range(MANY // 2))
        + "measures:\n"
        + each("  m%d: {title: T, pillar: pillar-nmber-1, summary: S}\n", range(MANY // 4)),
        "unknown-pillar",
    ),
    "disagreements": (in_measures(f"    people:\n{each(COUNT, range(MANY // 2))}"), "disagreement"),
    "python": ("!!python/object/apply:os.system ['touch harm']", "yaml-feature"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_in_a_message(tmp_path: Path, bomb: str) -> None:
    text, code = BOMBS[bomb]
    folder = write_small(tmp_path / "data")
    instead(folder, text)
    status, said = checked(folder)
    assert status == (0 if code in (None, "disagreement") else 1), said[:2000]
    assert code is None or f"[{code}]" in said, said[:2000]
    assert len(said) < 100_000
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize("size", [10**9, 10**12])
def test_a_huge_file_is_refused_by_its_size(tmp_path: Path, size: int) -> None:
    folder = write_small(tmp_path / "data")
    os.truncate(folder / "measures.yaml", size)
    status, said = checked(folder)
    assert status == 1
    assert "measures.yaml has more than 8,388,608 bytes, which is the limit" in said
    assert "raise --max-size" in said


def test_the_limit_can_be_raised_and_lowered(tmp_path: Path) -> None:
    folder = write_small(tmp_path / "data")
    instead(folder, in_measures("    # " + "x" * LARGEST_DATA_FILE + "\n"))
    assert checked(folder)[0] == 1
    assert checked(folder, "--max-size", "9MB")[0] == 0
    assert "more than 100 bytes" in checked(folder, "--max-size", "100")[1]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda file: file.mkdir(), "is a folder, not a regular file"),
        (os.mkfifo, "is a pipe, not a regular file"),
        (lambda file: file.symlink_to("nowhere"), "is a link to a file that is not there"),
        (lambda file: file.symlink_to(file.name), "symbolic links"),
        (lambda file: file.symlink_to("/dev/zero"), "is a device, not a regular file"),
        (lambda file: file.symlink_to("/proc/self/mem"), "measures.yaml"),
        (str, "there is no file data/measures.yaml"),
    ],
    ids=["folder", "pipe", "dead link", "circle of links", "endless device", "a size that lies", "nothing"],
)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: object, words: str) -> None:
    folder = write_small(tmp_path / "data")
    (folder / "measures.yaml").unlink()
    assert callable(make)
    make(folder / "measures.yaml")
    status, said = checked(folder)
    assert status == 1
    assert words in said
    assert "help:" in said


def test_a_file_that_is_written_to_while_it_is_read_is_refused(tmp_path: Path) -> None:
    file, stop = tmp_path / "file.yaml", threading.Event()
    file.write_bytes(b"#\n" * 2**20)

    def write() -> None:
        while not stop.is_set():
            with file.open("ab", buffering=0) as opened:
                opened.write(b"#\n")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        codes = {_code_of(file) for _ in range(200)}
    finally:
        stop.set()
        writer.join()
    assert "changed-file" in codes


def test_a_file_that_comes_and_goes_is_read_or_missing_and_nothing_else(tmp_path: Path) -> None:
    """It may vanish at any moment: before it is looked for, between that and opening it, while it is read."""
    folder, stop = write_small(tmp_path / "data"), threading.Event()
    file, kept = folder / "prices.yaml", tmp_path / "kept"
    file.replace(kept)

    def come_and_go() -> None:
        while not stop.is_set():
            os.link(kept, file)
            file.unlink()

    coming = threading.Thread(target=come_and_go)
    coming.start()
    try:
        found = {problem.code for _ in range(100) for problem in look_at(folder, warnings=False).problems}
    finally:
        stop.set()
        coming.join()
    assert found <= {"missing-file"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("entitlements", "/proc/self/mem", "--on", "2025-01-01"),
        ("split", "family-finding", "--areas", "/proc/self/mem", "--weight", "children"),
        ("split", "family-finding", "--formula", "/proc/self/mem"),
        ("budget", "--scenario", "/proc/self/mem"),
        ("diff", "/proc/self/mem"),
    ],
    ids=" ".join,
)
def test_a_file_that_opens_and_cannot_be_read_is_refused_wherever_one_is_named(
    run: Run, arguments: tuple[str, ...]
) -> None:
    process = run(*arguments)
    assert (process.returncode, process.stdout) == (3, "")
    assert "error[unreadable-file]: /proc/self/mem: Input/output error" in process.stderr


def _code_of(file: Path) -> str | None:
    try:
        read_text(file, "file.yaml")
    except Refused as refusal:
        return refusal.code
    return None


def test_a_folder_with_an_impossible_name_is_not_there() -> None:
    for name in ("x" * 5000, "x\0y", "/dev/null"):
        with pytest.raises(InvalidData) as invalid:
            load(name)
        assert [problem.code for problem in invalid.value.problems] == ["missing-folder"]


@pytest.mark.parametrize(
    "closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", ">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full"]
)
@pytest.mark.parametrize("arguments", ["budget", "budget --data nowhere", "check", "split nothing"])
def test_closed_or_full_streams_are_no_fault_of_the_program(
    tmp_path: Path, arguments: str, closed: str
) -> None:
    process = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m stablehomes {arguments} {closed}'],
        cwd=tmp_path,
        env=command_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode in (0, 2, 3)
    assert "Traceback" not in process.stderr
    assert "Exception ignored" not in process.stderr


@pytest.mark.parametrize(
    "environment", [{"HOME": ""}, {"HOME": "/nowhere"}, {"LC_ALL": "C"}, {"COLUMNS": "20"}]
)
def test_a_poor_environment_changes_no_status(run: Run, tmp_path: Path, environment: dict[str, str]) -> None:
    folder = write_small(tmp_path / "bad")
    instead(folder, SMALL["measures.yaml"].replace("£40m", "£40mm"))
    assert run("budget", **environment).returncode == 0
    process = run("check", "--data", "bad", **environment)
    assert process.returncode == 1
    assert "^^^^^" in process.stdout


# A calendar holds events alone, and check has none.
@pytest.mark.parametrize("format", [format for format in Format if format is not Format.ics])
def test_a_name_that_is_not_utf_8_is_shown_as_well_as_can_be(
    run: Run, tmp_path: Path, format: Format
) -> None:
    folder = tmp_path / os.fsdecode(b"\xff")
    write_small(folder)
    options = ("--format", format.value, "--stale-after", "2024-01-01")
    answer = tmp_path / "answer.file"
    process = run("check", "--data", folder.name, *options, "--output", answer)
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    content = answer.read_bytes()
    if format is Format.xlsx:
        content = ZipFile(answer).read("xl/sharedStrings.xml")
    assert "/measures.yaml" in content.decode()


def test_an_output_through_a_link_changes_the_file_and_keeps_its_mode(run: Run, tmp_path: Path) -> None:
    file, link = tmp_path / "answer", tmp_path / "link"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    assert run("budget", "--output", "link").returncode == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("Stable Homes")
    assert file.stat().st_mode & 0o777 == 0o640
