"""What goes out by the door: whole or not at all, never over what it is made from, and harmless."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Run, command_environment, examples
from small_data import SMALL, write_small
from stablehomes.commands import output
from stablehomes.commands.output import NotWritten, begin, write, write_files, write_folder
from stablehomes.documents.form.document import Column, Document, Row, Table
from stablehomes.doors import incoming
from stablehomes.formats import Display, Format, render
from stablehomes.problems.problem import WrongCall

COHORT = "born,care_leaver,on\n2005-05-01,yes,2023-10-01\n2005-05-01,perhaps,2023-10-01\n"
linux = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is Linux's")
posix = pytest.mark.skipif(os.name != "posix", reason="links and limits of POSIX systems")


@pytest.fixture(autouse=True)
def new_command() -> None:
    begin(0)


# Each call, and the file that it is made from and would be written over.
COST = "cost people.csv --allowance leaving-care"
INPUTS = [
    (f"{COST} --rejects people.csv", "people.csv"),
    (f"{COST} --table people --output people.csv", "people.csv"),
    (f"{COST} --rejects link.csv", "people.csv"),
    (f"{COST} --rejects hard.csv", "people.csv"),
    (f"{COST} --mapping map.yaml --rejects map.yaml", "map.yaml"),
    ("budget --data small --format text --output small/measures.yaml", "small/measures.yaml"),
    ("budget --data small --format text --output ./small/../small/prices.yaml", "small/prices.yaml"),
    ("split a-measure --data small --areas areas.csv --table shares --output areas.csv", "areas.csv"),
    ("diff saved.json --data small --output saved.json", "saved.json"),
    ("entitlements people.yaml --on 2023-10-01 --format text --output people.yaml", "people.yaml"),
]


@posix
@pytest.mark.parametrize(("call", "made_from"), INPUTS)
def test_no_answer_is_written_over_what_it_is_made_from(
    call: str, made_from: str, run: Run, tmp_path: Path
) -> None:
    write_small(tmp_path / "small")
    (tmp_path / "people.csv").write_text(COHORT, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("people.csv")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "people.csv")
    (tmp_path / "map.yaml").write_text("columns: {born: born}\n", encoding="utf-8")
    (tmp_path / "areas.csv").write_text("name,code\nA,E06000059\nB,E06000032\n", encoding="utf-8")
    (tmp_path / "people.yaml").write_text("people:\n  - {age: 3}\n", encoding="utf-8")
    (tmp_path / "saved.json").write_text(
        run("budget", "--data", "small", "--format", "json").stdout, encoding="utf-8"
    )
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    process = run(*call.split())
    assert process.returncode == 2, process.stderr
    assert "is what the answer is made from" in process.stderr
    assert (tmp_path / made_from) in before
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before


def test_two_answers_do_not_go_to_one_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(COHORT, encoding="utf-8")
    process = run(
        "cost", "people.csv", "--allowance", "leaving-care", "--rejects", "o.txt", "--output", "o.txt"
    )
    assert process.returncode == 2
    assert "written twice" in process.stderr


def test_a_folder_of_files_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "answer"
    files = {"a.csv": b"1", "b.csv": b"2", "c.csv": b"3"}
    for failing in ("fsync", "replace"):
        for turn in range(3):
            with monkeypatch.context() as patch:
                _fail_at(patch, failing, turn)
                with suppress(NotWritten):
                    write_folder(files, folder)
            begin(0)
            there = sorted(each.name for each in folder.iterdir()) if folder.exists() else []
            assert there in ([], list(files)), (failing, turn)
            for each in there:
                (folder / each).unlink()
            if folder.exists():
                folder.rmdir()


def _fail_at(patch: pytest.MonkeyPatch, name: str, turn: int) -> None:
    """Makes a call of the system fail once, as a full disk does."""
    left = [turn]
    holder = os if name == "fsync" else Path
    real = getattr(holder, name)

    def failing(*arguments: object) -> object:
        left[0] -= 1
        if left[0] == -1:
            raise OSError(28, os.strerror(28))
        return real(*arguments)

    patch.setattr(holder, name, failing)


def test_what_was_there_stays_where_a_new_file_cannot_be_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    with monkeypatch.context() as patch:
        _fail_at(patch, "replace", 1)
        with pytest.raises(NotWritten):
            write_files({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv"]


@posix
def test_init_is_whole_or_nothing_on_a_full_disk(tmp_path: Path) -> None:
    limited = f"ulimit -f 4; exec {sys.executable} -m stablehomes init new"
    process = subprocess.run(
        ["bash", "-c", limited],
        cwd=tmp_path,
        env=command_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 3
    assert "Traceback" not in process.stderr
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    """The name of the part cannot be guessed, and a link in its place would be no file to write to."""
    target = tmp_path / "target"
    target.write_text("mine", encoding="utf-8")
    planted = tmp_path / "planted"
    planted.symlink_to(target)
    with pytest.raises(OSError, match="exists"):
        output._new(planted)
    assert target.read_text(encoding="utf-8") == "mine"


@posix
@pytest.mark.parametrize("length", [1, 200, 246, 255])
def test_a_name_may_be_as_long_as_names_may_be(length: int, tmp_path: Path) -> None:
    file = tmp_path / ("x" * length)
    write("answer", file)
    assert file.read_text(encoding="utf-8") == "answer"
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@posix
def test_a_link_stays_a_link_and_one_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("there")
    write("new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_text(encoding="utf-8") == "new"
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(NotWritten):
        write("new", tmp_path / "circle")
    assert (tmp_path / "circle").is_symlink()


STREAMS = [
    ("{program} --version > /dev/full", 3),
    ("{program} --help > /dev/full", 3),
    ("{program} budget --help > /dev/full", 3),
    ("{program} budget > /dev/full", 3),
    ("{program} budget --format json > /dev/full", 3),
    ("{program} schema measures > /dev/full", 3),
    ("{program} init x > /dev/full", 3),
    ("{program} budget --nope 2> /dev/full", 2),
    ("{program} budget --nope 2>&-", 2),
    ("{program} nope 2> /dev/full", 2),
    ("{program} budget >&-", 3),
    ("{program} entitlements - --on 2023-10-01 <&-", 3),
    ("{program} entitlements /dev/zero --on 2023-10-01", 3),
    ("{program} cost /dev/zero --allowance leaving-care", 3),
    ("{program} cost --cells /dev/zero --allowance leaving-care", 3),
    (
        "{program} cost --people 10 --allowance leaving-care --everybody care_leaver=yes"
        " --everybody born=2005-05-01 --everybody on=2023-10-01 --output o.txt 2> /dev/full && ls o.txt",
        0,
    ),
    ("{program} budget --data small 2> /dev/full", 0),
    ("COLUMNS=$(printf '9%.0s' $(seq 5000)) {program} budget", 0),
    ("COLUMNS=-1 {program} budget", 0),
    ("COLUMNS=٣ {program} budget", 0),
    ("{program} budget | head -1", 0),
]


@linux
@pytest.mark.parametrize(("line", "status"), STREAMS)
def test_streams_that_are_full_or_closed(line: str, status: int, tmp_path: Path) -> None:
    write_small(tmp_path / "small")
    process = subprocess.run(
        ["bash", "-c", line.format(program=f"{sys.executable} -m stablehomes")],
        cwd=tmp_path,
        env=command_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode == status, process.stderr
    assert "Traceback" not in process.stderr
    assert "Exception ignored" not in process.stderr
    assert "fault of the program" not in process.stderr


BYTES = ("json", "jsonl", "csv", "markdown", "html", "github")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16", "latin-1"])
def test_machines_get_the_same_bytes_whatever_a_terminal_takes(encoding: str, tmp_path: Path) -> None:
    def answered(*arguments: str, **environment: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "stablehomes", *arguments],
            cwd=tmp_path,
            env=command_environment() | environment,
            capture_output=True,
            check=True,
        ).stdout

    for format in BYTES:
        call = ("budget", "--format", format, *(("--table", "measures") if format == "csv" else ()))
        assert answered(*call, PYTHONIOENCODING=encoding) == answered(*call)
    for call in (("timeline", "--format", "ics"), ("check", "--format", "sarif"), ("schema", "measures")):
        assert answered(*call, PYTHONIOENCODING=encoding) == answered(*call)


# What may steer a screen, end a line or be a command, put into every title.
HARMFUL = [
    "\x1b[31mred",
    "\x9b31mred",
    "a\x85b",
    "a\u2028b",
    "\u202eabc",
    "\u2066abc",
    "\x00",
    "\x07",
    "\ud800",
    "\ufeffa",
    "\U000e0041",
    "::add-mask::x",
    "  ::set-output name=a::b",
    "a ##[add-mask]b",
    "x;=1+1",
    "x\t=1+1",
    "=1+1",
    "@somebody",
    "www.evil.example",
    "see https://evil.example/x",
    "a@b.example",
]
COMMAND = re.compile(r"^\s*::[a-z]|##\[", re.MULTILINE)
DISPLAY = Display(80, colour=False)


def answer(text: str) -> Document:
    table = Table(
        "t", text, (Column(text), Column("N", "number")), (Row((text, 1)), Row((text, None), "total"))
    )
    return Document(text, text, (table,), (text,), (), {"title": text, text: [text]}, records=({"a": text},))


def rendered(text: str, format: Format) -> str:
    content = render(answer(text), format, DISPLAY)
    return content.decode("utf-8") if isinstance(content, bytes) else content


TEXTS = (Format.text, Format.json, Format.jsonl, Format.csv, Format.markdown, Format.html)


@pytest.mark.parametrize("format", TEXTS)
@pytest.mark.parametrize("text", HARMFUL)
def test_no_text_steers_a_screen_or_a_runner(text: str, format: Format) -> None:
    content = rendered(text, format)
    odd = [each for each in content if not each.isprintable() and each not in "\n\r"]
    assert odd == []
    assert not COMMAND.search(content)


PIECES = [*HARMFUL, "a", " ", ",", '"', "'", "\n", "::", "#"]


@settings(examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from([*HARMFUL, "a", " ", ",", '"', "'", "\n", "::", "#"]), min_size=1, max_size=4
    ).map("".join)
)
def test_whatever_stands_in_a_title(text: str) -> None:
    for format in TEXTS:
        assert not COMMAND.search(rendered(text, format)), format
    assert json.loads(rendered(text, Format.json)) == {"title": text, text: [text]}
    assert len(rendered(text, Format.jsonl).splitlines()) == 1
    rows = list(csv.reader(io.StringIO(rendered(text, Format.csv), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    for line in rendered(text, Format.csv).split("\r\n"):
        # Where a spreadsheet program expects semicolons, no cell begins as a formula does.
        assert not re.search(r"(^|;)\s*[=+@-]", re.sub(r'"(?:[^"]|"")*"', "", line))


@pytest.mark.parametrize(
    "text", ["www.evil.example", "https://evil.example", "HTTP://evil.example", "a@b.example"]
)
def test_markdown_makes_no_link_of_a_bare_address(text: str) -> None:
    assert text not in rendered(text, Format.markdown)
    assert re.sub("<!-- -->", "", rendered(text, Format.markdown)).count(text) > 1


WRONG = [
    ("budget", "--max-size", "\x1b[31mred"),
    ("compare", "--before", "\x1b]0;owned\x07"),
    ("compare", "--worth-on", "\x9b31m"),
    ("compare", "--people", "\x1b[31m"),
    ("budget", "--output", "a.\x1b[31m"),
    ("budget", "--\x1b[31m"),
    ("\x1b[31m",),
    ("split", "\u202ex"),
    ("budget", "--data", "::add-mask::x"),
    ("::add-mask::x",),
    ("budget", "--max-size", "a\n::add-mask::x"),
    ("show", "##[add-mask]x"),
]


@pytest.mark.parametrize("call", WRONG)
def test_a_complaint_does_nothing_to_a_terminal_or_a_runner(call: tuple[str, ...], run: Run) -> None:
    process = run(*call, STABLEHOMES_TERMINAL="1")
    assert process.returncode in (2, 3)
    assert not [each for each in process.stderr if not each.isprintable() and each != "\n"]
    assert not COMMAND.search(process.stderr)


def test_workflow_commands_of_the_program_itself_stay(run: Run, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "small")
    text = SMALL["measures.yaml"].replace("£40m", "£40mm", 1).replace("title: A", 'title: "::add-mask::x"', 1)
    (folder / "measures.yaml").write_text(text, encoding="utf-8")
    said = run("check", "--data", "small", "--format", "github").stdout
    assert said.startswith("::error file=small/measures.yaml")
    assert "\n::add-mask" not in said
    refused = run("budget", "--data", "small", "--format", "github").stderr
    assert refused.startswith("::error file=small/measures.yaml")


def test_what_was_read_is_forgotten_when_a_command_begins(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x", encoding="utf-8")
    incoming.read_bytes(file, "a")
    with pytest.raises(WrongCall):
        write("y", file)
    begin(0)
    write("y", file)
