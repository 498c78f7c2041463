"""What was published as awarded, beside what the rule would give: two words that are never mixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Allocation, Catalogue, Measure
from stablehomes.problems.problem import WrongCall
from stablehomes.questions.split.answers import AllocationComparison, Share
from stablehomes.values.ranges import Range, total


def against(
    catalogue: Catalogue, measure: Measure, shares: Sequence[Share], each: Range | None
) -> Iterator[AllocationComparison]:
    """Each published allocation with the shares of the same councils added up.

    Areas that only have a number all get ``each``, so any of them stands for a council. Raises WrongCall if
    no allocation of this measure is published.
    """
    by_code = {share.code: share for share in shares if share.code}
    for allocation in awarded(catalogue, measure):
        award = combined(allocation.figures, catalogue.sources)
        assert award is not None
        share = _shares(allocation, by_code, each)
        yield AllocationComparison(
            to=allocation.to,
            for_=allocation.for_,
            period=next((figure.period for figure in allocation.figures if figure.period), None),
            codes=allocation.codes,
            allocation=award,
            share=share,
            difference=None if share is None else award - share,
            sources=tuple(dict.fromkeys(figure.source for figure in allocation.figures)),
        )


def awarded(catalogue: Catalogue, measure: Measure) -> tuple[Allocation, ...]:
    """The published allocations of a measure; WrongCall, with measures that have some, if it has none."""
    if not measure.allocations:
        known = [id for id, other in catalogue.measures.items() if other.allocations]
        raise WrongCall(
            f"no allocation of {measure.title} is in the data",
            f"measures with allocations: {', '.join(known)}" if known else "there are none in this data",
        )
    return measure.allocations


def _shares(allocation: Allocation, by_code: Mapping[str, Share], each: Range | None) -> Range | None:
    if not by_code:
        return total([each] * (len(allocation.codes) + allocation.others)) if each else None
    if allocation.others or not all(code in by_code for code in allocation.codes):
        return None
    return total([by_code[code].amount for code in allocation.codes])
