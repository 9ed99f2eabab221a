from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.core.messages import _
from coorddesk.widgets.search_field import SearchField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

pytestmark = pytest.mark.parametrize("lanes", ["immediate"], indirect=True)


class Scene:
    def __init__(self, desk: SampleDesk, qtbot: QtBot) -> None:
        self.field = SearchField(desk, _("Filter the devices"))
        self.heard: list[str] = []
        qtbot.addWidget(self.field)
        self.field.searched.connect(self.heard.append)
        self.field.left.connect(lambda: self.heard.append("left"))


@pytest.fixture
def scene(desk: SampleDesk, qtbot: QtBot) -> Scene:
    return Scene(desk, qtbot)


def test_it_searches_once_typing_pauses(scene: Scene, qtbot: QtBot) -> None:
    QTest.keyClicks(scene.field, "salle 12 ")
    assert scene.heard == []
    qtbot.waitUntil(lambda: scene.heard == ["salle 12"])
    QTest.keyClick(scene.field, Qt.Key.Key_Backspace)
    qtbot.wait(200)
    assert scene.heard == ["salle 12"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_enter_and_down_search_at_once_and_go_to_the_list(scene: Scene, key: Qt.Key) -> None:
    QTest.keyClicks(scene.field, "pc")
    QTest.keyClick(scene.field, key)
    assert scene.heard == ["pc", "left"]


def test_esc_goes_to_the_list_and_keeps_what_was_typed(scene: Scene) -> None:
    QTest.keyClicks(scene.field, "pc")
    QTest.keyClick(scene.field, Qt.Key.Key_Escape)
    assert scene.field.text() == "pc"
    assert "left" in scene.heard


def test_a_text_that_is_shown_already_is_not_searched(scene: Scene, qtbot: QtBot) -> None:
    scene.field.show_text("pc")
    qtbot.wait(200)
    assert scene.heard == []
    scene.field.clear()
    qtbot.waitUntil(lambda: scene.heard == [""])


def test_it_has_a_name(scene: Scene) -> None:
    assert scene.field.accessibleName() == scene.field.placeholderText() == "Filter the devices"
