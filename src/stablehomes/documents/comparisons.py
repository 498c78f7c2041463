"""A comparison of allowances as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from stablehomes.cell_formulas import At, Difference, Formula, Given, PerCent, Product, Same
from stablehomes.days import in_words, known_in_words
from stablehomes.document import Cell, Column, Document, Input, Row, Table
from stablehomes.documents.drawing import bar, scale_of
from stablehomes.documents.rates import PERIODS, ages_in_words
from stablehomes.pictures import ZERO, Line, LineGroup, Picture
from stablehomes.plain_values import plain
from stablehomes.questions.beside_prices import ABOUT_THE_SAME, ABOVE, BELOW
from stablehomes.questions.comparisons import Compared, Comparison
from stablehomes.questions.prices import period_in_words
from stablehomes.questions.rates import amount_of
from stablehomes.wording import listed, number, pounds_in_prose, sentence

Alike = Sequence[Comparison]
Say = Callable[[Decimal], str]
Formulas = dict[str, Formula]
IDS = (
    Column("Id", "id", readers="machines"),
    Column("Region", "id", readers="machines"),
    Column("Ages", readers="machines"),
)
# A rise beside that of prices; "about the same" is what the published decimals cannot tell apart.
AS_INFLATION = {
    ABOVE: "above inflation",
    ABOUT_THE_SAME: "about the same as inflation",
    BELOW: "below inflation",
}
CHANGES: Formulas = {
    "change": Difference(At("after"), At("before")),
    "per_cent": PerCent(At("change"), At("before")),
}


def document(compared: Compared) -> Document:
    """Each allowance before and after, beside prices; with people, also what that costs."""
    return Document(
        title="Allowances before and after",
        answer=" ".join(_answer(alike) for alike in _by_allowance(compared)),
        tables=tuple(_tables(compared)),
        notes=compared.notes,
        sources=compared.sources,
        data=plain(compared),
        name="compare",
        inputs=_inputs(compared),
        pictures=tuple(_picture(compared, alike) for alike in _by_allowance(compared)),
    )


def _by_allowance(compared: Compared) -> list[list[Comparison]]:
    together: dict[str, list[Comparison]] = {}
    for each in compared.comparisons:
        together.setdefault(each.allowance, []).append(each)
    return list(together.values())


def _answer(alike: Alike) -> str:
    parts = (_amounts(alike), _cost(alike), _inflation(alike), _real(alike), _worth(alike))
    return " ".join(filter(None, parts))


def _amounts(alike: Alike) -> str:
    first = alike[0]
    since = f" from {in_words(first.after.from_)}" if first.after.from_ else ""
    before, after = (
        _pounds([each.before.amount for each in alike]),
        _pounds([each.after.amount for each in alike]),
    )
    by = ", by region and age" if len(alike) > 1 else ""
    return f"{first.title}: {before} before, {after}{since} ({PERIODS[first.paid]}){by}, {_change(alike)}."


def _span(values: Sequence[Decimal], say: Say) -> str:
    lowest, highest = min(values), max(values)
    return say(lowest) if lowest == highest else f"{say(lowest)} to {say(highest)}"


def _pounds(values: Sequence[Decimal]) -> str:
    return _span(values, pounds_in_prose)


def _change(alike: Alike) -> str:
    if not any(each.change for each in alike):
        return "no change"
    per_cents = [each.percent for each in alike if each.percent is not None]
    rate = _span(per_cents, _signed_per_cent) if per_cents else "new"
    return f"{_span([each.change for each in alike], _signed_pounds)}, {rate}"


def _signed_pounds(pounds: Decimal) -> str:
    return ("+" if pounds > 0 else "") + pounds_in_prose(pounds)


def _signed_per_cent(percent: Decimal) -> str:
    return ("+" if percent > 0 else "") + f"{number(percent)}%"


def _cost(alike: Alike) -> str:
    first = alike[0]
    if first.cost_change is None or first.people is None:
        return ""
    changes = [each.cost_change or Decimal(0) for each in alike]
    word = "more" if min(changes) >= 0 else "less"
    said = _pounds([abs(change) for change in changes])
    return f"For {first.people:,} people that is {said} {word}."


def _inflation(alike: Alike) -> str:
    """Whether the rise is above that of prices; nothing where it cannot be said, which is a note."""
    known = [each.against_prices for each in alike if each.against_prices]
    first = known[0] if known else None
    if first is None or first.percent is None:
        return ""
    prices = f"prices rose {number(first.percent)}% in the twelve months to {known_in_words(first.to)}"
    verdicts = Counter(each.verdict for each in known)
    if len(verdicts) == 1:
        return f"That is {AS_INFLATION[first.verdict or BELOW]}: {prices}."
    said = [
        f"{words} for {verdicts[verdict]}" for verdict, words in AS_INFLATION.items() if verdicts[verdict]
    ]
    return f"Of the {len(known)} rates that is {listed(said)}: {prices}."


def _real(alike: Alike) -> str:
    found = [each.real for each in alike if each.real]
    if not found:
        return ""
    before, after = _pounds([each.before for each in found]), _pounds([each.after for each in found])
    return f"In {found[0].prices.of} prices: {before} before, {after} after."


def _worth(alike: Alike) -> str:
    found = [each.worth for each in alike if each.worth]
    if not found:
        return ""
    amount = _pounds([each.amount for each in found])
    on, of = known_in_words(found[0].on), period_in_words(found[0].prices.of)
    return f"In {on} it is worth {amount} in {of} prices."


def _tables(compared: Compared) -> Iterator[Table]:
    every = compared.comparisons
    yield _rates(compared)
    if any(each.people is not None for each in every):
        yield _costs(compared)
    if any(each.against_prices and each.against_prices.percent is not None for each in every):
        yield _prices(compared)
    if any(each.real for each in every):
        yield _in_real_terms(compared)


def _rows(
    compared: Compared,
    cells: Callable[[Comparison], tuple[Cell, ...] | None],
    formulas: Callable[[Comparison], Formulas] = lambda _: {},
) -> tuple[Row, ...]:
    """A row for each comparison that has these cells; last those of tables, below the allowance's title."""
    rows: list[Row] = []
    for alike in sorted(_by_allowance(compared), key=lambda alike: alike[0].region is not None):
        found = [(each, rest) for each in alike if (rest := cells(each)) is not None]
        if alike[0].region and found:
            rows.append(Row((alike[0].title,), "heading"))
        rows += [
            Row(
                (_whom(compared, each), *_ids(each), *rest),
                name=_row_name(each),
                formulas=formulas(each),
            )
            for each, rest in found
        ]
    return tuple(rows)


