"""Which figure is the headline where documents disagree, and what all of them leave open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import a_catalogue, a_figure, a_source
from stablehomes.catalogue.headline import combined, disagree, headline, sources_of
from stablehomes.catalogue.model import SOURCE_KINDS, Figure, Source
from stablehomes.values.ranges import QUALIFIERS, Range

SOURCES: dict[str, Source] = {kind: a_source(kind, kind) for kind in SOURCE_KINDS}
FIGURES = st.lists(
    st.builds(
        a_figure, st.integers(0, 100), st.sampled_from(sorted(QUALIFIERS)), st.sampled_from(SOURCE_KINDS)
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize(
    ("figures", "amount"),
    [
        pytest.param([("press", 25, "2023-02-02")], 25, id="one document is its own headline"),
        pytest.param(
            [("press", 25, "2024-01-01"), ("parliament", 27, "2023-01-01")], 27, id="kind goes before day"
        ),
        pytest.param(
            [("sector", 1, "2023-01-01"), ("council", 2, "2023-01-01")], 2, id="a council before the sector"
        ),
        pytest.param(
            [("parliament", 1, "2023-01-01"), ("department", 2, "2022-01-01")],
            2,
            id="the department before all",
        ),
        pytest.param(
            [("press", 25, "2023-02-02"), ("press", 26, "2023-02-03")], 26, id="of one kind the latest stated"
        ),
        pytest.param(
            [("press", 25, "2023-02-02"), ("press", 26, "2023-02-02")],
            25,
            id="of one day the first in the file",
        ),
        pytest.param(
            [("press", 25, "2023-02"), ("press", 26, "2023-02-02")], 26, id="a month counts as its first day"
        ),
    ],
)
def test_the_headline_follows_the_stated_rule(figures: list[tuple[str, int, str]], amount: int) -> None:
    made = [a_figure(number, "exact", kind, stated) for kind, number, stated in figures]
    assert headline(made, SOURCES).amount == amount


def test_every_kind_of_source_has_its_place_in_the_rule() -> None:
    figures = [a_figure(place, "exact", kind) for place, kind in enumerate(SOURCE_KINDS)]
    while figures:
        best = headline(list(reversed(figures)), SOURCES)
        assert best == figures.pop(0)


def test_the_range_holds_what_all_documents_say() -> None:
    figures = [a_figure(25, "exact", "press"), a_figure(27, "over", "parliament")]
    assert combined(figures, SOURCES) == Range(Decimal(27), Decimal(25), None, "over")


def test_no_figure_is_no_range() -> None:
    assert combined([], SOURCES) is None


@pytest.mark.parametrize(
    ("figures", "answer"),
    [
        ([], False),
        ([a_figure(45)], False),
        ([a_figure(45), a_figure(45)], False),
        ([a_figure(45), a_figure("45.00")], False),
        ([a_figure(45), a_figure(45, "over")], True),
        ([a_figure(25), a_figure(27)], True),
    ],
)
def test_documents_disagree_on_the_number_or_on_its_qualifier(figures: list[Figure], answer: bool) -> None:
    assert disagree(figures) is answer


def test_sources_stand_in_the_order_of_their_file() -> None:
    catalogue = a_catalogue(sources=[a_source("b"), a_source("a"), a_source("unused")])
    used = sources_of(catalogue, [a_figure(1, source="a"), a_figure(1, source="b"), a_figure(1, source="a")])
    assert [source.id for source in used] == ["b", "a"]


@given(FIGURES)
def test_the_range_holds_every_statement(figures: list[Figure]) -> None:
    range = combined(figures, SOURCES)
    assert range is not None
    for figure in figures:
        assert figure.qualifier == "about" or range.low is None or range.low <= figure.amount
        assert range.high is None or figure.amount <= range.high
    assert range.headline in {figure.amount for figure in figures}
