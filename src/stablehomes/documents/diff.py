"""A diff as a document: what it comes to, what changed, what was only said in other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from stablehomes.answers.plain import plain
from stablehomes.documents.form.document import Column, Document, Row, Table
from stablehomes.documents.working import passages, table
from stablehomes.questions.diff.answers import ADDED, CHANGED, REMOVED, Detail, Diff, Difference, Side
from stablehomes.questions.diff.thresholds import Verdict
from stablehomes.values.ranges import Range, in_full, qualified
from stablehomes.values.wording import Say, number, pounds_in_prose, pounds_in_table

HEADINGS = {
    "total": "Total",
    "itemised": "Total",
    "not itemised": "Total",
    "pillar": "Pillars",
    "measure": "Measures",
    "areas": "Numbers of areas",
    "people": "Numbers of people",
    "allowance": "Allowances (latest rate)",
    "rate": "Rates",
    "cost": "Costs",
    "entitlement": "Entitlements",
    "share": "Shares of areas",
    "context": "Figures for context",
    "figure": "What single documents say",
}
# A sign at the start of a cell would be taken for a formula.
HAPPENED = {ADDED: "added", REMOVED: "removed", CHANGED: "changed", "=": "unchanged"}
NOTHING = "nothing"
NO_FIGURE = "no figure"


def document(diff: Diff) -> Document:
    """Thresholds and totals in a sentence, then the changes level by level."""
    return Document(
        title=f"What changed: {_named(diff.before)} → {_named(diff.after)}",
        answer=" ".join(_answer(diff)),
        tables=tuple(_tables(diff)),
        notes=diff.notes,
        sources=diff.sources,
        data=plain(diff),
        name="diff",
        preformatted=passages(diff.working),
    )


def _named(side: Side) -> str:
    shown = [title for title in side.scenarios if title != side.name]
    return f"{side.name} (scenario: {', '.join(shown)})" if shown else side.name


def _answer(diff: Diff) -> Iterator[str]:
    crossed = [verdict for verdict in diff.thresholds if verdict.crossed]
    if crossed:
        denied = sum(verdict.severity == "deny" for verdict in crossed)
        yield f"{denied} of {len(diff.thresholds)} thresholds denied, {len(crossed) - denied} warned of."
    elif diff.thresholds:
        yield "No threshold is crossed."
    totals = [each for each in diff.changes if HEADINGS[each.level] == "Total" and each.sign != "="]
    yield from (_in_a_sentence(each) for each in totals)
    if not totals:
        yield "The totals are unchanged."
    yield _counted(diff)


def _in_a_sentence(each: Difference) -> str:
    return (
        f"{each.title}: {_change(each, pounds_in_prose)} ({_before_after(each, qualified, pounds_in_prose)})."
    )


def _counted(diff: Diff) -> str:
    counts = {sign: sum(each.sign == sign for each in diff.changes) for sign in (ADDED, REMOVED, CHANGED)}
    said = f"{counts[ADDED]} added, {counts[REMOVED]} removed, {counts[CHANGED]} changed"
    beside = f" {len(diff.details)} changed beside the figures." if diff.details else ""
    return f"Figures: {said}, {diff.unchanged} unchanged.{beside}"


def _tables(diff: Diff) -> Iterator[Table]:
    if diff.thresholds:
        yield _thresholds(diff.thresholds)
    told = [each for each in diff.changes if each.level != "figure"]
    if told:
        yield _changes("changes", "What changed", told)
    figures = [each for each in diff.changes if each.level == "figure"]
    if figures:
        yield _changes("figures", HEADINGS["figure"], figures)._replace(collapsed=True)
    if diff.details:
        yield _details(diff.details)
    yield _for_machines(diff.changes)
    if diff.working:
        yield table(diff.working)


def _for_machines(changes: Sequence[Difference]) -> Table:
    """Every change as numbers; what people read says them in words."""
    columns = (
        Column("What happened"),
        Column("Level"),
        Column("Id", "id"),
        Column("Title"),
        Column("Unit"),
        Column("Before", "number"),
        Column("After", "number"),
        Column("Change", "number"),
        Column("Per cent", "per cent"),
    )
    rows = (
        Row(
            (
                *(HAPPENED[each.sign], each.level, each.id, each.title, each.unit),
                *(each.before, each.after, each.change, each.percent),
            )
        )
        for each in changes
    )
    return Table("changes", "Every change", columns, tuple(rows), "machines")


def _thresholds(verdicts: Sequence[Verdict]) -> Table:
    columns = (Column("Threshold"), Column("Verdict"), Column("Message"))
    rows = (Row((each.condition, _verdict(each), each.message)) for each in verdicts)
    return Table("thresholds", "Thresholds", columns, tuple(rows))


def _verdict(verdict: Verdict) -> str:
    if not verdict.crossed:
        return "not crossed"
    return {"deny": "denied", "warn": "warning"}[verdict.severity]


def _changes(name: str, title: str, changes: Sequence[Difference]) -> Table:
    columns = (Column("What"), Column("Change"), Column("Per cent"), Column("Before → after"))
    return Table(name, title, columns, tuple(_rows(changes)), "people")


def _rows(changes: Sequence[Difference]) -> Iterator[Row]:
    heading = HEADINGS["figure"]
    for each in changes:
        if HEADINGS[each.level] != heading:
            heading = HEADINGS[each.level]
            yield Row((heading,), "heading")
        yield Row(_cells(each))


def _cells(each: Difference) -> tuple[str | None, ...]:
    say = SAY[each.unit]
    sides = _before_after(each, in_full, say)
    return f"{each.sign} {each.title}", *(_change_cells(each, say)), sides


def _change_cells(each: Difference, say: Say) -> tuple[str | None, str | None]:
    """A rate, or a document that says a thing, comes or goes without a sum that rises or falls by it."""
    if each.before is None and each.after is None:
        return None, None
    if each.level in ("figure", "rate") and each.sign in (ADDED, REMOVED):
        return None, "new" if each.sign == ADDED else None
    return _change(each, say), _per_cent(each)


def _change(each: Difference, say: Say) -> str:
    sign = "+" if each.change > 0 else ""
    return f"{sign}{say(each.change)}"


def _per_cent(each: Difference) -> str:
    if each.percent is None:
        return "new" if each.new else ""
    return f"{'+' if each.percent > 0 else ''}{number(each.percent)}%"


def in_a_line(each: Difference) -> str:
    """A change on one line: what it is, by how much, and both sides."""
    say = SAY[each.unit]
    change, percent = _change_cells(each, say)
    much = ", ".join(filter(None, [change, percent]))
    return f"{each.sign} {each.title}: {much} ({_before_after(each, in_full, say)})".replace(":  (", ": (")


def _before_after(each: Difference, words: Callable[[Range, Say], str], say: Say) -> str:
    """Both sides: a thing that is not there is nothing, one that is there without a sum has no figure."""
    missing = {ADDED: (NOTHING, NO_FIGURE), REMOVED: (NO_FIGURE, NOTHING)}
    without = missing.get(each.sign, (NO_FIGURE, NO_FIGURE))
    values = zip((each.before, each.after), without, strict=True)
    return " → ".join(words(value, say) if value else other for value, other in values)


def _details(details: Sequence[Detail]) -> Table:
    columns = (Column("Of"), Column("What"), Column("Before"), Column("After"))
    rows = (Row((each.title, each.key, each.before or None, each.after or None)) for each in details)
    return Table("details", "Changed beside the figures", columns, tuple(rows), collapsed=True)


def _per_cent_points(value: Decimal) -> str:
    return f"{number(value)}%"


SAY: dict[str, Say] = {
    "pounds": pounds_in_table,
    "count": number,
    "per cent": _per_cent_points,
}
