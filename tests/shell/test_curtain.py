"""The portrait before the parts of the window, until these have settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from coorddesk.shell import curtain
from coorddesk.shell.curtain import Curtain
from coorddesk.shell.frame import Frame
from coorddesk.shell.portrait import Portrait
from tests.widgets.sample import Memory

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

BEFORE = QColor("#445566")


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    """A furnished frame behind its portrait."""
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(BEFORE)
    frame = Frame(Memory(), Portrait(picture, QRect(0, 0, 10, 10)))
    qtbot.addWidget(frame)
    frame.resize(300, 200)
    frame.setCentralWidget(QWidget())
    frame.show()
    return frame


def hang(frame: Frame) -> Curtain:
    assert frame.portrait is not None
    return Curtain(frame, frame.portrait)


def seen(frame: Frame) -> QColor:
    return frame.grab().toImage().pixelColor(100, 100)


def test_the_portrait_stands_before_the_parts_until_it_is_lifted(frame: Frame) -> None:
    hung = hang(frame)
    assert seen(frame) == BEFORE
    hung.lift()
    assert seen(frame) != BEFORE


def test_a_window_of_another_size_lifts_it(frame: Frame) -> None:
    hung = hang(frame)
    frame.resize(310, 200)
    assert hung.isHidden()
    assert seen(frame) != BEFORE


def test_it_does_not_hide_for_long_what_stands_in_the_way(
    frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curtain, "_PATIENCE_MILLISECONDS", 10)
    hang(frame)
    qtbot.waitUntil(lambda: seen(frame) != BEFORE)
