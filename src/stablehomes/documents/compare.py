"""A comparison of allowances as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from stablehomes.answers.plain import plain
from stablehomes.documents.drawing import bar, scale_of
from stablehomes.documents.form.document import Cell, Column, Document, Input, Row, Table
from stablehomes.documents.form.formulas import At, Difference, Formula, Given, PerCent, Product, Same
from stablehomes.documents.form.pictures import ZERO, Line, LineGroup, Picture
from stablehomes.documents.rate import PERIODS, ages_in_words
from stablehomes.questions.allowances.compare import Compared, Comparison
from stablehomes.questions.allowances.inflation import ABOUT_THE_SAME, ABOVE, BELOW, CANNOT_SAY, AgainstPrices
from stablehomes.questions.prices import period_in_words
from stablehomes.values.days import in_words, known_in_words
from stablehomes.values.ranges import Range, in_full, is_exact
from stablehomes.values.wording import listed, number, pounds_in_prose, sentence

Alike = Sequence[Comparison]
Say = Callable[[Decimal], str]
Formulas = dict[str, Formula]
IDS = (
    Column("Id", "id", audience="machines"),
    Column("Region", "id", audience="machines"),
    Column("Ages", audience="machines"),
)
# A rise beside that of prices; "about the same" is what the published decimals cannot tell apart.
AS_INFLATION = {
    ABOVE: "above inflation",
    ABOUT_THE_SAME: "about the same as inflation",
    BELOW: "below inflation",
    CANNOT_SAY: "uncertain",
}
OPEN = "open"  # in place of a number of which neither end is known to be true
# How often what is said of a number of people is paid.
EACH = {"once": "", "weekly": " a week", "yearly": " a year"}
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
    before = _span([each.before.amount for each in alike], pounds_in_prose)
    after = _span([each.after.amount for each in alike], pounds_in_prose)
    by = ", by region and age" if len(alike) > 1 else ""
    return f"{first.title}: {before} before, {after}{since} ({PERIODS[first.paid]}){by}, {_change(alike)}."


def _span(values: Sequence[Range], say: Say) -> str:
    """One value with all that it leaves open; of several the lowest and the highest headline."""
    if len(set(values)) == 1:
        return in_full(values[0], say)
    lowest, highest = (find(each.headline for each in values) for find in (min, max))
    said = say(lowest) if lowest == highest else f"{say(lowest)} to {say(highest)}"
    return said if all(map(is_exact, values)) else f"{said} (headlines)"


def _change(alike: Alike) -> str:
    changes = [each.change for each in alike]
    if all(is_exact(change) and not change.headline for change in changes):
        return "no change"
    if all(each.before.amount.headline == each.after.amount.headline for each in alike):
        return "no change is known"
    per_cents = [each.percent for each in alike if each.percent is not None]
    return f"{_span(changes, _signed_pounds)}, {_rise(per_cents)}"


def _rise(per_cents: Sequence[Range]) -> str:
    """In per cent, if what is known of that says anything."""
    if not per_cents:
        return "new"
    if not all(map(_says_something, per_cents)):
        return "in per cent it cannot be said"
    return _span(per_cents, _signed_per_cent)


def _says_something(value: Range) -> bool:
    """Whether a number is true at one end at least, or lies between two."""
    return value.qualifier != "about" or None not in (value.low, value.high)


def _signed_pounds(pounds: Decimal) -> str:
    return ("+" if pounds > 0 else "") + pounds_in_prose(pounds)


def _signed_per_cent(percent: Decimal) -> str:
    return ("+" if percent > 0 else "") + f"{number(percent)}%"


def _cost(alike: Alike) -> str:
    first = alike[0]
    if first.people is None:
        return ""
    changes = [each.cost_change for each in alike if each.cost_change]
    return f"For {first.people:,} people that is {_more(changes, EACH[first.paid])}."


def _more(changes: Sequence[Range], each: str) -> str:
    """What something costs more or less; where neither is certain, both."""
    if all(change.low is not None and change.low >= 0 for change in changes):
        return f"{_span(changes, pounds_in_prose)}{each} more"
    less = [-change for change in changes]
    if all(change.low is not None and change.low >= 0 for change in less):
        return f"{_span(less, pounds_in_prose)}{each} less"
    return f"{_span(changes, _signed_pounds)}{each}, more or less"


def _inflation(alike: Alike) -> str:
    """Whether the rise is above that of prices; nothing where it cannot be said, which is a note."""
    known = [each.against_prices for each in alike if each.against_prices]
    first = known[0] if known else None
    if first is None:
        return ""
    if first.percent is None:
        return _above_all(known)
    prices = f"prices rose {number(first.percent)}% in the twelve months to {known_in_words(first.to)}"
    verdicts = Counter(each.verdict for each in known)
    if set(verdicts) == {CANNOT_SAY}:
        return ""
    if len(verdicts) == 1:
        return f"That is {AS_INFLATION[first.verdict or BELOW]}: {prices}."
    said = [
        f"{words} for {verdicts[verdict]}" for verdict, words in AS_INFLATION.items() if verdicts[verdict]
    ]
    return f"Of the {len(known)} rates that is {listed(said)}: {prices}."


def _above_all(known: Sequence[AgainstPrices]) -> str:
    """Where no rise of prices to the month is held, and the rate rose by more than prices ever did."""
    if any(each.verdict != ABOVE for each in known):
        return ""
    month = known_in_words(known[0].to)
    return f"That is above inflation: no rise to {month} is held, but it is above each one that is."


def _real(alike: Alike) -> str:
    found = [each.real for each in alike if each.real]
    if not found:
        return ""
    before, after = (
        _span([each.before for each in found], pounds_in_prose),
        _span([each.after for each in found], pounds_in_prose),
    )
    return f"In {found[0].prices.of} prices: {before} before, {after} after."


def _worth(alike: Alike) -> str:
    found = [each.worth for each in alike if each.worth]
    if not found:
        return ""
    amount = _span([each.amount for each in found], pounds_in_prose)
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
        bar(sentence(f"{whom}before"), each.before.amount, style="muted"),
        bar(sentence(f"{whom}{after}"), each.after.amount),
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
    return Table("allowances", "Allowances", columns, _rows(compared, _rate_cells, _change_formulas))


def _rate_cells(each: Comparison) -> tuple[Cell, ...]:
    change, percent = _cell(each.change), _cell(each.percent)
    return each.before.amount, each.after.amount, change, percent, each.after.from_


def _change_formulas(each: Comparison) -> Formulas:
    """A formula for each number that there is."""
    cells = {"change": _cell(each.change), "per_cent": _cell(each.percent)}
    return {name: formula for name, formula in CHANGES.items() if isinstance(cells[name], Decimal | Range)}


def _cell(value: Range | None) -> Cell:
    """An amount without ends where it has none; words where nothing can be said of it."""
    if value is None or not _says_something(value):
        return value and OPEN
    return value.headline if is_exact(value) else value


def _costs(compared: Compared) -> Table:
    columns = (
        Column("Cost (assumed number of people)", name="allowance"),
        *IDS,
        Column("People", "number"),
        Column("Paid"),
        Column("Before", "pounds"),
        Column("After", "pounds"),
        Column("More", "pounds"),
    )
    return Table("costs", "What it costs", columns, _rows(compared, _cost_cells, _cost_formulas))


def _cost_cells(each: Comparison) -> tuple[Cell, ...]:
    costs = each.cost_before, each.cost_after, each.cost_change
    return each.people, each.paid, *map(_cell, costs)


def _cost_formulas(each: Comparison) -> Formulas:
    """The people times the rates and the change in the other table."""
    return {
        "people": Same(Given("people")),
        "before": Product(At("people"), At("before", _row_name(each), "allowances")),
        "after": Product(At("people"), At("after", _row_name(each), "allowances")),
        "more": Product(At("people"), At("change", _row_name(each), "allowances")),
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
    above = {ABOVE: "yes", BELOW: "no"}.get(against.verdict, against.verdict) if against.verdict else None
    rise, by = _cell(each.percent), _cell(against.by)
    return rise, against.percent, known_in_words(against.to), above, by


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
    return tuple(map(_cell, (real.before, real.after, real.change, real.percent))) if real else None
