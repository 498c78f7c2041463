"""Counts of every council are shipped: a split and a cost need no file of others."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import real_files
from conftest import Run
from stablehomes.inputs.published import read_area_figures
from stablehomes.inputs.published.shipped import counted_rows
from stablehomes.problems.problem import WrongCall
from stablehomes.reading.councils import councils
from stablehomes.values.area_figures import AreaFigures

COUNTS = list(councils().register.counts)
ALL = [Path("councils")]
# The titles in the list of published totals.
PUBLISHED = {
    "children-looked-after": "children looked after at 31 March",
    "children-in-need": "children in need at 31 March",
    "care-leavers-17-18": "care leavers aged 17-18",
    "population-0-17": "population aged 0-17, mid-year",
}


def test_every_column_of_the_table_is_described_with_its_documents() -> None:
    assert counted_rows()[0] == ["year", "code", *COUNTS]
    assert all(count.sources for count in councils().register.counts.values())


@pytest.mark.parametrize("count", COUNTS)
def test_every_count_is_there_for_nearly_every_council(count: str) -> None:
    areas = read_area_figures(ALL, [count])
    assert 140 <= len(areas.codes) <= 153
    assert len(areas.codes) + len(areas.left_out) >= 151
    assert all(code in councils().register.councils for code in areas.codes)


def test_without_a_count_all_councils_of_today_share() -> None:
    areas = read_area_figures(ALL)
    assert list(areas.codes) == [council.code for council in councils().today()]


def test_two_counts_are_of_one_year_that_has_both() -> None:
    areas = read_area_figures(ALL, ["children in need", "population-0-17"])
    assert "mid-year, 2024" in " ".join(areas.notes)
    assert "Children in need at 31 March, 2024" in " ".join(areas.notes)


def test_a_year_or_a_count_that_is_not_shipped_is_refused_with_those_that_are() -> None:
    with pytest.raises(WrongCall, match='not shipped for "1999"') as refusal:
        read_area_figures(ALL, ["children-looked-after"], period="1999")
    assert "2016, 2017" in refusal.value.advice
    with pytest.raises(WrongCall, match='no count "horses"'):
        read_area_figures(ALL, ["horses"])


def test_the_two_halves_of_the_department_meet_in_every_year() -> None:
    """North Yorkshire and Somerset stand under old codes in one and under new ones in the other."""
    for year in range(2019, 2026):
        areas = read_area_figures(ALL, ["children-looked-after", "children-in-need"], period=str(year))
        assert {"E06000065", "E06000066"} <= set(areas.codes), year


def published() -> Iterator[tuple[str, str, str, int]]:
    titles = {title: id for id, title in PUBLISHED.items()}
    with real_files.COUNCIL_TOTALS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["measure"] in titles and row["value"] and row["code"].startswith("E12"):
                yield titles[row["measure"]], row["year"], row["code"], int(row["value"])


def by_region(areas: AreaFigures) -> dict[str, int]:
    [column] = areas.figures.values()
    sums: dict[str, int] = {}
    for region, figure in zip(areas.regions, column, strict=True):
        sums[region] = sums.get(region, 0) + int(figure)
    return sums


@real_files.needs(real_files.COUNCIL_TOTALS)
@pytest.mark.parametrize("count", ["children-looked-after", "care-leavers-17-18"])
def test_councils_add_up_to_their_regions_over_every_reorganisation(count: str) -> None:
    found: dict[str, dict[str, int]] = {}
    wrong = []
    for id, year, region, value in published():
        if id == count:
            found.setdefault(year, by_region(read_area_figures(ALL, [count], period=year)))
            # The department rounds to ten, and keeps a few small numbers back.
            if abs(found[year][region] - value) > 15:
                wrong.append((year, region, found[year][region], value))
    assert found
    assert wrong == []


def test_a_split_and_a_cost_take_all_councils(run: Run) -> None:
    answer = run("split", "family-finding", "--areas", "councils", "--weight", "children-looked-after")
    assert answer.returncode == 0
    assert "Leeds" in answer.stdout
    answer = run(
        *("cost", "--counts", "councils", "--people", "care-leavers-17-18", "--allowance", "leaving-care"),
        *("--everybody", "care_leaver=yes", "--everybody", "on=2023-10-01", "--period", "2023"),
    )
    assert answer.returncode == 0
    assert "Leeds" in answer.stdout
