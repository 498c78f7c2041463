"""A comparison of allowances as a document."""

from __future__ import annotations

from stablehomes.cell_formulas import At, Difference, Formula, Given, PerCent, Product, Same
from stablehomes.days import in_words
from stablehomes.document import Column, Document, Input, Row, Table
from stablehomes.documents.drawing import bar, scale_of
from stablehomes.pictures import ZERO, LineGroup, Picture
from stablehomes.plain import plain
from stablehomes.questions.comparisons import Compared, Comparison, RateOnDays
from stablehomes.ranges import Range
from stablehomes.wording import number, pounds_in_prose

PERIODS = {"once": "paid once", "weekly": "a week", "yearly": "a year"}
CODE = Column("Id", "id", readers="machines")
CHANGES: dict[str, Formula] = {
    "change": Difference(At("after"), At("before")),
    "per_cent": PerCent(At("change"), At("before")),
}


def document(compared: Compared) -> Document:
    """Each allowance before and after; with people, also what that costs."""
    with_people = any(each.people is not None for each in compared.comparisons)
    return Document(
        title="Allowances before and after",
        answer=" ".join(_answer(each) for each in compared.comparisons),
        tables=(_rates(compared), *([_costs(compared)] if with_people else [])),
        notes=compared.notes,
        sources=compared.sources,
        data=plain(compared),
        name="compare",
        inputs=_inputs(compared),
        pictures=tuple(_picture(each) for each in compared.comparisons),
    )


def _answer(comparison: Comparison) -> str:
    before, after = pounds_in_prose(comparison.before.amount), pounds_in_prose(comparison.after.amount)
    since = f" from {in_words(comparison.after.from_)}" if comparison.after.from_ else ""
    paid = PERIODS[comparison.paid]
    sentence = f"{comparison.title}: {before} before, {after}{since} ({paid}), {_change(comparison)}."
    if comparison.cost_change is None or comparison.people is None:
        return sentence
    return f"{sentence} For {comparison.people:,} people that is {_more(comparison)}."


def _change(comparison: Comparison) -> str:
    if not comparison.change:
        return "no change"
    sign = "+" if comparison.change > 0 else ""
    rate = f", {sign}{number(comparison.percent)}%" if comparison.percent is not None else ", new"
    return f"{sign}{pounds_in_prose(comparison.change)}{rate}"


def _more(comparison: Comparison) -> str:
    assert comparison.cost_change is not None
    word = "more" if comparison.cost_change >= 0 else "less"
    return f"{pounds_in_prose(abs(comparison.cost_change))} {word}"


def _picture(comparison: Comparison) -> Picture:
    before = bar("Before", _range(comparison.before), style="muted")
    since = comparison.after.from_
    after = bar(f"From {in_words(since)}" if since else "After", _range(comparison.after))
    group = LineGroup("", (before, after))
    last = scale_of(group.lines)
    return Picture(
        comparison.allowance, f"{comparison.title}, {PERIODS[comparison.paid]}", "", (group,), ZERO, last
    )


def _rates(compared: Compared) -> Table:
    columns = (
        Column("Allowance"),
        CODE,
        Column("Before", "pounds"),
        Column("After", "pounds"),
        Column("Change", "pounds"),
        Column("Per cent", "per cent"),
        Column("From", "day"),
    )
    rows = (
        Row(
            (
                *(each.title, each.allowance, _range(each.before), _range(each.after)),
                *(each.change, each.percent, each.after.from_),
            ),
            name=each.allowance,
            formulas=CHANGES,
        )
        for each in compared.comparisons
    )
    return Table("allowances", "Allowances", columns, tuple(rows))


def _costs(compared: Compared) -> Table:
    columns = (
        Column("Cost (assumed number of people)", name="allowance"),
        CODE,
        Column("People", "number"),
        Column("Before", "pounds"),
        Column("After", "pounds"),
        Column("More", "pounds"),
    )
    rows = (
        Row(
            (each.title, each.allowance, each.people, each.cost_before, each.cost_after, each.cost_change),
            formulas=_cost_formulas(each.allowance),
        )
        for each in compared.comparisons
    )
    return Table("costs", "What it costs", columns, tuple(rows))


def _cost_formulas(allowance: str) -> dict[str, Formula]:
    """People times the rate in the other table, before and after."""
    return {
        "people": Same(Given("people")),
        "before": Product(At("people"), At("before", allowance, "allowances")),
        "after": Product(At("people"), At("after", allowance, "allowances")),
        "more": Difference(At("after"), At("before")),
    }


def _inputs(compared: Compared) -> tuple[Input, ...]:
    people = {each.people for each in compared.comparisons if each.people is not None}
    return tuple(Input("people", "Number of people (assumed)", count, "number") for count in people)


def _range(rate: RateOnDays) -> Range:
    return Range(rate.amount, rate.low, rate.high, rate.qualifier)
