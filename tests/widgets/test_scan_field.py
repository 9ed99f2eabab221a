from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QVBoxLayout, QWidget

from coorddesk.core.messages import _, verbatim
from coorddesk.core.options import Option
from coorddesk.core.scanner import RIGHT, Wiring
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_answer import ScanAnswer
from coorddesk.widgets.scan_field import ScanField, remember_wiring, wiring
from coorddesk.widgets.sounds import SOUNDS_ARE_ON, Sound, Sounds

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

pytestmark = pytest.mark.parametrize("lanes", ["immediate"], indirect=True)


class Scene:
    """A page with a field, a button, a list and a line of its own."""

    def __init__(self, desk: SampleDesk, qtbot: QtBot) -> None:
        self.page = QWidget()
        self.field = ScanField(desk, self.page, _("Scan here"))
        self.button = QPushButton("Two weeks")
        self.list = QListWidget()
        self.list.addItems(["Alpha", "Beta"])
        self.field.keep(self.button)
        self.field.take_keys_of(self.list)
        layout = QVBoxLayout(self.page)
        for each in (self.field, self.button, self.list):
            layout.addWidget(each)
        self.heard: list[str] = []
        self.field.scanned.connect(lambda texts: self.heard.append(texts[0]))
        self.field.finished.connect(lambda: self.heard.append("finished"))
        make_action(desk, self.page, _("Undo"), "undo-2", "Ctrl+Z", lambda: self.heard.append("undo"))
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.field.setFocus()


@pytest.fixture
def scene(desk: SampleDesk, qtbot: QtBot) -> Scene:
    return Scene(desk, qtbot)


def test_enter_takes_each_burst_and_leaves_the_line_ready(scene: Scene) -> None:
    for code in ("CDU1", "PC-1", "PC-2"):
        QTest.keyClicks(scene.field, code)
        QTest.keyClick(scene.field, Qt.Key.Key_Return)
    QTest.keyClick(scene.field, Qt.Key.Key_Enter)
    assert scene.heard == ["CDU1", "PC-1", "PC-2", "finished"]
    assert scene.field.text() == ""


def test_blanks_are_nothing(scene: Scene) -> None:
    QTest.keyClicks(scene.field, "   ")
    QTest.keyClick(scene.field, Qt.Key.Key_Return)
    assert scene.heard == ["finished"]


def test_a_scanner_may_end_with_tab_and_a_hand_leaves_with_it(scene: Scene, qtbot: QtBot) -> None:
    QTest.keyClicks(scene.field, "PC-1")
    QTest.keyClick(scene.field, Qt.Key.Key_Tab)
    assert (scene.heard, scene.field.hasFocus()) == (["PC-1"], True)
    QTest.keyClicks(scene.field, "Moreau")
    qtbot.wait(80)
    QTest.keyClick(scene.field, Qt.Key.Key_Tab)
    assert (scene.heard, scene.button.hasFocus()) == (["PC-1"], True)


def test_a_scanner_may_end_with_two_enters_and_a_hand_means_both(scene: Scene) -> None:
    moments = {"scanner": (1_000, 1_004), "hand": (5_000, 5_120)}
    for hit, told in (("scanner", ["PC-1"]), ("hand", ["PC-1", "finished"])):
        scene.heard.clear()
        scene.field.setText("PC-1")
        for moment in moments[hit]:
            enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            enter.setTimestamp(moment)
            QApplication.sendEvent(scene.field, enter)
        assert scene.heard == told


def test_what_is_typed_beside_a_button_or_a_list_comes_to_the_field(scene: Scene) -> None:
    for elsewhere in (scene.button, scene.list):
        elsewhere.setFocus()
        for letter in "PC-1":
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClicks(focus, letter)
        assert (scene.field.hasFocus(), scene.field.text()) == (True, "PC-1")
        scene.field.clear()


def test_keys_of_a_button_and_a_list_stay_theirs(scene: Scene) -> None:
    scene.list.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(scene.list, key)
    assert (scene.list.hasFocus(), scene.heard) == (True, [])


def test_a_click_on_a_button_of_the_page_gives_the_keyboard_back(scene: Scene) -> None:
    QTest.mouseClick(scene.button, Qt.MouseButton.LeftButton)
    assert scene.field.hasFocus()


