"""Courses, programmes and help to one person by keyboard: written, narrowed, put together, logged in seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.rules import Resolution
from coorddesk.training.models import TrainingSession
from coorddesk.training.queries import (
    course_card,
    course_ids,
    course_row,
    courses_of,
    path_of,
    programme_ids,
    registrations,
    support_ids,
    support_page,
)
from coorddesk.training.rules.checklists import CheckLine
from coorddesk.training.rules.paths import Step
from coorddesk.training.rules.words import Audience, Level, ProgrammeKind
from coorddesk.training.service import (
    CourseDetails,
    Material,
    ProgrammeDetails,
    Registering,
    create_course,
    create_programme,
    register,
)
from coorddesk.training.ui.course_dialog import CourseDialog
from coorddesk.training.ui.courses_page import CoursesPage
from coorddesk.training.ui.offers import log_for_ticket, path_of_person
from coorddesk.training.ui.path_dialog import PathDialog
from coorddesk.training.ui.programme_dialog import ProgrammeDialog
from coorddesk.training.ui.programmes_page import ProgrammesPage
from coorddesk.training.ui.subjects_dialog import SubjectsDialog
from coorddesk.training.ui.support_dialog import SupportDialog
from coorddesk.training.ui.support_page import SupportPage
from coorddesk.training.ui.walkers_dialog import WalkersDialog
from tests.factories import make_person
from tests.helpdesk.asked import make_ticket
from tests.training.asked import make_session

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

CONTROL = Qt.KeyboardModifier.ControlModifier


def ids_shown(page: CoursesPage | ProgrammesPage | SupportPage | WalkersDialog | SubjectsDialog) -> list[int]:
    return list(page.list.model.ids)


def test_a_course_is_written_with_its_materials_and_checklist_copied_and_put_away(driver: Driver) -> None:
    page = driver.open(CoursesPage)
    driver.keys(page.list, Qt.Key.Key_N, CONTROL)
    dialog = driver.dialog(CourseDialog)
    usual = dialog.form.editor("checklist").value()
    driver.type(dialog, name="Letters", minutes="2 h 30", retention_months="24")
    dialog.form.editor("audiences").set_value((Audience.SENIORS, Audience.ADULTS))
    dialog.form.editor("level").set_value(Level.BEGINNER)
    dialog.form.editor("materials").set_value((Material("Handout", "v2"),))
    dialog.form.editor("checklist").set_value((*usual, CheckLine(-3, "Call the school")))
    driver.save(dialog)
    (course,) = driver.read(course_ids)
    card = driver.read(lambda s: course_card(s, course))
    assert card is not None
    assert (card.row.minutes, card.row.level) == (150, Level.BEGINNER)
    assert card.row.audiences == (Audience.ADULTS, Audience.SENIORS)
    assert [each.days for each in card.checklist] == [-15, -7, -3, 0, 30]
    driver.keys(page.list.table, Qt.Key.Key_F2)
    driver.save(driver.dialog(CourseDialog))
    assert driver.read(lambda s: course_card(s, course)) == card
    driver.keys(page.list.table, Qt.Key.Key_C)
    driver.save(driver.dialog(CourseDialog))
    copy = next(each for each in driver.read(course_ids) if each != course)
    copied = driver.read(lambda s: course_card(s, copy))
    assert copied is not None
    assert copied.row == replace(card.row, id=copy, name="Letters (copy)", version=copied.row.version)
    page.list.select([copy])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_R)
    driver.settle()
    assert ids_shown(page) == [course]


def test_what_tickets_ask_for_becomes_a_course(driver: Driver) -> None:
    def begin(session: Session) -> None:
        for title in ("Prints one side only", "Projecting from a tablet?", "projecting from a tablet"):
            row = session.get_one(Ticket, make_ticket(session, title))
            row.resolution, row.resolved_at = Resolution.TRAINING_NEEDED, row.opened_at
        session.flush()

    driver.do(begin)
    page = driver.open(CoursesPage)
    driver.keys(page.list, Qt.Key.Key_A)
    dialog = driver.dialog(SubjectsDialog)
    driver.settle()
    dialog.list.select(ids_shown(dialog))
    driver.settle()
    assert (len(ids_shown(dialog)), len(dialog.tickets.model.ids)) == (2, 3)
    driver.keys(dialog.list.table, Qt.Key.Key_N, CONTROL)
    written = driver.dialog(CourseDialog)
    driver.type(written, name="Printing")
    driver.save(written)
    (course,) = ids_shown(page)
    row = driver.read(lambda s: course_row(s, course))
    assert row is not None
    assert row.notes.splitlines()[1:] == ["projecting from a tablet (2 ×)", "Prints one side only (1 ×)"]


def test_a_programme_is_put_in_order_and_somebody_goes_its_path(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        create_course(session, CourseDetails("Welcome"))
        second = make_session(session, "Security", first=driver.desk.clock.today() + timedelta(7))
        return second, make_person(session, "Moreau", "Inès")

    session_id, person = driver.do(begin)
    page = driver.open(ProgrammesPage)
    driver.keys(page.list, Qt.Key.Key_N, CONTROL)
    dialog = driver.dialog(ProgrammeDialog)
    driver.type(dialog, name="New colleagues")
    dialog.form.editor("kind").set_value(ProgrammeKind.ONBOARDING)
    driver.pick(dialog, "courses", "Secur")
    driver.pick(dialog, "courses", "Welc")
    chosen = dialog.form.editor("courses")._list  # type: ignore[attr-defined]  # of a CoursesEditor
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    driver.save(dialog)
    (programme,) = driver.read(programme_ids)
    assert [each.name for each in driver.read(lambda s: courses_of(s, programme))] == ["Welcome", "Security"]
    path_of_person(driver.desk, page, [person])
    path = driver.dialog(PathDialog)
    driver.settle()
    path.list.select([path.list.model.ids[1]])
    driver.settle()
    driver.keys(path.list.table, Qt.Key.Key_R)
    driver.settle()
    steps = driver.read(lambda s: path_of(s, programme, person))
    assert [(each.name, each.step) for each in steps] == [("Welcome", Step.TO_COME), ("Security", Step.REGISTERED)]
    assert [each.person_id for each in driver.read(lambda s: registrations(s, session_id))] == [person]
    path.reject()


def test_who_is_how_far_in_a_programme(driver: Driver) -> None:
    def begin(session: Session) -> int:
        session_id = make_session(session, "Security", first=driver.desk.clock.today() + timedelta(7))
        register(session, Registering(session_id, people=(make_person(session, "Moreau", "Inès"),)))
        course = session.get_one(TrainingSession, session_id).course_id
        create_programme(session, ProgrammeDetails("New colleagues", (course,), ProgrammeKind.ONBOARDING))
        return registrations(session, session_id)[0].person_id or 0

    person = driver.do(begin)
    page = driver.open(ProgrammesPage)
    page.list.select(ids_shown(page))
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_P)
    walkers = driver.dialog(WalkersDialog)
    driver.settle()
    assert ids_shown(walkers) == [person]
    walkers.reject()


def test_help_is_logged_from_a_ticket_and_again_with_few_keys(driver: Driver) -> None:
    ticket = driver.do(lambda s: make_ticket(s, "Mail on the telephone", requester_id=make_person(s, "Roux", "Léa")))
    page = driver.open(SupportPage)
    log_for_ticket(driver.desk, page, [ticket])
    dialog = driver.dialog(SupportDialog)
    driver.settle()
    driver.type(dialog, minutes="20")
    driver.save(dialog)
    driver.keys(page.list, Qt.Key.Key_N, CONTROL)
    dialog = driver.dialog(SupportDialog)
    driver.settle()
    driver.type(dialog, theme="Tax form", who="Voisine du 3e", orientation="Espace France services")
    driver.save(dialog)
    rows = driver.read(lambda s: support_page(s, support_ids(s)))
    told = [(row.theme, row.minutes, row.name, row.ticket_id, row.day) for row in rows.values()]
    today: date = driver.desk.clock.today()
    assert sorted(told, key=str) == [
        ("Mail on the telephone", 20, "Léa Roux", ticket, today),
        ("Tax form", 15, "Voisine du 3e", None, today),
    ]
    driver.keys(page.list, Qt.Key.Key_N, CONTROL)
    dialog = driver.dialog(SupportDialog)
    driver.settle()
    driver.type(dialog, theme="tax")
    (popup,) = [
        each for each in QApplication.topLevelWidgets() if each.isVisible() and each.property("kind") == "popup"
    ]
    QTest.keyClick(popup, Qt.Key.Key_Return, CONTROL)
    driver.settle()
    assert "tax" in [row.theme for row in driver.read(lambda s: support_page(s, support_ids(s))).values()]
    page.open_list(("ticket", ticket))
    driver.settle()
    assert len(ids_shown(page)) == 1


def test_the_courses_of_a_programme_are_listed(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        inside, _outside = (create_course(session, CourseDetails(name)) for name in ("Inside", "Outside"))
        return inside, create_programme(session, ProgrammeDetails("One", (inside,)))

    inside, programme = driver.do(begin)
    page = driver.open(CoursesPage)
    page.open_list(("programme", programme))
    driver.settle()
    assert ids_shown(page) == [inside]
