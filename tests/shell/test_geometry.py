from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect

from coorddesk.shell import geometry
from coorddesk.shell.frame import Frame
from tests.widgets.sample import Memory

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SCREEN = QRect(0, 0, 1280, 800)
BESIDE = QRect(1280, 0, 1920, 1080)


@pytest.mark.parametrize(
    ("wanted", "screens", "placed"),
    [
        (QRect(100, 50, 900, 600), [SCREEN], QRect(100, 50, 900, 600)),
        (QRect(1400, 50, 900, 600), [SCREEN, BESIDE], QRect(1400, 50, 900, 600)),
        (QRect(1400, 50, 900, 600), [SCREEN], QRect(190, 100, 900, 600)),  # the second screen is unplugged
        (QRect(100, 790, 900, 600), [SCREEN], QRect(190, 100, 900, 600)),  # only its edge would be seen
        (QRect(-850, 50, 900, 600), [SCREEN], QRect(190, 100, 900, 600)),
        (QRect(0, 0, 1900, 1000), [SCREEN], QRect(0, 0, 1280, 800)),
    ],
    ids=["as it was", "on the second screen", "screen gone", "below", "left of it", "too large"],
)
def test_a_window_comes_back_where_it_can_be_seen(wanted: QRect, screens: list[QRect], placed: QRect) -> None:
    assert geometry.placed(wanted, screens) == placed


def test_a_window_remembers_its_place(qtbot: QtBot) -> None:
    memory = Memory()
    first = Frame(memory)
    first.setGeometry(40, 30, 500, 400)
    first.keep_geometry()
    second = Frame(memory)
    assert second.geometry() == QRect(40, 30, 500, 400)


def test_what_another_version_kept_is_no_reason_to_stay_away(qtbot: QtBot) -> None:
    memory = Memory()
    memory.remember("window", {"place": "left"})
    frame = Frame(memory)
    assert frame.width() > 0
