"""The steps behind a number must come to the number that the answer prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_measure, a_rate, a_source, an_allowance
from stablehomes.model import Catalogue, Figure
from stablehomes.questions.budget import budget
from stablehomes.questions.comparisons import compare
from stablehomes.questions.showing import show
from stablehomes.questions.splits import split
from stablehomes.questions.working import Step, of_allowance, of_measure, of_pillar, of_strategy, recomputed
from stablehomes.ranges import QUALIFIERS

FIGURES = st.builds(
    a_figure,
    st.integers(1, 10**9),
    st.sampled_from(sorted(QUALIFIERS)),
    st.sampled_from(["paper", "house"]),
    st.sampled_from(["2023-02-02", "2023-05-01"]),
)
STATED = st.lists(FIGURES, min_size=1, max_size=3)


def catalogue_of(announced: list[Figure], measures: list[list[Figure]]) -> Catalogue:
    made = [
        a_measure(
            f"m{place}", *figures, pillar="care" if place % 2 else "help", areas=[a_figure(12, "up to")]
        )
        for place, figures in enumerate(measures)
    ]
    return a_catalogue(*made, announced=announced, sources=[a_source("house", "parliament")])


def every_step(root: Step) -> Iterator[Step]:
    yield root
    for each in root.steps:
        yield from every_step(each)


@given(STATED, st.lists(STATED, min_size=1, max_size=4))
def test_the_trees_own_arithmetic_gives_the_answers_numbers(
    announced: list[Figure], measures: list[list[Figure]]
) -> None:
    catalogue = catalogue_of(announced, measures)
    answer = budget(catalogue, "pillar")
    (root,) = of_strategy(catalogue)
    assert recomputed(root) == root.value == answer.not_itemised
    assert [recomputed(each) for each in root.steps] == [answer.announced, answer.itemised]
    assert [each.value for each in root.steps[1].steps] == [each.funding for each in answer.measures]
    for group in answer.groups:
        assert [step.value for step in of_pillar(catalogue, group.id)] == (
            [group.funding] if group.funding else []
        )


@given(STATED)
def test_the_share_of_one_area_is_that_of_the_split(figures: list[Figure]) -> None:
    catalogue = catalogue_of([], [figures])
    (root,) = of_measure(catalogue, catalogue.measures["m0"])
    assert recomputed(root) == root.value == split(catalogue, "m0").each


@given(STATED, STATED)
def test_the_change_of_an_allowance_is_that_of_the_comparison(old: list[Figure], new: list[Figure]) -> None:
    rates = a_rate(None, date(2023, 3, 31), *old), a_rate(date(2023, 4, 1), None, *new)
    catalogue = a_catalogue(an_allowance("one", *rates), sources=[a_source("house", "parliament")])
    (root,) = of_allowance(catalogue, catalogue.allowances["one"])
    (each,) = compare(catalogue).comparisons
    assert recomputed(root).headline == root.value.headline == each.percent
    assert root.steps[0].value.headline == each.change


def test_every_tree_of_the_shipped_data_ends_in_quotes(shipped: Catalogue) -> None:
    ids = ["strategy", *shipped.measures, *shipped.allowances, *shipped.context, *shipped.pillars]
    trees = [root for id in ids for root in show(shipped, id, working=True).working]
    assert len(trees) > len(shipped.allowances)
    for root in trees:
        assert recomputed(root) == root.value
        leaves = [step for step in every_step(root) if not step.steps]
        assert all(leaf.figure and leaf.figure.quote for leaf in leaves)
