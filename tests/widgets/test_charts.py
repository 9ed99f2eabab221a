"""Charts on screen: by mouse and by keyboard every value opens what is behind it, and says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from coorddesk.widgets.charts import BarChart, ColumnChart, ColumnSeries, FigureLine, FigureTable, Mark

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

pytestmark = pytest.mark.parametrize("lanes", ["immediate"], indirect=True)

_LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, chart: BarChart | ColumnChart | FigureTable) -> list[object]:
    """A chart in front, and what it will open."""
    opened: list[object] = []
    qtbot.addWidget(chart)
    chart.resize(480, 320)
    chart.opened.connect(opened.append)
    chart.show()
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)
    return opened


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def test_bars_show_the_first_and_then_all(desk: SampleDesk, qtbot: QtBot) -> None:
    marks = [Mark(f"Room {number}", 20 - number, f"{20 - number}", number or None) for number in range(11)]
    chart = BarChart(desk, "Rooms", marks)
    opened = shown(qtbot, chart)
    assert [made.accessibleName() for made in chart.buttons] == [f"Room {each}: {20 - each}" for each in range(8)]
    for place in (0, 2):  # behind the first is nothing
        QTest.mouseClick(chart.buttons[place], _LEFT)
    press(Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Space)
    assert opened == [2, 3, 7]
    stops = [made for made in chart.buttons if made.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [chart.buttons[7]]
    (more,) = chart.findChildren(QPushButton)
    assert more.text() == "Show all 11"
    QTest.mouseClick(more, _LEFT)
    press(Qt.Key.Key_Enter)
    assert (len(chart.buttons), more.isVisible(), opened[3:]) == (11, False, [8])


def test_columns_and_points_lie_where_their_values_are(desk: SampleDesk, qtbot: QtBot) -> None:
    values = {"Came": (40, 0, 10), "Left": (20, 30, 10)}
    series = []
    for title, each in values.items():
        marks = tuple(Mark(step, value, f"{value}", (title, step)) for step, value in zip("ABC", each, strict=True))
        series.append(ColumnSeries(title, marks, is_line=title == "Left"))
    chart = ColumnChart(desk, "Months", "ABC", series)
    opened = shown(qtbot, chart)
    came, left = chart.buttons[:3], chart.buttons[3:]
    heights = [made.height() for made in came]
    assert heights[0] > heights[2] > heights[1] > 0
    assert [made.accessibleName() for made in left] == ["Left, A: 20", "Left, B: 30", "Left, C: 10"]
    points = [made.geometry().center() for made in left]
    assert points[1].y() < points[0].y() < points[2].y()
    assert [chart.childAt(point) for point in points] == left
    assert chart.childAt(came[0].geometry().center() + QPoint(0, 40)) is came[0]
    QTest.mouseClick(came[0], _LEFT)
    press(Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert opened == [("Came", "A"), ("Came", "B"), ("Left", "B")]


def test_a_line_of_the_table_opens_by_click_and_enter(desk: SampleDesk, qtbot: QtBot) -> None:
    lines = [FigureLine("Came", "4", "3", "came"), FigureLine("Left", "0", "–"), FigureLine("Stays", "4", "2", "stay")]
    table = FigureTable(desk, ("Figure", "Now", "Before"), lines)
    opened = shown(qtbot, table)
    for row in (1, 2):
        QTest.mouseClick(table.viewport(), _LEFT, pos=table.visualRect(table.model().index(row, 1)).center())
    table.setFocus()
    press(Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert opened == ["stay", "came"]
