"""Tables as other people make them: each kind of oddity, with the councils and figures that are right."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from stablehomes.inputs.published import read_area_figures
from stablehomes.problems.problem import InvalidData, WrongCall
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.periods import parse_period

DORSET, LINCOLNSHIRE, RUTLAND = "E06000059", "E10000019", "E06000017"
THREE = {DORSET: 500, LINCOLNSHIRE: 900, RUTLAND: 100}
SIMPLE = f"code,name,children\n{DORSET},Dorset,500\n{LINCOLNSHIRE},Lincolnshire,900\n{RUTLAND},Rutland,100\n"

Read = Callable[..., AreaFigures]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a text or the bytes of a workbook as a file."""

    def read(content: str | bytes, column: str = "children", **said: Any) -> AreaFigures:
        file = tmp_path / "areas.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_area_figures(
            [file], [column], said.pop("where", None), said.pop("suppressed", None), **said
        )

    return read


def figures(areas: AreaFigures) -> dict[str, object]:
    [column] = areas.figures.values()
    return dict(zip(areas.codes, column, strict=True))


def said(areas: AreaFigures) -> str:
    return "\n".join(areas.notes)


def problems(read: Callable[[], object]) -> str:
    with pytest.raises(InvalidData) as refusal:
        read()
    return "\n".join(
        f"{each.line}:{each.column}: {each.code}: {each.message}; {each.help}"
        for each in refusal.value.problems
    )


# --- which columns


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("new_la_code", "la_name"), ("LAD23CD", "LAD23NM"), ("gss-code", "official-name")),
        *(("Local authority code", "Local authority name"), ("UTLA22CD", "UTLA22NM"), ("CTYUA21CD", "CTYUA21NM")),
        *(("LA Code", "LA Name"), ("ONS Code", "Local Authority"), ("Area Code", "Area Name"), ("GSS", "Area")),
        *(("lad19cd", "lad19nm"), ("ONS_LA_code", "LA"), ("Geography code", "Geography"), ("ecode", "Council")),
        *(("Upper tier local authority code", "Upper tier local authority name"), ("ONS 9-digit code", "Authority")),
        *(("Organisation code", "Organisation"), ("A", "B"), ("la_code_2023", "Name of council")),
    ],
)  # fmt: skip
def test_codes_and_names_are_found_whatever_they_are_called(read: Read, code: str, name: str) -> None:
    assert figures(read(SIMPLE.replace("code,name", f"{code},{name}"))) == THREE


def test_codes_are_recognised_by_what_they_are(read: Read) -> None:
    """A column that is called code and holds something else is passed over."""
    lines = [
        f"{line},{['region_code', 'E12000009', 'E12000004', 'E12000004'][n]}"
        for n, line in enumerate(SIMPLE.splitlines())
    ]
    text = "\n".join(
        ["code,ons,name,children,region_code", *(f"E{n}01,{line}" for n, line in enumerate(lines[1:]))]
    )
    areas = read(text)
    assert figures(areas) == THREE
    assert 'codes in "ons"' in said(areas)


def test_columns_can_be_named(read: Read) -> None:
    text = SIMPLE.replace("code,name", "first,second")
    assert figures(read(text, roles={"code": "first", "name": "second"})) == THREE
    with pytest.raises(WrongCall, match='no column "frist" for the code'):
        read(text, roles={"code": "frist"})
    with pytest.raises(WrongCall, match='cannot be the "cod"'):
        read(text, roles={"cod": "first"})


def test_names_alone_are_enough(read: Read) -> None:
    text = "Local authority,children\nDorset Council,500\nLINCOLNSHIRE,900\nRutland County Council,100\nEngland,1500\n"
    areas = read(text)
    assert figures(areas) == THREE
    assert "the ONS codes were looked up by the names" in said(areas)


def test_codes_alone_are_enough(read: Read) -> None:
    areas = read(f"code,children\n{DORSET},500\n{LINCOLNSHIRE},900\n{RUTLAND},100\n")
    assert (figures(areas), list(areas.names)) == (THREE, ["Dorset", "Lincolnshire", "Rutland"])


