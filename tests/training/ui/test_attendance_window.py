"""The signed sheet is typed back by keyboard: 20 people in far fewer than one keystroke each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coorddesk.training.queries import grid
from coorddesk.training.rules.typing import ABSENT, PRESENT, Typed
from coorddesk.training.rules.words import AttendanceState
from coorddesk.training.service import Guest, Registering, register
from coorddesk.training.ui.attendance_model import FIRST_HALF_DAY
from coorddesk.training.ui.attendance_window import AttendanceWindow
from tests.training.asked import make_session

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from tests.screens import Driver

SECOND = 5  # keystrokes of a slow typist
LATE = Typed(AttendanceState.LATE, 15)


def season(session: Session, first: date) -> int:
    session_id = make_session(session, first=first)
    people = tuple(Guest(f"NOM{number:02} Prénom") for number in range(1, 21))
    register(session, Registering(session_id, guests=people))
    return session_id


def strike(keys: str) -> int:
    """Type into whatever has the keyboard; how many keystrokes it took."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return) if key == "\n" else QTest.keyClicks(focused, key)
        QApplication.processEvents()
    return len(keys)


def save_from_there() -> None:
    """Ctrl+S, with the keyboard left where it is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def open_window(driver: Driver, owner: QWidget, session_id: int) -> AttendanceWindow:
    driver.bot.addWidget(owner)
    owner.resize(1_200, 800)
    owner.show()
    window = AttendanceWindow(driver.desk, owner, session_id)
    window.open()
    driver.settle()
    window.activateWindow()
    driver.bot.waitUntil(window.all_but.hasFocus)
    return window


def test_twenty_people_are_typed_in_under_twenty_seconds(driver: Driver) -> None:
    session_id = driver.do(lambda session: season(session, driver.desk.clock.today()))
    owner = QWidget()
    window = open_window(driver, owner, session_id)
    strokes = strike("3,7R15,12E dentiste\n")
    strokes += strike("3,30\n")
    assert window.notice.isVisible()
    window.all_but.clear()
    strokes += strike("\n")
    window.table.setFocus()
    strokes += 1
    window.table.setCurrentIndex(window.model.index(0, 3))
    strokes += strike("ppar10\n")
    window.walk_in.setFocus()
    strokes += strike("Roux Lea\n")
    assert window.status.text() == "All is typed"
    driver.keys(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert strokes < 20 * SECOND
    seen = driver.read(lambda session: grid(session, session_id))
    assert seen is not None
    morning, afternoon = ([seen.cells[each.registration, half].said for each in seen.people[:20]] for half in (0, 1))
    assert (morning[2], morning[6], morning[11].reason) == (ABSENT, LATE, "dentiste")
    assert morning.count(PRESENT) == 17
    assert afternoon[:5] == [PRESENT, PRESENT, ABSENT, Typed(AttendanceState.LATE, 10), PRESENT]
    assert [each.listed for each in seen.people[20:]] == ["Roux Lea"]


def test_what_enter_did_not_take_in_yet_is_saved_too(driver: Driver) -> None:
    session_id = driver.do(lambda session: season(session, driver.desk.clock.today()))
    owner = QWidget()
    window = open_window(driver, owner, session_id)
    strike("3,7R15")
    window.walk_in.setFocus()
    strike("Roux Lea")
    driver.keys(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    seen = driver.read(lambda session: grid(session, session_id))
    assert seen is not None
    said = [seen.cells[each.registration, 0].said for each in seen.people]
    assert (said[2], said[6], said.count(PRESENT), len(said)) == (ABSENT, LATE, 19, 21)


def test_an_open_cell_is_saved_too_and_a_refused_one_keeps_the_window(driver: Driver) -> None:
    session_id = driver.do(lambda session: season(session, driver.desk.clock.today()))
    owner = QWidget()
    window = open_window(driver, owner, session_id)
    window.table.setFocus()
    strike("rx")
    save_from_there()
    driver.settle()
    assert window.isVisible()
    assert window.notice.isVisible()
    window.table.setCurrentIndex(window.model.index(0, FIRST_HALF_DAY))
    window.table.setFocus()
    strike("r15")
    save_from_there()
    driver.settle()
    seen = driver.read(lambda session: grid(session, session_id))
    assert seen is not None
    assert [cell.said for cell in seen.cells.values()] == [LATE]


def test_what_stands_in_a_line_is_asked_for_before_it_is_thrown_away(driver: Driver) -> None:
    session_id = driver.do(lambda session: season(session, driver.desk.clock.today()))
    owner = QWidget()
    window = open_window(driver, owner, session_id)
    strike("3,7")
    driver.desk.answer = False
    window.reject()
    assert window.isVisible()
    assert window.all_but.text() == "3,7"
    driver.desk.answer = True
    window.reject()
    driver.settle()
