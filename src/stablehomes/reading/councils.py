"""The register of councils, read only when an area is asked about: a folder's own, or the shipped one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from stablehomes.catalogue.councils import Area, Council, Councils, Counted, Register
from stablehomes.doors.incoming import refusals_of, what_is
from stablehomes.reading.data_files import PACKAGE, shipped_data
from stablehomes.reading.text import LARGEST_DATA_FILE

FILE = "councils.yaml"


def _has_its_own(folder: Path) -> bool:
    with refusals_of(str(folder)):
        return what_is(folder / FILE) == "file"


def councils(folder: str | os.PathLike[str] | None = None, max_size: int = LARGEST_DATA_FILE) -> Councils:
    """The councils that a data folder knows: those of its councils.yaml, or the shipped ones if it has none.

    Raises InvalidData with every problem of the file.

    >>> councils().by_name("leeds city council").code
    'E08000035'
    """
    if folder is not None and _has_its_own(Path(folder)):
        return Councils(register(folder, max_size))
    return _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Councils:
    if (PACKAGE / "reading" / "prebuilt" / "shipped_councils.py").exists():
        shipped: Register = import_module("stablehomes.reading.prebuilt.shipped_councils").REGISTER
        return Councils(shipped)
    return Councils(register(shipped_data()))


def register(folder: str | os.PathLike[str], max_size: int = LARGEST_DATA_FILE) -> Register:
    """The register in a folder's councils.yaml, with the documents of its sources.yaml."""
    from stablehomes.reading.forms import read_forms

    return _register(read_forms(folder, ("sources", FILE.removesuffix(".yaml")), max_size))


def _register(forms: Mapping[str, Any]) -> Register:
    from stablehomes.reading.build import built, source

    form, documents = forms["councils"], forms["sources"].sources
    names = ("codes", "days", "orders", "names", "neighbours")
    named = [getattr(form, f"{name}_source") for name in names]
    return Register(
        councils={code: built(Council, entry, code=code) for code, entry in form.councils.items()},
        areas={code: built(Area, entry, code=code) for code, entry in form.areas.items()},
        sources=tuple(source(id, documents[id]) for id in dict.fromkeys(named) if id in documents),
        counts={
            id: Counted(
                entry.title,
                tuple(
                    source(each, documents[each])
                    for each in (entry.source, entry.earlier_source)
                    if each in documents
                ),
            )
            for id, entry in form.counts.items()
        },
    )