def test_the_departments_numbers_become_ons_codes(read: Read) -> None:
    areas = read("la_code,la_name,children\n838,Dorset,500\n925,Lincolnshire,900\n857,Rutland,100\n")
    assert figures(areas) == THREE
    assert "three-digit numbers" in said(areas)


def test_a_number_is_that_of_the_council_of_its_period(read: Read) -> None:
    areas = read("la_code,year,children\n815,2022,5\n838,2022,6\n")
    assert figures(areas) == {"E06000065": 5, DORSET: 6}
    assert "North Yorkshire (E10000023)" in said(areas)


def test_a_column_of_figures_is_found_as_people_write_it(read: Read) -> None:
    text = SIMPLE.replace("children", "Children  in need")
    assert figures(read(text, "children in need")) == THREE
    assert 'did you mean "Children  in need"?' in problems(lambda: read(text, "Children in nead"))


@pytest.mark.parametrize(
    "values", ["-0.2 0.3 1.5", "12% 13% -4%", "2023-01-05 2023-02-06 05/03/2023", "(3) 4 5"]
)
def test_further_columns_of_figures_and_days_do_not_tell_rows_apart(read: Read, values: str) -> None:
    rows = SIMPLE.splitlines()
    more = ["updated", *values.split()]
    text = "\n".join(f"Local authority,{row},{value}" for row, value in zip(rows, more, strict=True))
    assert figures(read(text.replace("Local authority,code", "geographic_level,code"))) == THREE


# --- which rows


@pytest.mark.parametrize(
    "row",
    [
        *("E92000001,England,1500", ",England,1500", ",Total,1500", "E12000009,South West,500", "England,,1500"),
        *("E12000004,East Midlands,1000", ",Grand total,1500", "-,ENGLAND,1500", "E13000001,Inner London,9"),
        *("K02000001,United Kingdom,1", "E47000013,East Midlands,1000", ",England average,500", "Total,,1500"),
    ],
)  # fmt: skip
def test_totals_are_left_out_and_named(read: Read, row: str) -> None:
    for text in (f"{SIMPLE}{row}\n", SIMPLE.replace("children\n", f"children\n{row}\n")):
        areas = read(text)
        assert figures(areas) == THREE
        assert "1 that are not councils (" in said(areas)


@pytest.mark.parametrize(
    "row",
    ["z,Unknown,80", ",Unknown,80", "x,Outside of England,5", ",British forces,3", "z,z,1", ",Not known,c"],
)
def test_what_has_no_council_is_left_out_and_named(read: Read, row: str) -> None:
    areas = read(f"{SIMPLE}{row}\n")
    assert figures(areas) == THREE
    assert "1 of no council (" in said(areas)


def test_districts_beside_counties_and_councils_of_other_nations_take_no_share(read: Read) -> None:
    areas = read(
        f"{SIMPLE}E07000138,Lincoln,100\nE07000136,Boston,80\nW06000015,Cardiff,900\nS12000036,Edinburgh,5\n"
    )
    assert figures(areas) == THREE
    assert "2 of districts, which lie within a county (Lincoln and Boston)" in said(areas)
    assert "2 outside England (Cardiff and Edinburgh)" in said(areas)


def test_regions_alone_may_share_and_it_is_said(read: Read) -> None:
    areas = read(
        "code,name,children\nE12000009,South West,500\nE12000004,East Midlands,900\nE92000001,England,1400\n"
    )
    assert figures(areas) == {"E12000009": 500, "E12000004": 900}
    assert "the areas are regions, and not councils" in said(areas)


