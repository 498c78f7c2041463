"""Bars in a terminal: as long as what they stand for, and never wider than the screen."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from rich.cells import cell_len

from conftest import Run
from stablehomes.catalogue.model import Catalogue
from stablehomes.documents.budget import MOST_BARS
from stablehomes.documents.budget import document as budget_document
from stablehomes.documents.form.document import Document
from stablehomes.documents.form.pictures import Line, LineGroup, Picture
from stablehomes.formats import Display
from stablehomes.formats.text import render
from stablehomes.questions.budget import budget


def drawn(width: int, *lines: Line) -> list[str]:
    picture = Picture("p", "Picture", "", (LineGroup("", lines),), Decimal(0), Decimal(100))
    document = Document("T", "A", (), (), (), {}, pictures=(picture,))
    return render(document, Display(width, False, charts=True)).splitlines()[4:]


def test_bars_are_in_proportion_and_begin_where_they_should() -> None:
    whole, half = Line("a", "100", Decimal(0), Decimal(100)), Line("b", "50", Decimal(50), Decimal(100))
    first, second = drawn(80, whole, half)[1:]
    assert first.count("█") // 2 == second.count("█") > 0
    assert first.rindex("█") == second.rindex("█")


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 200])
def test_a_chart_keeps_within_the_width(width: int) -> None:
    line = Line("A long name of a measure " * 3, "£45m (at least £45m)", Decimal(3), Decimal(100))
    lines = drawn(width, line, line._replace(end=Decimal(3)))
    assert max(map(cell_len, lines)) <= width
    assert any("█" in each or "▌" in each for each in lines)


@pytest.mark.parametrize("command", ["budget", "compare", "split families-first-pathfinder"])
@pytest.mark.parametrize("columns", ["40", "80"])
def test_each_command_draws_when_it_is_asked(command: str, columns: str, run: Run) -> None:
    asked = run(*command.split(), "--chart", COLUMNS=columns)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert re.search("[█▌▐▏▎▍▋▊▉]", asked.stdout)
    assert not re.search("[█▌▐]", run(*command.split(), COLUMNS=columns).stdout)


def test_more_bars_than_can_be_told_apart_are_not_drawn(shipped: Catalogue) -> None:
    measure = shipped.measures["families-first-pathfinder"]
    many = {f"measure-{number}": measure._replace(id=f"measure-{number}") for number in range(MOST_BARS + 1)}
    few = dict(list(many.items())[1:])
    assert budget_document(budget(shipped._replace(measures=many))).pictures == ()
    assert budget_document(budget(shipped._replace(measures=few))).pictures != ()
