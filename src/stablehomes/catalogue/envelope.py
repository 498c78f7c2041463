"""What is announced of an envelope, and what its measures come to, in pounds."""

from __future__ import annotations

from stablehomes.catalogue.headline import combined
from stablehomes.catalogue.model import Catalogue
from stablehomes.values.ranges import Range, remainder, total


def announced(catalogue: Catalogue) -> Range | None:
    """The pounds of the announcement as a whole; None where no document states a total."""
    return combined(catalogue.strategy.figures, catalogue.sources)


def itemised(catalogue: Catalogue) -> Range:
    """The pounds of all measures that lie, or are assumed to lie, inside the envelope.

    >>> from stablehomes import load
    >>> itemised(load()).headline
    Decimal('111000000')
    """
    inside = [each for each in catalogue.measures.values() if each.envelope != "outside"]
    fundings = (combined(each.figures, catalogue.sources) for each in inside)
    return total([funding for funding in fundings if funding is not None])


def excess(announced: Range | None, itemised: Range) -> Range | None:
    """The pounds that are itemised beyond what was announced; None where the headlines have room for it.

    An excess that may be nothing, because the documents leave room, begins at nothing.

    >>> from stablehomes.values.ranges import stated
    >>> from decimal import Decimal
    >>> excess(stated(Decimal(100)), stated(Decimal(140), "over"))
    Range(headline=Decimal('40'), low=Decimal('40'), high=None, qualifier='at least')
    """
    if announced is None or itemised.headline <= announced.headline:
        return None
    return remainder(itemised, announced)
