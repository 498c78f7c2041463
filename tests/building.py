"""Catalogues made by hand, for questions whose answer can be seen at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from stablehomes.catalogue.model import (
    Ages,
    Allocation,
    Allowance,
    Catalogue,
    Condition,
    DecidingDay,
    Envelope,
    Figure,
    IndexPeriod,
    Instalment,
    Measure,
    Paid,
    Place,
    PriceIndex,
    Rate,
    Source,
    SourceKind,
    Strategy,
)
from stablehomes.values.days import parse_known_date
from stablehomes.values.ranges import Qualifier, Range, stated
from stablehomes.values.years import FinancialYear

TWO_YEARS = (FinancialYear(2023), FinancialYear(2024))


def a_source(id: str, kind: SourceKind = "press", published: str = "2023-02-02") -> Source:
    return Source(id, f"Title of {id}", f"Publisher of {id}", kind, parse_known_date(published), None, None)


def exactly(number: int | str) -> Range:
    """A number that leaves nothing open."""
    return stated(Decimal(number))


def a_figure(
    amount: int | str | Decimal,
    qualifier: Qualifier = "exact",
    source: str = "paper",
    stated: str = "2023-02-02",
) -> Figure:
    return Figure(Decimal(amount), qualifier, source, "quote", parse_known_date(stated), None)


def a_measure(
    id: str,
    *figures: Figure,
    envelope: Envelope = "stated",
    pillar: str = "help",
    years: tuple[FinancialYear, ...] = TWO_YEARS,
    areas: Iterable[Figure] = (),
    places: Iterable[Place] = (),
    allocations: Iterable[Allocation] = (),
) -> Measure:
    return Measure(
        id=id,
        title=f"Title of {id}",
        also=(),
        pillar=pillar,
        envelope=envelope,
        summary="",
        years=years,
        figures=figures,
        areas=tuple(areas),
        people=(),
        allocations=tuple(allocations),
        places=tuple(places),
        milestones=(),
        mentions=(),
        notes=(),
    )


def a_rate(
    from_: date | None,
    until: date | None,
    *figures: Figure,
    region: str | None = None,
    ages: Ages | None = None,
    instalments: tuple[Instalment, ...] = (),
) -> Rate:
    return Rate(from_, until, region, ages, figures, instalments)


def an_allowance(
    id: str,
    *rates: Rate,
    paid: Paid = "once",
    decided_by: DecidingDay = "day",
    who: tuple[Condition, ...] = (),
) -> Allowance:
    return Allowance(
        id=id,
        title=f"Title of {id}",
        also=(),
        paid=paid,
        status="set amount",
        decided_by=decided_by,
        who=who,
        regions={rate.region: f"Title of {rate.region}" for rate in rates if rate.region},
        rates=rates,
        uplifts=(),
        notes=(),
    )


def a_catalogue(
    *things: Measure | Allowance, announced: Iterable[Figure] = (), sources: Iterable[Source] = ()
) -> Catalogue:
    """The things as they stand, within an announcement; the source "paper" is always there."""
    known = [a_source("paper"), *sources]
    strategy = Strategy("A strategy", "A department", date(2023, 2, 2), TWO_YEARS, tuple(announced), (), ())
    return Catalogue(
        strategy=strategy,
        pillars={"help": "Help", "care": "Care"},
        measures={each.id: each for each in things if isinstance(each, Measure)},
        context={},
        allowances={each.id: each for each in things if isinstance(each, Allowance)},
        sources={each.id: each for each in known},
        prices={},
    )


def a_price_index(
    id: str, levels: dict[str, str], by: IndexPeriod = "financial-year", changes: dict[str, str] | None = None
) -> PriceIndex:
    return PriceIndex(
        id=id,
        title=f"Title of {id}",
        source="paper",
        by=by,
        reference="some year = 100",
        levels={period: Decimal(level) for period, level in levels.items()},
        forecasts=frozenset(),
        changes={period: Decimal(percent) for period, percent in (changes or {}).items()},
        changes_source="paper",
        notes=(),
    )
