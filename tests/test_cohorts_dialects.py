"""DuckDB's own, fast words read a text exactly as the careful ones do that serve every engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stablehomes.cohorts.engines.duckdb_dialect import DuckDbDialect
from stablehomes.cohorts.statement.dialect import SqlDialect

CAREFUL, FAST = SqlDialect(), DuckDbDialect()
KINDS = ("day", "truth", "whole")
LETTERS = "0123456789-/ .\\:+TtrueyesnofalseBCé\t"
DAYS = ["2010-02-03", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "1899-12-31", "2199-12-31"]
ODD = [
    *(
        "",
        " ",
        "2010-2-3",
        "2010/02/03",
        "2010 02 03",
        " 2010-02-03",
        "2010-02-03 ",
        "02010-02-3",
        "+2010-02-3",
    ),
    *("12010-02-03", "-2010-02-03", "2010-02-03 BC", "2010-02-03 (BC)", "infinity", "-infinity", "epoch"),
    *("2010-02-03 00:00:00", "2010-02-03T00:00", "20100203", "2010-13-01", "2010-00-10", "2010-10-00"),
    *("2010-04-31", "0000-01-01", "9999-12-31", "2010-02-0x", "２０１０-０２-０３", "today", "now"),
    *(
        "true",
        "TRUE",
        "True",
        "t",
        "T",
        "yes",
        "YES",
        "y",
        "1",
        "01",
        "on",
        "off",
        "no",
        "n",
        "f",
        "false",
        "0",
    ),
    *(
        "00",
        "000",
        "0000",
        "007",
        "7",
        "53",
        "54",
        "999",
        "1000",
        "-1",
        "+1",
        "1.0",
        "1.",
        ".5",
        "1e2",
        "1_0",
    ),
    *(" 7", "7 ", "0x1A", "٣", "1,000", "null", "NULL", "nan", "perhaps"),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def read(
    engine: duckdb.DuckDBPyConnection, words: SqlDialect, kind: str, texts: list[str]
) -> list[int | None]:
    """What each text is, as a whole number: of a day the number of eight digits."""
    trial = words.trial(kind, "said")
    tried = f", {trial} AS tried" if trial else ""
    if kind == "truth":
        value = words.truth_from_text("said")
    elif kind == "whole":
        value = words.whole_from_text("said", "tried" if trial else "said")
    else:
        value = words.number(f"({words.day_from_text('said', 'tried')})")
    engine.execute("CREATE OR REPLACE TEMP TABLE texts AS SELECT UNNEST(?) AS said", [texts])
    rows = engine.execute(f"SELECT {value} FROM (SELECT said{tried} FROM texts)").fetchall()
    return [None if number is None else int(number) for (number,) in rows]


def nearly_days() -> Iterator[str]:
    """Tens of thousands of texts that are days, or nearly."""
    chance = random.Random(8)
    for _ in range(30_000):
        text = list(chance.choice(DAYS))
        for _ in range(chance.randrange(4)):
            place = chance.randrange(len(text) + 1)
            text[place : place + chance.randrange(2)] = chance.choice(LETTERS)
        yield "".join(text)


@pytest.mark.parametrize("kind", KINDS)
def test_odd_texts_mean_the_same(engine: duckdb.DuckDBPyConnection, kind: str) -> None:
    careful, fast = (read(engine, words, kind, ODD) for words in (CAREFUL, FAST))
    differing = {
        text: pair
        for text, *pair in zip(ODD, careful, fast, strict=True)
        if pair[0] != pair[1] and _in_our_time(kind, pair)
    }
    assert differing == {}
    assert any(each is not None for each in fast)
    assert None in fast


def _in_our_time(kind: str, numbers: list[int | None]) -> bool:
    """A day out of our time is a fault in either way, whatever it is read as."""
    return kind != "day" or any(number is not None and 19000101 <= number <= 21991231 for number in numbers)


def test_texts_that_are_nearly_days_mean_the_same(engine: duckdb.DuckDBPyConnection) -> None:
    texts = sorted(set(nearly_days()))
    careful, fast = (read(engine, words, "day", texts) for words in (CAREFUL, FAST))
    differing = [
        (text, one, other)
        for text, one, other in zip(texts, careful, fast, strict=True)
        if one != other and _in_our_time("day", [one, other])
    ]
    assert differing == []
    assert sum(number is not None for number in fast) > 100


@given(text=st.text(alphabet=LETTERS, max_size=12))
def test_any_text_means_the_same(text: str, engine: duckdb.DuckDBPyConnection) -> None:
    for kind in KINDS:
        careful, fast = (read(engine, words, kind, [text]) for words in (CAREFUL, FAST))
        assert careful == fast or not _in_our_time(kind, [*careful, *fast])


def test_every_day_has_the_same_number_and_the_same_distance(engine: duckdb.DuckDBPyConnection) -> None:
    """Each day of two centuries by both ways of counting, and the day after it."""
    days = [date(1900, 1, 1) + timedelta(days=place) for place in range(0, 109_573, 7)]
    engine.execute("CREATE OR REPLACE TEMP TABLE days AS SELECT UNNEST(?) AS held", [days])
    number = CAREFUL.held_day("held")
    careful = f"{CAREFUL.count(number)} - {CAREFUL.count_of(days[0])}"
    after = f"{CAREFUL.count(f'({number}) + 1')} - {CAREFUL.count_of(days[0])}"
    fast = f"{FAST.count('held')} - {FAST.count_of(days[0])}"
    year = f"{CAREFUL.financial_year(f'({number})')} = {FAST.financial_year('held')}"
    rows = engine.execute(
        f"SELECT {careful}, {after}, {fast}, {year}, {number}, {FAST.number('held')} FROM days"
    )
    for place, (one, next_one, other, same_year, as_number, fast_number) in enumerate(rows.fetchall()):
        assert (one, next_one, other) == (7 * place, 7 * place + 1, 7 * place)
        assert same_year
        assert as_number == fast_number


def test_a_birthday_of_29_february(engine: duckdb.DuckDBPyConnection) -> None:
    for number, day in [
        (20250229, date(2025, 3, 1)),
        (20280229, date(2028, 2, 29)),
        (20250301, date(2025, 3, 1)),
    ]:
        assert engine.execute(f"SELECT {FAST.numbered(str(number))}").fetchone() == (day,)
        assert engine.execute(f"SELECT {CAREFUL.count(str(number))}").fetchone() == (CAREFUL.count_of(day),)
