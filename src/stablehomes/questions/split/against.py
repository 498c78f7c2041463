"""What was published as awarded, beside what the rule would give: two words that are never mixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Allocation, Catalogue, Measure
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.answers import AllocationComparison, Share
from stablehomes.values.ranges import Range, stated, total
from stablehomes.values.spread import even_part
from stablehomes.values.years import FinancialYear, parse_year

Years = Sequence[FinancialYear]


def against(
    catalogue: Catalogue, measure: Measure, shares: Sequence[Share], each: Range | None, years: Years
) -> Iterator[AllocationComparison]:
    """Each published allocation with the shares of the same councils added up.

    Beside an allocation for one year stands that year's part of shares of several ``years``. Areas that only
    have a number all get ``each``, so any of them stands for a council. Raises WrongCall if no allocation of
    this measure is published.
    """
    by_code = {share.code: share for share in shares if share.code}
    for allocation in awarded(catalogue, measure):
        award = combined(allocation.figures, catalogue.sources)
        assert award is not None
        year = year_of_allocation(allocation)
        share = _shares(allocation, by_code, each, years, year)
        yield AllocationComparison(
            to=allocation.to,
            for_=allocation.for_,
            period=_period(allocation),
            year=year if share is not None and len(years) > 1 else None,
            codes=allocation.codes,
            allocation=award,
            share=share,
            difference=None if share is None else known_difference(award, share),
            sources=tuple(dict.fromkeys(figure.source for figure in allocation.figures)),
        )


def known_difference(award: Range, share: Range) -> Range | None:
    """What an award is more than a share; None where that can be anything, as of two that are "at least"."""
    found = award - share
    return None if found.low is None and found.high is None else found


def _period(allocation: Allocation) -> str | None:
    return next((figure.period for figure in allocation.figures if figure.period), None)


def year_of_allocation(allocation: Allocation) -> FinancialYear | None:
    """The one financial year that an allocation is for; None if it is for another time, or none is given."""
    try:
        return parse_year(_period(allocation) or "")
    except ValueError:
        return None


def awarded(catalogue: Catalogue, measure: Measure) -> tuple[Allocation, ...]:
    """The published allocations of a measure; WrongCall, with measures that have some, if it has none."""
    if not measure.allocations:
        known = [id for id, other in catalogue.measures.items() if other.allocations]
        raise WrongCall(
            f"no allocation of {measure.title} is in the data",
            f"measures with allocations: {', '.join(known)}" if known else "there are none in this data",
        )
    return measure.allocations


def _shares(
    allocation: Allocation,
    by_code: Mapping[str, Share],
    each: Range | None,
    years: Years,
    year: FinancialYear | None,
) -> Range | None:
    """The shares of the same councils, or their parts of a year; None if one of them has none then."""
    if year is not None and year not in years:
        return None
    if not by_code:
        sharers = len(allocation.codes) + allocation.others
        return total([in_year(each, years, year)] * sharers) if each else None
    if allocation.others or not all(code in by_code for code in allocation.codes):
        return None
    return total([_share_in_year(by_code[code], years, year) for code in allocation.codes])


def in_year(whole: Range, years: Years, year: FinancialYear | None) -> Range:
    """A year's even part of a sum of several years; the whole of it if no year is meant."""
    return whole if year is None else even_part(whole, len(years), sorted(years).index(year))


def _share_in_year(share: Share, years: Years, year: FinancialYear | None) -> Range:
    of_year = [part.amount for part in share.years if part.year == year]
    return stated(of_year[0]) if of_year else in_year(share.amount, years, year)
