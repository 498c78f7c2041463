"""What changed: every level, matched by id; nothing lost, nothing rounded, nothing made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_measure, a_rate, a_source, an_allowance
from stablehomes.catalogue.changes import given_in_passing, in_scenarios
from stablehomes.catalogue.model import Catalogue, Measure
from stablehomes.questions.diff.answers import Diff, Difference
from stablehomes.questions.diff.diff import diff
from stablehomes.values.ranges import Qualifier, Range

SIGNS_SWAPPED = {"+": "-", "-": "+", "~": "~", "=": "="}


def found(answer: Diff) -> Mapping[tuple[str, str], Difference]:
    return {(each.level, each.id): each for each in answer.changes}


def with_set(catalogue: Catalogue, *settings: str) -> Catalogue:
    return in_scenarios(catalogue, [given_in_passing(settings)])


def amounts() -> st.SearchStrategy[Decimal]:
    return st.integers(0, 10**9).map(lambda pence: Decimal(pence) / 100)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Up to four measures out of five, some without money, and an allowance of one or two rates."""
    ids = draw(st.lists(st.sampled_from("abcde"), unique=True, max_size=4))
    qualifiers = st.sampled_from(get_args(Qualifier))
    measures = [
        a_measure(id, *(a_figure(draw(amounts()), draw(qualifiers)) for _ in range(draw(st.integers(0, 2)))))
        for id in ids
    ]
    rate = a_rate(None, None, a_figure(draw(amounts())))
    announced = [a_figure(each) for each in draw(st.lists(amounts(), max_size=1))]
    return a_catalogue(*measures, an_allowance("grant", rate), announced=announced)


def test_a_thing_is_not_different_from_itself(shipped: Catalogue) -> None:
    answer = diff(shipped, shipped)
    assert answer.changes == ()
    assert answer.details == ()
    assert answer.unchanged == len(diff(shipped, shipped, all=True).changes) > 90


@given(catalogues())
def test_nothing_is_different_from_itself(catalogue: Catalogue) -> None:
    assert diff(catalogue, catalogue).changes == ()


@given(catalogues(), catalogues())
def test_swapping_the_sides_swaps_the_signs(first: Catalogue, second: Catalogue) -> None:
    there, back = found(diff(first, second)), found(diff(second, first))
    assert there.keys() == back.keys()
    for key, each in there.items():
        assert back[key].change == -each.change
        assert back[key].sign == SIGNS_SWAPPED[each.sign]
        assert (back[key].before, back[key].after) == (each.after, each.before)


@given(catalogues(), catalogues(), catalogues())
def test_two_steps_come_to_the_same_as_one(first: Catalogue, second: Catalogue, third: Catalogue) -> None:
    steps = [found(diff(first, second)), found(diff(second, third))]
    whole = found(diff(first, third))
    for level, id in {*whole, *steps[0], *steps[1]}:
        if level != "figure":
            parts = sum(step[level, id].change for step in steps if (level, id) in step)
            assert parts == (whole[level, id].change if (level, id) in whole else 0)


@given(catalogues(), catalogues())
def test_every_line_adds_up(first: Catalogue, second: Catalogue) -> None:
    for each in diff(first, second, all=True).changes:
        before, after = (value.headline if value else 0 for value in (each.before, each.after))
        assert before + each.change == after


@given(catalogues(), catalogues())
def test_a_change_from_nothing_is_new_and_has_no_per_cent(first: Catalogue, second: Catalogue) -> None:
    for each in diff(first, second).changes:
        from_nothing = each.before is None or each.before.headline == 0
        assert each.new == (from_nothing and each.change != 0)
        assert (each.percent is None) == from_nothing


def test_every_level_tells_of_one_change(shipped: Catalogue) -> None:
    answer = diff(shipped, with_set(shipped, "families-first-pathfinder=£50m"))
    levels = [(each.sign, each.level) for each in answer.changes if each.level != "figure"]
    assert levels == [("~", "itemised"), ("~", "not itemised"), ("~", "pillar"), ("~", "measure")]
    changes = found(answer)
    assert changes["itemised", "itemised"].change == 5_000_000
    assert changes["not itemised", "not-itemised"].change == -5_000_000
    assert changes["measure", "families-first-pathfinder"].percent == Decimal("11.11")


