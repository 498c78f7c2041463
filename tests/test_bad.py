"""Every bad file that was ever found, each with what is said of it beside it.

``bad/measures/NAME.yaml`` takes the place of ``measures.yaml`` in the small folder; ``NAME.txt`` is what
``check`` prints of the folder then. ``pytest --update`` writes it; read it before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TOP
from small_data import write_small
from stablehomes.formats import Display, Format, render_problems
from stablehomes.problems.codes import CODES
from stablehomes.reading.folder import look_at

BAD = sorted((TOP / "tests" / "bad").rglob("*.yaml"))
DISPLAY = Display(width=80, colour=False)


def printed(folder: Path) -> str:
    return render_problems(look_at(folder).problems, Format.text, DISPLAY)


@pytest.mark.parametrize("file", BAD, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_bad_file_is_answered_with_what_stands_beside_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    write_small(Path("data"))
    Path("data", f"{file.parent.name}.yaml").write_bytes(file.read_bytes())
    beside, now = file.with_suffix(".txt"), printed(Path("data"))
    if request.config.getoption("--update"):
        beside.write_text(now, encoding="utf-8")
    assert now == beside.read_text(encoding="utf-8")
    assert all(character.isprintable() or character == "\n" for character in now)


def test_there_is_nothing_beside_the_bad_files_that_no_test_reads() -> None:
    everything = {file for file in (TOP / "tests" / "bad").rglob("*") if file.is_file()}
    assert everything == {each for file in BAD for each in (file, file.with_suffix(".txt"))}


def test_no_bad_file_loads(small: Path) -> None:
    sound = [file for file in BAD if "error[" not in file.with_suffix(".txt").read_text(encoding="utf-8")]
    warnings = {"beyond-envelope", "disagreement", "shared-id", "unknown-council", "unused-source"}
    warnings |= {
        "no-conditions",
        "no-quote",
        "quote-without-amount",
        "quote-without-name",
        "quote-without-qualifier",
    }
    assert {file.stem for file in sound} == warnings
    assert look_at(small).problems == ()


def test_every_code_of_a_data_folder_has_a_bad_file() -> None:
    said = "".join(file.with_suffix(".txt").read_text(encoding="utf-8") for file in BAD)
    of_the_folder = {"missing-folder", "missing-file", "unreadable-file", "changed-file", "file-too-large"}
    of_the_folder |= {"compressed-file"}
    of_areas = set(list(CODES)[list(CODES).index("unknown-encoding") :])
    without = {code for code in CODES if f"[{code}]" not in said}
    assert without == of_the_folder | of_areas | {"stale-figure"}
