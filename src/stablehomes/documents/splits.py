"""A split as a document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stablehomes.document import Cell, Column, Document, Row, Table
from stablehomes.plain import plain
from stablehomes.questions.splits import Share, Split
from stablehomes.ranges import Range, computed
from stablehomes.wording import in_full, number, pounds_in_prose, qualified, sentence

RULES = {"equal": "equal shares", "proportional": "in proportion to the weights"}


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
    )


def _answer(split: Split) -> str:
    whole = in_full(split.total, pounds_in_prose)
    areas = f"{qualified(split.areas, number)} {'area' if split.areas.headline == 1 else 'areas'}"
    if split.each is None:
        return sentence(f"{whole} among {areas}, {RULES[split.rule]}.")
    each = in_full(split.each, pounds_in_prose)
    return sentence(f"{whole} among {areas} is {each} each, in {RULES[split.rule]}.")


def _tables(split: Split) -> tuple[Table, ...]:
    """The share of each area; areas without a name stand together where people read them."""
    rows = tuple(_area_rows(split))
    if split.among not in ("announced", "number"):
        return (_table(split, rows, "all"),)
    return _table(split, tuple(_numbered_rows(split)), "people"), _table(split, rows, "machines")


def _table(split: Split, rows: tuple[Row, ...], readers: str) -> Table:
    weight = (Column("Weight", "number"),) if split.rule == "proportional" else ()
    columns = (Column("Area"), Column("Code"), *weight, Column("Illustrative share", "pounds"))
    total = Row(
        ("Total", None, *_weight(split, sum(share.weight for share in split.shares)), split.total), "total"
    )
    return Table("shares", "Illustrative shares", columns, (*rows, total), readers)


def _area_rows(split: Split) -> Iterator[Row]:
    for share in split.shares:
        yield Row((share.name, share.code, *_weight(split, share.weight), _range(share)))


def _numbered_rows(split: Split) -> Iterator[Row]:
    """Areas without a name stand together where their shares are the same."""
    together: dict[Range, int] = {}
    for share in split.shares:
        together[_range(share)] = together.get(_range(share), 0) + 1
    for amount, count in together.items():
        yield Row((f"Each of {count:,} areas" if count > 1 else "One area", None, amount))


def _weight(split: Split, weight: Decimal | int) -> tuple[Cell, ...]:
    return (weight,) if split.rule == "proportional" else ()


def _range(share: Share) -> Range:
    return computed(share.amount, share.low, share.high)