def _whom(compared: Compared, each: Comparison) -> str:
    return (
        each.title if each.region is None else f"{compared.regions[each.region]}, {ages_in_words(each.ages)}"
    )


def _ids(each: Comparison) -> tuple[str | None, ...]:
    return each.allowance, each.region, ages_in_words(each.ages) if each.ages else None


def _row_name(each: Comparison) -> str:
    """What formulas call the row: one for each cell of a table."""
    return " ".join(filter(None, _ids(each)))


def _picture(compared: Compared, alike: Alike) -> Picture:
    """Before and after below each other; of a table, by region and age."""
    first = alike[0]
    groups = [
        LineGroup(
            compared.regions[region] if region else "", _lines([e for e in alike if e.region == region])
        )
        for region in dict.fromkeys(each.region for each in alike)
    ]
    last = scale_of([line for group in groups for line in group.lines])
    title = f"{first.title}, {PERIODS[first.paid]}"
    return Picture(first.allowance, title, "", tuple(groups), ZERO, last)


def _lines(alike: Alike) -> tuple[Line, ...]:
    return tuple(line for each in alike for line in _pair(each))


def _pair(each: Comparison) -> tuple[Line, Line]:
    since = each.after.from_
    whom = f"{ages_in_words(each.ages)}: " if each.region else ""
    after = f"from {in_words(since)}" if since else "after"
    return (
        bar(sentence(f"{whom}before"), amount_of(each.before), style="muted"),
        bar(sentence(f"{whom}{after}"), amount_of(each.after)),
    )


def _rates(compared: Compared) -> Table:
    columns = (
        Column("Allowance"),
        *IDS,
        Column("Before", "pounds"),
        Column("After", "pounds"),
        Column("Change", "pounds"),
        Column("Per cent", "per cent"),
        Column("From", "day"),
    )
    return Table("allowances", "Allowances", columns, _rows(compared, _rate_cells, lambda _: CHANGES))


def _rate_cells(each: Comparison) -> tuple[Cell, ...]:
    return amount_of(each.before), amount_of(each.after), each.change, each.percent, each.after.from_


def _costs(compared: Compared) -> Table:
    columns = (
        Column("Cost (assumed number of people)", name="allowance"),
        *IDS,
        Column("People", "number"),
        Column("Before", "pounds"),
        Column("After", "pounds"),
        Column("More", "pounds"),
    )
    return Table("costs", "What it costs", columns, _rows(compared, _cost_cells, _cost_formulas))


def _cost_cells(each: Comparison) -> tuple[Cell, ...]:
    return each.people, each.cost_before, each.cost_after, each.cost_change


def _cost_formulas(each: Comparison) -> Formulas:
    """People times the rate in the other table, before and after."""
    return {
        "people": Same(Given("people")),
        "before": Product(At("people"), At("before", _row_name(each), "allowances")),
        "after": Product(At("people"), At("after", _row_name(each), "allowances")),
        "more": Difference(At("after"), At("before")),
    }


def _inputs(compared: Compared) -> tuple[Input, ...]:
    people = {each.people for each in compared.comparisons if each.people is not None}
    return tuple(Input("people", "Number of people (assumed)", count, "number") for count in people)


def _prices(compared: Compared) -> Table:
    columns = (
        Column("Allowance"),
        *IDS,
        Column("Rise", "per cent"),
        Column("Prices", "per cent"),
        Column("Year to"),
        Column("Above inflation"),
        Column("Points", "number"),
    )
    return Table("prices", "Against prices", columns, _rows(compared, _price_cells))


def _price_cells(each: Comparison) -> tuple[Cell, ...] | None:
    against = each.against_prices
    if against is None or against.percent is None:
        return None
    above = {ABOVE: "yes", BELOW: "no"}.get(against.verdict or "", against.verdict)
    return each.percent, against.percent, known_in_words(against.to), above, against.by


def _in_real_terms(compared: Compared) -> Table:
    columns = (
        Column("Allowance"),
        *IDS,
        Column("Before", "pounds"),
        Column("After", "pounds"),
        Column("Change", "pounds"),
        Column("Per cent", "per cent"),
    )
    year = next(each.real.prices.of for each in compared.comparisons if each.real)
    return Table("real", f"In {year} prices", columns, _rows(compared, _real_cells))


def _real_cells(each: Comparison) -> tuple[Cell, ...] | None:
    real = each.real
    return (real.before, real.after, real.change, real.percent) if real else None
