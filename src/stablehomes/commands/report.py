"""stablehomes report"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from stablehomes.commands.answering import answer
from stablehomes.commands.options import Common, command

if TYPE_CHECKING:
    from stablehomes.catalogue.model import Catalogue
    from stablehomes.documents.form.document import Document

MANY = 20  # parts; fewer are made before anybody wonders


@command
def report(common: Common) -> None:
    """Everything on a page or in a workbook.

    Example: stablehomes report --output report.html
    """

    def ask(catalogue: Catalogue) -> Document:
        from stablehomes.documents.report import document
        from stablehomes.questions.report import report_parts

        parts = list(report_parts(catalogue))
        hidden = len(parts) < MANY or not sys.stderr.isatty()
        with typer.progressbar(parts, label="Making the report", file=sys.stderr, hidden=hidden) as waiting:
            return document(catalogue, waiting)

    answer(common, ask)