@pytest.mark.parametrize(
    "code", [DORSET.lower(), f" {DORSET}", f"{DORSET}\N{ZERO WIDTH SPACE}", "838", "E10000009x"]
)
def test_a_council_that_stands_twice_is_refused(read: Read, code: str) -> None:
    message = problems(lambda: read(f"{SIMPLE}{code},Dorset,500\n"))
    assert (
        "repeated-area" in message and "row 5 and already in row 2" in message
    ) or "unknown-council" in message


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [("E08000020", "E08000037", "Gateshead"), ("E08000016", "E08000038", "Barnsley"),
     ("E10000023", "E06000065", "North Yorkshire"), ("E10000027", "E06000066", "Somerset")],
)  # fmt: skip
def test_one_council_under_two_codes_is_refused(read: Read, old: str, new: str, name: str) -> None:
    message = problems(lambda: read(f"{SIMPLE}{old},{name},5\n{new},{name},6\n"))
    assert f"{name} ({new}) stands in row 6 and already in row 5 as {old}" in message


def test_a_council_beside_the_one_in_its_place_is_refused_if_both_have_figures(read: Read) -> None:
    message = problems(lambda: read(f"{SIMPLE}E10000006,Cumbria,5\nE06000063,Cumberland,6\n"))
    assert "Cumbria (E10000006) in row 5 and Cumberland (E06000063)" in message
    areas = read(
        f"{SIMPLE}E10000006,Cumbria,z\nE06000063,Cumberland,6\nE06000064,Westmorland and Furness,7\n"
    )
    assert figures(areas) == THREE | {"E06000063": 6, "E06000064": 7}
    assert "of another day and have no figure: Cumbria (E10000006)" in said(areas)
    areas = read(
        f"{SIMPLE}E10000006,Cumbria,5\nE06000063,Cumberland,z\nE06000064,Westmorland and Furness,x\n"
    )
    assert figures(areas) == THREE | {"E10000006": 5}


def test_councils_under_codes_that_are_no_more_are_named(read: Read) -> None:
    areas = read(
        f"{SIMPLE}E10000002,Buckinghamshire,5\nE06000028,Bournemouth,6\nE10000021,Northamptonshire,7\n"
    )
    assert figures(areas) == THREE | {"E06000060": 5, "E06000028": 6, "E10000021": 7}
    assert "Buckinghamshire (E10000002) has had other codes since 31 March 2020" in said(areas)
    assert "Bournemouth (E06000028) was abolished after 31 March 2019" in said(areas)
    assert "there are North Northamptonshire and West Northamptonshire (The Northamptonshire" in said(areas)


@pytest.mark.parametrize("cell", ["E06000061 / E06000062", "E06000061, E06000062", "E06000061;E06000062"])
def test_two_codes_in_one_cell_are_no_code(read: Read, cell: str) -> None:
    row = f'"{cell}",North Northamptonshire / West Northamptonshire,'
    assert "more than one council" in problems(lambda: read(f"{SIMPLE}{row}500\n"))
    assert figures(read(f"{SIMPLE}{row}z\n")) == THREE


def test_a_name_that_is_not_the_one_of_its_code_is_refused(read: Read) -> None:
    message = problems(lambda: read(SIMPLE.replace("Rutland", "Leeds")))
    assert f"row 4: {RUTLAND} is the code of Rutland, not of Leeds" in message


def test_an_area_that_is_not_known_among_councils_is_refused_with_the_nearest(read: Read) -> None:
    assert "did you mean Leeds?" in problems(lambda: read(f"{SIMPLE},Leds,5\n"))
    message = problems(lambda: read(f"{SIMPLE}E06999999,Leeds,5\n"))
    assert '"E06999999" is the code of no council that is known; the code of Leeds is E08000035' in message


def test_areas_of_another_kind_stand_for_themselves(read: Read) -> None:
    areas = read("code,name,children\nE05000001,Ward one,5\nE05000002,Ward two,6\n,Total,11\n")
    assert figures(areas) == {"E05000001": 5, "E05000002": 6}


