"""What several documents' figures for one thing come to: the headline, the range, whether they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stablehomes.catalogue.model import SCENARIO, SOURCE_KINDS, Catalogue, Figure, Source, SourceKind
from stablehomes.values.ranges import Range, hull, stated

HEADLINE_RULE = f"of the best kind of source ({', '.join(SOURCE_KINDS)}), then the latest stated"
# What a scenario says is taken before what any document says: that is what it is for.
RANKS: dict[SourceKind, int] = {kind: rank for rank, kind in enumerate((SCENARIO, *SOURCE_KINDS))}


def headline(figures: Sequence[Figure], sources: Mapping[str, Source]) -> Figure:
    """The figure that is used where documents disagree.

    Of the best kind of source, then the latest stated, then the first in the file. What counts is whose words
    they are, not on whose page they stand. A statement of which only the month or the year is known counts as
    made on its first day.
    """
    if len(figures) == 1:
        return figures[0]
    return min(
        figures,
        key=lambda figure: (
            RANKS[sources[figure.source].speaker],
            -figure.stated.first_day.toordinal(),
        ),
    )


def combined(figures: Sequence[Figure], sources: Mapping[str, Source]) -> Range | None:
    """The headline and the range that all figures leave open, in their unit; None if there is no figure."""
    if not figures:
        return None
    ranges = [stated(figure.amount, figure.qualifier) for figure in figures]
    return hull(ranges[figures.index(headline(figures, sources))], ranges)


def disagree(figures: Iterable[Figure]) -> bool:
    """Whether the figures are not all the same number with the same qualifier."""
    return len({(figure.amount, figure.qualifier) for figure in figures}) > 1


def sources_of(catalogue: Catalogue, figures: Iterable[Figure]) -> tuple[Source, ...]:
    """The documents behind these figures, in the order of sources.yaml."""
    used = {figure.source for figure in figures}
    return tuple(source for id, source in catalogue.sources.items() if id in used)
