from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from coorddesk.core.messages import _, verbatim
from coorddesk.widgets.toast import Toast

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

pytestmark = pytest.mark.parametrize("lanes", ["immediate"], indirect=True)


@pytest.fixture
def toast(desk: SampleDesk, qtbot: QtBot) -> Toast:
    window = QWidget()
    window.resize(600, 400)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return Toast(desk, window)


def buttons(toast: Toast) -> list[QPushButton]:
    return [button for button in toast.findChildren(QPushButton) if button.isVisible()]


def test_it_stands_at_the_foot_of_the_window_and_follows_it(toast: Toast) -> None:
    assert not toast.isVisible()
    toast.say(_("12 devices moved"))
    assert toast.isVisible()
    window = toast.parentWidget()
    assert window is not None
    assert (window.height() - toast.geometry().bottom() - 1, abs(toast.geometry().center().x() - 300) <= 1) == (
        24,
        True,
    )
    window.resize(800, 500)
    assert abs(toast.geometry().center().x() - 400) <= 1
    toast.say(verbatim("A very long message " * 20))
    assert toast.width() == 800 - 2 * 24


def test_undo_is_offered_for_a_change_only(toast: Toast, qtbot: QtBot) -> None:
    toast.say(_("12 devices moved"), 42)
    assert [button.text() for button in buttons(toast)] == ["Undo", "✕"]
    with qtbot.waitSignal(toast.undo_wanted) as wanted:
        QTest.mouseClick(buttons(toast)[0], Qt.MouseButton.LeftButton)
    assert wanted.args == [42]
    assert not toast.isVisible()
    toast.say(_("Copied"))
    assert [button.text() for button in buttons(toast)] == ["✕"]


def test_it_can_be_closed(toast: Toast) -> None:
    toast.say(_("Copied"))
    QTest.mouseClick(buttons(toast)[0], Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_it_goes_by_itself_but_waits_for_a_reader(toast: Toast, qtbot: QtBot) -> None:
    toast.say(_("Copied"))
    QApplication.sendEvent(toast, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert not toast._time.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._time.isActive()
    toast._time.setInterval(10)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_second_message_takes_the_place_of_the_first(toast: Toast) -> None:
    toast.say(_("First"), 1)
    toast.say(_("Second"))
    assert toast.accessibleName() == "Second"
    assert len(buttons(toast)) == 1
