"""Which changes go too far: a small language, read whole or refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.catalogue.changes import given_in_passing, in_scenarios
from stablehomes.catalogue.model import Catalogue
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.diff.diff import diff
from stablehomes.questions.diff.thresholds import Threshold, parse_condition


def crossed(before: Catalogue, after: Catalogue, condition: str) -> tuple[str, ...]:
    threshold = Threshold(parse_condition(condition), "deny", None)
    (verdict,) = diff(before, after, [threshold]).thresholds
    assert verdict.crossed == bool(verdict.by)
    return verdict.by


def with_set(catalogue: Catalogue, *settings: str) -> Catalogue:
    return in_scenarios(catalogue, [given_in_passing(settings)])


@pytest.mark.parametrize(
    ("setting", "condition", "expected"),
    [
        # The shipped data leaves £89m not itemised.
        ("strategy=£210m", "not-itemised > £95m", True),
        ("strategy=£206m", "not-itemised > £95m", False),
        ("strategy=£206m", "not-itemised >= £95m", True),
        ("strategy=£206m", "total changes by > 3%", False),
        ("strategy=£206m", "total changes by >= 3%", True),
        ("strategy=£206.01m", "total changes by > 3%", True),
        ("strategy=£150m", "total changes by > £40m", True),
        ("strategy=£150m", "total falls", True),
        ("strategy=£150m", "total falls by > 25%", False),
        ("strategy=£150m", "total rises", False),
        ("leaving-care=£2,500@2024-04-01", "leaving-care falls", True),
        ("leaving-care=£3,500@2024-04-01", "leaving-care falls", False),
        ("leaving-care=£3,500@2024-04-01", "leaving-care rises by > £499.99", True),
        ("leaving-care=£3,500@2024-04-01", "any allowance changes", True),
        ("leaving-care=£3,500@2024-04-01", "any rate is added", True),
        ("leaving-care=£3,500@2024-04-01", "any rate is removed", False),
        ("leaving-care=£2,500@2023-04-01", "leaving-care@2023-04-01 falls by > 16%", True),
        ("families-first-pathfinder=£50m", "family-help rises by > 11%", True),
        ("families-first-pathfinder=£50m", "any measure changes by > 12%", False),
        ("families-first-pathfinder.areas=13", "families-first-pathfinder.areas > 12", True),
        ("families-first-pathfinder=£45m", "families-first-pathfinder changes", True),
        ("families-first-pathfinder=£45m", "families-first-pathfinder changes by > £0", False),
        ("kinship-allowance-case=£1", "kinship-allowance-case rises by > 1000%", True),
        ("strategy=£150m", "  not-itemised   <  £95m ", True),
    ],
)
def test_a_threshold_is_crossed_just_where_its_words_say(
    shipped: Catalogue, setting: str, condition: str, expected: bool
) -> None:
    assert bool(crossed(shipped, with_set(shipped, setting), condition)) == expected


def test_a_verdict_names_what_crossed_it(shipped: Catalogue) -> None:
    after = with_set(shipped, "leaving-care=£3,500@2024-04-01", "family-finding=£5m")
    assert crossed(shipped, after, "any measure changes") == ("family-finding",)


def test_what_goes_falls_to_nothing(shipped: Catalogue) -> None:
    rest = {id: each for id, each in shipped.measures.items() if id != "family-finding"}
    after = shipped._replace(measures=rest)
    assert crossed(shipped, after, "family-finding is removed")
    assert crossed(after, shipped, "any measure is added") == ("family-finding",)


@pytest.mark.parametrize(
    ("condition", "message", "advice"),
    [
        ("", "is not a threshold", "not-itemised > £95m"),
        ("total", "is not a threshold", "not-itemised > £95m"),
        ("total > ", "is not a threshold", "not-itemised > £95m"),
        ("total is > £5", "is not a threshold", "not-itemised > £95m"),
        ("total > £5 and total < £3", "is not a threshold", "not-itemised > £95m"),
        ("total > lots", "is not a threshold", "not-itemised > £95m"),
        ("total > 5%", "no per cent of what", "changes by"),
        ("total changes by 5%", "is not a threshold", "not-itemised > £95m"),
        ("__import__('os') > £5", "neither side has", ""),
        ("leaving-car falls", "neither side has", "leaving-care"),
        ("any mesure falls", "to set a threshold on", "measure"),
        ("total > 95", "not in that unit", "£95m"),
    ],
)
def test_what_is_no_threshold_is_refused_with_advice(
    shipped: Catalogue, condition: str, message: str, advice: str
) -> None:
    with pytest.raises(WrongCall, match=message) as refused:
        crossed(shipped, shipped, condition)
    assert advice in refused.value.advice


@given(st.text() | st.from_regex(r"\A[a-z-]+ (>|falls|changes by >) ?£?[0-9.,]*[%mk]?\Z"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(WrongCall):
        assert parse_condition(text).thing


@pytest.mark.parametrize(
    "condition", ["total falls", "any rate falls", "any measure is added", "total changes"]
)
def test_nothing_changed_crosses_no_change(shipped: Catalogue, condition: str) -> None:
    assert crossed(shipped, shipped, condition) == ()
