"""When the money comes: which day an area starts on, and what part of the money falls in which year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from stablehomes.problems.problem import WrongCall
from stablehomes.values.apportion import apportion, whole_weights
from stablehomes.values.area_figures import AreaFigures
from stablehomes.values.days import in_words
from stablehomes.values.money import pence, pounds
from stablehomes.values.terms import UNITS, RoundingUnit, Terms
from stablehomes.values.years import FinancialYear

Years = Sequence[FinancialYear]
Pattern = tuple[int, ...]  # whole weights, one for each year


def years_of(terms: Terms, announced: Years) -> Years:
    """The years in which the money comes: those of the profile, otherwise those that were announced."""
    return sorted(terms.profile) if terms.profile else sorted(announced)


def times(areas: AreaFigures, terms: Terms, years: Years) -> list[int]:
    """How long each area takes part, weighed by the money of each year: whole weights."""
    return [sum(pattern) for pattern in patterns(areas, terms, years)]


def patterns(areas: AreaFigures, terms: Terms, years: Years) -> list[Pattern]:
    """For each area the weights of its years: the part of the year from its start on, times the year's money.

    Both the day on which an area starts and 31 March count. Raises WrongCall for a wave that starts after
    the last year, and for areas that no wave names where none takes the rest.
    """
    by_wave = _by_wave(terms, years)
    start = {code: wave.from_ for wave in terms.waves for code in wave.codes}
    rest = next((wave.from_ for wave in terms.waves if not wave.codes), None)
    if terms.waves and rest is None:
        _refuse_without_wave(areas, start)
    return [by_wave[start.get(code, rest)] for code in areas.codes]


def comes_over_years(terms: Terms) -> bool:
    """Whether the terms say when the money comes."""
    return bool(terms.waves or terms.profile)


def year_parts(amount: Decimal, pattern: Pattern, unit: RoundingUnit) -> list[Decimal]:
    """The pounds of each year, by the weights of the years, in whole units."""
    # A fixed sum may be no whole number of the unit that shares are rounded to.
    size = 1 if pence(amount) % UNITS[unit] else UNITS[unit]
    return [pounds(part * size) for part in over_years(pence(amount) // size, pattern)]


def over_years(units: int, pattern: Pattern) -> list[int]:
    """Whole units of one area in each year; they add up to all of them, odd ones to the earlier years."""
    return apportion(units, pattern) if any(pattern) else [units, *[0] * (len(pattern) - 1)]


def _by_wave(terms: Terms, years: Years) -> Mapping[date | None, Pattern]:
    starts = [None, *(wave.from_ for wave in terms.waves)]
    exact = {start: [_money(terms, year) * _part(start, year) for year in years] for start in starts}
    for start, parts in exact.items():
        if start is not None and not any(parts):
            raise WrongCall(
                f"a wave starts on {in_words(start)}, after the last of the money",
                f"the money ends on {in_words(years[-1].last_day)}: correct the day, or add the year",
            )
    whole = iter(whole_weights([part for parts in exact.values() for part in parts]))
    return {start: tuple(next(whole) for _ in years) for start in exact}


def _money(terms: Terms, year: FinancialYear) -> Fraction:
    return Fraction(terms.profile.get(year, Decimal(0))) if terms.profile else Fraction(1)


def _part(start: date | None, year: FinancialYear) -> Fraction:
    """The part of a year that lies on or after a day."""
    days = (year.last_day - year.first_day).days + 1
    late = 0 if start is None else (start - year.first_day).days
    return Fraction(min(max(days - late, 0), days), days)


def _refuse_without_wave(areas: AreaFigures, start: Mapping[str, date]) -> None:
    lost = [name for name, code in zip(areas.names, areas.codes, strict=True) if code not in start]
    if lost:
        more = f" and {len(lost) - 1:,} more" if len(lost) > 1 else ""
        raise WrongCall(
            f"no wave of the formula names {lost[0]}{more}", 'add a wave with "from:" alone, for all the rest'
        )
