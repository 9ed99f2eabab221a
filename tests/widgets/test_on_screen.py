"""No window is larger than there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from coorddesk.widgets.on_screen import resize_on_screen, widen_on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_ENDLESS = 100_000


def test_a_dialog_is_as_large_as_it_wants_where_there_is_room(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    resize_on_screen(dialog, 320, 240)
    assert dialog.size() == QSize(320, 240)


def test_a_dialog_without_a_window_below_it_leaves_room_for_its_title(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    resize_on_screen(dialog, _ENDLESS, _ENDLESS)
    screen = dialog.screen().availableSize()
    assert (dialog.width(), dialog.height() < screen.height()) == (screen.width(), True)


def test_a_dialog_may_be_as_large_as_the_window_that_it_stands_over(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(window.screen().availableSize() * 2)
    dialog = QDialog(window)
    resize_on_screen(dialog, _ENDLESS, _ENDLESS)
    assert dialog.size() == window.size()


def test_a_wide_form_is_no_wider_than_there_is_room_for(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    widen_on_screen(dialog, 320)
    assert dialog.minimumWidth() == 320
    widen_on_screen(dialog, _ENDLESS)
    assert dialog.minimumWidth() == dialog.screen().availableSize().width()