@pytest.mark.parametrize(
    "text",
    [
        f"Children looked after\n\n{SIMPLE}",
        f"Children, in care, and others\nTable 3\n\n{SIMPLE}",
        SIMPLE.replace("children\n", "children\n,,number\n"),
        SIMPLE.replace("children\n", "children\n,,\n"),
        f"{SIMPLE}\nSource: Department for Education\nNotes: figures are rounded\n1. Provisional\n",
        f'{SIMPLE}"Source: Department, for Education",,\n',
        f"{SIMPLE}\n,,\n",
        SIMPLE.replace("\n", ",\n"),
    ],
)
def test_titles_units_and_notes_are_passed_over(read: Read, text: str) -> None:
    assert figures(read(text)) == THREE


def test_a_header_of_two_rows_is_read_as_one(read: Read) -> None:
    text = (
        "code,name,Looked after,,Starting,\n,,2022,2023,2022,2023\n"
        f"{DORSET},Dorset,1,500,2,3\n{LINCOLNSHIRE},Lincolnshire,4,900,5,6\n{RUTLAND},Rutland,7,100,8,9\n"
    )
    assert figures(read(text, "Looked after 2023")) == THREE
    text = text.replace("code,name,Looked", ",,Looked").replace("\n,,2022", "\ncode,name,2022")
    assert figures(read(text, "Looked after 2023")) == THREE


def test_where_is_kind_to_capitals_and_names_who_is_lost(read: Read) -> None:
    rows = [
        f"Local authority,{DORSET},Dorset,Looked after,500",
        f"Local authority,{LINCOLNSHIRE},Lincolnshire,looked after ,900",
        f"Local authority,{RUTLAND},Rutland,Starting,100",
    ]
    text = "\n".join(["geographic_level,code,name,measure,children", *rows])
    areas = read(text, where={"measure": "Looked after"})
    assert figures(areas) == {DORSET: 500, LINCOLNSHIRE: 900}
    assert "no row is left for Rutland" in said(areas)


# --- which period


@pytest.mark.parametrize(
    ("earlier", "latest"),
    [
        *(("September 2022", "March 2023"), ("Year ending December 2022", "Year ending March 2023")),
        *(("Sep-22", "Mar-23"), ("31/12/2022", "01/03/2023"), ("2022/23", "2023/24"), ("202223", "202324")),
        *(("Q4 2022", "Q1 2023"), ("31 December 2022", "1 March 2023"), ("December 2022", "2023-03")),
        *(("2022.0", "2023.0"), ("FY2022", "FY2023"), ("2022-23 [r]", "2023-24 [p]"), ("2022", " 2023 ")),
        *(("October to December 2022", "January to March 2023"), ("As at 31 December 2022", "As at 31 March 2023")),
        *(("Autumn term 2022/23", "Spring term 2022/23"), ("Dec 2022", "Mar 2023"), ("2009-10", "2010-11")),
    ],
)  # fmt: skip
def test_the_latest_period_is_the_latest_in_time(read: Read, earlier: str, latest: str) -> None:
    rows = [
        *(f'{DORSET},Dorset,"{earlier}",1', f'{DORSET},Dorset,"{latest}",500'),
        *(f'{LINCOLNSHIRE},Lincolnshire,"{latest}",900', f'{LINCOLNSHIRE},Lincolnshire,"{earlier}",2'),
        *(f'{RUTLAND},Rutland,"{latest}",100', f'{RUTLAND},Rutland,"{earlier}",3'),
    ]
    text = "\n".join(["code,name,time_period,children", *rows])
    assert figures(read(text)) == THREE
    assert figures(read(text, period=earlier.upper())) == {DORSET: 1, LINCOLNSHIRE: 2, RUTLAND: 3}
    with pytest.raises(WrongCall, match='no council row is of the period "1999"'):
        read(text, period="1999")


def test_a_period_with_a_space_is_that_period(read: Read) -> None:
    text = f'code,name,year,children\n{DORSET},Dorset,2023,500\n{LINCOLNSHIRE},Lincolnshire,"2023 ",900\n{RUTLAND},Rutland,2023.0,100\n'
    assert figures(read(text)) == THREE


