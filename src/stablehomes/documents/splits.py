"""A split as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from stablehomes.document import Cell, Column, Document, Row, Table
from stablehomes.plain import plain
from stablehomes.questions.splits.answers import Beside, Region, Share, Split
from stablehomes.ranges import Range, computed
from stablehomes.terms import WHOLE, ColumnWeight
from stablehomes.wording import in_full, number, pounds_in_prose, qualified, says_it_all, sentence
from stablehomes.years import FinancialYear

RULES = {
    "equal": "in equal shares",
    "proportional": "in proportion to the weights",
    "formula": "by the formula",
}


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
        if any(region.figures for region in split.regions):
            yield _checked(split.regions)
    else:
        yield _by_area(split)
    if split.against:
        yield _against(split.against)


class Line(NamedTuple):
    """One line of the table: an area, areas without a name that get the same, or a sum at the end."""

    name: str
    code: str | None
    weights: Sequence[Cell]
    years: Sequence[Cell]
    money: Cell


def _by_area(split: Split) -> Table:
    """Codes, weights, years and ranges have a column where there are any."""
    lines = _together(split) if _without_names(split) else _each(split)
    lines = [*lines, *_below(split), _total(split)]
    years = [part.year for part in split.shares[0].years]
    columns: list[tuple[Column, Sequence[Cell]]] = [
        (Column("Area"), [line.name for line in lines]),
        (Column("Code"), [line.code for line in lines]),
        *zip(
            map(_weight_column, split.columns),
            zip(*(line.weights for line in lines), strict=True),
            strict=True,
        ),
        *zip(map(_year_column, years), zip(*(line.years for line in lines), strict=True), strict=True),
        (Column("Illustrative share", "pounds"), [line.money for line in lines]),
        (Column("Range", "open pounds"), [_open(line.money) for line in lines]),
    ]
    return _table("shares", "Illustrative shares", columns, last="total")


def _without_names(split: Split) -> bool:
    return split.among in ("announced", "number")


def _weight_column(weight: ColumnWeight) -> Column:
    name = weight.column if weight.percent == WHOLE else f"{weight.column} ({number(weight.percent)}%)"
    return Column(name, "number")


def _year_column(year: FinancialYear) -> Column:
    return Column(str(year), "pounds")


def _open(money: Cell) -> Range | None:
    return money if isinstance(money, Range) and not says_it_all(money) else None


def _each(split: Split) -> list[Line]:
    return [
        Line(share.name, share.code, share.weights, [part.amount for part in share.years], _range(share))
        for share in split.shares
    ]


def _together(split: Split) -> list[Line]:
    """Areas without a name stand together where their shares are the same."""
    counts = Counter((_range(share), tuple(part.amount for part in share.years)) for share in split.shares)
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
    return Line("Total", None, weights, [sum(amounts, Decimal(0)) for amounts in by_year], split.total)


def _by_region(split: Split) -> Table:
    columns = (Column("Region"), Column("Councils", "number"), Column("Illustrative share", "pounds"))
    rows = [Row((region.name, region.areas, _range(region))) for region in split.regions]
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


def _against(rows: Sequence[Beside]) -> Table:
    """Two words in two columns: what was awarded, and what the rule would give the same councils."""
    columns: list[tuple[Column, Sequence[Cell]]] = [
        (Column("Awarded to"), [each.to for each in rows]),
        (Column("For"), [_purpose(each) for each in rows]),
        (Column("Allocation", "pounds"), [each.allocation for each in rows]),
        (Column("Illustrative share", "pounds"), [each.share or "not in this split" for each in rows]),
        (Column("Difference", "pounds"), [each.difference for each in rows]),
    ]
    return _table("against", "Published allocations beside illustrative shares", columns)


def _purpose(each: Beside) -> str | None:
    """What and when it was awarded for: an allocation is of its own period, whatever the shares are of."""
    return ", ".join(filter(None, [each.for_, each.period])) or None


def _table(
    name: str, title: str, columns: Iterable[tuple[Column, Sequence[Cell]]], last: str = "plain"
) -> Table:
    """The columns that have anything in them; ``last`` is the role of the last row."""
    shown = [(column, cells) for column, cells in columns if any(cell is not None for cell in cells)]
    cells = list(zip(*(cells for _, cells in shown), strict=True))
    rows = (*(Row(each) for each in cells[:-1]), Row(cells[-1], last))
    return Table(name, title, tuple(column for column, _ in shown), rows)


def _range(share: Share | Region) -> Range:
    return computed(share.amount, share.low, share.high)
