"""Published files as they are: what is recognised, what is asked, and what is refused with its place.

The damaged files are made of a few rows in the form of the department's own two files, and of those files
themselves where they are at hand.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

import real_files
from stablehomes.inputs.published import read_area_figures
from stablehomes.inputs.published.cells import read_number
from stablehomes.problems.problem import InvalidData, Problem, WrongCall
from stablehomes.values.area_figures import AreaFigures

CHILDREN = """\
time_period,time_identifier,geographic_level,country_code,region_code,region_name,la_name,new_la_code,population_type,children_count
2023,Reporting year,National,E92000001,,,,,Looked after,2420
2023,Reporting year,Regional,E92000001,E12000009,South West,,,Looked after,1010
2023,Reporting year,Local authority,E92000001,E12000009,South West,Dorset,E06000059,Looked after,502
2023,Reporting year,Local authority,E92000001,E12000009,South West,Wiltshire,E06000054,Looked after,1506
2023,Reporting year,Local authority,E92000001,E12000009,South West,Dorset,E06000059,Starting,180
2023,Reporting year,Local authority,E92000001,E12000009,South West,Wiltshire,E06000054,Starting,191
2022,Reporting year,Local authority,E92000001,E12000009,South West,Dorset,E06000059,Looked after,488
2022,Reporting year,Local authority,E92000001,E12000009,South West,Wiltshire,E06000054,Looked after,1499
"""
LEAVERS = """\
time_period,geographic_level,la_name,new_la_code,care_leaver_age,breakdown,care_leaver_count
2023,Local authority,Dorset,E06000059,17 to 18 years,Total,45
2023,Local authority,Wiltshire,E06000054,17 to 18 years,Total,1072
2023,Local authority,Dorset,E06000059,19 to 21 years,Total,95
2023,Local authority,Wiltshire,E06000054,19 to 21 years,Total,112
2023,Local authority,Dorset,E06000059,17 to 18 years,In an apprenticeship,4
2023,Local authority,Wiltshire,E06000054,17 to 18 years,In an apprenticeship,6
"""
Rows = list[list[str]]


class Publication(NamedTuple):
    """A file, and a question that it can answer."""

    text: str
    column: str
    where: dict[str, str]


def of_children(text: str, kind: str) -> Publication:
    return Publication(text, "children_count", {"population_type": kind})


def of_leavers(text: str) -> Publication:
    where = {"care_leaver_age": "17 to 18 years", "breakdown": "Total"}
    return Publication(text, "care_leaver_count", where)


def publications() -> Iterator[Any]:
    """A few rows of each form, and the department's own files where they are at hand."""
    yield pytest.param(of_children(CHILDREN, "Looked after"), id="children")
    yield pytest.param(of_leavers(LEAVERS), id="care leavers")
    if not real_files.missing(real_files.CHILDREN, real_files.LEAVERS):
        children, leavers = (
            file.read_text(encoding="utf-8-sig") for file in (real_files.CHILDREN, real_files.LEAVERS)
        )
        yield pytest.param(
            of_children(children, "Children looked after on 31 March each year"),
            id="the department's children",
            marks=pytest.mark.real_files,
        )
        yield pytest.param(
            of_leavers(leavers), id="the department's care leavers", marks=pytest.mark.real_files
        )


PUBLICATIONS = list(publications())


def rows_of(text: str) -> Rows:
    return list(csv.reader(StringIO(text)))


def text_of(rows: Rows, delimiter: str = ",") -> str:
    written = StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue()


def used_row(rows: Rows, published: Publication) -> int:
    """A council's row that answers the question, of the latest year, and with a number."""
    header = rows[0]
    wanted = {**published.where, "geographic_level": "Local authority", "time_period": "2023"}
    return next(
        place
        for place, row in enumerate(rows)
        if all(row[header.index(column)] == value for column, value in wanted.items())
        and row[header.index(published.column)].isdigit()
    )


def read(tmp_path: Path, content: bytes, published: Publication, suppressed: int | None = 0) -> AreaFigures:
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    return read_area_figures([file], [published.column], published.where, suppressed)


def with_cell(change: Callable[[str], str], column: str | None = None) -> Callable[[Rows, Publication], Rows]:
    """A change of one cell in a row that is used: of the figure, or of another column."""

    def changed(rows: Rows, published: Publication) -> Rows:
        place, index = used_row(rows, published), rows[0].index(column or published.column)
        rows[place][index] = change(rows[place][index])
        return rows

    return changed


def with_name_alone(name: str) -> Callable[[Rows, Publication], Rows]:
    """A row without a code, under another name."""

    def changed(rows: Rows, published: Publication) -> Rows:
        rows = with_cell(lambda _: "", "new_la_code")(rows, published)
        return with_cell(lambda _: name, "la_name")(rows, published)

    return changed


