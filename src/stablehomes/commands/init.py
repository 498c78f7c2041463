"""stablehomes init"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stablehomes.commands.answering import respond
from stablehomes.commands.options import Common
from stablehomes.formats import Format

if TYPE_CHECKING:
    from stablehomes.documents.form.document import Document


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make and fill.")],
) -> None:
    """Begin a data folder of your own: four small files to change. Nothing is ever overwritten.

    Example: stablehomes init my-data
    """

    def make() -> Document:
        from stablehomes.commands.starter import write_starter
        from stablehomes.documents import init as documents

        return documents.document(folder, write_starter(folder))

    respond(Common(None, Format.text, None), make)
