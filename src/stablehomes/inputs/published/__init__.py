"""Files of figures by area as councils and departments publish them: CSV and workbooks, read as they are.

``read_area_figures`` is the door. Behind it, each step is one module: ``sheets`` makes cells of a file,
``layouts`` finds out what its columns are, ``choosing`` picks the rows, ``cells`` reads numbers,
``suppression`` says what becomes of symbols in their place, ``areas`` puts it together,
``joining`` brings several files together.
"""

from __future__ import annotations

from stablehomes.inputs.published.joining import read_area_figures as read_area_figures

__all__ = ["read_area_figures"]
