"""The shipped data as a module: what was checked when the wheel was built need not be read again."""

from __future__ import annotations

import ast
import re
from hashlib import sha256
from pathlib import Path

from stablehomes.reading.councils import register
from stablehomes.reading.load import load

HEAD = '''"""The strategy's data as it was when this wheel was built; made from the YAML beside it."""

from datetime import date
from decimal import Decimal

from stablehomes.values.days import KnownDate
from stablehomes.catalogue.model import *
from stablehomes.values.years import FinancialYear

'''

COUNCILS_HEAD = '''"""The councils as they were when this wheel was built; made from the YAML beside it."""

from datetime import date

from stablehomes.catalogue.councils import Area, Council, Counted, Register
from stablehomes.catalogue.model import Author, Source
from stablehomes.values.days import KnownDate

'''

SET = re.compile(r"frozenset\(\{(.*?)\}\)")


def module_text(folder: Path) -> str:
    """Python source that gives CATALOGUE, and DIGESTS of the files it was made from.

    Raises InvalidData if the data is not sound: a wheel is never built from data with a fault.
    """
    values = source_of(load(folder))
    return f"{HEAD}DIGESTS = {digests(folder)!r}\nCATALOGUE = {values}\n"


def councils_text(folder: Path) -> str:
    """Python source that gives REGISTER; it is apart, because only a question about areas needs it."""
    values = source_of(register(folder))
    return f"{COUNCILS_HEAD}REGISTER = {values}\n"


def source_of(value: object) -> str:
    """Python source of a value, the same on each run: sets, which have no order, in that of what they hold.

    >>> source_of((frozenset({"b", "a"}), frozenset()))
    "(frozenset({'a', 'b'}), frozenset())"
    """
    return SET.sub(_in_order, repr(value).replace("datetime.date(", "date("))


def _in_order(found: re.Match[str]) -> str:
    held = sorted(map(repr, ast.literal_eval(f"[{found[1]}]")))
    return f"frozenset({{{', '.join(held)}}})"


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each data file, by its name."""
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.yaml"))}
