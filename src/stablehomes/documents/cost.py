"""What a change costs for a cohort, as a document."""

from __future__ import annotations

from collections.abc import Iterator

from stablehomes.answers.plain import plain
from stablehomes.documents.form.document import Cell, CellKind, Column, Document, Row, Table
from stablehomes.documents.working import passages, table
from stablehomes.questions.allowances.reasons import example, needed
from stablehomes.questions.cost.cost import YEAR, AllowanceCost, Costed, CostRow
from stablehomes.values.days import in_words
from stablehomes.values.ranges import Range, in_full
from stablehomes.values.wording import listed, number, pounds_in_prose, sentence

HIDDEN = "c"


def document(costed: Costed) -> Document:
    """The sum before, after and more of each allowance, then by what was asked for."""
    return Document(
        title="What it costs for these people",
        answer=_answer(costed),
        tables=tuple(_tables(costed)),
        notes=costed.notes,
        sources=costed.sources,
        data=plain(costed),
        records=tuple(plain(row) for row in costed.rows_),
        preformatted=passages(costed.working),
    )


def _answer(costed: Costed) -> str:
    if nobody_counted(costed):
        return " ".join(["Nobody could be costed, so there is no sum.", *_read(costed)])
    said = [_said(each, costed) for each in costed.allowances]
    return " ".join([*said, *_read(costed)])


def nobody_counted(costed: Costed) -> bool:
    """Whether there is no sum at all, since no row could be used."""
    return costed.reading is not None and not costed.reading.counted


def nothing_known(costed: Costed) -> bool:
    """Whether no allowance could be worked out for anybody."""
    return nobody_counted(costed) or all(map(_is_open, costed.allowances))


def _is_open(cost: AllowanceCost) -> bool:
    """Whether some may be due it, and nobody is known to be."""
    return cost.after is None and cost.due is not None


def _said(cost: AllowanceCost, costed: Costed) -> str:
    if _is_open(cost):
        return _open(cost, costed)
    if cost.due is None or cost.more is None or cost.after is None:
        return f"{cost.title}: too few people to be shown."
    people = in_full(cost.due, number)
    after, more = (in_full(each, pounds_in_prose) for each in (cost.after, cost.more))
    change = f", {more} more than without the change of {in_words(cost.change)}" if cost.change else ""
    known = sentence(f"{cost.title}: {after} for {people} {_persons(cost.due)}{change}.")
    if cost.cannot_say is None or not cost.cannot_say.headline:
        return known
    others = in_full(cost.cannot_say, number)
    return f"{known} Of {others} more it cannot be said{_until(cost, costed)}{_all(cost)}."


def _open(cost: AllowanceCost, costed: Costed) -> str:
    open_ = cost.cannot_say
    people = "these people" if open_ is None else f"{in_full(open_, number)} {_persons(open_)}"
    said = f"{cost.title}: it cannot be worked out for any of {people}{_until(cost, costed)}{_all(cost)}."
    if cost.not_due is not None and cost.not_due.headline:
        others = f"{in_full(cost.not_due, number)} {_persons(cost.not_due)}"
        return f"{said} To {others} it is not due."
    return said


def _until(cost: AllowanceCost, costed: Costed) -> str:
    """What has to be given, and how."""
    if not cost.needs:
        return ", since no rate is known for the day, or the data does not say who it is for"
    if costed.reading:
        facts = listed(list(cost.needs))
        return f" until you say {needed(cost.needs)} (in a column {facts}, or with --everybody)"
    given = listed([f"--everybody {example(fact)}" for fact in cost.needs])
    return f" until you say {needed(cost.needs)} ({given})"


def _all(cost: AllowanceCost) -> str:
    """The whole cost, whatever is true of those of whom it cannot be said."""
    if cost.least is None or cost.most is None:
        return ""
    return f"; it is {pounds_in_prose(cost.least)} to {pounds_in_prose(cost.most)} in all"


def _persons(count: Range) -> str:
    return "person" if count.headline == 1 else "people"


def _read(costed: Costed) -> Iterator[str]:
    if costed.reading and costed.reading.rejected:
        reading = costed.reading
        yield f"{reading.rejected:,} of {reading.rows:,} rows could not be costed and are not in these sums."


def _tables(costed: Costed) -> Iterator[Table]:
    if nobody_counted(costed):
        return
    yield _people(costed)
    yield _money(costed, "pounds", "The whole cohort")
    if any(each.more and each.more.qualifier != "exact" for each in costed.allowances):
        yield _money(costed, "open pounds", "What is left open")
    if costed.by:
        yield _rows(costed)
    if costed.working:
        yield table(costed.working)


def _people(costed: Costed) -> Table:
    columns = (Column("Allowance"), *(Column(title, "number") for title in ("Due", "Not due", "Cannot say")))
    rows = tuple(
        Row((each.title, *map(_shown, (each.due, each.not_due, each.cannot_say))))
        for each in costed.allowances
    )
    return Table("people", "People", columns, rows)


def _money(costed: Costed, kind: CellKind, title: str) -> Table:
    columns = (Column("Allowance"), *(Column(title, kind) for title in ("Before", "After", "More")))
    rows = tuple(
        Row((each.title, *(_sum(each, money) for money in (each.before, each.after, each.more))))
        for each in costed.allowances
    )
    return Table("ranges" if kind == "open pounds" else "allowances", title, columns, rows)


def _sum(cost: AllowanceCost, money: Range | None) -> Cell:
    return "not known" if _is_open(cost) else _shown(money)


def _shown(cell: Range | None) -> Cell:
    return HIDDEN if cell is None else cell


def _rows(costed: Costed) -> Table:
    weekly = any(each.paid == "weekly" for each in costed.allowances)
    columns = (
        *(Column(_heading(name), "id" if name == YEAR else "text") for name in costed.by),
        Column("People", "number"),
        *([Column("Weeks")] if weekly else []),
        Column("Before", "pounds"),
        Column("After", "pounds"),
        Column("More", "pounds"),
    )
    rows = tuple(row for each in costed.allowances for row in _rows_of(costed, each, weekly))
    return Table("costs", f"By {' and '.join(map(_lower, costed.by))}", columns, rows)


def _rows_of(costed: Costed, cost: AllowanceCost, weekly: bool) -> Iterator[Row]:
    if len(costed.allowances) > 1:
        yield Row((cost.title,), "heading")
    for row in costed.rows_:
        if row.allowance == cost.allowance:
            yield Row(tuple(_cells(row, weekly)))


def _heading(name: str) -> str:
    return sentence(_lower(name))


def _lower(name: str) -> str:
    return name.replace("_", " ")


def _cells(row: CostRow, weekly: bool) -> Iterator[Cell]:
    yield from row.by.values()
    yield _shown(row.people)
    if weekly:
        yield _weeks(row)
    yield from (_shown(row.before), _shown(row.after), _shown(row.more))


def _weeks(row: CostRow) -> str | None:
    """Whole weeks, and days that are no whole week."""
    if row.weeks is None:
        return HIDDEN if row.people is None else None
    days = f" + {row.days:,} days" if row.days else ""
    return f"{number(row.weeks.headline)}{days}"
