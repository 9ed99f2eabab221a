from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.core.messages import verbatim
from coorddesk.widgets.tick_list import TickList

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk


@pytest.fixture
def lanes() -> str:
    return "immediate"


def test_space_and_enter_turn_the_tick_of_a_line(desk: SampleDesk, qtbot: QtBot) -> None:
    ticks = TickList(desk, verbatim("Who"))
    qtbot.addWidget(ticks)
    turned: list[list[int]] = []
    ticks.turned.connect(lambda: turned.append(ticks.ticked()))
    ticks.show_lines([("Ab", True), ("Bc", False), ("Cd", True)])
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    QTest.keyClick(ticks, Qt.Key.Key_Down)
    QTest.keyClick(ticks, Qt.Key.Key_Return)
    assert turned == [[0, 2], [2], [1, 2]]
    ticks.show_lines([])
    assert (ticks.count(), ticks.ticked(), turned[-1]) == (0, [], [])


def test_control_a_ticks_all_lines_and_then_none(desk: SampleDesk, qtbot: QtBot) -> None:
    ticks = TickList(desk, verbatim("Who"))
    qtbot.addWidget(ticks)
    ticks.show_lines([("Ab", True), ("Bc", False), ("Cd", False)])
    turned: list[list[int]] = []
    ticks.turned.connect(lambda: turned.append(ticks.ticked()))
    for _time in range(2):
        QTest.keyClick(ticks, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert turned == [[0, 1, 2], []]
