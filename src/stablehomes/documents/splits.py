"""A split as a document."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from heapq import nlargest
from typing import NamedTuple

from stablehomes.cell_formulas import EqualPart, Formula, Given, Same, WeightedPart
from stablehomes.document import Cell, Column, Document, Input, Row, Table
from stablehomes.documents.drawing import bar, scale_of
from stablehomes.pictures import ZERO, LineGroup, Picture
from stablehomes.plain import plain
from stablehomes.questions.splits import Share, Split
from stablehomes.ranges import Range, computed
from stablehomes.wording import in_full, number, pounds_in_prose, qualified, says_it_all, sentence

RULES = {"equal": "equal shares", "proportional": "in proportion to the weights"}

MOST_BARS = 50


def document(split: Split) -> Document:
    """The share of each, then the shares by area, which add up to the whole."""
    when = f", {split.year}" if split.year else ""
    return Document(
        title=f"{split.title}{when}: illustrative shares",
        answer=_answer(split),
        tables=_tables(split),
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
    return sentence(f"{whole} among {areas} is {each} each, in {RULES[split.rule]}.")


class Line(NamedTuple):
    """One line of the table: an area, or areas without a name that get the same."""

    name: str
    code: str | None
    weight: Decimal | None
    money: Range
    formula: Formula | None = None


def _picture(split: Split) -> Picture:
    """The largest shares, as many as a reader can take in, in their order."""
    largest = nlargest(MOST_BARS, split.shares, key=lambda share: share.amount)
    lines = tuple(bar(share.name, _range(share)) for share in largest)
    left_out = len(split.shares) - len(lines)
    text = f"The {len(lines)} largest of {len(split.shares):,} shares." if left_out else "The largest first."
    last = scale_of(lines)
    return Picture("shares", "Illustrative shares", text, (LineGroup("", lines),), ZERO, last)


def _tables(split: Split) -> tuple[Table, ...]:
    """The share of each area; areas without a name stand together where people read them."""
    if split.among in ("announced", "number"):
        together = _table(split, _together(split), "people")
        return together, _table(split, _each(split), "machines")
    return (_table(split, _each(split), "all"),)


def _table(split: Split, lines: list[Line], readers: str) -> Table:
    """Codes, weights and ranges have a column where there are any."""
    weight = sum((share.weight for share in split.shares), Decimal(0))
    whole = weight if split.rule == "proportional" else None
    with_total = [*lines, Line("Total", None, whole, split.total, Same(Given("total")))]
    columns: dict[Column, list[Cell]] = {
        Column("Area"): [line.name for line in with_total],
        Column("Code"): [line.code for line in with_total],
        Column("Weight", "number"): [line.weight for line in with_total],
        Column("Illustrative share", "pounds"): [line.money for line in with_total],
        Column("Range", "open pounds"): [
            None if says_it_all(line.money) else line.money for line in with_total
        ],
    }
    shown = {column: cells for column, cells in columns.items() if any(cell is not None for cell in cells)}
    cells = list(zip(*shown.values(), strict=True))
    rows = [Row(each, formulas=_by_column(line)) for each, line in zip(cells, with_total, strict=True)]
    rows[-1] = rows[-1]._replace(role="total", name="total of shares")
    return Table("shares", "Illustrative shares", tuple(shown), tuple(rows), readers)


def _by_column(line: Line) -> dict[str, Formula]:
    return {"illustrative_share": line.formula} if line.formula else {}


def _each(split: Split) -> list[Line]:
    weighted = split.rule == "proportional"
    return [
        Line(share.name, share.code, share.weight if weighted else None, _range(share), formula)
        for share, formula in zip(split.shares, _formulas(split), strict=True)
    ]


def _formulas(split: Split) -> list[Formula]:
    """How each share follows from the total: by the weights, or equally with odd pence in order of code."""
    if split.rule == "proportional":
        return [WeightedPart(Given("total"), "weight", "code")] * len(split.shares)
    by_code = sorted(range(len(split.shares)), key=lambda index: split.shares[index].code or "")
    places = {index: place for place, index in enumerate(by_code, 1)}
    return [EqualPart(Given("total"), Given("areas"), places[index]) for index in range(len(split.shares))]


def _together(split: Split) -> list[Line]:
    """Areas without a name stand together where their shares are the same."""
    counts = Counter(_range(share) for share in split.shares)
    return [
        Line(f"Each of {count:,} areas" if count > 1 else "One area", None, None, money)
        for money, count in counts.items()
    ]


def _range(share: Share) -> Range:
    return computed(share.amount, share.low, share.high)
