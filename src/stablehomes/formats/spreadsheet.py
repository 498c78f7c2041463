"""Formulas in the language of spreadsheets, each of which gives the program's own figure to the penny.

Amounts in a workbook are binary fractions, so every step is rounded to the pence that the program counts in.
An end that is open is an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from stablehomes.documents.form.formulas import (
    At,
    Difference,
    EqualPart,
    Formula,
    PerCent,
    Product,
    Remainder,
    Same,
    Total,
    WeightedPart,
)
from stablehomes.formats.sheets import Cells

# LibreOffice takes a quotient for whole that differs from it by less than this part of itself.
EXACT_BELOW = 10**14
MOST_ROWS = 500  # each row looks at all rows
# Which end of what is taken off, or of what something is in per cent of, goes with an end.
OPPOSITE = {"": "", "low": "high", "high": "low"}


def written(formula: Formula, end: str, cells: Cells) -> str | None:
    """The formula for a value, or for its low or high end or its qualifier; None if it cannot be written.

    A formula that speaks of a cell that is not in the workbook cannot, nor one whose numbers are too large
    for a spreadsheet to reckon with exactly.
    """
    try:
        if end == "qualifier" and not isinstance(formula, Same | Product):
            return _qualifier(cells)
        text = WRITERS[type(formula)](formula, end, cells)
    except KeyError:
        return None
    return None if text is None else f"={text}"


def _qualifier(cells: Cells) -> str:
    own, low, high = (cells.own(end) for end in ("", "low", "high"))
    return (
        f'=IF(AND({low}={own},{high}={own}),"exact",'
        f'IF({low}={own},"at least",IF({high}={own},"up to","about")))'
    )


def _same(formula: Same, end: str, cells: Cells) -> str:
    of = cells.at(formula.of, end)
    return f'IF({of}="","",{of})' if end in ("low", "high") else of


def _total(formula: Total, end: str, cells: Cells) -> str:
    runs = cells.runs(formula.rows, end)
    if not runs:
        return "0"
    total = f"ROUND(SUM({','.join(runs)}),2)"
    if not end:
        return total
    heads = cells.runs(formula.rows, "")
    opened = "+".join(f'SUMPRODUCT(({head}<>"")*({run}=""))' for head, run in zip(heads, runs, strict=True))
    return f'IF({opened}>0,"",{total})'


def _remainder(formula: Remainder, end: str, cells: Cells) -> str:
    whole, part = cells.at(formula.whole, end), cells.at(formula.part, OPPOSITE[end])
    if end == "high":
        return f'IF({whole}="","",MAX(ROUND({whole}-IF({part}="",0,{part}),2),0))'
    rest = f"MAX(ROUND({whole}-{part},2),0)"
    return f'IF(OR({whole}="",{part}=""),0,{rest})' if end == "low" else rest


def _difference(formula: Difference, end: str, cells: Cells) -> str:
    of, less = cells.at(formula.of, end), cells.at(formula.less, OPPOSITE[end])
    return _if_closed(end, [of, less], f"ROUND({of}-{less},2)")


def _product(formula: Product, end: str, cells: Cells) -> str:
    amount = cells.at(formula.by, end)
    if end == "qualifier":
        return amount
    return _if_closed(end, [amount], f"ROUND({cells.at(formula.of)}*{amount},2)")


def _per_cent(formula: PerCent, end: str, cells: Cells) -> str:
    """To two decimals, half to even, as the program rounds; spreadsheets round half away from nothing."""
    part, whole = cells.at(formula.part, end), cells.at(formula.base, OPPOSITE[end])
    base = _pence(whole)
    parts = f"{_pence(part)}*10000/{base}"
    half_to_odd = f"AND(ABS({parts}-TRUNC({parts}))=0.5,ISEVEN(TRUNC({parts})))"
    percent = f'IF({base}=0,"",(ROUND({parts},0)-IF({half_to_odd},SIGN({parts}),0))/100)'
    return _if_closed(end, [part, whole], percent)


def _if_closed(end: str, ends: Sequence[str], value: str) -> str:
    """The value of an end, which is open if one that it is made of is; a headline is never open."""
    opened = ",".join(f'{each}=""' for each in ends)
    return f'IF(OR({opened}),"",{value})' if end else value


def _equal_part(formula: EqualPart, end: str, cells: Cells) -> str:
    whole, among = cells.at(formula.whole, end), cells.at(formula.among)
    pence = _pence(whole)
    floor = f"INT({pence}/{among})"
    part = f"({floor}+IF({formula.place}<={pence}-{among}*{floor},1,0))/100"
    fewest, most = cells.at(formula.among, "low"), cells.at(formula.among, "high")
    if not end:
        return part
    if fewest == most:  # a number without ends
        return f'IF({whole}="","",{part})'
    least = f'IF({most}="",0,INT({pence}/{most})/100)'
    largest = f"-INT(-{pence}/MAX({fewest},1))/100"
    return f'IF({whole}="","",IF({fewest}={most},{part},{least if end == "low" else largest}))'


def _weighted_part(formula: WeightedPart, end: str, cells: Cells) -> str | None:
    """The exact share rounded down, and a penny more where the remainder is among the largest.

    With the sum in pence as P, this row's weight in whole numbers as w, all weights as W, their sum as T,
    ties as this row's place and all of them, the headline reads (a remainder r of a weight is written out as
    P*w-T*INT(P*w/T), in whole numbers):

        = (INT(P*w/T)                                    whole pence that are earned
           + IF( SUMPRODUCT(--(r(W) > r(w)))             rows whose claim to an odd penny is better
               + SUMPRODUCT((r(W) = r(w))*(ties < tie))  rows with the same claim that come first
               < P - SUMPRODUCT(INT(P*W/T)),             odd pence that nobody has earned whole
               1, 0))/100                                one of them is for this row, or none
    """
    scale = _scale(formula, cells)
    if scale is None:
        return None
    whole = cells.at(formula.whole, end)
    pence = _pence(whole)
    weight, all_weights = cells.at(At(formula.weight)), cells.plain_rows(formula.weight)
    # Weights with decimals are made whole, so that every product below is exact.
    own, each = f"ROUND({weight}*{scale},0)", f"ROUND({all_weights}*{scale},0)"
    total = f"ROUND(SUM({all_weights})*{scale},0)"

    def remainder(weights: str) -> str:
        # MOD would say the same, but Excel's gives an error where the quotient is large.
        return f"({pence}*{weights}-{total}*INT({pence}*{weights}/{total}))"

    ties, tie = cells.plain_rows(formula.tie), cells.at(At(formula.tie))
    # SUMPRODUCT looks at all rows without being entered as a formula of an array.
    larger = f"SUMPRODUCT(--({remainder(each)}>{remainder(own)}))"
    equal = f"SUMPRODUCT(({remainder(each)}={remainder(own)})*({ties}<{tie}))"
    left_over = f"{pence}-SUMPRODUCT(INT({pence}*{each}/{total}))"
    earned = f"INT({pence}*{own}/{total})"
    part = f"({earned}+IF({larger}+{equal}<{left_over},1,0))/100"
    return f'IF({whole}="","",{part})' if end else part


def _scale(formula: WeightedPart, cells: Cells) -> int | None:
    """What makes whole numbers of the weights; None where a spreadsheet cannot do this sum exactly."""
    weights = [each for each in cells.plain_values(formula.weight) if isinstance(each, int | Decimal)]
    ties = list(cells.plain_values(formula.tie))
    in_plain_order = all(re.fullmatch("[0-9A-Z]+", str(each)) for each in ties) and len(set(ties)) == len(
        ties
    )
    if len(weights) != len(ties) or len(ties) > MOST_ROWS or not in_plain_order:
        return None
    decimals = max(-int(Decimal(each).as_tuple().exponent) for each in weights)
    scale = 10 ** max(decimals, 0)
    largest = cells.largest(formula.whole) * 100 * max(weights) * scale
    return scale if largest < EXACT_BELOW else None


def _pence(pounds: str) -> str:
    return f"ROUND({pounds}*100,0)"


WRITERS: dict[type, Callable[[Any, str, Cells], str | None]] = {
    Same: _same,
    Total: _total,
    Remainder: _remainder,
    Difference: _difference,
    PerCent: _per_cent,
    Product: _product,
    EqualPart: _equal_part,
    WeightedPart: _weighted_part,
}
