from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from coorddesk.core.messages import verbatim
from coorddesk.widgets.chips import Chip, Chips
from coorddesk.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk


@pytest.fixture
def lanes() -> str:
    return "immediate"


def shown(chips: Chips) -> list[QPushButton]:
    return [button for button in chips.findChildren(QPushButton) if not button.isHidden()]


def test_chips_are_unseen_while_there_is_none(desk: SampleDesk, qtbot: QtBot) -> None:
    chips = Chips(desk)
    qtbot.addWidget(chips)
    assert chips.isHidden()
    chips.show_chips([Chip(verbatim("Place: Nord & Sud"), 1)])
    assert [button.text() for button in shown(chips)] == ["Place: Nord && Sud\N{EN SPACE}✕", "Remove all filters"]
    assert shown(chips)[0].accessibleName() == "Remove the filter “Place: Nord & Sud”"
    chips.show_chips([])
    assert chips.isHidden()


def test_delete_and_enter_take_a_chip_off_and_the_keyboard_stays_among_them(desk: SampleDesk, qtbot: QtBot) -> None:
    chips = Chips(desk)
    qtbot.addWidget(chips)
    removed: list[object] = []
    chips.removed.connect(removed.append)
    chips.show_chips([Chip(verbatim(name), name) for name in "abc"])
    chips.show()
    chips.activateWindow()
    qtbot.waitUntil(chips.isActiveWindow)
    shown(chips)[1].setFocus()
    QTest.keyClick(shown(chips)[1], Qt.Key.Key_Delete)
    QTest.keyClick(shown(chips)[2], Qt.Key.Key_Return)
    QTest.keyClick(shown(chips)[0], Qt.Key.Key_Space)
    assert removed == ["b", "c", "a"]
    shown(chips)[1].setFocus()
    chips.show_chips([Chip(verbatim(name), name) for name in "ac"])
    qtbot.waitUntil(lambda: [button.text()[0] for button in shown(chips) if button.hasFocus()] == ["c"])


def test_what_has_no_room_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    flow = FlowLayout(around)
    flow.setSpacing(4)
    boxes = [QWidget() for _place in range(3)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    flow.setGeometry(QRect(0, 0, 210, 100))
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (104, 0), (0, 24)]
    assert (flow.heightForWidth(210), flow.heightForWidth(400), flow.minimumSize().width()) == (44, 20, 100)
    boxes[0].hide()
    flow.setGeometry(QRect(0, 0, 210, 100))
    assert [(box.x(), box.y()) for box in boxes[1:]] == [(0, 0), (104, 0)]
    flow.takeAt(0)
    assert (flow.count(), flow.itemAt(9), flow.takeAt(9)) == (2, None, None)
