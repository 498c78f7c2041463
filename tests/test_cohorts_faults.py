"""Faults of many kinds, planted at known lines: each is found where it is, and nothing else is lost."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from cohorts_building import ask
from conftest import Run
from stablehomes.catalogue.model import Catalogue
from stablehomes.cohorts.engines.csv_lines import header, survey
from stablehomes.cohorts.statement.rejects import as_csv

HEADER = "person_id,local_authority,region,born,care_leaver,fostered,on,from,until"
GOOD = "{id},Dorset,london,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13"
# What stands in the place of a good row: its bytes, and what the list of rejects says of it.
PLANTED: dict[str, tuple[bytes, str, str]] = {
    "no day of birth": (b"x,Dorset,london,,yes,yes,2023-10-01,2025-04-07,2025-04-13", "born", "missing"),
    "30 February": (
        b"x,Dorset,london,2010-02-30,yes,yes,2023-10-01,2025-04-07,2025-04-13",
        "born",
        "no-such-day",
    ),
    "29 February in 1900": (
        b"x,Dorset,london,1900-02-29,yes,yes,2023-10-01,2025-04-07,2025-04-13",
        "born",
        "no-such-day",
    ),
    "month 13": (
        b"x,Dorset,london,2010-13-01,yes,yes,2023-10-01,2025-04-07,2025-04-13",
        "born",
        "no-such-day",
    ),
    "the year 0210": (
        b"x,Dorset,london,0210-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13",
        "born",
        "no-such-day",
    ),
    "a day as 01/05/2010": (
        b"x,Dorset,london,01/05/2010,yes,yes,2023-10-01,2025-04-07,2025-04-13",
        "born",
        "not-a-day",
    ),
    "a sum of two days": (
        b"x,Dorset,london,2010-05-01,yes,yes,2023-10-1x,2025-04-07,2025-04-13",
        "on",
        "not-a-day",
    ),
    "an unknown region": (
        b"x,Dorset,wessex,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13",
        "region",
        "unknown",
    ),
    "no region": (b"x,Dorset,,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13", "region", "missing"),
    "perhaps": (
        b"x,Dorset,london,2010-05-01,perhaps,yes,2023-10-01,2025-04-07,2025-04-13",
        "care_leaver",
        "not-yes-or-no",
    ),
    "ends before it begins": (
        b"x,Dorset,london,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-06",
        "until",
        "before-start",
    ),
    "placed before birth": (
        b"x,Dorset,london,2025-05-01,yes,yes,2025-10-01,2025-04-07,2025-04-13",
        "from",
        "before-birth",
    ),
    "a short row": (b"x,Dorset,london,2010-05-01", "", "too-few-cells"),
    "a long row": (
        b"x,Dorset,london,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13,more",
        "",
        "too-many-cells",
    ),
    "an open quote": (
        b'x,"Dorset,london,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13',
        "",
        "open-quote",
    ),
    "text behind a quote": (
        b'x,"Dor"set,london,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13',
        "",
        "open-quote",
    ),
    "Latin-1": (b"x,Dors\xe9t,london,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13", "", "not-utf-8"),
    "a null character": (
        b"x,Dor\0set,london,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13",
        "",
        "null-character",
    ),
    "an empty line": (b"", "", "empty-line"),
}
ALLOWANCES = ("leaving-care", "fostering-minimum")


def good_lines(number: int) -> list[bytes]:
    return [GOOD.format(id=place).encode() for place in range(number)]


def planted(file: Path, faults: dict[int, bytes], number: int = 400) -> Path:
    """A file of good lines with faults in the place of some; the header is line 1."""
    lines = [HEADER.encode(), *good_lines(number)]
    for line, fault in faults.items():
        lines[line - 1] = fault
    file.write_bytes(b"\n".join(lines) + b"\n")
    return file


def test_every_planted_fault_is_found_where_it_is(shipped: Catalogue, tmp_path: Path) -> None:
    lines = dict(zip(range(7, 400, 17), PLANTED.values(), strict=False))
    assert len(lines) == len(PLANTED)
    cohort = planted(tmp_path / "people.csv", {line: fault for line, (fault, *_) in lines.items()})
    found = ask(shipped, cohort, *ALLOWANCES)
    assert [(each.line, each.column, each.reason) for each in found.rejects] == [
        (line, column, reason) for line, (_, column, reason) in lines.items()
    ]
    good = 400 - len(PLANTED)
    assert found.costed.reading == (400, good, len(PLANTED))
    once, weekly = found.costed.allowances
    assert once.after is not None
    assert weekly.after is not None
    assert (once.after.headline, weekly.after.headline) == (Decimal(3000) * good, Decimal(257) * good)


@pytest.mark.parametrize("fault", PLANTED.values(), ids=PLANTED.keys())
def test_one_fault_alone(shipped: Catalogue, tmp_path: Path, fault: tuple[bytes, str, str]) -> None:
    said, column, reason = fault
    found = ask(shipped, planted(tmp_path / "people.csv", {3: said}, 5), *ALLOWANCES)
    assert [(each.line, each.column, each.reason) for each in found.rejects] == [(3, column, reason)]
    assert found.costed.reading == (5, 4, 1)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_clean_file_has_no_rejects(
    shipped: Catalogue, tmp_path: Path, ending: bytes, last: bool, mark: bytes
) -> None:
    file = tmp_path / "people.csv"
    row = b'0,"Telford, ""and"" Wrekin",london,2010-05-01,yes,yes,2023-10-01,2025-04-07,2025-04-13'
    also = GOOD.format(id=9).replace("Dorset", 'King"s Lynn').encode()
    file.write_bytes(mark + ending.join([HEADER.encode(), row, also, *good_lines(2)]) + ending * last)
    found = ask(shipped, file, *ALLOWANCES, by=("local_authority",))
    assert found.rejects == []
    assert found.costed.reading == (4, 4, 0)
    assert {row.by["local_authority"] for row in found.costed.rows_} == {
        'Telford, "and" Wrekin',
        'King"s Lynn',
        "Dorset",
    }


def test_an_id_that_stands_twice_rejects_each_of_its_rows(shipped: Catalogue, tmp_path: Path) -> None:
    twice = GOOD.format(id=0).encode()
    found = ask(shipped, planted(tmp_path / "people.csv", {5: twice}, 6), *ALLOWANCES, unique="person_id")
    assert [(each.line, each.value, each.reason) for each in found.rejects] == [
        (2, "0", "repeated"),
        (5, "0", "repeated"),
    ]


def test_rejects_are_a_file_that_can_be_read_back(shipped: Catalogue, tmp_path: Path) -> None:
    cohort = planted(tmp_path / "people.csv", {3: PLANTED["an open quote"][0], 4: PLANTED["perhaps"][0]}, 5)
    [first, second] = csv.DictReader(io.StringIO("".join(as_csv(ask(shipped, cohort, *ALLOWANCES).rejects))))
    assert first["value"] == PLANTED["an open quote"][0].decode()
    assert (second["line"], second["column"], second["value"]) == ("4", "care_leaver", "perhaps")
    assert second["reason"] == "neither yes nor no"


def test_the_exit_status_and_what_is_said(run: Run, tmp_path: Path) -> None:
    planted(tmp_path / "people.csv", {3: PLANTED["30 February"][0]}, 5)
    # The leaving care allowance does not look at the day of birth.
    assert run("cost", "people.csv", "--allowance", "leaving-care").returncode == 0
    asked = ("cost", "people.csv", "--allowance", "fostering-minimum")
    process = run(*asked, "--rejects", "rejects.csv")
    assert process.returncode == 1
    assert "1 of 5 rows could not be costed" in " ".join(process.stdout.split())
    assert "born: no such day" in process.stderr
    assert "2010-02-30" not in process.stderr + process.stdout
    assert (tmp_path / "rejects.csv").read_text().splitlines()[1].startswith("3,born,2010-02-30,")
    assert run(*asked, "--allow-rejects", "1").returncode == 0


def test_lines_are_counted_by_their_bytes(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    for content, lines, plain in [
        (b"a,b\n1,2\n", 2, True),
        (b"a,b\r\n1,2", 2, True),
        (b"a,b\r1,2\r", 1, False),
        ("a,b\né,2\n".encode(), 2, True),
        ("a,b\né,2\n".encode("latin-1"), 2, False),
        (b"a,b\n\0,2\n", 2, False),
        (b"", 0, True),
    ]:
        file.write_bytes(content)
        assert survey(file, "people.csv") == (lines, plain), content


def test_the_header_names_columns_and_what_separates_them(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text('"born; when";on\n', encoding="utf-8-sig")
    assert header(file, "people.csv") == (("born; when", "on"), ";")


def test_faults_in_a_parquet_file(shipped: Catalogue, tmp_path: Path) -> None:
    """What the engine holds as a day or a number can still be one that nobody is paid for."""
    import duckdb

    file = tmp_path / "people.parquet"
    rows = """VALUES (DATE '2010-05-01', 4, true, 'london'), (DATE '2010-05-01', -4, true, 'london'),
      (DATE '2010-05-01', 2000000000, true, 'london'), (DATE '220100-02-03', 4, true, 'london'),
      (DATE 'infinity', 4, true, 'london'), (NULL, 4, true, 'london'), (DATE '1899-12-31', 4, true, 'london'),
      (DATE '2010-05-01', NULL, true, 'london'), (DATE '2010-05-01', 4, NULL, ' London '),
      (DATE '2010-05-01', 4, true, 'wessex')"""
    duckdb.sql(f"COPY (FROM ({rows}) AS people(born, weeks, fostered, region)) TO '{file}' (FORMAT parquet)")
    found = ask(shipped, file, "fostering-minimum", row_is="claim", everybody=("on=2025-05-01",))
    assert [(each.line, each.column, each.reason) for each in found.rejects] == [
        (2, "weeks", "not-a-whole-number"),
        (3, "weeks", "too-many"),
        (4, "born", "no-such-day"),
        (5, "born", "no-such-day"),
        (6, "born", "missing"),
        (7, "born", "no-such-day"),
        (8, "weeks", "missing"),
        (10, "region", "unknown"),
    ]
    [weekly] = found.costed.allowances
    assert weekly.after is not None
    assert weekly.after.headline == 4 * 257


def test_a_year_of_six_digits_is_no_day(shipped: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("care_leaver,on\nyes,220100-02-03\nyes,2023-10-01\n", encoding="utf-8")
    found = ask(shipped, file, "leaving-care")
    assert [(each.line, each.column, each.reason) for each in found.rejects] == [(2, "on", "not-a-day")]
