from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from coorddesk.core.resources import texts_for
from coorddesk.core.texts import Texts
from coorddesk.shell.kiosk import KioskScreen
from coorddesk.widgets.theme import Appearance, Theme
from tests.windows import press

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class _Look(NamedTuple):
    texts: Texts
    theme: Theme


@pytest.fixture
def screen(qapp: QApplication, qtbot: QtBot) -> KioskScreen:
    screen = KioskScreen(_Look(texts_for("en"), Theme(qapp, Appearance.LIGHT)))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def test_whoever_stands_before_it_is_told_whom_to_ask(screen: KioskScreen) -> None:
    assert next(label.text() for label in screen.findChildren(QLabel) if label.text()) == "Something does not work?"


def test_only_its_own_keys_close_it(screen: KioskScreen) -> None:
    press(screen, Qt.Key.Key_Escape)
    assert screen.isVisible()
    press(screen, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert not screen.isVisible()
