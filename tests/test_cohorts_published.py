"""The department's own counts by council, costed."""

from __future__ import annotations

from pathlib import Path

import pytest

import real_files
from conftest import Run

APPRENTICES = (
    *("--where", "breakdown=In an apprenticeship", "--where", "care_leaver_age=17 to 18 years"),
    *("--people", "care_leaver_count", "--allowance", "apprenticeship-bursary"),
    *("--everybody", "care_leaver=yes", "--everybody", "apprentice=yes", "--everybody", "born=2005-06-01"),
    *("--everybody", "on=2023-10-01", "--everybody", "apprenticeship_started=2023-09-01"),
)


@real_files.needs(real_files.LEAVERS)
def test_the_uplift_for_apprentices_in_the_departments_file(run: Run) -> None:
    process = run("cost", "--counts", real_files.LEAVERS, *APPRENTICES, "--suppressed", "leave-out")
    assert process.returncode == 0, process.stderr
    said = " ".join(process.stdout.split())
    assert "£162,000 for 54 people, £108,000 more" in said
    assert "Lancashire E10000017 14 £14,000 £42,000 £28,000" in said


@real_files.needs(real_files.LEAVERS)
def test_suppressed_counts_want_a_word(run: Run) -> None:
    process = run("cost", "--counts", real_files.LEAVERS, *APPRENTICES)
    assert process.returncode == 3
    assert process.stdout == ""


COUNTS = """\
la_name,new_la_code,apprentices
Dorset,E06000059,40
Luton,E06000032,0
Hull,E06000010,3
York,E06000014,12
"""
LEAVERS = ("--people", "apprentices", "--allowance", "leaving-care", "--everybody", "care_leaver=yes")


def test_protected_counts_show_no_small_number(run: Run, tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text(COUNTS, encoding="utf-8")
    asked = ("cost", "--counts", "counts.csv", *LEAVERS, "--everybody", "on=2023-10-01", "--protect")
    process = run(*asked)
    assert process.returncode == 0, process.stderr
    said = " ".join(process.stdout.split())
    assert "Dorset E06000059 40 £80,000 £120,000 £40,000" in said
    assert "Luton E06000032 0 £0 £0 £0" in said
    assert "Hull E06000010 c c c c" in said
    assert "York E06000014 c c c c" in said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--counts", "counts.csv", "--allowance", "leaving-care"), "name the one with --people COLUMN"),
        (("--where", "a=b", "--people", "5"), "add --counts FILE"),
        (("people.csv", "--people", "5"), "--counts FILE and --cells FILE"),
        (("--people", "5"), "--everybody on=2023-10-01 --everybody care_leaver=yes"),
        (("--people", "9..5"), "begins with the larger number"),
        (("--people", "5", "--everybody", "happy=yes"), "is not a fact of a person"),
        (("--people", "5", "--everybody", "on=1 May"), "write a day as 2023-04-01"),
        (("--people", "5", "--everybody", "on=2023-05-01", "--row-is", "week"), "'week' is not one of"),
    ],
)
def test_questions_that_cannot_be_asked(
    run: Run, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    (tmp_path / "counts.csv").write_text(COUNTS, encoding="utf-8")
    process = run("cost", *options)
    assert process.returncode == 2
    assert process.stdout == ""
    assert says in " ".join(process.stderr.split())
