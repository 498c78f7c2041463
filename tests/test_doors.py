"""What comes in by the door: names are names, whatever is at them; and what the system refuses is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run, command_environment
from small_data import write_small
from stablehomes.catalogue.model import Catalogue
from stablehomes.cohorts.engines.address import parse_address, password_in, without_account
from stablehomes.cohorts.query import CostQuery, ask_about
from stablehomes.doors import incoming
from stablehomes.doors.incoming import Refused
from stablehomes.problems.problem import InvalidData, WrongCall

PEOPLE = (
    "local_authority,care_leaver,born,on\nDorset,yes,2005-05-01,2023-10-01\nLuton,yes,2005-05-01,2023-12-01\n"
)
NOBODY = PEOPLE.replace("yes", "no")
LEAVING_CARE = ("--allowance", "leaving-care")
posix = pytest.mark.skipif(os.name != "posix", reason="such names and files are of POSIX systems")


def more(catalogue: Catalogue, file: Path) -> tuple[int, int]:
    """How many people of a cohort are due the leaving care allowance, and how many pounds more it costs."""
    asked = CostQuery(cohort=str(file), allowances=("leaving-care",), memory="1GB")
    (answer,) = ask_about(catalogue, asked).costed.allowances
    assert answer.due is not None
    assert answer.more is not None
    return int(answer.due.headline), int(answer.more.headline)


# Names that a shell, an engine or a library could take for more than a name, and a file that they would find.
NAMES = [
    ("same[1].csv", "same1.csv"),
    ("a?.csv", "ab.csv"),
    ("*.csv", "x.csv"),
    ("{a,b}.csv", "a.csv"),
    ("**.csv", "x.csv"),
    ("[a-z].csv", "q.csv"),
    ("[!a].csv", "q.csv"),
    ("back\\slash.csv", "backslash.csv"),
    ("~", "x"),
    ("$HOME.csv", "x.csv"),
    ("people.csv.gz", "people.csv"),
    ("file:x.csv", "x.csv"),
    ("s3:x.csv", "x.csv"),
    ("year=2023.csv", "x.csv"),
    ("it's.csv", "its.csv"),
    ('"quoted".csv', "quoted.csv"),
    ("-", "x"),
    ("line\nbreak.csv", "line.csv"),
    ("naïve–ü.csv", "x.csv"),
]


@posix
@pytest.mark.parametrize(("name", "other"), NAMES)
def test_the_cohort_that_is_named_is_counted_and_no_other(
    name: str, other: str, shipped: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(other).write_text(NOBODY, encoding="utf-8")
    Path(name).write_text(PEOPLE, encoding="utf-8")
    assert more(shipped, Path(name)) == (2, 2000)
    Path(name).write_text(f"{PEOPLE}Dorset,yes\n", encoding="utf-8")  # a line that is no row: line by line
    assert more(shipped, Path(name)) == (2, 2000)


@posix
@pytest.mark.parametrize(("name", "other"), NAMES)
def test_parquet_too(
    name: str, other: str, shipped: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    monkeypatch.chdir(tmp_path)
    for to, word in ((tmp_path / "1", "yes"), (tmp_path / "2", "no")):
        duckdb.sql(
            f"COPY (SELECT '{word}' AS care_leaver, '2005-05-01' AS born, '2023-10-01' AS \"on\") TO '{to}' (FORMAT parquet)"  # noqa: E501 - a line of a file
        )
    Path("2").rename(other)
    Path("1").rename(name)
    assert more(shipped, Path(name)) == (1, 1000)


@posix
def test_a_folder_that_looks_like_a_partition_adds_no_column(shipped: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "care_leaver=no" / "people.csv"
    file.parent.mkdir()
    file.write_text("born,on\n2005-05-01,2023-10-01\n", encoding="utf-8")
    assert more(shipped, file) == (0, 0)


def test_a_path_that_is_a_pattern_to_spark_is_refused() -> None:
    for sign in "*?[]{}\\":
        with pytest.raises(WrongCall, match="pattern"):
            parse_address(f"spark://local?path=people{sign}.csv", ("path", "table"))
    assert parse_address("spark://local?path=/a/people.csv", ("path", "table")).path == "/a/people.csv"


WIDE = ",".join(f"x{place}" for place in range(3000))
# Headers as programs write them, and what is counted; None is a refusal.
HEADERS: list[tuple[str, tuple[int, int] | None]] = [
    (",care_leaver,born,on\n0,yes,2005-05-01,2023-10-01\n", (1, 1000)),
    ("care_leaver,born,on,,,\nyes,2005-05-01,2023-10-01,,,\n", (1, 1000)),
    ("care_leaver,born,on,ON,On\nyes,2005-05-01,2023-10-01,x,y\n", (1, 1000)),
    (
        'care_leaver,born,on,"line of the file",line_of_file,c1,c2,file_row_number\nyes,2005-05-01,2023-10-01,1,2,3,4,5\n',  # noqa: E501 - a line of a file
        (1, 1000),
    ),
    ('care_leaver,born,on,"a ""b"" c",d;e\nyes,2005-05-01,2023-10-01,1,2\n', (1, 1000)),
    (
        "care_leaver,born,on,said_on,fault,by_1,people,weeks,allowance\nyes,2005-05-01,2023-10-01,1,2,3,4,5,6\n",
        (1, 1000),
    ),
    (f"care_leaver,born,on,{'x' * 140_000}\nyes,2005-05-01,2023-10-01,1\n", (1, 1000)),
    ("care_leaver,born,on,\x1b[31mred\nyes,2005-05-01,2023-10-01,1\n", (1, 1000)),
    (f"care_leaver,born,on,{WIDE}\nyes,2005-05-01,2023-10-01{',' * 3000}\n", (1, 1000)),
    ("care_leaver,born,on,on\nyes,2005-05-01,2023-10-01,2\n", None),
    ("care_leaver,born,on\ryes,2005-05-01,2023-10-01\r", None),
    (f"care_leaver,born,on,{'x' * 2_000_000}\nyes,2005-05-01,2023-10-01,1\n", None),
    ("\n\n", None),
    ("", None),
    (",,,\n1,2,3,4\n", None),
]


@pytest.mark.parametrize("faulty", [False, True])
@pytest.mark.parametrize(("text", "expected"), HEADERS)
def test_any_header_is_counted_or_refused(
    text: str, expected: tuple[int, int] | None, faulty: bool, shipped: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(f"{text}{'a line that is no row' if faulty else ''}".encode())
    if expected is not None:
        assert more(shipped, file) == expected
        return
    with pytest.raises((InvalidData, WrongCall)):
        more(shipped, file)


@pytest.mark.parametrize(
    "columns", ["1 AS file_row_number", '1 AS "File_Row_Number"', "1 AS line_of_file, 2 AS c1, 3 AS c2"]
)
def test_a_parquet_file_may_call_its_columns_as_the_engine_does(
    columns: str, shipped: Catalogue, tmp_path: Path
) -> None:
    import duckdb

    file = tmp_path / "people.parquet"
    days = "DATE '2005-05-01' AS born, DATE '2023-10-01' AS \"on\""
    rows = f"SELECT CAST(1 AS DECIMAL(5,2)) AS care_leaver, {days}"
    bad = "SELECT CAST(7.25 AS DECIMAL(5,2)), DATE '2005-05-01', DATE '2023-10-01'"
    duckdb.sql(f"COPY (SELECT *, {columns} FROM ({rows} UNION ALL {bad})) TO '{file}' (FORMAT parquet)")
    kept: list[tuple[int | None, str]] = []

    def keep(rejects: Iterator[object]) -> None:
        kept.extend((each.line, each.value) for each in rejects)  # type: ignore[attr-defined]

    assert more(shipped, file) == (1, 1000)
    asked = CostQuery(cohort=str(file), allowances=("leaving-care",), memory="1GB")
    ask_about(shipped, asked, keep)  # type: ignore[arg-type]
    assert kept == [(2, "7.25")]


def test_nothing_is_said_of_a_cohort_of_which_no_row_could_be_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "care_leaver,born,on\nperhaps,2005-05-01,2023-10-01\n", encoding="utf-8"
    )
    process = run("cost", "people.csv", *LEAVING_CARE, "--rejects", "rejects.csv")
    assert (process.returncode, process.stdout) == (3, "")
    assert "neither yes nor no" in process.stderr
    assert "perhaps" in (tmp_path / "rejects.csv").read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "circle", "long", "null"])
def test_what_is_no_file_is_refused_without_waiting(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        import socket

        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        with socket.socket(socket.AF_UNIX) as place:
            place.bind("x")
    elif kind == "circle":
        path.symlink_to(path)
    path = {"long": tmp_path / ("x" * 5000), "null": tmp_path / "a\0b"}.get(kind, path)
    with pytest.raises(Refused) as caught:
        incoming.read_bytes(path, "x")
    assert caught.value.help
    if kind == "circle":
        with pytest.raises(Refused):
            incoming.what_is(path)
    else:
        assert incoming.what_is(path) in ("other", "folder", None)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="needs a user other than root, who may look at everything",
)
def test_a_folder_that_nobody_may_enter_is_said_to_be_that(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o000)
    with pytest.raises(Refused, match="Permission denied"):
        incoming.what_is(locked / "in")


EMPTY = [
    ("cost", "", *LEAVING_CARE),
    ("budget", "--data", ""),
    ("budget", "--data="),
    ("diff", ""),
    ("diff", "baseline", ""),
    ("diff", "git:"),
    ("split", "family-finding", "--areas", ""),
    ("budget", "--output", ""),
    ("budget", "--scenario", ""),
    ("schema", ""),
]


@pytest.mark.parametrize("call", EMPTY)
def test_an_empty_name_is_a_wrong_call(call: tuple[str, ...], run: Run) -> None:
    process = run(*call)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.strip()


@pytest.mark.parametrize(
    ("start", "form"),
    [
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
        (b"BZh9", "bzip2"),
        (b"PK\x03\x04", "ZIP"),
    ],
)
def test_what_is_compressed_is_called_that(
    start: bytes, form: str, shipped: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv.gz"
    file.write_bytes(start + bytes(range(256)))
    with pytest.raises(InvalidData) as caught:
        more(shipped, file)
    assert form in caught.value.problems[0].message


# Addresses that libpq complains about, and what of them nobody may read.
SECRETS = [
    ("postgresql://me:se%zzcret@localhost/db?table=x", ["zzcret"]),
    ("postgresql://me:s3cr et@localhost/db?table=x", ["s3cr"]),
    ("postgresql://me:hush@[::1/db?table=x", ["hush"]),
    ("postgresql://me:pa@sswd@localhost:1/db?table=x", ["sswd"]),
    ("postgresql://me:hush@localhost:port/db?table=x", ["hush"]),
    ("postgresql://me:hush/db?table=x", ["hush"]),
    ("postgresql://localhost:1/db?table=x&password=hush", ["hush"]),
    ("postgresql://localhost:1/db?table=x&sslpassword=hush&nope=1", ["hush"]),
    ("postgresql:/me:hush@localhost/db?table=x", ["hush"]),
    ("postgresql//me:hush@localhost/db", []),
    ("mysql://me:hush@localhost/db", ["hush"]),
]


@pytest.mark.parametrize(("address", "secrets"), SECRETS)
def test_no_message_repeats_a_password(address: str, secrets: list[str], run: Run) -> None:
    pytest.importorskip("psycopg", reason="needs psycopg: pip install -e .[postgres]")
    process = run("cost", address, *LEAVING_CARE)
    assert process.returncode in (2, 3)
    assert not [each for each in secrets if each in process.stdout + process.stderr]


def test_an_address_is_asked_for_its_password_only_where_it_has_one() -> None:
    assert password_in("postgresql://me:secret@db/cases?table=x")
    assert password_in("postgresql://db/cases?table=x&password=secret")
    assert not password_in("postgresql://me@db:5432/cases?table=x")
    assert without_account("a:b@c.csv") == "a:b@c.csv"


def test_options_of_an_address_come_to_the_server_as_they_stand() -> None:
    address = parse_address(
        "postgresql://db/x?table=t&options=-c%20statement_timeout%3D5s&application_name=a+b", ("table",)
    )
    assert address.options == "options=-c%20statement_timeout%3D5s&application_name=a%2Bb"


# A repository that somebody sent, whose configuration names a program.
PROGRAMS = {
    "remote.origin.uploadpack": "touch {ran}; false",
    "core.sshCommand": "touch {ran}; false",
    "core.fsmonitor": "touch {ran}; false",
    "core.pager": "touch {ran}",
    "protocol.ext.allow": "always",
    "credential.helper": "!touch {ran}",
    "core.askPass": "touch {ran}",
    "alias.ls-tree": "!touch {ran}",
    "filter.x.smudge": "touch {ran}",
}


@posix
@pytest.mark.parametrize(
    "url", ["{top}", "ext::touch {ran}", "ssh://localhost/x", "file://{top}", "https://localhost:1/x"]
)
def test_git_runs_nothing_that_a_repository_names(url: str, run: Run, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    top = tmp_path / "r"
    top.mkdir()
    write_small(top / "data")
    git(top, "init", "-q", "-b", "main")
    (top / ".gitattributes").write_text("*.yaml filter=x diff=x\n", encoding="utf-8")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "one")
    blob = git(top, "rev-parse", "HEAD:data/measures.yaml").strip()
    for key, value in {
        **PROGRAMS,
        "remote.origin.url": url,
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "core.repositoryformatversion": "1",
    }.items():
        git(top, "config", key, value.format(ran=ran, top=top))
    (top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    process = run("diff", "git:HEAD", "--data", top / "data", GIT_TRACE=str(tmp_path / "trace"))
    assert process.returncode == 3
    assert not ran.exists()
    assert not (tmp_path / "trace").exists()


def git(top: Path, *arguments: str) -> str:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", "-C", str(top), *name, *arguments], check=True, capture_output=True, text=True
    ).stdout


def test_objects_of_another_store_are_not_looked_at(run: Run, tmp_path: Path) -> None:
    top, other = tmp_path / "r", tmp_path / "other"
    for each in (top, other):
        each.mkdir()
        write_small(each / "data")
        git(each, "init", "-q", "-b", "main")
        git(each, "add", "-A")
        git(each, "commit", "-qm", "one")
    text = (other / "data" / "measures.yaml").read_text(encoding="utf-8").replace("£40m", "£41m")
    (other / "data" / "measures.yaml").write_text(text, encoding="utf-8")
    git(other, "commit", "-qam", "two")
    commit = git(other, "rev-parse", "HEAD").strip()
    moved = {
        "GIT_DIR": str(other / ".git"),
        "GIT_OBJECT_DIRECTORY": str(other / ".git/objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(other / ".git/objects"),
    }
    process = run("diff", f"git:{commit}", "--data", top / "data", **moved)
    assert process.returncode == 3


def test_a_bare_repository_is_asked_by_whole_paths(tmp_path: Path) -> None:
    top = tmp_path / "r"
    top.mkdir()
    write_small(top / "data")
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "one")
    git(tmp_path, "clone", "-q", "--bare", str(top), "b.git")
    process = subprocess.run(
        [sys.executable, "-m", "stablehomes", "diff", "git:HEAD:data", "git:main:data", "--format", "json"],
        cwd=tmp_path / "b.git",
        env=command_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert json.loads(process.stdout)["changes"] == []
