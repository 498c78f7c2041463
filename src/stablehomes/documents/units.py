"""How a number is said in its unit."""

from __future__ import annotations

from stablehomes.catalogue.model import Unit
from stablehomes.values.wording import Say, number, pounds_in_prose

AFTER: dict[Unit | None, str] = {"per cent": "%", "areas": " areas", "people": " people", "points": " points"}


def say_of(unit: Unit | None, pounds: Say = pounds_in_prose) -> Say:
    """How a number in this unit is said, with the unit; one that only counts is said alone.

    >>> from decimal import Decimal
    >>> say_of("areas")(Decimal(12)), say_of("pounds")(Decimal(2000)), say_of(None)(Decimal(3))
    ('12 areas', '£2,000', '3')
    """
    return pounds if unit == "pounds" else lambda value: number(value) + AFTER.get(unit, "")
