"""A split as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from heapq import nlargest
from typing import NamedTuple

from stablehomes.answers.plain import plain
from stablehomes.documents.drawing import bar, scale_of
from stablehomes.documents.form.document import Audience, Cell, Column, Document, Input, Role, Row, Table
from stablehomes.documents.form.formulas import EqualPart, Formula, Given, Same, WeightedPart
from stablehomes.documents.form.pictures import ZERO, LineGroup, Picture
from stablehomes.questions.split.answers import AllocationComparison, Region, Share, Split
from stablehomes.values.apportion import apportion, whole_weights
from stablehomes.values.money import pence, pounds
from stablehomes.values.ranges import Range, in_full, qualified, says_it_all
from stablehomes.values.terms import WHOLE, ColumnWeight
from stablehomes.values.wording import number, pounds_in_prose, sentence
from stablehomes.values.years import FinancialYear

RULES = {
    "equal": "in equal shares",
    "proportional": "in proportion to the weights",
    "formula": "by the formula",
}

MOST_BARS = 50


def document(split: Split) -> Document:
    """The share of each, then the shares by area or by region, which add up to the whole."""
    when = f", {split.year}" if split.year else ""
    return Document(
        title=f"{split.title}{when}: illustrative shares",
        answer=_answer(split),
        tables=tuple(_tables(split)),
        notes=split.notes,
        sources=split.sources,
        data=plain(split),
        name="split",
        inputs=(
            Input("total", f"Money of {split.title}", split.total, "pounds"),
            Input("areas", "Number of areas", split.areas, "number"),
        ),
        pictures=(_picture(split),),
    )


def _answer(split: Split) -> str:
    whole = in_full(split.total, pounds_in_prose)
    areas = f"{qualified(split.areas, number)} {'area' if split.areas.headline == 1 else 'areas'}"
    if split.each is None:
        return sentence(f"{whole} among {areas}, {RULES[split.rule]}.")
    each = in_full(split.each, pounds_in_prose)
    return sentence(f"{whole} among {areas} is {each} each, {RULES[split.rule]}.")


def _tables(split: Split) -> Iterator[Table]:
    if split.regions:
        yield _by_region(split)
        if any(figure.published is not None for region in split.regions for figure in region.figures):
            yield _checked(split.regions)
    else:
        yield from _by_area(split)
    if split.against:
        yield _against(split.against)


class Line(NamedTuple):
    """One line of the table: an area, areas without a name that get the same, or a sum at the end."""

    name: str
    code: str | None
    weights: Sequence[Cell]
    years: Sequence[Cell]
    money: Cell
    formula: Formula | None = None


def _by_area(split: Split) -> Iterator[Table]:
    """The share of each area; areas without a name stand together where people read them."""
    if split.among in ("announced", "number"):
        yield _shares(split, _together(split), "people")
        yield _shares(split, _each(split), "machines")
    else:
        yield _shares(split, _each(split), "all")


def _shares(split: Split, lines: Sequence[Line], audience: Audience) -> Table:
    """Codes, weights, years and ranges have a column where there are any."""
    lines = [*lines, *_below(split), _total(split)]
    years = [part.year for part in split.shares[0].years]
    columns: list[tuple[Column, Sequence[Cell]]] = [
        (Column("Area"), [line.name for line in lines]),
        (Column("Code"), [line.code for line in lines]),
        *zip(_weight_columns(split), zip(*(line.weights for line in lines), strict=True), strict=False),
        *zip(map(_year_column, years), zip(*(line.years for line in lines), strict=True), strict=True),
        (Column("Illustrative share", "pounds"), [line.money for line in lines]),
        (Column("Range", "open pounds"), [_open(line.money) for line in lines]),
    ]
    table = _table("shares", "Illustrative shares", columns, last="total")
    rows = [row._replace(formulas=_by_column(line)) for row, line in zip(table.rows, lines, strict=True)]
    rows[-1] = rows[-1]._replace(name="total of shares")
    return table._replace(rows=tuple(rows), audience=audience)


def _weight_columns(split: Split) -> list[Column]:
    """Their titles are those of the file; their names cannot be those of other columns."""
    names = ["weight"] if len(split.columns) == 1 else [f"weight_{n + 1}" for n in range(len(split.columns))]
    return [_weight_column(weight, name) for weight, name in zip(split.columns, names, strict=True)]


def _weight_column(weight: ColumnWeight, name: str) -> Column:
    share = "" if weight.percent == WHOLE else f" ({number(weight.percent)}%)"
    return Column(f"{weight.column}{share}", "number", name)


def _year_column(year: FinancialYear) -> Column:
    return Column(str(year), "pounds")


def _open(money: Cell) -> Range | None:
    return money if isinstance(money, Range) and not says_it_all(money) else None


def _by_column(line: Line) -> dict[str, Formula]:
    return {"illustrative_share": line.formula} if line.formula else {}


def _picture(split: Split) -> Picture:
    """The largest shares, as many as a reader can take in, in their order."""
    every: Sequence[Share | Region] = split.regions or split.shares
    largest = nlargest(MOST_BARS, every, key=lambda share: share.amount.headline)
    lines = tuple(bar(share.name, share.amount) for share in largest)
    left_out = len(every) - len(lines)
    text = f"The {len(lines)} largest of {len(every):,} shares." if left_out else "The largest first."
    last = scale_of(lines)
    return Picture("shares", "Illustrative shares", text, (LineGroup("", lines),), ZERO, last)


def _each(split: Split) -> list[Line]:
    return [
        Line(share.name, share.code, share.weights, [part.amount for part in share.years], share.amount, how)
        for share, how in zip(split.shares, _formulas(split), strict=True)
    ]


def _formulas(split: Split) -> Sequence[Formula | None]:
    """How each share follows from the total, where that is by one weight or equally, to the penny.

    Odd pence of equal shares go in order of code. Floors, caps and the like have no formula.
    """
    if split.unit == "penny" and split.each:
        by_code = sorted(range(len(split.shares)), key=lambda index: split.shares[index].code or "")
        places = {index: place for place, index in enumerate(by_code, 1)}
        return [EqualPart(Given("total"), Given("areas"), places[index]) for index in range(len(places))]
    if _is_by_weight(split):
        return [WeightedPart(Given("total"), "weight", "code")] * len(split.shares)
    return [None] * len(split.shares)


def _is_by_weight(split: Split) -> bool:
    """Whether one weight alone makes the shares and both their ends, which is seen by sharing once more."""
    if split.rule != "proportional" or len(split.columns) != 1:
        return False
    weights = whole_weights([share.weight or 0 for share in split.shares])
    codes = [share.code or "" for share in split.shares]
    ends = zip(split.total[:3], zip(*(share.amount[:3] for share in split.shares), strict=True), strict=True)
    return all(
        [pounds(part) for part in apportion(pence(total), weights, ties=codes)] == list(shares)
        for total, shares in ends
        if total is not None
    )


def _together(split: Split) -> list[Line]:
    """Areas without a name stand together where their shares are the same."""
    counts = Counter((share.amount, tuple(part.amount for part in share.years)) for share in split.shares)
    return [
        Line(f"Each of {count:,} areas" if count > 1 else "One area", None, (), years, money)
        for (money, years), count in counts.items()
    ]


def _below(split: Split) -> list[Line]:
    """What of the whole makes no whole unit: with it the lines add up to what is printed last."""
    if not split.below_unit:
        return []
    shares = split.shares[0]
    blank = [None] * len(shares.weights), [None] * len(shares.years)
    return [Line(f"Below the {split.unit}: not shared", None, *blank, split.below_unit)]


def _total(split: Split) -> Line:
    weights = [sum(column) for column in zip(*(share.weights for share in split.shares), strict=True)]
    by_year = zip(*([part.amount for part in share.years] for share in split.shares), strict=True)
    years = [sum(amounts, Decimal(0)) for amounts in by_year]
    return Line("Total", None, weights, years, split.total, Same(Given("total")))


def _by_region(split: Split) -> Table:
    columns = (Column("Region"), Column("Councils", "number"), Column("Illustrative share", "pounds"))
    rows = [Row((region.name, region.areas, region.amount)) for region in split.regions]
    if split.below_unit:
        rows.append(Row((f"Below the {split.unit}: not shared", None, split.below_unit)))
    total = Row(("Total", len(split.shares), split.total), "total")
    return Table("regions", "Illustrative shares by region", columns, (*rows, total))


def _checked(regions: Iterable[Region]) -> Table:
    columns = (
        Column("Region"),
        Column("Column"),
        Column("Its councils", "number"),
        Column("Published", "number"),
        Column("Difference", "number"),
    )
    rows = tuple(
        Row((region.name, figure.column, figure.councils, figure.published, figure.difference))
        for region in regions
        for figure in region.figures
    )
    title = "Figures of the councils added up, and of the region as published"
    return Table("regions-published", title, columns, rows)


def _against(rows: Sequence[AllocationComparison]) -> Table:
    """Two words in two columns: what was awarded, and what the rule would give the same councils."""
    columns: list[tuple[Column, Sequence[Cell]]] = [
        (Column("Awarded to"), [sentence(each.to) for each in rows]),
        (Column("For"), [_purpose(each) for each in rows]),
        (Column("Allocation", "pounds"), [each.allocation for each in rows]),
        (
            Column("Share of", "id", audience="machines"),
            [each.year and str(each.year) for each in rows],
        ),
        (Column("Illustrative share", "pounds"), [each.share or "not in this split" for each in rows]),
        (Column("Difference", "pounds"), [_difference(each) for each in rows]),
    ]
    return _table("against", "Published allocations beside illustrative shares", columns)


def _difference(each: AllocationComparison) -> Cell:
    return "not known" if each.share and each.difference is None else each.difference


def _purpose(each: AllocationComparison) -> str | None:
    """What and when it was awarded for: an allocation is of its own period, whatever the shares are of."""
    return ", ".join(filter(None, [each.for_, each.period])) or None


def _table(
    name: str, title: str, columns: Iterable[tuple[Column, Sequence[Cell]]], last: Role = "plain"
) -> Table:
    """The columns that have anything in them; ``last`` is the role of the last row."""
    shown = [(column, cells) for column, cells in columns if any(cell is not None for cell in cells)]
    cells = list(zip(*(cells for _, cells in shown), strict=True))
    rows = (*(Row(each) for each in cells[:-1]), Row(cells[-1], last))
    return Table(name, title, tuple(column for column, _ in shown), rows)