def with_row(change: Callable[[list[str]], Rows]) -> Callable[[Rows, Publication], Rows]:
    """A change of one row that is used, into none or several."""

    def changed(rows: Rows, published: Publication) -> Rows:
        place = used_row(rows, published)
        return [*rows[:place], *change(rows[place]), *rows[place + 1 :]]

    return changed


def with_header(change: Callable[[list[str], str], list[str]]) -> Callable[[Rows, Publication], Rows]:
    return lambda rows, published: [change(rows[0], published.column), *rows[1:]]


# What people and programs do to a file without changing what it says.
HARMLESS: dict[str, Callable[[str], bytes]] = {
    "without a byte-order mark": str.encode,
    "with one": lambda text: text.encode("utf-8-sig"),
    "in UTF-16": lambda text: text.encode("utf-16"),
    "with the line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "with semicolons": lambda text: text_of(rows_of(text), ";").encode(),
    "with tabs": lambda text: text_of(rows_of(text), "\t").encode(),
    "with bars": lambda text: text_of(rows_of(text), "|").encode(),
    "with blank lines": lambda text: text.replace("\n", "\n\n").encode(),
    "with rows of empty cells": lambda text: (text + ",,,,\n" * 3).encode(),
    "with empty cells behind each row": lambda text: text.replace("\n", ",,\n").encode(),
    "with a title above": lambda text: f"Children in care\n\nPublished in 2023\n{text}".encode(),
    "with spaces around cells": lambda text: text_of(
        [[f" {cell} " for cell in row] for row in rows_of(text)]
    ).encode(),
    "with capitals in the header": lambda text: text.replace("la_name", "LA Name", 1).encode(),
    "with a column of notes": lambda text: text_of(
        [[*row, "note" if not place else ""] for place, row in enumerate(rows_of(text))]
    ).encode(),
    "in Windows-1252": lambda text: text_of([[*row, "£"] for row in rows_of(text)]).encode("cp1252"),
    "with thousands separators": lambda text: text_of(
        [[f"{int(cell):,}" if cell.isdigit() and len(cell) < 8 and place else cell for cell in row]
         for place, row in enumerate(rows_of(text))]
    ).encode(),
}  # fmt: skip
# Damage, and the code of the problem that it must be.
DAMAGE: dict[str, tuple[Callable[[Rows, Publication], Rows], str]] = {
    "a word for a number": (with_cell(lambda _: "many"), "bad-figure"),
    "a number below nothing": (with_cell(lambda cell: f"-{cell}"), "bad-figure"),
    "no number": (with_cell(lambda _: ""), "bad-figure"),
    "a decimal comma": (with_cell(lambda _: "12,5"), "bad-figure"),
    "a misplaced comma": (with_cell(lambda _: "1,00"), "bad-figure"),
    "an exponent out of all bounds": (with_cell(lambda _: "1e300"), "bad-figure"),
    "not a number": (with_cell(lambda _: "NaN"), "bad-figure"),
    "other digits": (with_cell(lambda _: "١٢٣"), "bad-figure"),
    "per cent": (with_cell(lambda cell: f"{cell}%"), "bad-figure"),
    "very many digits": (with_cell(lambda _: "9" * 5000), "bad-figure"),
    "a suppressed number": (with_cell(lambda _: "c"), "suppressed-figure"),
    "another symbol": (with_cell(lambda _: "LOW"), "suppressed-figure"),
    "a code of no council": (with_cell(lambda _: "E06999999", "new_la_code"), "unknown-council"),
    "the code of another council": (with_cell(lambda _: "E08000035", "new_la_code"), "unknown-council"),
    "two codes": (with_cell(lambda code: f"{code} / E08000035", "new_la_code"), "unknown-council"),
    "a name of no council": (with_name_alone("Narnia"), "unknown-council"),
    "neither code nor name": (with_name_alone(" "), "no-text"),
    "a period that is none": (with_cell(lambda _: "999", "time_period"), "bad-period"),
    "a row twice": (with_row(lambda row: [row, row]), "repeated-area"),
    "a row cut short": (with_row(lambda row: [row[:5]]), "ragged-line"),
    "a cell too many": (with_row(lambda row: [[*row, "1"]]), "ragged-line"),
    "a column twice": (with_header(lambda row, _: [*row[:-1], row[0]]), "repeated-column"),
    "no header": (lambda rows, _: rows[1:], "missing-column"),
    "another name for the figures": (
        with_header(lambda row, name: [cell.replace(name, "people") for cell in row]),
        "missing-column",
    ),
    "nothing but the header": (lambda rows, _: rows[:1], "no-areas"),
    "nothing but regions": (
        lambda rows, _: [row for row in rows if "Local authority" not in row],
        "no-areas",
    ),
}
NOT_CSV: dict[str, tuple[Callable[[str], bytes], str]] = {
    "nothing": (lambda _: b"", "empty-file"),
    "nothing but line ends": (lambda _: b"\r\n\r\n", "empty-file"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-text"),
    "an open quotation mark": (lambda text: text.replace("Local", '"Local', 1).encode(), "bad-csv"),
    "a web page": (lambda _: b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "not-text"),
    "a workbook of before 2007": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-workbook"),
    "a workbook cut short": (lambda _: b"PK\x03\x04\x14\0\x06\0", "not-a-workbook"),
    "half a character": (lambda text: b"\xff\xfe" + text.encode("utf-16-le")[:-1], "unknown-encoding"),
}


@pytest.mark.parametrize("published", PUBLICATIONS)
@pytest.mark.parametrize("change", HARMLESS)
def test_what_changes_nothing_is_read_as_before(tmp_path: Path, published: Publication, change: str) -> None:
    before = read(tmp_path, published.text.encode(), published)
    after = read(tmp_path, HARMLESS[change](published.text), published)
    assert (after.names, after.codes, after.figures) == (before.names, before.codes, before.figures)
    assert len(before.codes) >= 2


@pytest.mark.parametrize("published", PUBLICATIONS)
@pytest.mark.parametrize("change", DAMAGE)
def test_damage_is_a_problem_with_a_place(tmp_path: Path, published: Publication, change: str) -> None:
    damage, code = DAMAGE[change]
    content = text_of(damage(rows_of(published.text), published)).encode()
    # A symbol is an error only while nothing is said of symbols.
    suppressed = None if code == "suppressed-figure" else 0
    problems = refused(tmp_path, content, published, suppressed)
    assert {problem.code for problem in problems} == {code}
    for problem in problems:
        line = content.decode().splitlines()[problem.line - 1]
        begin = problem.excerpt_column - 1
        assert problem.excerpt == line[begin : begin + len(problem.excerpt)]
        # An empty cell at the end of a line has its place behind that end.
        end = begin + len(problem.excerpt) + problem.excerpt.endswith(",")
        assert begin < problem.column <= end
        assert len(problem.message) < 500
        assert problem.help


@pytest.mark.parametrize("published", PUBLICATIONS)
@pytest.mark.parametrize("change", NOT_CSV)
def test_what_is_not_csv_is_a_problem(tmp_path: Path, published: Publication, change: str) -> None:
    damage, code = NOT_CSV[change]
    problems = refused(tmp_path, damage(published.text), published)
    assert code in {problem.code for problem in problems}


def test_forty_damaged_files_at_least_are_tried() -> None:
    assert 2 * (len(DAMAGE) + len(NOT_CSV)) >= 40


def refused(
    tmp_path: Path, content: bytes, published: Publication, suppressed: int | None = 0
) -> tuple[Problem, ...]:
    with pytest.raises(InvalidData) as refusal:
        read(tmp_path, content, published, suppressed)
    return refusal.value.problems


@pytest.mark.parametrize("published", PUBLICATIONS)
def test_what_the_file_leaves_open_is_asked_with_its_values(tmp_path: Path, published: Publication) -> None:
    with pytest.raises(WrongCall, match="rows; say which are meant") as question:
        read(tmp_path, published.text.encode(), published._replace(where={}))
    for column, value in published.where.items():
        assert f'--where "{column}=…"' in question.value.advice
        assert value in question.value.advice


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"population_typ": "Looked after"}, 'no column "population_typ"'),
        ({"population_type": "Looked aftr"}, 'no council row has "Looked aftr"'),
        ({"population_type": "Looked after", "time_period": "2021"}, 'has "2021"'),
    ],
)
def test_a_condition_that_nothing_meets_is_refused(
    tmp_path: Path, where: dict[str, str], message: str
) -> None:
    published = Publication(CHILDREN, "children_count", where)
    with pytest.raises(WrongCall, match=message) as refusal:
        read(tmp_path, CHILDREN.encode(), published)
    assert refusal.value.advice


