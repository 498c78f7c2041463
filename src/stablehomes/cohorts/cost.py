"""The question about a cohort, as a script asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from stablehomes.catalogue.model import Catalogue
from stablehomes.catalogue.query import taken, valued
from stablehomes.cohorts.query import CostQuery, ask_about
from stablehomes.questions.cost.cells import RowIs
from stablehomes.questions.cost.cost import Costed

MEMORY = "2GB"
NOTHING: Mapping[str, str] = {}


def cost(
    catalogue: Catalogue,
    cohort: str | Path,
    allowances: str | Iterable[str] = (),
    *,
    by: str | Iterable[str] = (),
    columns: Mapping[str, str] = NOTHING,
    everybody: Mapping[str, str] = NOTHING,
    mapping: str | Path | None = None,
    row_is: RowIs = "placement",
    change: date | str | None = None,
    open_until: date | str | None = None,
    unique: str | None = None,
    memory: str = MEMORY,
    working: bool = False,
) -> Costed:
    """Pounds that allowances cost for the people in a file or a table, before and after a change, and more.

    All that ever changed are costed if none is named. ``columns`` says which column holds a fact,
    ``everybody`` what is the same for all; ``reading`` of the answer says how many rows could not be costed,
    and ``working`` has the steps behind each sum if they are asked for. Raises WrongCall for what the
    cohort does not have, InvalidData if it cannot be read.

    >>> from stablehomes import load
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     people = Path(folder) / "people.csv"
    ...     _ = people.write_text("council,care_leaver,born,left\\nDorset,yes,2005-05-01,2023-10-01\\n")
    ...     answer = cost(load(), people, ["leaving-care"], by=["council"], columns={"on": "left"})
    >>> [(row.by["council"], row.more.headline) for row in answer.rows_]
    [('Dorset', Decimal('1000'))]
    """
    query = taken(
        catalogue,
        CostQuery,
        cohort=cohort,
        allowances=allowances,
        by=by,
        columns=_pairs(columns, "columns"),
        everybody=_pairs(everybody, "everybody"),
        mapping=mapping,
        row_is=row_is,
        change=change,
        open_until=open_until,
        unique=unique,
        memory=memory,
        working=working,
    )
    return ask_about(catalogue, query).costed


def _pairs(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    pairs: Mapping[str, str] = valued(Mapping[str, str], given, name)
    return tuple(f"{fact}={value}" for fact, value in pairs.items())
