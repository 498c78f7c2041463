"""While it counts: a bar on a terminal and nowhere else, an end at Ctrl-C, no more memory than is said."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Run, command_environment

HEADER = "person_id,care_leaver,on\n"
LINE = "{},yes,2023-10-01\n"
COSTS = ("cost", "people.csv", "--allowance", "leaving-care")
COMMAND = (sys.executable, "-m", "stablehomes")
SLOW = 2_000_000  # lines, each looked at one by one, since one of them is no row
NOT_A_ROW = "1,yes\n"


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A file that takes some seconds, in a folder with another for what is kept for a while."""
    (tmp_path / "temporary").mkdir()
    with (tmp_path / "people.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER + NOT_A_ROW)
        file.writelines(map(LINE.format, range(SLOW)))
    return tmp_path


def started(folder: Path, *arguments: str, stderr: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *COSTS, *arguments],
        cwd=folder,
        env=command_environment() | {"TMPDIR": str(folder / "temporary")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
    )


def read_to_the_end(terminal: int) -> str:
    said = b""
    while True:
        try:
            more = os.read(terminal, 1 << 16)
        except OSError:  # how a terminal says that nobody writes to it any more
            return said.decode()
        if not more:
            return said.decode()
        said += more


def test_a_bar_on_a_terminal_that_goes_away(slow: Path) -> None:
    terminal, other_end = pty.openpty()
    with started(slow, "--format", "json", stderr=other_end) as process:
        os.close(other_end)
        said = read_to_the_end(terminal)
        assert process.stdout
        answer = process.stdout.read()
    os.close(terminal)
    assert "counting people.csv" in said
    assert said.rstrip().endswith("--rejects FILE lists them with their lines")
    assert "counting" not in said.rpartition("\x1b[K")[2]
    assert b"counting" not in answer
    assert answer.startswith(b"{")


def test_a_count_says_nothing_but_its_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(HEADER + LINE.format(1), encoding="utf-8")
    process = run(*COSTS)
    assert process.returncode == 0
    assert process.stderr == ""


def test_no_bar_where_nobody_looks(slow: Path) -> None:
    with started(slow, stderr=subprocess.PIPE) as process:
        answer, said = process.communicate()
    assert b"counting" not in said
    assert b"\x1b" not in said + answer


def test_ctrl_c_ends_a_count_and_leaves_nothing(slow: Path) -> None:
    with started(
        slow, "--output", "answer.json", "--rejects", "rejects.csv", stderr=subprocess.PIPE
    ) as process:
        for _ in range(300):  # until it keeps something in its folder, it has not begun to count
            if any((slow / "temporary").iterdir()):
                break
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)
    assert b"Traceback" not in said
    assert list((slow / "temporary").iterdir()) == []
    assert sorted(each.name for each in slow.iterdir()) == ["people.csv", "temporary"]


def test_rejects_without_end_take_no_memory_without_end(tmp_path: Path) -> None:
    """Every line is rejected; ten times as many take about as much memory."""
    peaks = [_peak(tmp_path, number) for number in (30_000, 300_000)]
    assert peaks[1] < peaks[0] + 60_000, f"{peaks} kB"


def _peak(folder: Path, number: int) -> int:
    """The most memory in kB of a count of so many lines, half of them no rows and half with a fault."""
    with (folder / "people.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(f"{place},perhaps,2023-10-01\n{NOT_A_ROW}" for place in range(number // 2))
    (folder / "temporary").mkdir(exist_ok=True)
    with started(folder, "--rejects", "rejects.csv", stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 3  # no sum is said where nobody could be counted
    with (folder / "rejects.csv").open(encoding="utf-8") as rejects:
        lines = [line.partition(",")[0] for line in rejects]
    assert lines[1:] == [str(place) for place in range(2, number + 2)]
    return used.ru_maxrss


def test_a_small_memory_is_enough_for_many_ids(run: Run, tmp_path: Path) -> None:
    """Ids that may not repeat have to be kept: on the disk, where memory is short."""
    with (tmp_path / "people.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(map(LINE.format, range(300_000)))
    process = run(*COSTS, "--unique", "person_id", "--memory", "60MB", "--format", "json")
    assert process.returncode == 0, process.stderr
    assert '"counted": 300000' in process.stdout