def test_councils_of_the_latest_year_are_chosen_and_the_rest_is_named(tmp_path: Path) -> None:
    areas = read(
        tmp_path,
        CHILDREN.encode(),
        Publication("", "children_count", {"population_type": "Looked after"}),
    )
    assert (areas.names, areas.codes) == (["Dorset", "Wiltshire"], ["E06000059", "E06000054"])
    assert areas.figures == {"children_count": [502, 1506]}
    assert [(region.name, region.figures) for region in areas.published] == [
        ("South West", {"children_count": 1010})
    ]
    assert areas.notes == (
        "file.csv: 2 of the 8 rows are used; left out: 2 that are not councils, 2 in which population_type is"
        " something else and 2 of an earlier period than 2023.",
    )


def test_another_year_can_be_asked_for(tmp_path: Path) -> None:
    where = {"population_type": "Looked after", "time_period": "2022"}
    areas = read(tmp_path, CHILDREN.encode(), Publication("", "children_count", where))
    assert areas.figures == {"children_count": [488, 1499]}


@pytest.mark.parametrize(
    ("suppressed", "names", "figures"),
    [
        ("leave-out", ["Dorset"], [502]),
        (0, ["Dorset", "Wiltshire"], [502, 0]),
        (3, ["Dorset", "Wiltshire"], [502, 3]),
    ],
)
def test_what_is_decided_of_suppressed_figures_is_done_and_said(
    tmp_path: Path, suppressed: str | int, names: list[str], figures: list[int]
) -> None:
    file = tmp_path / "file.csv"
    file.write_text(CHILDREN.replace("1506", "c"), encoding="utf-8")
    areas = read_area_figures([file], ["children_count"], {"population_type": "Looked after"}, suppressed)
    assert (areas.names, areas.figures) == (names, {"children_count": figures})
    assert len(areas.assumed["children_count"]) == len(names) - 1
    assert "Wiltshire (c: a suppressed small number)" in areas.notes[-1]


