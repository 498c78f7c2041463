"""Parquet as other programs write it: days held as times, whole numbers held as fractions."""

from __future__ import annotations

from pathlib import Path

import duckdb

from cohorts_building import ask, people_in_parquet
from stablehomes.catalogue.model import Catalogue

DAYS = ("born", "apprenticeship_started", "on", "from", "until")


def rewritten(file: Path, to: Path, **changed: str) -> Path:
    """The file with other expressions for some of its columns."""
    columns = ", ".join(f'{expression} AS "{name}"' for name, expression in changed.items())
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * REPLACE ({columns}) FROM '{file}') TO '{to}' (FORMAT parquet)")
    return to


def test_a_day_may_be_held_as_a_time_at_midnight(shipped: Catalogue, tmp_path: Path) -> None:
    days = people_in_parquet(tmp_path / "days.parquet", 500)
    times = rewritten(
        days, tmp_path / "times.parquet", **{day: f'CAST("{day}" AS TIMESTAMP)' for day in DAYS}
    )
    question = ("leaving-care", "apprenticeship-bursary", "fostering-minimum")
    assert ask(shipped, times, *question) == ask(shipped, days, *question)


def test_a_time_in_the_middle_of_a_day_is_no_day(shipped: Catalogue, tmp_path: Path) -> None:
    days = people_in_parquet(tmp_path / "days.parquet", 500)
    noon = 'CAST("on" AS TIMESTAMP) + CASE WHEN care_leaver THEN INTERVAL 12 HOUR ELSE INTERVAL 0 HOUR END'
    answered = ask(shipped, rewritten(days, tmp_path / "noon.parquet", on=noon), "leaving-care")
    assert {(each.column, each.reason) for each in answered.rejects} == {("on", "not-a-day")}
    assert all(each.value.endswith(" 12:00:00") for each in answered.rejects)


def test_whole_numbers_may_be_held_as_fractions(shipped: Catalogue, tmp_path: Path) -> None:
    made = people_in_parquet(tmp_path / "made.parquet", 500)
    whole = rewritten(made, tmp_path / "whole.parquet", person_id="5", region="'london'")
    fraction = rewritten(made, tmp_path / "fraction.parquet", person_id="5.0::DOUBLE", region="'london'")
    columns = {"row_is": "claim", "columns": ("weeks=person_id",)}
    wanted = ask(shipped, whole, "fostering-minimum", **columns)
    assert ask(shipped, fraction, "fostering-minimum", **columns) == wanted
    some = "CASE WHEN person_id > 1 THEN 5.5::DOUBLE ELSE 5.0::DOUBLE END"
    half = rewritten(made, tmp_path / "half.parquet", person_id=some, region="'london'")
    answered = ask(shipped, half, "fostering-minimum", **columns)
    assert {(each.column, each.value) for each in answered.rejects} == {("person_id", "5.5")}
