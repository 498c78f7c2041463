"""A cohort costs what its people are due, one by one, by ``entitlements``: to the penny, on every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cohorts_building import Row, ask, due_once, due_weekly, write_cohort
from conftest import examples
from stablehomes import load
from stablehomes.catalogue.model import Catalogue
from stablehomes.questions.cost.cost import Costed

ONCE = ("leaving-care", "apprenticeship-bursary")
WEEKLY = "fostering-minimum"
# Days on which something changes, and their neighbours, are drawn more often than others.
EDGES = [
    date.fromisoformat(day) + timedelta(days=shift)
    for day in (
        "2023-04-01",
        "2023-08-01",
        "2024-04-06",
        "2025-04-01",
        "2025-04-06",
        "2026-04-06",
        "2024-02-29",
    )
    for shift in (-1, 0, 1)
]
days = st.sampled_from(EDGES) | st.dates(date(2022, 1, 1), date(2026, 12, 31))
truths = st.sampled_from(["yes", "no", ""])


@st.composite
def people(draw: st.DrawFn) -> Row:
    on, first = draw(days), draw(days)
    earliest = min(on, first)
    # Birthdays near the ages that matter, on and around the days that matter.
    edge = draw(st.sampled_from([on, first]))
    years = draw(st.sampled_from([0, 3, 5, 11, 16, 18, 25]) | st.integers(0, 30))
    born = min(_years_before(edge, years) + timedelta(days=draw(st.integers(-2, 400))), earliest)
    started = draw(st.none() | st.dates(max(date(2022, 1, 1), born), date(2026, 12, 31)))
    return {
        "local_authority": draw(st.sampled_from(["Dorset", "Hull", "King's Lynn, West"])),
        "region": draw(st.sampled_from(["london", "south-east", "rest-of-england"])),
        "born": born.isoformat(),
        "care_leaver": draw(truths),
        "fostered": draw(truths),
        "apprentice": draw(truths),
        "apprenticeship_started": started.isoformat() if started else "",
        "on": on.isoformat(),
        "from": first.isoformat(),
        "until": (first + timedelta(days=draw(st.integers(0, 500)))).isoformat(),
    }


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


LEAP_CHILD: Row = {
    "local_authority": "Hull",
    "region": "london",
    "born": "2008-02-29",
    "care_leaver": "yes",
    "fostered": "yes",
    "apprentice": "yes",
    "apprenticeship_started": "2025-02-28",
    "on": "2025-03-01",
    "from": "2026-02-20",
    "until": "2026-04-20",
}


# Two birthdays that change the rate, both changes of the rate, three financial years.
LONG_PLACEMENT: Row = {
    **LEAP_CHILD,
    "born": "2021-04-01",
    "from": "2024-02-20",
    "until": "2026-05-10",
}
# A birthday on the day that a stretch begins, and a placement of a single day.
BIRTHDAY_ON_A_CUT: Row = {**LEAP_CHILD, "born": "2020-04-06", "from": "2025-04-05", "until": "2025-04-06"}
ONE_DAY: Row = {**LEAP_CHILD, "from": "2025-04-06", "until": "2025-04-06"}


def drawn(number: int) -> list[Row]:
    """So many people, the same on every machine: what is drawn is costed in one statement, not one by one."""
    rows: list[Row] = []

    @settings(examples(number), phases=[Phase.generate])
    @given(people())
    def draw(row: Row) -> None:
        rows.append(row)

    draw()
    return [{**row, "person_id": str(place)} for place, row in enumerate(rows)]


Paid = Counter[tuple[str, str, str, str]]


def paid_by_person(catalogue: Catalogue, rows: Sequence[Row], *allowances: str, **options: object) -> Paid:
    """What the counting statement gives each person, by allowance, council and year."""
    with TemporaryDirectory() as folder:
        cohort = write_cohort(Path(folder) / "people.csv", rows, list(rows[0]))
        found = ask(catalogue, cohort, *allowances, by=("person_id", *COUNCIL_AND_YEAR), **options)
        together = ask(catalogue, cohort, *allowances, by=COUNCIL_AND_YEAR, **options)
    assert found.rejects == together.rejects == []
    paid = _after(found.costed, "person_id", *COUNCIL_AND_YEAR)
    assert _after(together.costed, *COUNCIL_AND_YEAR) == _without_person(paid), "people add up to councils"
    return paid


COUNCIL_AND_YEAR = ("local_authority", "year")


def _after(costed: Costed, *columns: str) -> Counter[Any]:
    paid: Counter[Any] = Counter()
    for row in costed.rows_:
        assert row.after is not None
        paid[row.allowance, *(row.by[column] for column in columns)] += row.after.headline  # type: ignore[assignment]
    return +paid


def _without_person(paid: Paid) -> Counter[tuple[str, str, str]]:
    sums: Counter[tuple[str, str, str]] = Counter()
    for (allowance, _, council, year), amount in paid.items():
        sums[allowance, council, year] += amount
    return sums


def _year(start: int) -> str:
    return f"{start}-{(start + 1) % 100:02}"


@pytest.mark.hypothesis
def test_a_cohort_costs_what_its_people_are_due(shipped: Catalogue) -> None:
    known = [LEAP_CHILD, LONG_PLACEMENT, BIRTHDAY_ON_A_CUT, ONE_DAY]
    rows = [*drawn(200), *({**row, "person_id": f"known {place}"} for place, row in enumerate(known))]
    expected: Paid = Counter()
    for row in rows:
        sums = [(id, *due_once(shipped, row, id)) for id in ONCE]
        sums += [(WEEKLY, year, amount) for year, amount in due_weekly(shipped, row, WEEKLY).items()]
        for id, year, amount in sums:
            expected[id, row["person_id"], row["local_authority"], _year(year)] += amount  # type: ignore[assignment]
    assert paid_by_person(shipped, rows, *ONCE, WEEKLY) == +expected


OTHERS = ("higher-education-bursary", "bursary-16-to-19")


@pytest.mark.hypothesis
def test_claims_cost_what_their_people_are_due(shipped: Catalogue) -> None:
    """Every allowance, with a row that is one claim."""
    studies = {"higher_education": "yes", "further_education": "yes", "in_care": "no"}
    claims = [
        {
            **row,
            **studies,
            "course_started": "2023-09-01",
            "course_years": str(place % 4),
            "weeks": str(place % 54),
        }
        for place, row in enumerate(drawn(250))
        if row["born"] <= "2023-09-01"
    ]
    allowances = (*ONCE, *OTHERS, WEEKLY)
    expected: Paid = Counter()
    for claim in claims:
        for id in allowances:
            year, amount = due_once(shipped, claim, id)
            times = int(claim["weeks"]) if id == WEEKLY else 1
            expected[id, claim["person_id"], claim["local_authority"], _year(year)] += amount * times  # type: ignore[assignment]
    assert paid_by_person(shipped, claims, *allowances, row_is="claim") == +expected


def test_a_placement_over_a_birthday_a_rate_change_and_a_year(shipped: Catalogue, tmp_path: Path) -> None:
    row = {
        **LEAP_CHILD,
        "born": "2014-04-15",  # 11 on 15 April 2025
        "from": "2025-03-30",
        "until": "2025-04-20",
    }
    costed = ask(shipped, write_cohort(tmp_path / "one.csv", [row]), WEEKLY, by=("year",)).costed
    assert [(each.by["year"], each.after.headline if each.after else None) for each in costed.rows_] == [
        ("2024-25", Decimal("62.00")),  # 2 days at £217 a week
        (
            "2025-26",
            Decimal("155.00") + Decimal("289.29") + Decimal("220.29"),
        ),  # 5 at £217, 9 at £225, 6 at £257
    ]
    before = costed.allowances[0].before
    assert before is not None
    # Without the change of 6 April 2025: 9 days at £217, 6 at £248.
    assert before.headline == Decimal("62.00") + Decimal("155.00") + Decimal("279.00") + Decimal("212.57")


OPEN_RATES = """\
allowances:
  a-grant:
    title: A grant
    paid: weekly
    status: set amount
    who: {fostered: true, age: {under: 18}}
    rates:
      - {amount: £70, until: 2023-03-31, source: a-paper, quote: "£70"}
      - {amount: £77, from: 2023-04-01, source: a-paper, quote: "£77"}
