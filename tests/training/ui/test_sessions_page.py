"""The sessions by keyboard: planned, changed despite what is in the way, ticked, confirmed, cancelled and copied."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.core.options import Option
from coorddesk.training.queries import SessionRow, session_ids, session_row, tasks_of
from coorddesk.training.rules.checklists import CheckLine
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.words import SessionState
from coorddesk.training.service import (
    CourseDetails,
    SessionDetails,
    SlotWish,
    TrainerWish,
    create_course,
    create_session,
)
from coorddesk.training.ui.draw_dialog import DrawDialog
from coorddesk.training.ui.session_deeds import CancelDialog, CopySessionDialog, WriteDialog
from coorddesk.training.ui.session_dialog import SessionDialog, plan_session
from coorddesk.training.ui.sessions_page import SessionsPage
from tests.factories import make_person, make_place
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

TUESDAY = date(2027, 3, 2)


def make_course(session: Session) -> int:
    return create_course(session, CourseDetails("Tableur", checklist=(CheckLine(-15, "Réserver la salle"),)))


def row_of(driver: Driver, session_id: int) -> SessionRow:
    """A session as it stands."""
    row = driver.read(lambda s: session_row(s, session_id))
    assert row is not None
    return row


def a_session(session: Session) -> int:
    """Planned on a Tuesday morning, with all that it takes to be confirmed."""
    slots = (SlotWish(SlotTimes(TUESDAY, 540, 720)),)
    trainer = TrainerWish(person_id=make_person(session, "Kerdraon", "Louise"))
    details = SessionDetails(
        make_course(session), place_id=make_place(session, "Salle 12"), capacity=8, slots=slots, trainers=(trainer,)
    )
    return create_session(session, details)


def name_trainers(driver: Driver, dialog: SessionDialog) -> None:
    """Somebody of the directory, chosen, and somebody by name: Enter takes both."""
    line = dialog._trainers_editor.picker
    line.line.setFocus()
    write(line.line, "Kerdra")
    driver.bot.waitUntil(line.popup.isVisible)
    QTest.keyClick(line.popup, Qt.Key.Key_Return)
    driver.settle()
    write(line.line, "Léa")
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    driver.settle()


def test_a_session_is_drawn_up_around_closed_days_and_planned(driver: Driver) -> None:
    course = driver.do(make_course)
    driver.do(lambda s: make_person(s, "Kerdraon", "Louise"))
    page = driver.open(SessionsPage)
    driver.keys(page.list.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(SessionDialog)
    dialog._course.set_value(Option(course, "Tableur"))
    dialog._on_course_picked()
    driver.settle()
    assert dialog.form.editor("title").value() == "Tableur"
    name_trainers(driver, dialog)
    dialog._slots._on_draw()
    drawing = driver.dialog(DrawDialog)
    for key, value in {
        "weekdays": (2,),
        "times": "9:00-12:00",
        "first": date(2027, 4, 27),
        "last": date(2027, 5, 11),
    }.items():
        drawing.form.editor(key).set_value(value)
    drawing.draw()
    driver.settle()
    drawing.accept()
    driver.type(dialog, capacity="8")
    driver.save(dialog)
    (planned,) = page.list.table.model().ids  # type: ignore[attr-defined]  # a RecordModel
    row = row_of(driver, planned)
    assert row.trainers == "Louise Kerdraon, Léa"
    assert (row.title, row.half_days, row.first_day, row.places.capacity) == ("Tableur", 3, date(2027, 4, 27), 8)
    assert [task.due_on for task in driver.read(lambda s: tasks_of(s, planned))] == [date(2027, 4, 12)]


def test_a_session_goes_its_way_and_what_it_lacks_is_said_whole(driver: Driver) -> None:
    session_id = driver.do(a_session)
    page = driver.open(SessionsPage)
    page.open_card(session_id)
    driver.settle()
    (task,) = driver.read(lambda s: tasks_of(s, session_id))
    page.tasks.box(task.id).click()
    driver.settle()
    assert [each.done_on for each in driver.read(lambda s: tasks_of(s, session_id))] == [driver.desk.clock.today()]

    driver.said.clear()
    driver.keys(page.list.table, Qt.Key.Key_C)
    assert row_of(driver, session_id).state is SessionState.CONFIRMED
    driver.keys(page.list.table, Qt.Key.Key_H)
    assert row_of(driver, session_id).state is SessionState.CONFIRMED
    assert driver.said[-1][0] == "warn"

    driver.keys(page.list.table, Qt.Key.Key_W)
    driver.save(driver.dialog(WriteDialog))
    assert driver.said[-1] == ("say", "Everybody was told already, or nobody has an address.")


def test_a_session_is_held_again_and_cancelled_for_a_reason(driver: Driver) -> None:
    session_id = driver.do(a_session)
    page = driver.open(SessionsPage)
    page.list.select([session_id])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_D)
    copying = driver.dialog(CopySessionDialog)
    driver.type(copying, first_day="09/03/2027")
    driver.save(copying)
    (copy,) = driver.read(lambda s: [i for i in session_ids(s) if i != session_id])
    assert row_of(driver, copy).first_day == date(2027, 3, 9)

    page.list.select([session_id])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_X)
    dialog = driver.dialog(CancelDialog)
    dialog.form.editor("reason").set_value("Salle inondée")
    driver.save(dialog)
    row = row_of(driver, session_id)
    assert (row.state, row.cancelled_reason) == (SessionState.CANCELLED, "Salle inondée")


def test_what_is_in_the_way_is_shown_before_a_session_is_saved(driver: Driver) -> None:
    session_id = driver.do(a_session)
    course = row_of(driver, session_id).course_id
    page = driver.open(SessionsPage)
    plan_session(driver.desk, page, Option(course, "Tableur"))
    dialog = driver.dialog(SessionDialog)
    dialog._slots.add([SlotTimes(TUESDAY, 600, 660)])
    driver.pick(dialog, "place_id", "12")
    driver.save(dialog)  # quicker than the clashes are looked up
    assert dialog.isVisible()
    assert "Salle 12" in dialog._clashes.accessibleName()
    driver.save(dialog)
    planned = [i for i in driver.read(lambda s: list(session_ids(s))) if i != session_id]
    assert len(planned) == 1


def test_a_session_is_changed_as_it_stands(driver: Driver) -> None:
    session_id = driver.do(a_session)
    before = row_of(driver, session_id)
    page = driver.open(SessionsPage)
    page.list.select([session_id])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_F2)
    driver.save(driver.dialog(SessionDialog))
    assert row_of(driver, session_id) == before
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(SessionDialog)
    dialog.form.editor("tasks").set_value(())
    driver.save(dialog)
    assert driver.read(lambda s: tasks_of(s, session_id)) == ()


def test_a_session_without_a_day_gets_its_checklist_with_one(driver: Driver) -> None:
    course = driver.do(make_course)
    page = driver.open(SessionsPage)
    plan_session(driver.desk, page, Option(course, "Tableur"))
    driver.settle()
    driver.save(driver.dialog(SessionDialog))
    (planned,) = driver.read(lambda s: list(session_ids(s)))
    assert driver.read(lambda s: tasks_of(s, planned)) == ()
    page.list.select([planned])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(SessionDialog)
    dialog._slots.add([SlotTimes(TUESDAY, 540, 720)])
    driver.save(dialog)
    assert [task.words for task in driver.read(lambda s: tasks_of(s, planned))] == ["Réserver la salle"]