def test_undo_is_the_fields_while_it_has_a_text_and_the_pages_else(scene: Scene) -> None:
    scene.field.undo_wanted.connect(lambda: scene.heard.append("the page's own"))
    for takes in (False, True):
        scene.field.takes_undo = takes
        QTest.keyClicks(scene.field, "PC")
        for _time in range(2):
            QTest.keyClick(scene.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert scene.field.text() == ""
    assert scene.heard == ["undo", "the page's own"]


def test_suggestions_are_asked_for_when_a_hand_pauses_and_not_after_a_scan(scene: Scene, qtbot: QtBot) -> None:
    asked: list[str] = []
    scene.field.paused.connect(asked.append)
    QTest.keyClicks(scene.field, "CDU1")
    QTest.keyClick(scene.field, Qt.Key.Key_Return)
    qtbot.wait(250)
    assert asked == []
    QTest.keyClicks(scene.field, "More")
    qtbot.waitUntil(lambda: asked == ["More"])


def test_a_suggestion_is_taken_with_down_and_enter(scene: Scene) -> None:
    taken: list[int] = []
    scene.field.chosen.connect(taken.append)
    scene.field.offer([Option(7, "Inès Moreau", "CM2 A"), Option(9, "Zoé Moreau")], "Moreau")
    assert (scene.field.text(), scene.field._choices.isVisible()) == ("Moreau", True)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(scene.field, key)
    assert (taken, scene.heard, scene.field.text()) == ([9], [], "")


def test_enter_takes_the_text_while_no_suggestion_was_gone_to(scene: Scene) -> None:
    scene.field.offer([Option(7, "Inès Moreau", "CM2 A")], "Moreau")
    QTest.keyClick(scene.field, Qt.Key.Key_Return)
    assert (scene.heard, scene.field._choices.isVisible()) == (["Moreau"], False)


def test_esc_throws_away_what_was_typed(scene: Scene) -> None:
    QTest.keyClicks(scene.field, "PC")
    QTest.keyClick(scene.field, Qt.Key.Key_Escape)
    assert (scene.field.text(), scene.heard) == ("", [])


def test_every_reading_is_told_until_the_wiring_is_known(scene: Scene, desk: SampleDesk) -> None:
    told: list[tuple[str, ...]] = []
    scene.field.scanned.connect(told.append)
    for known in (None, Wiring("us", "fr"), RIGHT):
        remember_wiring(desk.settings, known)
        assert wiring(desk.settings) == known
        scene.field.setText("CDP&é")
        scene.field.take()
    assert [texts[:2] for texts in told] == [("CDP&é", "CDP12"), ("CDP&é", "CDP12"), ("CDP&é",)]
    assert len(told[0]) > 2


def test_the_answer_says_it_in_words_and_forgets_the_flash(desk: SampleDesk, qtbot: QtBot) -> None:
    answer = ScanAnswer(desk)
    qtbot.addWidget(answer)
    answer.say(Tone.WARNING, verbatim("PC-1 is on loan"), verbatim("To Inès Moreau"))
    assert answer.accessibleName() == "PC-1 is on loan To Inès Moreau"
    assert (answer.property("tone"), answer.property("flash")) == ("warning", True)
    qtbot.waitUntil(lambda: answer.property("flash") is False)
    answer.say(Tone.ACCENT, None)
    assert answer.property("tone") == ""


def test_a_long_code_does_not_make_the_window_grow(desk: SampleDesk, qtbot: QtBot) -> None:
    answer = ScanAnswer(desk)
    qtbot.addWidget(answer)
    answer.resize(560, 80)
    answer.say(Tone.DANGER, verbatim("A" * 400), verbatim("B" * 400))
    assert answer.minimumSizeHint().width() < 560
    assert answer.accessibleName() == "A" * 400 + " " + "B" * 400


def test_sounds_are_on_until_they_are_switched_off(desk: SampleDesk) -> None:
    sounds = Sounds(desk.settings)
    assert sounds.are_on
    sounds.are_on = False
    assert desk.settings.recall(SOUNDS_ARE_ON) is False
    sounds.play(Sound.GOOD)