def test_what_is_no_period_is_a_problem_with_a_place(read: Read) -> None:
    text = (
        f"code,name,year,children\n{DORSET},Dorset,2022,1\n{DORSET},Dorset,2023,5\n{RUTLAND},Rutland,999,9\n"
    )
    assert '4:19: bad-period: row 4: "999" is no period in the column "year"' in problems(lambda: read(text))
    with pytest.raises(WrongCall, match="cannot be said which period"):
        read(f"code,name,year,children\n{DORSET},Dorset,first,1\n{DORSET},Dorset,second,5\n")


def test_a_council_without_a_row_in_the_latest_period_is_named(read: Read) -> None:
    text = (
        f"code,name,year,children\n{DORSET},Dorset,2022,1\n{DORSET},Dorset,2023,5\n{RUTLAND},Rutland,2022,9\n"
    )
    areas = read(text)
    assert figures(areas) == {DORSET: 5}
    assert "without a row for 2023, and so without a share: Rutland" in said(areas)


def test_a_council_that_was_reorganised_is_not_missed(read: Read) -> None:
    rows = [
        *(
            "E10000006,Cumbria,2022,5",
            "E06000063,Cumberland,2024,2",
            "E06000064,Westmorland and Furness,2024,3",
        ),
        *("E10000023,North Yorkshire,2022,7", "E06000065,North Yorkshire,2024,8"),
    ]
    areas = read("\n".join(["code,name,year,children", *rows]))
    assert figures(areas) == {"E06000063": 2, "E06000064": 3, "E06000065": 8}
    assert "without a row" not in said(areas)


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d-%b-%Y", "%Y%m%d", "At %d %B %Y"]))
def test_a_day_is_that_day_however_it_is_written(day: Any, form: str) -> None:
    if 1900 <= day.year <= 2099:
        period = parse_period(day.strftime(form))
        assert period is not None
        assert period == (day, day)


@given(st.text(max_size=30))
def test_no_text_is_a_fault_of_periods(text: str) -> None:
    period = parse_period(text)
    assert period is None or period.start <= period.end


# --- which figures


@pytest.mark.parametrize(
    "symbol",
    [
        *("[c]", "[x]", "[z]", "[low]", "(c)", "–", "—", "−", "<5", "< 5", "N/A", "n/a", "NA", "#N/A", "..", ":", "*"),
        *("c", "C ", "low", "fewer than 5", "1-4", "1 to 4", "suppressed", "Not available", "[u]", "..."),
    ],
)  # fmt: skip
def test_symbols_of_publishers_wait_for_a_decision(read: Read, symbol: str) -> None:
    text = SIMPLE.replace("900", symbol)
    assert "--suppressed leave-out" in problems(lambda: read(text))
    areas = read(text, suppressed="leave-out")
    assert figures(areas) == {DORSET: 500, RUTLAND: 100}
    assert f"Lincolnshire ({symbol.strip()}: " in said(areas)


@pytest.mark.parametrize(
    "cell",
    [
        '"1,250"',
        "1250",
        "1250.0",
        "1 250",
        "£1250",
        "1.25e3",
        "1250 [p]",
        "1250¹",
        "1250*",
        "1250 (r)",
        "1250[note 2]",
    ],
)
def test_numbers_are_read_as_people_computers_and_publishers_write_them(read: Read, cell: str) -> None:
    areas = read(SIMPLE.replace("500", cell))
    assert figures(areas) == THREE | {DORSET: 1250}
    assert ("a footnote mark stands" in said(areas)) == any(mark in cell for mark in "[(¹*")


def test_long_fractions_have_the_digits_that_a_spreadsheet_shows(read: Read) -> None:
    text = SIMPLE.replace("500", "57.699999999999996").replace("900", "7.333333333333333")
    assert list(map(str, figures(read(text)).values())) == ["57.7", "7.33333333333333", "100"]


def test_full_stops_between_thousands_are_asked_about(read: Read) -> None:
    text = SIMPLE.replace("500", "1.234").replace("900", "12.500").replace(",", ";")
    assert '"1.234" in the column "children" may be 1,234 or 1.234 with decimals' in problems(
        lambda: read(text)
    )
    assert list(figures(read(text.replace("12.500", "12.5"))).values())[1:] != []


