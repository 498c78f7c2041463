"""The question about a cohort, as a script asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from stablehomes.catalogue.model import Catalogue
from stablehomes.cohorts.query import Asked, ask_about
from stablehomes.questions.cost.cells import RowIs
from stablehomes.questions.cost.cost import Costed

MEMORY = "2GB"
NOTHING: Mapping[str, str] = {}


def cost(
    catalogue: Catalogue,
    cohort: str | Path,
    allowances: Sequence[str] = (),
    *,
    by: Sequence[str] = (),
    columns: Mapping[str, str] = NOTHING,
    everybody: Mapping[str, str] = NOTHING,
    mapping: Path | None = None,
    row_is: RowIs = "placement",
    change: date | None = None,
    open_until: date | None = None,
    unique: str | None = None,
    memory: str = MEMORY,
) -> Costed:
    """Pounds that allowances cost for the people in a file or a table, before and after a change, and more.

    All that ever changed are costed if none is named. ``columns`` says which column holds a fact,
    ``everybody`` what is the same for all; ``reading`` of the answer says how many rows could not be costed.
    Raises WrongCall for what the cohort does not have, InvalidData if it cannot be read.

    >>> from stablehomes import load
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     people = Path(folder) / "people.csv"
    ...     _ = people.write_text("council,care_leaver,left\\nDorset,yes,2023-10-01\\n")
    ...     answer = cost(load(), people, ["leaving-care"], by=["council"], columns={"on": "left"})
    >>> [(row.by["council"], row.more.headline) for row in answer.rows]
    [('Dorset', Decimal('1000'))]
    """
    asked = Asked(
        cohort=str(cohort),
        allowances=tuple(allowances),
        by=tuple(by),
        columns=tuple(f"{fact}={name}" for fact, name in columns.items()),
        everybody=tuple(f"{fact}={value}" for fact, value in everybody.items()),
        mapping=mapping,
        row_is=row_is,
        change=change,
        open_until=open_until,
        people=None,
        unique=unique,
        memory=memory,
        cells=None,
        published=None,
    )
    return ask_about(catalogue, asked).costed
