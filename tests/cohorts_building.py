"""Cohorts for tests: rows as text, and what each person in them is due by ``entitlements``, day by day."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from stablehomes.catalogue.model import STATUSES, Catalogue
from stablehomes.catalogue.person import Asked, Person
from stablehomes.cohorts.query import CostQuery, ask_about
from stablehomes.cohorts.statement.rejects import Reject
from stablehomes.questions.allowances.entitlements import entitlements
from stablehomes.questions.cost.cost import Costed
from stablehomes.values.ages import Birth
from stablehomes.values.years import year_of

COLUMNS = (
    *("person_id", "local_authority", "region", "born", "care_leaver", "fostered", "apprentice"),
    *("apprenticeship_started", "on", "from", "until"),
)
Row = Mapping[str, str]


def write_cohort(file: Path, rows: Sequence[Row], columns: Sequence[str] = COLUMNS) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return file


def asked(cohort: str | Path | None, *allowances: str, **options: object) -> CostQuery:
    """What the command would ask, with its own defaults."""
    plain = CostQuery(cohort=None if cohort is None else str(cohort), allowances=allowances, memory="1GB")
    return plain._replace(**options)  # type: ignore[arg-type]


class Answered(NamedTuple):
    """The answer, and the rows that are not in it one by one."""

    costed: Costed
    rejects: list[Reject]


def ask(catalogue: Catalogue, cohort: str | Path | None, *allowances: str, **options: object) -> Answered:
    rejects: list[Reject] = []
    found = ask_about(catalogue, asked(cohort, *allowances, **options), rejects.extend)
    counted = Counter((each.column, each.reason) for each in rejects)
    assert counted == found.rejected, "what is counted is what is listed"
    return Answered(found.costed, rejects)


def person_of(row: Row) -> Person:
    born = date.fromisoformat(row["born"])
    started = row.get("apprenticeship_started")
    truths = {status: None if not row.get(status) else row[status] == "yes" for status in STATUSES}
    course = row.get("course_started")
    return Person(
        birth=Birth(born, born),
        region=row["region"],
        course_started=date.fromisoformat(course) if course else None,
        course_years=int(row["course_years"]) if row.get("course_years") else None,
        apprenticeship_started=date.fromisoformat(started) if started else None,
        **truths,  # type: ignore[arg-type]
    )


def due_once(catalogue: Catalogue, row: Row, allowance: str) -> tuple[int, Decimal]:
    """The calendar year in which the financial year begins, and pounds; nothing if it is not due."""
    on = date.fromisoformat(row["on"])
    answer = entitlements(catalogue, [Asked(None, person_of(row), on)], [allowance])
    entitlement = answer.people[0].entitlements[0]
    paid = entitlement.amount.headline if entitlement.amount else Decimal(0)
    return year_of(entitlement.decided_on or on).start, paid


def due_weekly(catalogue: Catalogue, row: Row, allowance: str) -> dict[int, Decimal]:
    """Pounds by financial year: each run of days with the same rate, to the nearest penny."""
    first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["until"])
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    answer = entitlements(catalogue, [Asked(None, person_of(row), day) for day in days], [allowance])
    due = [each.entitlements[0].amount for each in answer.people]
    amounts = [amount.headline if amount else None for amount in due]
    # The tables of rates begin on 6 April, so a financial year and the sum tell all runs of days apart.
    runs = groupby(zip(days, amounts, strict=True), key=lambda each: (year_of(each[0]).start, each[1]))
    paid: dict[int, Decimal] = {}
    for (year, amount), run in runs:
        if amount:
            sevenths = amount * len(list(run)) / 7
            paid[year] = paid.get(year, Decimal(0)) + sevenths.quantize(Decimal("0.01"))
    return paid


def people_in_parquet(file: Path, number: int) -> Path:
    """People made by arithmetic alone, so that they are the same on every machine; some rows have faults."""
    import duckdb

    drawn = ", ".join(f"CAST(hash(n * 31 + {place}) % 1000003 AS INTEGER) AS r{place}" for place in range(8))
    duckdb.sql(f"""
        COPY (SELECT n AS person_id, 'Council ' || (r0 % 150) AS local_authority,
          ['london', 'South East', 'rest-of-england'][1 + r0 % 3] AS region,
          DATE '1998-01-01' + r1 % 9900 AS born,
          [true, true, false, NULL][1 + r2 % 4] AS care_leaver,
          CASE WHEN r2 % 997 = 0 THEN 'perhaps' ELSE ['yes', 'no', ''][1 + r3 % 3] END AS fostered,
          ['yes', 'no'][1 + r4 % 2] AS apprentice,
          CASE WHEN r4 % 2 = 0 THEN DATE '2022-09-01' + r5 % 600 END AS apprenticeship_started,
          DATE '2022-10-01' + r6 % 900 AS "on",
          DATE '2025-02-01' + r7 % 120 AS "from",
          DATE '2025-02-01' + (r7 % 120 + r6 % 300 - r5 % 7) AS "until"
        FROM (SELECT n, {drawn} FROM range({number}) AS numbers(n)))
        TO '{file}' (FORMAT parquet)
    """)
    return file