# --- which kind of file


@pytest.mark.parametrize(
    "content",
    [
        SIMPLE.encode("utf-16-le"),
        SIMPLE.encode("utf-16-be"),
        gzip.compress(SIMPLE.encode(), mtime=0),
        gzip.compress(SIMPLE.encode()[:30], mtime=0) + gzip.compress(SIMPLE.encode()[30:], mtime=0),
        SIMPLE.replace("\n", "\r").encode(),
        SIMPLE.replace("name", "name,note").replace("Dorset,", 'Dorset,"a; b; c; d; e; f",').replace("shire,", "shire,,")
        .replace("Rutland,", "Rutland,,").encode(),
    ],
)  # fmt: skip
def test_encodings_delimiters_and_packing_are_recognised(read: Read, content: bytes) -> None:
    assert figures(read(content)) == THREE


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\n", "is a PDF"),
        (b"<!DOCTYPE html>\n<html>", "is a web page"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007"),
        (b"PAR1....", "is a Parquet file"),
        (gzip.compress(SIMPLE.encode(), mtime=0)[:-20], "is compressed, and cannot be unpacked"),
    ],
)
def test_other_files_are_called_what_they_are(read: Read, content: bytes, message: str) -> None:
    assert message in problems(lambda: read(content))


def test_an_open_quotation_mark_is_shown_where_it_opens(read: Read) -> None:
    assert problems(lambda: read(SIMPLE.replace("Dorset", '"Dorset'))).startswith("2:1: bad-csv")


def book(*sheets: tuple[str, Sequence[Sequence[object]]], state: str = "visible", **hidden: object) -> bytes:
    """A workbook; the first sheet has the ``state``."""
    made = Workbook()
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    made.remove(made.worksheets[0])
    made.worksheets[0].sheet_state = state  # type: ignore[assignment]
    for row in hidden.get("rows", ()):  # type: ignore[attr-defined]
        made.worksheets[0].row_dimensions[row].hidden = True
    content = BytesIO()
    made.save(content)
    return content.getvalue()


ROWS: list[list[Any]] = [["code", "name", "children"], [DORSET, "Dorset", 500], [LINCOLNSHIRE, "Lincolnshire", 900.0], [RUTLAND, "Rutland", 100]]  # fmt: skip
OLD: list[list[Any]] = [ROWS[0], [DORSET, "Dorset", 1], [LINCOLNSHIRE, "Lincolnshire", 99]]


