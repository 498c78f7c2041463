"""Every council is known: under each of its codes, numbers and names, on any day."""

from __future__ import annotations

import csv
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import real_files
from stablehomes.catalogue.council_names import bare_name, plain_name
from stablehomes.catalogue.councils import Council, Found, is_of
from stablehomes.reading.councils import councils

KNOWN = councils()
REGISTER = KNOWN.register
EVERY = list(REGISTER.councils.values())
CALLED = [(name, council) for council in EVERY for name in (council.name, *council.also)]
DAYS = st.dates(date(2009, 4, 1), date(2026, 11, 25))


def goes_by(found: Found, council: Council) -> bool:
    """Whether what was found is the council, or one that came in its place under the same name."""
    return found.code == council.code or council.code in KNOWN.earlier(found.code)


def test_there_are_the_councils_of_today_and_those_of_other_days() -> None:
    today = KNOWN.today()
    types = [council.type for council in today]
    assert (len(today), len(EVERY) - len(today)) == (153, 19)
    assert {type: types.count(type) for type in types} == {
        "unitary": 63,
        "metropolitan": 36,
        "london": 33,
        "county": 21,
    }


@pytest.mark.parametrize("council", EVERY, ids=lambda council: f"{council.code}")
def test_what_is_said_of_a_council_fits_together(council: Council) -> None:
    assert REGISTER.areas[council.region].kind == "region"
    assert (council.london is not None) == (council.type == "london")
    assert (council.until is None) == (council.became == ()) == (council.order is None)
    for code in council.became:
        assert REGISTER.councils[code].from_ <= date(2025, 5, 1)
        assert (REGISTER.councils[code].from_ - council.until).days == 1 if council.until else False


@pytest.mark.parametrize(("name", "council"), CALLED)
def test_a_council_is_found_by_any_of_its_names(name: str, council: Council) -> None:
    assert goes_by(KNOWN.by_name(name), council)
    assert KNOWN.by_name(name, council.from_).code == council.code


@given(st.sampled_from(CALLED), st.data())
def test_how_a_name_is_written_makes_no_difference(called: tuple[str, Council], data: st.DataObject) -> None:
    name, council = called
    changes = [
        str.upper,
        str.lower,
        lambda text: text.replace(" and ", " & "),
        lambda text: text.replace("&", "and"),
        lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
        lambda text: f"\N{ZERO WIDTH SPACE}{text}\N{ZERO WIDTH NO-BREAK SPACE}",
        lambda text: f"  {text} ",
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", "\N{EN DASH}"),
        lambda text: normalize("NFD", text.replace("o", "ó")),
        lambda text: f"City of {bare_name(text)}",
        lambda text: f"{bare_name(text)} Council",
        lambda text: f"{bare_name(text)}, Royal Borough of",
    ]
    for change in data.draw(st.lists(st.sampled_from(changes[:-3]), max_size=4)):
        name = change(name)
    if bare_name(name) == "city of london":
        changes = changes[:-3]
    found = KNOWN.by_name(data.draw(st.sampled_from(changes))(name), council.from_)
    assert found.code == council.code


@given(st.sampled_from([each for each in EVERY if each.number]), DAYS)
def test_a_number_and_a_day_name_one_council(council: Council, day: date) -> None:
    assert council.number is not None
    of_day = [each for each in EVERY if each.number == council.number and is_of(each, day)]
    assert len(of_day) <= 1
    if of_day:
        assert KNOWN.by_code(str(council.number), day).code == of_day[0].code


@given(DAYS)
def test_on_no_day_do_two_councils_share_a_name(day: date) -> None:
    names = [bare_name(council.name) for council in KNOWN.on(day)]
    assert len(set(names)) == len(names)


@given(st.text(max_size=40))
def test_no_text_at_all_is_a_fault(text: str) -> None:
    assert KNOWN.look_up(text, text).kind
    assert plain_name(plain_name(text)) == plain_name(text)


@pytest.mark.parametrize(
    ("code", "kind", "today"),
    [
        ("E06000059", "council", "E06000059"),
        (" e06000059\N{ZERO WIDTH SPACE}", "council", "E06000059"),
        ("838", "council", "E06000059"),
        ("838.0", "council", "E06000059"),
        ("E10000023", "past", "E06000065"),
        ("E08000020", "past", "E08000037"),
        ("E10000022", "past", "E06000057"),
        # Split up, or merged with others: no one council of today is the same.
        ("E10000006", "past", None),
        ("E06000028", "past", None),
        ("E10000009", "past", None),
        ("E07000138", "district", None),
        ("E12000003", "whole", None),
        ("E92000001", "whole", None),
        ("E47000013", "whole", None),
        ("K04000001", "whole", None),
        ("W06000015", "elsewhere", None),
        ("S12000036", "elsewhere", None),
        ("N09000003", "elsewhere", None),
        ("z", "nobody", None),
        ("702", "nobody", None),
        ("E06000061 / E06000062", "several", None),
        ("E06999999", "unknown", None),
        ("117", "unknown", None),
    ],
)
def test_a_code_says_what_an_area_is(code: str, kind: str, today: str | None) -> None:
    found = KNOWN.by_code(code)
    assert (found.kind, found.council and found.council.code) == (kind, today)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, "whole") for name in ("England", "ENGLAND", "Total", "Grand total", "London")),
        *((name, "whole") for name in ("South West", "South West region", "Inner London", "All authorities")),
        *((name, "whole") for name in ("England average", "Yorkshire & the Humber", "Total (England)")),
        *((name, "nobody") for name in ("Unknown", "z", "Outside of England", "British forces", "Not known")),
        ("North Northamptonshire / West Northamptonshire", "several"),
        ("City of London", "council"),
        ("Lincoln", "unknown"),
    ],
)  # fmt: skip
def test_a_name_says_what_an_area_is(name: str, kind: str) -> None:
    assert KNOWN.by_name(name).kind == kind


def test_a_name_that_is_nearly_right_is_not_taken_but_leads_to_the_right_one() -> None:
    assert KNOWN.by_name("Leds") == Found("unknown", "", "Leds")
    assert list(KNOWN.nearest("Leds")) == ["Leeds"]


def test_a_code_that_says_nothing_leaves_it_to_the_name() -> None:
    assert KNOWN.look_up("", "Dorset").code == "E06000059"
    assert KNOWN.look_up("-", "Total").kind == "whole"
    assert KNOWN.look_up("E06999999", "Dorset").kind == "unknown"


@real_files.needs(real_files.COUNCIL_NAMES)
def test_every_name_that_was_met_is_in_the_register() -> None:
    with real_files.COUNCIL_NAMES.open(encoding="utf-8") as file:
        met = [(row["name"], row["code"]) for row in csv.DictReader(file)]
    assert len(met) == 504
    for name, code in met:
        assert goes_by(KNOWN.by_name(name), REGISTER.councils[code])
