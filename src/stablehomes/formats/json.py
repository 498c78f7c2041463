"""JSON: the answer's plain values, with amounts in their exact digits."""

from __future__ import annotations

import re
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
    return plain_signs(simplejson.dumps(data, indent=2, ensure_ascii=False, use_decimal=True)) + "\n"


# Signs that steer a screen or a line, or are none: control, format, separators of lines, surrogates.
STEERING = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)


def plain_signs(text: str) -> str:
    """JSON in which no sign steers a screen, ends a line or begins a command of a workflow: escaped instead.

    >>> print(plain_signs('"a\\x9b31mb ##[c]"'))
    "a\\u009b31mb #\\u0023[c]"
    """
    return STEERING.sub(_escaped, text.replace("##[", "#\\u0023["))


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", errors="surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
