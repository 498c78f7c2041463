"""How a difference follows from its two sides, as steps down to what documents say on each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stablehomes.catalogue.model import Catalogue, Measure, Source
from stablehomes.questions.allowances.rates import on_days
from stablehomes.questions.budget import Worked, worked_of
from stablehomes.questions.diff.answers import Diff, Difference
from stablehomes.questions.diff.snapshot import (
    ITEMISED,
    NOT_ITEMISED,
    TOTAL,
    Key,
    has_cells,
    rate_id,
)
from stablehomes.questions.figures import of_context, of_figures, of_rate
from stablehomes.questions.step import Step, leaf, sources_below
from stablehomes.values.ranges import Range, stated

Steps = Mapping[Key, Step]
ELSEWHERE = "by the answer of this side, whose own working it has"


def with_working(
    answer: Diff, before: Catalogue | None, after: Catalogue | None, sources: Iterable[Source]
) -> Diff:
    """The answer with a tree of steps for each number that differs, and every document below them.

    What single documents say is its own quote and has none. Numbers of a saved answer, shares and
    entitlements are held as they are.
    """
    sides = [{} if each is None else dict(steps_of(each)) for each in (before, after)]
    told = [each for each in answer.changes if each.level != "figure" and each.sign != "="]
    steps = tuple(_change(each, *sides) for each in told)
    cited = {each.id for each in answer.sources}.union(*map(sources_below, steps))
    return answer._replace(working=steps, sources=tuple(each for each in sources if each.id in cited))


def steps_of(catalogue: Catalogue) -> Iterator[tuple[Key, Step]]:
    """The steps of everything that a diff looks at and that documents state, by level and id."""
    yield from _of_budget(worked_of(catalogue, "pillar", None))
    for measure in catalogue.measures.values():
        yield from _counts(measure, catalogue)
    for allowance in catalogue.allowances.values():
        for rate in allowance.rates:
            step = of_rate(allowance, rate, catalogue)
            yield ("rate", rate_id(allowance.id, on_days(rate, catalogue))), step
        if not has_cells(on_days(allowance.rates[-1], catalogue)):
            yield ("allowance", allowance.id), step
    for entry in catalogue.context.values():
        yield ("context", entry.id), of_context(entry, catalogue)


def _of_budget(worked: Worked) -> Iterator[tuple[Key, Step]]:
    totals = {
        ("total", TOTAL): worked.announced,
        ("itemised", ITEMISED): worked.itemised,
        ("not itemised", NOT_ITEMISED): worked.not_itemised,
        **{("pillar", each.id): each.sum for each in worked.groups},
        **{("measure", id): each.funding for id, each in worked.funded.items()},
    }
    yield from ((key, step) for key, step in totals.items() if step)


def _counts(measure: Measure, catalogue: Catalogue) -> Iterator[tuple[Key, Step]]:
    if measure.areas:
        yield ("areas", f"{measure.id}.areas"), of_figures("areas", "areas", measure.areas, catalogue)
    if measure.people:
        yield ("people", f"{measure.id}.people"), of_figures("people", "people", measure.people, catalogue)


def _change(each: Difference, before: Steps, after: Steps) -> Step:
    """Headline against headline; a side on which there is no such number has no step."""
    sides = (("after", each.after, after), ("before", each.before, before))
    steps = tuple(_side(each, name, value, known) for name, value, known in sides if value)
    return Step(f"{each.title}: change", "headlines", each.unit, stated(each.change), steps)


def _side(each: Difference, name: str, value: Range, known: Steps) -> Step:
    found = known.get((each.level, each.id))
    if found is None:
        return leaf(f"{name}: {each.title}", "held", each.unit, value, ELSEWHERE)
    return found._replace(label=f"{name}: {found.label}")
