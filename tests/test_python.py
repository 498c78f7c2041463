"""The package as a script has it: names, types, what may stand for a value, and what an answer can do."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import stablehomes
from conftest import TOP
from stablehomes import (
    AreaFigures,
    Asked,
    BudgetQuery,
    Catalogue,
    ColumnWeight,
    CompareQuery,
    FinancialYear,
    InvalidData,
    KnownDate,
    Person,
    RateQuery,
    SplitQuery,
    Terms,
    WrongCall,
    budget,
    check,
    compare,
    diff,
    entitlements,
    load,
    rate,
    report,
    schema,
    show,
    sources,
    split,
    timeline,
)
from stablehomes.catalogue.facts import FACTS, STARTS, WHOLE, of_kind
from stablehomes.catalogue.model import STATUSES, DecidingDay
from stablehomes.cli import QUESTIONS
from stablehomes.reading.schema import PersonEntry, WhoEntry

PATHFINDER = "families-first-pathfinder"
PUBLIC = [name for name in dir(stablehomes) if not name.startswith("_")]
FUNCTIONS = [name for name in PUBLIC if inspect.isfunction(getattr(stablehomes, name))]
# A script that makes a folder needs no question; council needs counts and a register beside the catalogue, so
# that a script asks ``stablehomes.questions.council`` until there is a public name that takes less.
WITHOUT_A_FUNCTION = {"init", "council"}


def named(hint: Any) -> Iterator[type]:
    """The types of the package that an annotation speaks of."""
    if isinstance(hint, type) and hint.__module__.startswith("stablehomes"):
        yield hint
    for inner in get_args(hint):
        yield from named(inner)


@cache
def spoken_of() -> dict[type, str]:
    """Every type that can be met from a public function on, and where."""
    found: dict[type, str] = {}

    def walk(of: Any, where: str) -> None:
        for name, hint in get_type_hints(of).items():
            for each in named(hint):
                if each not in found:
                    found[each] = f"{where}: {name}"
                    walk(each, each.__name__)

    for name in FUNCTIONS:
        walk(getattr(stablehomes, name), name)
    return found


def test_every_type_that_a_public_function_takes_or_gives_is_public() -> None:
    public = {getattr(stablehomes, name) for name in PUBLIC}
    missing = [f"{each.__name__} ({where})" for each, where in spoken_of().items() if each not in public]
    assert missing == []


def test_every_command_has_its_function() -> None:
    assert set(QUESTIONS) - set(FUNCTIONS) == WITHOUT_A_FUNCTION


def test_the_names_stand_once_and_hide_no_builtin() -> None:
    brought: dict[str, Any] = {}
    exec("from stablehomes import *", brought)
    assert set(PUBLIC) - set(brought) == {"list"}
    assert brought["budget"] is budget
    with pytest.raises(AttributeError, match="has no attribute 'budgets'"):
        stablehomes.budgets  # noqa: B018


def test_no_page_has_a_list_of_the_public_names() -> None:
    for page in [TOP / "README.md", *(TOP / "docs").glob("*.md")]:
        for paragraph in page.read_text(encoding="utf-8").split("\n\n"):
            assert sum(f"`{name}`" in paragraph for name in PUBLIC) < len(PUBLIC) / 4, page


def test_asking_for_one_name_imports_no_model_of_a_file() -> None:
    code = "import sys; from stablehomes import budget; print('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


# What stands for a value.


def test_text_stands_for_days_months_and_years(shipped: Catalogue) -> None:
    assert rate(shipped, "leaving-care", on="2023-05-01") == rate(
        shipped, "leaving-care", on=date(2023, 5, 1)
    )
    assert rate(shipped, "leaving-care", on=datetime(2023, 5, 1, 9)).on == date(2023, 5, 1)  # noqa: DTZ001
    assert timeline(shipped, "2023-05", "2023") == timeline(shipped, KnownDate(2023, 5), KnownDate(2023))
    assert timeline(shipped, date(2023, 5, 1)).from_ == KnownDate(2023, 5, 1)
    assert budget(shipped, real="2025-26") == budget(shipped, real=FinancialYear(2025))
    assert compare(shipped, "leaving-care", worth_on="2026-02") == compare(
        shipped, ["leaving-care"], worth_on=date(2026, 2, 9)
    )


def test_a_year_as_text_is_the_year(shipped: Catalogue) -> None:
    assert split(shipped, PATHFINDER, year="2023-24").total.headline == Decimal(22_500_000)


def test_a_person_is_asked_about_with_what_is_known_of_them(shipped: Catalogue) -> None:
    known: Any = {"birth": "2005-05-01", "care_leaver": True, "apprenticeship_started": "2023-09-01"}
    by_text = entitlements(shipped, Person(**known), "apprenticeship-bursary", on="2023-10-01")
    assert by_text.people[0].entitlements[0].verdict == "due"
    alone = entitlements(shipped, Asked(None, Person(care_leaver=True), date(2023, 10, 1)), "leaving-care")
    assert alone == entitlements(shipped, [Person(care_leaver=True)], ["leaving-care"], on=date(2023, 10, 1))


def test_terms_are_taken_as_text_and_have_to_be_the_whole(shipped: Catalogue) -> None:
    areas = AreaFigures(["A", "B"], ["E1", "E2"], {"children": [3, 1]})
    by_text: Any = {"weights": "children", "cap": "£25m"}
    shares = split(shipped, PATHFINDER, areas=areas, terms=Terms(**by_text)).shares
    assert [share.amount.headline for share in shares] == [25_000_000, 20_000_000]
    with pytest.raises(WrongCall, match="add up to 60%, not to 100%"):
        split(shipped, PATHFINDER, areas=areas, terms=Terms(weights=(ColumnWeight("children", Decimal(60)),)))


def test_thresholds_are_taken_as_text(shipped: Catalogue) -> None:
    verdicts = diff(shipped, shipped, ["not-itemised > £80m", "leaving-care falls"]).thresholds
    assert [(each.condition, each.severity, each.crossed) for each in verdicts] == [
        ("not-itemised > £80m", "deny", True),
        ("leaving-care falls", "deny", False),
    ]


def test_a_folder_in_place_of_its_catalogue_is_told_how_to_load_it() -> None:
    not_loaded: Any = "data"
    with pytest.raises(WrongCall, match='not of "data"') as refusal:
        budget(not_loaded)
    assert "load" in refusal.value.advice
    assert refusal.value.__notes__ == [f"   help: {refusal.value.advice}"]


def test_the_working_takes_the_query_of_the_answer_whose_numbers_are_explained(shipped: Catalogue) -> None:
    shown = show(shipped, "strategy", working=True, question=BudgetQuery(by="year"))
    assert len(shown.working) == 3
    explained = show(shipped, "leaving-care", working=True, question=CompareQuery(people=10)).working
    assert "more in all" in [step.label for step in explained]
    with pytest.raises(WrongCall, match="no number of this strategy depends on --among"):
        show(shipped, "strategy", working=True, question=SplitQuery(among=3))
    assert show(shipped, "leaving-care", working=True, question=RateQuery(on=date(2023, 5, 1))).working


JUNK: list[Any] = [
    *(3, -1, 2.5, float("nan"), True, None, "", "no such thing", "2023", "2023-05-01", b"x", object()),
    *([], [None], {}, {"a": 1}, (1, 2), Decimal("0.5"), date(2023, 5, 1), datetime(2023, 5, 1, 1)),  # noqa: DTZ001
    *(FinancialYear(99999), KnownDate(2023, 13), KnownDate("x"), Person(region=3), Terms(weights=60)),  # type: ignore[arg-type]
    *(FinancialYear("2023-24"), print, Path("nowhere"), [[1]], {1, 2}, range(3), Asked(None, None, None)),  # type: ignore[arg-type]
]
RIGHT: dict[str, Any] = {
    "allowance": "leaving-care",
    "measure": PATHFINDER,
    "id": "strategy",
    "people": Person(care_leaver=True),
    "name": "budget",
    "value": FinancialYear(2023),
    "columns": (),
}


def arguments(function: Callable[..., Any], catalogue: Catalogue, folder: Path) -> dict[str, Any]:
    """What a public function needs, and no more."""
    right = {
        **RIGHT,
        **dict.fromkeys(("catalogue", "before", "after"), catalogue),
        **dict.fromkeys(("cohort", "file", "files"), folder / "people.csv"),
        "scenarios": (),
    }
    parameters = inspect.signature(function).parameters.values()
    return {each.name: right[each.name] for each in parameters if each.default is inspect.Parameter.empty}


def calls() -> Iterator[tuple[str, str]]:
    for name in FUNCTIONS:
        for parameter in inspect.signature(getattr(stablehomes, name)).parameters:
            yield name, parameter


@pytest.mark.parametrize(("name", "parameter"), list(calls()))
def test_a_wrong_thing_has_advice_and_never_a_fault_from_inside(
    shipped: Catalogue, tmp_path: Path, name: str, parameter: str
) -> None:
    (tmp_path / "people.csv").write_text(
        "name,code,children,care_leaver,on\nDorset,E06000059,3,yes,2023-10-01\n"
    )
    function = getattr(stablehomes, name)
    needed = arguments(function, shipped, tmp_path)
    for junk in JUNK:
        with suppress(WrongCall, InvalidData):
            function(**needed | {parameter: junk})


# What comes back.


def answers(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "budget": budget(catalogue),
        "budget-by-year": budget(catalogue, "year"),
        "split": split(catalogue, PATHFINDER, named=True),
        "compare": compare(catalogue),
        "rate": rate(catalogue, "fostering-minimum"),
        "entitlements": entitlements(catalogue, Person(care_leaver=True), on="2023-10-01"),
        "list": stablehomes.list(catalogue),
        "sources": sources(catalogue),
        "timeline": timeline(catalogue),
        "diff": diff(catalogue, catalogue, all=True),
        "show": show(catalogue, PATHFINDER),
        "check": check(),
    }


def test_rows_are_plain_values_with_a_column_for_each_end_and_no_sum(shipped: Catalogue) -> None:
    for name, answer in answers(shipped).items():
        rows = answer.rows()
        assert rows, name
        assert len({tuple(row) for row in rows}) == 1, "every row has the same columns"
        kinds = {type(value) for row in rows for value in row.values()}
        assert kinds <= {str, int, bool, Decimal, date, type(None)}
    money = budget(shipped).rows()
    assert sum(row["announced"] or 0 for row in money if row["envelope"] != "outside") == Decimal(111_000_000)
    assert money[0]["announced_low"] == money[0]["announced"]
    assert money[0]["announced_high"] is None


def test_another_table_of_an_answer_is_named(shipped: Catalogue) -> None:
    answer = show(shipped, PATHFINDER)
    assert answer.rows("statements") == answer.rows()
    with pytest.raises(WrongCall, match='no table "statement"') as refusal:
        answer.rows("statement")
    assert refusal.value.advice == 'did you mean "statements"?'


def test_a_notebook_shows_the_answer_and_its_tables(shipped: Catalogue) -> None:
    for answer in answers(shipped).values():
        page = answer._repr_html_()
        assert page.startswith("<p><strong>")
        assert "<script" not in page
    assert "<table" in budget(shipped)._repr_html_()


def test_problems_read_as_the_terminal_prints_them(folder: Path) -> None:
    text = (folder / "measures.yaml").read_text(encoding="utf-8")
    (folder / "measures.yaml").write_text(text.replace("pillar: family-help", "piller: family-help", 1))
    with pytest.raises(InvalidData) as invalid:
        load(folder)
    said = str(invalid.value)
    assert "measures.yaml:" in said
    assert "error[unknown-key]" in said
    assert "^^^^^^" in said
    assert 'help: did you mean "pillar"?' in said


def test_a_schema_is_that_of_the_command() -> None:
    assert schema("measures")["$id"] == "urn:stablehomes:measures"
    assert schema("sources/1")["$id"] == "urn:stablehomes:sources:1"
    with pytest.raises(WrongCall, match='no schema "bugdet"'):
        schema("bugdet")


def test_check_takes_scenarios_and_says_what_keeps_them_out(tmp_path: Path) -> None:
    assert check(scenarios="review-in-full").sound
    file = tmp_path / "scenario.yaml"
    head = "title: No\ndated: 2023-05\nbecause: no\n"
    file.write_text(head + "set:\n  a:\n    {path: nothing, to: £1, because: no}\n", encoding="utf-8")
    checked = check(scenarios=[file])
    assert not checked.sound
    assert [problem.code for problem in checked.problems if problem.severity == "error"] == [
        "impossible-change"
    ]
    assert not check(strict=True, stale_after="2024-01-01").sound


def test_a_report_holds_the_answers_of_its_questions(shipped: Catalogue) -> None:
    parts = {part.name: part.answer for part in report(shipped).parts}
    assert parts["budget"] == budget(shipped)
    assert parts["sources"] == sources(shipped)


# One table of facts.


def test_every_fact_of_the_table_is_a_field_wherever_a_person_is_described() -> None:
    told = set(FACTS)
    assert {*Person._fields} - {"birth"} == told - {"born", "age"}
    assert set(PersonEntry.model_fields) - {"id", "on"} == told
    assert set(WhoEntry.model_fields) - {"any_of", "age"} == {*STATUSES, *(f"{fact}_from" for fact in WHOLE)}
    assert of_kind("truth") == STATUSES
    assert of_kind("whole") == WHOLE
    assert get_args(DecidingDay) == ("day", *STARTS)


def test_every_fact_of_the_table_is_documented() -> None:
    page = (TOP / "docs" / "entitlements.md").read_text(encoding="utf-8")
    missing = [
        fact for fact in FACTS if f"--{fact.replace('_', '-')}" not in page and f"`{fact}`" not in page
    ]
    assert missing == []


def test_every_fact_of_a_person_is_an_option() -> None:
    command = [sys.executable, "-m", "stablehomes", "entitlements", "--help"]
    page = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [fact for fact in FACTS if f"--{fact.replace('_', '-')}" not in page] == []
