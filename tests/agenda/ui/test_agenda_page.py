"""The agenda in the window: its leaves turned by keys, what is in it opened, written and deleted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from coorddesk.agenda.queries import event_row
from coorddesk.agenda.service import ClosureDetails, EventDetails, create_closure, create_event
from coorddesk.agenda.ui.agenda_page import AgendaPage
from coorddesk.agenda.ui.closures import ClosureDialog
from coorddesk.agenda.ui.event_dialog import EventDialog
from coorddesk.agenda.ui.showing import View
from coorddesk.notes.service import About, ReminderDetails, add_reminder
from tests.factories import make_asset

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from tests.screens import Driver

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def fill(session: Session) -> None:
    create_event(session, EventDetails("Town hall", date(2026, 9, 9), date(2026, 9, 9), 14 * 60, 16 * 60, "Hall"))
    create_closure(session, ClosureDetails("Works", date(2026, 9, 17), date(2026, 9, 18)))
    device = make_asset(session, "CD-7")
    add_reminder(session, About(("asset", device), "CD-7"), ReminderDetails(date(2026, 9, 9), "Call the supplier"))


@pytest.fixture
def page(driver: Driver) -> AgendaPage:
    driver.do(fill)
    return driver.open(AgendaPage)


def double_click(widget: QWidget, at: QPointF) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(widget, QMouseEvent(kind, at, widget.mapToGlobal(at), left, left, none))


def test_leaves_are_turned_by_keys(driver: Driver, page: AgendaPage) -> None:
    grid = page.leaves.grid
    assert page.line.title.text() == "September 2026"
    assert page.leaves.side.list.texts_shown() == []
    for _day in range(2):
        driver.keys(grid, Qt.Key.Key_Right)
    assert page.showing.day == date(2026, 9, 9)
    assert page.leaves.side.list.texts_shown() == [
        "Call the supplier\nReminders · CD-7",
        "14:00 Town hall\nEvents · 14:00–16:00 · Hall",
    ]
    driver.keys(grid, Qt.Key.Key_PageDown)
    assert page.line.title.text() == "October 2026"
    driver.keys(grid, Qt.Key.Key_2, ALT)
    assert page.line.title.text() == "5 – 11 October 2026"
    driver.keys(grid, Qt.Key.Key_Left, ALT)
    assert page.showing.day == date(2026, 10, 2)
    driver.keys(grid, Qt.Key.Key_T)
    assert page.showing.day == date(2026, 9, 7)
    driver.keys(grid, Qt.Key.Key_3, ALT)
    assert page.leaves.front is page.leaves.list
    assert page.leaves.list.texts_shown()[0] == "Wednesday 9 September 2026"
    assert page.desk.settings.recall("agenda.view") == View.LIST.value


def test_a_kind_is_shown_alone(driver: Driver, page: AgendaPage) -> None:
    page.leaves.side.toggled.emit("reminder")
    wednesday = date(2026, 9, 9)
    assert [each.kind.key for each in page.leaves.grid.things_on(wednesday)] == ["reminder"]
    driver.keys(page.leaves.grid, Qt.Key.Key_PageDown)
    page.leaves.side.cleared.emit()
    driver.keys(page.leaves.grid, Qt.Key.Key_PageUp)
    assert [each.kind.key for each in page.leaves.grid.things_on(wednesday)] == ["reminder", "event"]


def test_what_is_behind_a_thing_is_opened(driver: Driver, page: AgendaPage) -> None:
    page.open_record(("agenda_event", 1))
    driver.settle()
    assert page.showing.day == date(2026, 9, 9)
    assert page.verbs.delete.isEnabled()
    driver.keys(page.leaves.side.list, Qt.Key.Key_Return)
    dialog = driver.dialog(EventDialog)
    driver.type(dialog, place="Library")
    driver.save(dialog)
    row = driver.read(lambda session: event_row(session, 1))
    assert row is not None
    assert row.place == "Library"
    driver.keys(page.leaves.side.list, Qt.Key.Key_Up)
    assert not page.verbs.delete.isEnabled()
    driver.keys(page.leaves.side.list, Qt.Key.Key_O)
    assert ("open", ("asset", 1)) in driver.said
    (works,) = page.leaves.grid.things_on(date(2026, 9, 17))
    page.leaves.opened.emit(works)
    closing = driver.dialog(ClosureDialog)
    assert closing.form.editor("name").state() == "Works"
    closing.reject()


def test_an_event_is_put_where_it_is_free_and_deleted(driver: Driver, page: AgendaPage) -> None:
    grid = page.leaves.grid
    double_click(grid, QPointF(grid.square_of(date(2026, 9, 22)).center()))
    dialog = driver.dialog(EventDialog)
    driver.type(dialog, title="Visit", starts="9h30")
    driver.save(dialog)
    assert page.leaves.side.list.texts_shown() == ["09:30 Visit\nEvents"]
    driver.keys(grid, Qt.Key.Key_Return)
    driver.keys(page.leaves.side.list, Qt.Key.Key_Delete)
    assert page.leaves.side.list.texts_shown() == []
    driver.keys(page.leaves.side.list, Qt.Key.Key_Escape)
    driver.keys(grid, Qt.Key.Key_N, CTRL)
    dialog = driver.dialog(EventDialog)
    assert dialog.form.editor("first").value() == date(2026, 9, 22)
    dialog.reject()