def test_columns_of_two_files_meet_by_code(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(CHILDREN, encoding="utf-8")
    two.write_text(LEAVERS, encoding="utf-8")
    where = {"population_type": "Looked after", "care_leaver_age": "19 to 21 years"}
    areas = read_area_figures([one, two], ["children_count", "care_leaver_count"], where)
    assert areas.files == {"children_count": one.name, "care_leaver_count": two.name}
    assert areas.figures == {"children_count": [502, 1506], "care_leaver_count": [95, 112]}
    two.write_text(LEAVERS.replace("Wiltshire,E06000054", "Swindon,E06000030"), encoding="utf-8")
    with pytest.raises(WrongCall, match=r"Swindon \(E06000030\) and Wiltshire \(E06000054\)"):
        read_area_figures([one, two], ["children_count", "care_leaver_count"], where)


def workbook(rows: Iterable[Iterable[object]], *before: str) -> bytes:
    book = Workbook()
    for title in before:
        book.active.append([title])  # type: ignore[union-attr]
        book.active = book.create_sheet()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_is_read_like_csv(tmp_path: Path) -> None:
    """Numbers of a workbook are numbers, the table may be on a later sheet, and the ending says nothing."""
    published = Publication(CHILDREN, "children_count", {"population_type": "Looked after"})
    rows = [[float(cell) if cell.isdigit() else cell or None for cell in row] for row in rows_of(CHILDREN)]
    assert read(tmp_path, workbook(rows, "Contents"), published).figures == {"children_count": [502, 1506]}


def test_a_problem_in_a_workbook_names_the_sheet_and_the_row(tmp_path: Path) -> None:
    content = workbook([["code", "name", "children"], ["a", "A", 1], ["b", "B", "many"]])
    problem = refused(tmp_path, content, Publication("", "children", {}))[0]
    assert (problem.code, problem.line, problem.column) == ("bad-figure", 3, 3)
    assert problem.file.endswith("file.csv[Sheet]")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *(("1250", "1250"), ("1,250", "1250"), ("1 250", "1250"), ("1\N{NO-BREAK SPACE}250", "1250")),
        *(("12.50", "12.50"), ("£1,250,000.5", "1250000.5"), ("0", "0"), (" 7 ", "7")),
        *(("12,50", "None"), ("1,2500", "None"), ("", "None"), ("1.", "None"), ("+5", "None")),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_published(cell: str, number: str) -> None:
    assert str(read_number(cell)) == number


@given(st.integers(0, 10**15 - 1))
def test_every_way_to_write_a_count_is_the_same_count(count: int) -> None:
    assert read_number(str(count)) == read_number(f"{count:,}") == count


@given(st.binary(max_size=300))
def test_no_bytes_at_all_are_a_fault_of_the_program(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("bytes") / "file.csv"
    file.write_bytes(content)
    with pytest.raises((InvalidData, WrongCall)):
        read_area_figures([file], ["children"])


@real_files.needs(real_files.CHILDREN, real_files.LEAVERS)
def test_the_departments_own_files_answer_together() -> None:
    files = [real_files.CHILDREN, real_files.LEAVERS]
    where = {
        "population_type": "Children looked after on 31 March each year",
        "care_leaver_age": "17 to 18 years",
        "breakdown": "Total",
    }
    areas = read_area_figures(files, ["children_count", "care_leaver_count"], where, "leave-out")
    assert len(areas.codes) == 150
    assert areas.left_out == {"E06000063", "E06000064", "E10000021", "E06000053", "E06000017"}
    # The department rounds the sum for England to ten.
    assert 83_650 < sum(map(int, areas.figures["children_count"])) <= 83_755