def changed(content: bytes, entry: str, before: str, after: str) -> bytes:
    """A workbook with another text in one of its parts."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == entry:
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_not_read(read: Read, state: str) -> None:
    areas = read(book(("old working", OLD), ("Published", ROWS), state=state))
    assert figures(areas) == THREE
    assert "1 hidden sheet is not read" in said(areas)


def test_of_two_sheets_with_a_table_one_is_asked_for(read: Read) -> None:
    content = book(("2022", OLD), ("2023", ROWS), ("Notes", [["Read me"]]))
    with pytest.raises(WrongCall, match='2 sheets with a table of areas: "2022", "2023"'):
        read(content)
    areas = read(content, sheet="2023")
    assert figures(areas) == THREE
    assert figures(read(book(("2022", [["code", "name", "other"], *OLD[1:]]), ("2023", ROWS)))) == THREE
    assert 'read from the sheet "2023"' in said(read(book(("Notes", [["x"]]), ("2023", ROWS))))
    with pytest.raises(WrongCall, match='no sheet "2024"'):
        read(content, sheet="2024")


def test_hidden_rows_are_left_out_and_named(read: Read) -> None:
    areas = read(
        book(("Table", [*ROWS, ["E92000001", "England", 1500], ["E08000035", "Leeds", 7]]), rows=[5, 6])
    )
    assert figures(areas) == THREE
    assert "1 that are not councils (England) and 1 that are hidden (Leeds)" in said(areas)


@pytest.mark.parametrize("size", ["A1:C3", "A1:B9", "A1", "A1:XFD1048576"])
def test_the_size_that_a_sheet_claims_is_not_believed(read: Read, size: str) -> None:
    content = book(("Table", ROWS))
    assert (
        figures(read(changed(content, "xl/worksheets/sheet1.xml", 'ref="A1:C4"', f'ref="{size}"'))) == THREE
    )


def test_raised_marks_are_no_digits(read: Read) -> None:
    mark = TextBlock(InlineFont(vertAlign="superscript"), "1")
    rows = [[ROWS[0][0], ROWS[0][1], CellRichText("children", mark)], [DORSET, CellRichText("Dorset", mark), CellRichText("500", mark)], *ROWS[2:]]  # fmt: skip
    areas = read(book(("Table", rows)))
    assert figures(areas) == THREE
    assert 'a footnote mark stands at the number in "children" of Dorset' in said(areas)


def test_a_formula_that_was_never_calculated_is_called_that(read: Read) -> None:
    rows = [ROWS[0], [DORSET, "Dorset", "=400+100"], *ROWS[2:]]
    assert 'the formula in the column "children" was never calculated' in problems(
        lambda: read(book(("Table", rows)))
    )


def test_days_of_a_workbook_are_days(read: Read) -> None:
    rows = [
        ["code", "name", "as at", date(2023, 3, 31)],
        *([*row[:2], datetime.fromisoformat("2023-03-31"), row[2]] for row in ROWS[1:]),
    ]
    for column in ("31/03/2023", "2023-03-31", "31 March 2023"):
        assert figures(read(book(("Table", rows)), column)) == THREE


def test_the_strict_form_is_read(read: Read) -> None:
    content = book(("Table", ROWS))
    old, strict = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    for entry in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        content = changed(content, entry, old, strict)
    assert figures(read(content)) == THREE


@pytest.mark.parametrize(
    ("before", "after"),
    [('<row r="4"', '<row r="999999999"'), ('r="C4"', 'r="XFE4"'), ('r="C4"', 'r="ZZZ4"')],
)
def test_cells_that_are_too_far_away_are_refused_at_once(read: Read, before: str, after: str) -> None:
    content = changed(book(("Table", ROWS)), "xl/worksheets/sheet1.xml", before, after)
    assert "file-too-large" in problems(lambda: read(content))


@pytest.mark.parametrize(
    "entry", ["xl/workbook.bin", "word/document.xml", "ppt/presentation.xml", "other.txt"]
)
def test_other_archives_are_called_what_they_are(read: Read, entry: str) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(entry, "x")
    assert "not-a-workbook" in problems(lambda: read(out.getvalue()))


def test_a_document_type_in_a_workbook_is_refused(read: Read) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    content = changed(book(("Table", ROWS)), "xl/worksheets/sheet1.xml", "<worksheet", bomb)
    assert "not-a-workbook" in problems(lambda: read(content))


ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">
<office:automatic-styles><style:style style:name="gone"><style:table-properties table:display="false"/></style:style>
<style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Old" table:style-name="gone"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>
</table:table-row></table:table>
<table:table table:name="Table"><table:table-header-rows><table:table-row>
<table:table-cell><text:p>code</text:p></table:table-cell><table:table-cell><text:p>name</text:p></table:table-cell>
<table:table-cell><text:p>children<text:span text:style-name="up">1</text:span></text:p></table:table-cell></table:table-row>
</table:table-header-rows>{rows}<table:table-row table:number-rows-repeated="1048000"><table:table-cell
 table:number-columns-repeated="1024"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_open_document_sheets_are_read(read: Read) -> None:
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{code}</text:p></table:table-cell><table:table-cell><text:p>{name}</text:p>"
        f'</table:table-cell><table:table-cell office:value-type="float" office:value="{number}"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
        for code, name, number in ROWS[1:]
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
    areas = read(out.getvalue())
    assert figures(areas) == THREE
    assert "1 hidden sheet is not read" in said(areas)
