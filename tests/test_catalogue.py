"""A data folder with one thing changed, and what is said of it: the code, the place, the message, the advice.

The folder is that of ``small_data``. In the tables the marks « and » are no part of the input: they show
where the problem must point.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TOP
from small_data import SMALL
from stablehomes import InvalidData, load
from stablehomes.problems.problem import Problem
from stablehomes.reading.folder import look_at
from test_loading import unmarked

MEASURES, ALLOWANCES, SOURCES, PRICES = "measures.yaml", "allowances.yaml", "sources.yaml", "prices.yaml"


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def errors(folder: Path) -> list[Problem]:
    return [problem for problem in look_at(folder).problems if problem.severity == "error"]


def test_the_small_folder_is_sound(small: Path) -> None:
    assert look_at(small).problems == ()
    assert str(load(small).measures["a-measure"].figures[0].amount) == "40000000"


CASES = [
    # file, what stands there, what is put in its place, code, message, advice
    (
        MEASURES,
        "qualifier: over",
        "«qualifer»: over",
        "unknown-key",
        '"qualifer" is not a key of a figure',
        "qualifier",
    ),
    (MEASURES, "summary: It", "summary: x\n    «summary»: It", "repeated-key", "a second time", "keep one"),
    (
        MEASURES,
        "  a-measure:",
        "  «a-measure»:",
        "missing-key",
        '"summary" is missing from a measure',
        '"summary:"',
    ),
    (MEASURES, "amount: £40m", "amount: «£40mm»", "bad-amount", '"£40mm" is not an amount of money', "£45m"),
    (MEASURES, "amount: £40m", "amount: «-1»", "bad-amount", '"-1" is not an amount', "never below nothing"),
    (MEASURES, "amount: £40m", "amount: «£1.005»", "bad-amount", "part of a penny", "£120.50"),
    (MEASURES, "amount: £40m", "amount: «NaN»", "bad-amount", '"NaN" is not an amount', "£45m"),
    (MEASURES, "amount: £40m", 'amount: «""»', "bad-amount", '"" is not an amount', "£45m"),
    (MEASURES, "amount: £40m", "amount: «[1]»", "wrong-shape", "a list, not a plain value", "£45m"),
    (MEASURES, "qualifier: over", "qualifier: «ovr»", "unknown-qualifier", '"ovr" is not known here', "over"),
    (
        *(MEASURES, "source: a-paper\n        quote", "source: «a-papr»\n        quote"),
        *("unknown-source", 'there is no source "a-papr"', 'did you mean "a-paper"?'),
    ),
    (MEASURES, "quote: over £40m", 'quote: «" "»', "no-text", "there is no text here", "write a word"),
    (
        MEASURES,
        "pillar: help",
        "pillar: «hlp»",
        "unknown-pillar",
        'there is no pillar "hlp"',
        'did you mean "help"?',
    ),
    (MEASURES, "2023-02-02", "«2023-02-30»", "bad-date", "is not in the calendar", "2023-04-01"),
    (
        MEASURES,
        "2023-02-02",
        "«2023-02»",
        "bad-date",
        "the year, the month and the day are needed",
        "2023-04-01",
    ),
    (MEASURES, "2023-24,", "«2023-25»,", "bad-year", "2023 ends in 2024", "2023-24"),
    (MEASURES, "E06000059", "«E0600005»", "bad-ons-code", '"E0600005" is not an ONS code', "eight digits"),
    (MEASURES, "E06000059", "«X06000059»", "bad-ons-code", "is not an ONS code", "eight digits"),
    (MEASURES, "[2023-24, 2024-25]", "«[]»", "empty-list", "this list is empty", "add what belongs"),
    (
        SOURCES,
        "kind: press",
        "kind: «pres»",
        "unknown-word",
        '"pres" is not known here',
        'did you mean "press"?',
    ),
    (
        SOURCES,
        "kind: press",
        "kind: press\n    url: «www.gov.uk»",
        "bad-url",
        "is not a web address",
        "https://",
    ),
    (
        ALLOWANCES,
        "{care_leaver: true}",
        "{care_leaver: «yes»}",
        "bad-truth",
        'true" or is left out',
        "write true",
    ),
    (ALLOWANCES, "until: 2023-03-31", "until: «2023-03-31T10»", "bad-date", "is not a date", "2023-04-01"),
    (
        *(ALLOWANCES, "from: 2023-04-01", "from: 2023-04-01, until: «2023-03-01»"),
        *("backward-days", "ends before it begins, on 1 April 2023", "correct one"),
    ),
    (
        ALLOWANCES,
        "from: 2023-04-01",
        "from: «2023-03-31»",
        "overlapping-rates",
        "overlaps the one before",
        "until",
    ),
    (
        *(ALLOWANCES, "from: 2023-04-01", "from: «2023-05-01»"),
        *("rate-gap", "no rate covers 1 April 2023 to 30 April 2023", "add the rate"),
    ),
    (PRICES, "index: 100", "index: «1e2»", "bad-number", '"1e2" is not a plain number', "96.1297"),
    (
        PRICES,
        "by: financial-year",
        "by: «year»",
        "unknown-word",
        '"year" is not known here',
        "financial-year",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "message", "advice"), CASES)
def test_one_fault_is_one_problem_at_its_place(
    small: Path, file: str, old: str, new: str, code: str, message: str, advice: str
) -> None:
    marked = SMALL[file].replace(old, new)
    text, span = unmarked(marked)
    if code == "missing-key":
        text = text.replace("    summary: It does something.\n", "")
    (small / file).write_text(text, encoding="utf-8")
    (problem,) = errors(small)
    assert (problem.code, problem.file) == (code, f"{small}/{file}")
    assert (problem.line, problem.column) == span[:2]
    assert message in problem.message
    assert advice in problem.help
    assert problem.excerpt == text.splitlines()[span.line - 1]
    if code not in ("wrong-shape", "empty-list"):
        assert problem.end_column == span.end_column


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (MEASURES, "pillars:", "pilars:", {"unknown-key": "pillars", "missing-key": "pillars"}),
        (MEASURES, "code: E06", "coed: E06", {"unknown-key": "code", "missing-key": "code"}),
        (ALLOWANCES, "paid: once", "payed: once", {"unknown-key": "paid", "missing-key": "paid"}),
    ],
)
def test_a_needed_key_that_is_misspelt_is_named_twice(
    small: Path, file: str, old: str, new: str, found: dict[str, str]
) -> None:
    change(small, file, old, new)
    problems = errors(small)
    assert {problem.code for problem in problems} == set(found)
    assert all(found[problem.code] in problem.help for problem in problems)


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (MEASURES, "    title: A measure", "    title: &x A measure", "yaml-feature"),
        (MEASURES, "    title: A measure", "    title: !x A measure", "yaml-feature"),
        (MEASURES, "    title: A measure", "    <<: {title: A measure}", "yaml-feature"),
        (MEASURES, "pillars:\n", "---\npillars:\n", "several-documents"),
        (MEASURES, "It does something.", "[" * 40 + "]" * 40, "too-deep"),
        (MEASURES, "It does something.", "It\x00does", "unprintable"),
    ],
)
def test_what_yaml_may_not_do_leaves_no_catalogue(
    small: Path, file: str, old: str, new: str, code: str
) -> None:
    change(small, file, old, new)
    assert code in {problem.code for problem in errors(small)}
    assert look_at(small).catalogue is None


@pytest.mark.parametrize("file", SMALL)
def test_a_missing_file_is_missed(small: Path, file: str) -> None:
    (small / file).unlink()
    (problem,) = errors(small)
    assert (problem.code, problem.file) == ("missing-file", f"{small}/{file}")


@pytest.mark.parametrize("content", ["", "\n", "# nothing but a comment\n"])
@pytest.mark.parametrize("file", SMALL)
def test_an_empty_file_is_said_to_be_empty(small: Path, file: str, content: str) -> None:
    (small / file).write_text(content, encoding="utf-8")
    assert [(problem.code, problem.file) for problem in errors(small)] == [("empty-file", f"{small}/{file}")]


@pytest.mark.parametrize("file", SMALL)
@pytest.mark.parametrize(
    "content",
    [
        *("just words\n", "- a\n- list\n", "[[[]]]", "{}\n", "sources: text\n", "measures: []\n"),
    ],
)
def test_a_file_of_another_shape_is_refused(small: Path, file: str, content: str) -> None:
    (small / file).write_text(content, encoding="utf-8")
    found = errors(small)  # with more than one fault: other files name what is not there now
    assert bool(found) is (file != PRICES or content != "{}\n")
    assert all(problem.help and problem.line == 1 for problem in found if problem.file.endswith(file))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as refusal:
        load(tmp_path / "nowhere")
    (problem,) = refusal.value.problems
    assert (problem.code, problem.message) == ("missing-folder", f"there is no folder {tmp_path / 'nowhere'}")
    assert "sources.yaml" in problem.help


def test_a_source_that_nothing_names_is_a_warning(small: Path) -> None:
    with (small / SOURCES).open("a", encoding="utf-8") as file:
        file.write("  b-paper: {title: B, publisher: B, kind: press, published: 2023}\n")
    (problem,) = look_at(small).problems
    assert (problem.code, problem.severity, problem.line) == ("unused-source", "warning", 7)
    assert load(small).sources["b-paper"].title == "B"


def test_documents_that_disagree_are_noticed_and_no_fault(small: Path) -> None:
    change(
        small,
        MEASURES,
        "quote: over £40m",
        "quote: over £40m\n      - {amount: £41m, source: a-paper, quote: £41m}",
    )
    (problem,) = look_at(small).problems
    assert (problem.code, problem.severity) == ("disagreement", "notice")
    assert problem.message == "documents disagree: over £40,000,000 and £41,000,000"


def test_an_amount_with_a_comma_in_flow_form_is_read_whole(small: Path) -> None:
    change(small, ALLOWANCES, "amount: £20, until", "amount: £2,000, until")
    rates = load(small).allowances["a-grant"].rates
    assert [str(rate.figures[0].amount) for rate in rates] == ["2000", "30"]


def test_many_faults_in_several_files_are_reported_at_once_in_order(small: Path) -> None:
    change(small, MEASURES, "amount: £40m", "amount: £40mm")
    change(small, MEASURES, "pillar: help", "pillar: hlp")
    change(small, MEASURES, "E06000059", "E1")
    change(small, ALLOWANCES, "paid: once", "paid: twice")
    change(small, ALLOWANCES, "from: 2023-04-01", "frm: 2023-04-01")
    change(small, SOURCES, "published: 2023-02", "published: 2023-02-30")
    (small / PRICES).unlink()
    found = errors(small)
    assert [(Path(problem.file).name, problem.line, problem.code) for problem in found] == [
        (ALLOWANCES, 4, "unknown-word"),
        (ALLOWANCES, 9, "unknown-key"),
        (MEASURES, 13, "unknown-pillar"),
        (MEASURES, 16, "bad-amount"),
        (MEASURES, 21, "bad-ons-code"),
        (PRICES, 1, "missing-file"),
        (SOURCES, 6, "bad-date"),
    ]


def test_no_catalogue_comes_from_a_folder_with_an_error(small: Path) -> None:
    change(small, MEASURES, "amount: £40m", "amount: £40mm")
    assert look_at(small).catalogue is None
    with pytest.raises(InvalidData) as refusal:
        load(small)
    assert [problem.code for problem in refusal.value.problems] == ["bad-amount"]


def test_every_way_to_damage_the_shipped_data_is_noticed(folder: Path) -> None:
    """Half of a file is never a whole file: cut anywhere, it loads to less than the whole or not at all."""
    whole = load(TOP / "data")
    text = (folder / MEASURES).read_text(encoding="utf-8")
    for cut in range(0, len(text) - 100, len(text) // 25):
        (folder / MEASURES).write_text(text[:cut], encoding="utf-8")
        catalogue = look_at(folder).catalogue
        assert catalogue is None or catalogue != whole
