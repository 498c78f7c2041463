"""A new data folder as a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stablehomes.documents.form.document import Column, Document, Row, Table


def document(folder: Path, files: Sequence[Path]) -> Document:
    """The files that were written, and what to do next."""
    rows = tuple(Row((str(file),)) for file in files)
    return Document(
        title="A data folder to fill in",
        answer=f"{folder} is sound data. Change its files, then run: stablehomes check --data {folder}",
        tables=(Table("files", "Files", (Column("File", "id"),), rows),),
        notes=(),
        sources=(),
        data={},
    )
