"""What is not known comes out neither as nought nor as yes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from stablehomes import load
from stablehomes.catalogue.changes import given_in_passing, in_scenarios
from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.person import Asked, Person
from stablehomes.cohorts.query import CostQuery, ask_about
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.allowances.compare import compare
from stablehomes.questions.allowances.due import due, rule_of
from stablehomes.questions.allowances.entitlements import entitlements
from stablehomes.questions.cost.cost import AllowanceCost
from stablehomes.values.ages import Birth
from stablehomes.values.ranges import Range

CATALOGUE = load()
FACTS: dict[str, Any] = {
    "care_leaver": True,
    "in_care": True,
    "fostered": True,
    "apprentice": True,
    "further_education": True,
    "region": "london",
    "birth": Birth(date(2007, 5, 1), date(2007, 5, 1)),
    "apprenticeship_started": date(2023, 9, 1),
}


def costs(*everybody: str, people: int = 120, allowance: str = "leaving-care") -> AllowanceCost:
    query = CostQuery(allowances=(allowance,), everybody=everybody, people=range(people, people + 1))
    (found,) = ask_about(CATALOGUE, query).costed.allowances
    return found


def test_a_cost_that_hangs_on_a_fact_is_not_nought() -> None:
    found = costs("on=2023-10-01", "born=2004-05-17")
    assert (found.before, found.after, found.more) == (None, None, None)
    assert found.cannot_say is not None
    assert found.cannot_say.headline == 120
    assert found.needs == ("care_leaver",)
    assert (found.least, found.most) == (Decimal(0), Decimal(360000))


@given(st.integers(1, 500))
def test_the_cost_with_a_fact_lies_within_what_is_said_without_it(people: int) -> None:
    without = costs("on=2023-10-01", "born=2004-05-17", people=people)
    assert without.least is not None
    assert without.most is not None
    for said in ("yes", "no"):
        found = costs("on=2023-10-01", "born=2004-05-17", f"care_leaver={said}", people=people)
        assert found.after is not None
        assert without.least <= found.after.headline <= without.most


@pytest.mark.parametrize("allowance", ["leaving-care", "fostering-minimum", "apprenticeship-bursary"])
def test_the_first_error_asks_for_every_missing_fact_and_its_advice_works(allowance: str) -> None:
    with pytest.raises(WrongCall) as error:
        costs(allowance=allowance)
    advice = error.value.advice.partition(": ")[2].replace("--everybody ", "").split()
    assert costs(*advice, allowance=allowance).needs == ()


def test_a_weekly_allowance_without_weeks_is_not_nought() -> None:
    facts = ("on=2023-10-01", "fostered=yes", "region=london", "born=2010-05-17")
    with pytest.raises(WrongCall, match="how many weeks"):
        costs(*facts, allowance="fostering-minimum")


def test_there_is_no_sum_where_no_row_could_be_costed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("on,born,care_leaver\n01/10/2023,01/05/2005,yes\n", encoding="utf-8")
    process = run("cost", "people.csv", "--allowance", "leaving-care")
    assert (process.returncode, process.stdout) == (3, "")
    assert "could be 1 May or 5 January" in process.stderr


@given(st.sets(st.sampled_from(sorted(FACTS))), st.sampled_from(sorted(FACTS)))
def test_taking_a_fact_away_never_makes_an_answer_surer(known: set[str], taken: str) -> None:
    for allowance in CATALOGUE.allowances.values():
        rule = rule_of(allowance, CATALOGUE.sources)
        more = due(rule, Person(**{fact: FACTS[fact] for fact in known | {taken}}), date(2024, 1, 1))
        less = due(rule, Person(**{fact: FACTS[fact] for fact in known - {taken}}), date(2024, 1, 1))
        assert less.verdict in (more.verdict, "cannot say")


def for_nobody(small: Path) -> Catalogue:
    file = small / "allowances.yaml"
    text = file.read_text(encoding="utf-8").replace("who: {care_leaver: true}", "who: {}")
    file.write_text(text, encoding="utf-8")
    return load(small)


def test_an_allowance_for_which_nothing_says_who_it_is_for_is_due_to_nobody(small: Path) -> None:
    asked = Asked(None, Person(care_leaver=True), date(2024, 1, 1))
    (found,) = entitlements(for_nobody(small), [asked]).people[0].entitlements
    assert found.verdict == "cannot say"
    assert [each.says for each in found.reasons if each.holds is None] == [
        "the data does not say who it is for"
    ]


def test_check_warns_of_it(small: Path, run: Run) -> None:
    for_nobody(small)
    process = run("check", "--data", small)
    assert "warning[no-conditions]" in process.stdout
    assert process.returncode == 0


def test_nothing_is_due_where_every_verdict_is_no(run: Run) -> None:
    options = ("--care-leaver", "--born", "2005-01-01", "--on", "2024-06-01", "--had", "leaving-care")
    assert "nothing is due" in run("entitlements", *options, "--allowance", "leaving-care").stdout


def test_what_is_not_known_to_have_changed_is_no_change() -> None:
    answer = compare(CATALOGUE)
    assert "bursary-16-to-19" not in {each.allowance for each in answer.comparisons}
    assert any("no change is known" in note for note in answer.notes)
    (named,) = compare(CATALOGUE, "bursary-16-to-19").comparisons
    assert named.change == Range(Decimal(0), Decimal(-1200), Decimal(1200), "about")


def test_a_rise_above_every_one_that_is_held_is_above_inflation() -> None:
    (found,) = compare(CATALOGUE, "apprenticeship-bursary").comparisons
    assert found.against_prices is not None
    assert (found.against_prices.verdict, found.against_prices.above) == ("above", True)


@pytest.mark.parametrize("said", ["family-finding=35", "strategy=over 250", "leaving-care=3500@2024-04-01"])
def test_a_bare_number_is_no_money(said: str) -> None:
    with pytest.raises(WrongCall, match=r"£\d+m, or £\d+\?"):
        in_scenarios(CATALOGUE, given_in_passing([said]))


def test_pounds_that_are_pounds_may_be_small() -> None:
    changed = in_scenarios(CATALOGUE, given_in_passing(["family-finding=£35"]))
    assert changed.measures["family-finding"].figures[0].amount == Decimal(35)
