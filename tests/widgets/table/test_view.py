from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coorddesk.widgets.table.record_list import RecordList
    from tests.widgets.table.conftest import Bench


class Painted(QObject):
    """What of a widget is painted from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return super().eventFilter(watched, event)


def colour_at(made: RecordList, x: int, row: int, y: int) -> str:
    """The colour in a row, `y` pixels below its top."""
    image = made.table.viewport().grab().toImage()
    top = made.table.rowViewportPosition(row)
    ratio = image.devicePixelRatio()
    return QColor(image.pixel(round(x * ratio), round((top + y) * ratio))).name()


def test_a_selected_row_stands_out_over_its_whole_width(bench: Bench) -> None:
    bench.add(["Alpha", "Beta", "Gamma"])
    made = bench.open()
    made.select([2])
    colours = bench.desk.theme.colours
    far = made.table.viewport().width() - 3
    assert [colour_at(made, far, row, 8) for row in range(3)] == [colours.surface, colours.accent_soft, colours.surface]


def test_a_hairline_ends_each_row_and_the_ground_is_empty_below(bench: Bench) -> None:
    bench.add(["Alpha", "Beta"])
    made = bench.open()
    height = made.table.rowHeight(0)
    far = made.table.viewport().width() - 3
    colours = bench.desk.theme.colours
    assert colour_at(made, far, 0, height - 1) == colours.line
    assert colour_at(made, far, 1, height + 5) == colours.surface


def test_the_current_row_has_a_ring_while_the_keyboard_is_there(bench: Bench, qtbot: QtBot) -> None:
    bench.add(["Alpha", "Beta"])
    made = bench.open()
    made.table.setFocus()
    qtbot.waitUntil(made.table.hasFocus)
    made.table.setCurrentIndex(made.model.index(1, 0))
    colours = bench.desk.theme.colours
    assert [colour_at(made, 100, row, 1) for row in (0, 1)] == [colours.surface, colours.accent]
    made.table.clearFocus()
    assert colour_at(made, 100, 1, 1) == colours.accent_soft


def test_the_ring_leaves_a_row_over_its_whole_width(bench: Bench, qtbot: QtBot) -> None:
    bench.add(["Alpha", "Beta", "Gamma"])
    made = bench.open()
    table, nothing = made.table, QItemSelectionModel.SelectionFlag.NoUpdate
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.selectionModel().setCurrentIndex(made.model.index(0, 0), nothing)
    qtbot.wait(50)  # whatever was to be painted is
    painted = Painted(table.viewport())
    table.selectionModel().setCurrentIndex(made.model.index(2, 0), nothing)
    far = table.viewport().width() - 1
    corners = [QPoint(far, table.rowViewportPosition(row) + 1) for row in (0, 2)]
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert [painted.region.contains(corner) for corner in corners] == [True, True]


def test_the_row_under_the_pointer_is_raised(bench: Bench, qtbot: QtBot) -> None:
    bench.add(["Alpha", "Beta"])
    made = bench.open()
    far = made.table.viewport().width() - 3
    colours = bench.desk.theme.colours
    for row in (0, 1):
        QTest.mouseMove(made.table.viewport(), QPoint(10, made.table.rowViewportPosition(row) + 5))
    qtbot.waitUntil(lambda: colour_at(made, far, 1, 8) == colours.raised)
    assert colour_at(made, far, 0, 8) == colours.surface


def test_a_text_that_is_cut_off_is_shown_whole_beside_it(bench: Bench, qtbot: QtBot) -> None:
    bench.add(["A supplier with a name that is far too long for the column it stands in", "Short"])
    made = bench.open()

    def ask(row: int) -> None:
        QToolTip.hideText()
        position = made.table.visualRect(made.model.index(row, 0)).center()
        viewport = made.table.viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QHelpEvent.Type.ToolTip, position, viewport.mapToGlobal(position)))

    ask(1)
    assert not QToolTip.isVisible()
    ask(0)
    assert QToolTip.text() == "A supplier with a name that is far too long for the column it stands in"
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_menu_key_opens_the_menu_beside_the_current_row(bench: Bench) -> None:
    bench.add(["Alpha", "Beta"])
    made = bench.open()
    made.table.setCurrentIndex(made.model.index(1, 0))
    wanted: list[QPoint] = []
    made.table.menu_wanted.disconnect()
    made.table.menu_wanted.connect(wanted.append)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(made.table.viewport(), event)
    below = made.table.visualRect(made.model.index(1, 0)).bottomLeft()
    assert wanted == [made.table.viewport().mapToGlobal(below)]


def test_rows_grow_with_the_font(bench: Bench) -> None:
    bench.add(["Alpha"])
    made = bench.open()
    before = made.table.rowHeight(0)
    font = made.table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    made.table.setFont(font)
    assert made.table.rowHeight(0) > before