"""


def test_rates_without_a_first_or_a_last_day_are_paid_in_the_year_of_each_day(small: Path) -> None:
    (small / "allowances.yaml").write_text(OPEN_RATES, encoding="utf-8")
    placed = {"fostered": "yes", "born": "2009-01-01", "from": "2010-03-30", "until": "2011-04-02"}
    later = {**placed, "from": "2031-03-31", "until": "2031-04-01", "born": "2020-01-01"}
    cohort = write_cohort(small / "people.csv", [placed, later], list(placed))
    costed = ask(load(small), cohort, "a-grant", by=("year",)).costed
    assert [(each.by["year"], each.after and each.after.headline) for each in costed.rows_] == [
        ("2009-10", Decimal(20)),
        ("2010-11", Decimal(3650)),
        ("2011-12", Decimal(20)),
        ("2030-31", Decimal(11)),
        ("2031-32", Decimal(11)),
    ]
    [grant] = costed.allowances
    assert grant.due is not None
    assert grant.due.headline == 2


def test_people_who_are_not_due_want_no_facts(shipped: Catalogue, tmp_path: Path) -> None:
    """Who is not fostered is not asked for a day of birth; whose fostering is not known is."""
    columns = ("fostered", "region", "born", "from", "until")
    placed = {"region": "london", "born": "2010-01-01", "from": "2025-05-01", "until": "2025-05-07"}
    for fostered, not_due, cannot_say in (("no", 1, 0), ("", 0, 1)):
        cohort = write_cohort(tmp_path / "one.csv", [{**placed, "fostered": fostered}], columns)
        [weekly] = ask(shipped, cohort, WEEKLY).costed.allowances
        assert weekly.not_due is not None
        assert weekly.cannot_say is not None
        assert [int(each.headline) for each in (weekly.not_due, weekly.cannot_say)] == [not_due, cannot_say]
