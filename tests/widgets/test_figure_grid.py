"""A grid of figures: each says what is behind it, and what is chosen stays so when it is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from coorddesk.widgets.charts import FigureGrid, GridCell, GridLine
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

pytestmark = pytest.mark.parametrize("lanes", ["immediate"], indirect=True)


def line(name: str, *keys: str | None, is_strong: bool = False) -> GridLine:
    return GridLine(name, tuple(GridCell(f"{place}.00", key) for place, key in enumerate(keys)), name, is_strong)


def test_names_are_cut_short_before_figures(desk: SampleDesk, qtbot: QtBot) -> None:
    grid = FigureGrid(desk, "Costs")
    qtbot.addWidget(grid)
    grid.resize(600, 300)
    figures = tuple(GridCell("1,176,705.12") for _column in range(3))
    grid.show_lines(
        ["Line", "1", "2", "3"], [GridLine("A budget line with a name that has no end", figures, None, True)]
    )
    grid.show()
    room = QFontMetrics(desk.theme.font(TypeScale.STRONG)).horizontalAdvance("1,176,705.12") + 2 * TIGHT
    assert all(grid.columnWidth(column) > room for column in (1, 2, 3))


def test_figures_are_chosen_opened_and_kept(desk: SampleDesk, qtbot: QtBot) -> None:
    grid = FigureGrid(desk, "Costs")
    qtbot.addWidget(grid)
    chosen: list[object] = []
    opened: list[object] = []
    grid.chosen.connect(chosen.append)
    grid.opened.connect(opened.append)
    grid.show_lines(["Room", "2026", "2027"], [line("All", "a", "b", is_strong=True), line("Room 1", "c", None)])
    assert (grid.key(), chosen) == ("a", [])
    grid.choose("c")
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert (chosen, opened) == (["c"], ["c"])
    grid.show_lines(["Room", "2026", "2027"], [line("All", "a"), line("Room 0", "d"), line("Room 1", "c")])
    assert (grid.key(), grid.currentRow(), chosen) == ("c", 2, ["c"])
    grid.show_lines(["Room", "2026"], [])
    assert grid.key() is None
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert opened == ["c"]
