"""What would each area get? Always illustrative: an allocation is what a body was awarded."""

from __future__ import annotations

from stablehomes.questions.splits.answers import Area as Area
from stablehomes.questions.splits.answers import Share as Share
from stablehomes.questions.splits.answers import Split as Split
from stablehomes.questions.splits.asking import split as split

__all__ = ["Area", "Share", "Split", "split"]