def test_a_new_rate_is_added_and_is_the_latest(shipped: Catalogue) -> None:
    changes = found(diff(shipped, with_set(shipped, "leaving-care=£3,500@2024-04-01")))
    added = changes["rate", "leaving-care@2024-04-01"]
    assert (added.sign, added.new, added.percent) == ("+", True, None)
    assert changes["allowance", "leaving-care"].change == 500


def test_a_range_that_closes_is_a_change_of_nothing() -> None:
    before, after = (a_catalogue(a_measure("a", a_figure(100, word))) for word in ("over", "exact"))
    answer = diff(before, after)
    change = found(answer)["measure", "a"]
    assert (change.sign, change.change, change.new) == ("~", Decimal(0), False)
    assert any("leave open" in note for note in answer.notes)


def described(before: Measure, after: Measure) -> Iterator[tuple[str, str, str]]:
    sources = (a_source("paper"), a_source("other"))
    answer = diff(a_catalogue(before, sources=sources), a_catalogue(after, sources=sources))
    assert answer.changes == ()
    yield from ((each.key, each.before, each.after) for each in answer.details)


def test_a_quote_or_a_source_that_changes_alone_is_told_apart() -> None:
    figure = a_figure(100)
    measure = a_measure("a", figure)
    assert [*described(measure, a_measure("a", figure._replace(quote="other words")))] == [
        ("quote", "quote", "other words")
    ]
    assert [*described(measure, a_measure("a", figure._replace(source="other")))] == [
        ("source", "paper", "other")
    ]
    assert [*described(measure, measure._replace(title="Another title"))] == [
        ("title", "Title of a", "Another title")
    ]


@pytest.mark.parametrize("side", [0, 1])
def test_a_measure_on_one_side_only_is_added_or_removed(side: int) -> None:
    sides = [a_catalogue(a_measure("a", a_figure(40))), a_catalogue()]
    change = found(diff(sides[side], sides[1 - side]))["measure", "a"]
    value = Range(Decimal(40), Decimal(40), Decimal(40), "exact")
    expected = [("-", Decimal(-40), value, None), ("+", Decimal(40), None, value)][side]
    assert (change.sign, change.change, change.before, change.after) == expected


def test_the_working_of_a_difference_has_both_sides_down_to_the_quotes(shipped: Catalogue) -> None:
    answer = diff(shipped, with_set(shipped, "family-finding=£35m"), working=True)
    steps = {each.label: each for each in answer.working}
    itemised = steps["Itemised: change"]
    assert (itemised.operation, itemised.value.headline) == ("headlines", Decimal(5_000_000))
    after, before = itemised.steps
    assert [after.label, before.label] == ["after: itemised", "before: itemised"]
    assert after.value.headline - before.value.headline == itemised.value.headline
    assert before.steps[-1].steps[0].figure in shipped.measures["family-finding"].figures
    assert "fostertalk" in [each.id for each in answer.sources]


def test_a_side_without_the_number_has_no_step() -> None:
    one = a_measure("one", a_figure(7))
    answer = diff(a_catalogue(), a_catalogue(one), working=True)
    [measure] = [each for each in answer.working if each.label.startswith(f"{one.title}:")]
    assert [each.label for each in measure.steps] == [f"after: {one.title}"]
    assert measure.value.headline == 7


@given(catalogues(), catalogues())
def test_every_number_that_differs_has_its_working_and_no_other_has(
    before: Catalogue, after: Catalogue
) -> None:
    answer = diff(before, after, working=True)
    told = [each for each in answer.changes if each.level != "figure"]
    assert [each.value.headline for each in answer.working] == [each.change for each in told]
    for step, change in zip(answer.working, told, strict=True):
        sides = [each.value for each in step.steps]
        assert sides == [each for each in (change.after, change.before) if each]
        assert all(each.operation != "held" for each in step.steps if each.steps)
    assert diff(before, after).working == ()
