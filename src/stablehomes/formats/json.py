"""JSON: the answer's plain values, with amounts in their exact digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import simplejson

from stablehomes.answers.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stablehomes.documents.form.document import Document
    from stablehomes.formats import Display
    from stablehomes.problems.problem import Problem


def render(document: Document, _display: Display) -> str:
    """One JSON object; the same document gives the same bytes."""
    return written(document.data)


def render_problems(problems: Sequence[Problem], _display: Display) -> str:
    """One JSON object that holds the problems alone, where there is no answer."""
    return written({"problems": plain(problems)})


def written(data: dict[str, Any]) -> str:
    """Plain values as JSON text.

    >>> from decimal import Decimal
    >>> print(written({"amount": Decimal("120.50")}), end="")
    {
      "amount": 120.50
    }
    """
    return simplejson.dumps(data, indent=2, ensure_ascii=False, use_decimal=True) + "\n"
