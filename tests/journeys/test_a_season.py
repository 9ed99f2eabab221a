"""A season by keyboard: a workshop of six weeks around the holidays, from its dates to the figures of the year.

The class comes from a sheet that names somebody twice, and does not fit in; somebody gives their place up. The sheet is
printed, signed, and typed back; certificates are issued, a paper survey is typed, and the year is printed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from coorddesk.agenda.service import ClosureDetails, create_closure
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.organisation import describe_organisation, organisation
from coorddesk.inventory.service import seed_labels
from coorddesk.surveys.models import SurveyResponse
from coorddesk.surveys.service.seeding import seed
from coorddesk.surveys.ui.pile_dialog import PileDialog
from coorddesk.surveys.ui.typing_window import TypingWindow
from coorddesk.training.models import Attendance, IssuedDocument, Registration, SessionSlot, TrainingSession
from coorddesk.training.queries.participants import ParticipantRow
from coorddesk.training.reports.figures import FIGURES
from coorddesk.training.rules.words import AttendanceState, RegistrationState, SessionState
from coorddesk.training.service import CourseDetails, create_course
from coorddesk.training.ui.attendance_window import AttendanceWindow
from coorddesk.training.ui.certificates_dialog import CertificatesDialog
from coorddesk.training.ui.draw_dialog import DrawDialog
from coorddesk.training.ui.participants_window import ParticipantsWindow
from coorddesk.training.ui.session_dialog import SessionDialog
from coorddesk.training.ui.sessions_page import SessionsPage
from coorddesk.training.ui.withdraw_dialog import WithdrawDialog
from coorddesk.widgets.day_dialog import DayDialog
from coorddesk.widgets.report_dialog import ReportDialog
from tests.factories import make_person, make_place
from tests.journeys.conftest import School
from tests.journeys.hands import Hands
from tests.journeys.keyboard import CTRL, Keyboard, save_paper

if TYPE_CHECKING:
    from tests.desks import Desks

pytestmark = pytest.mark.journey

SEPTEMBER = datetime(2026, 9, 7, 7, 30, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
TUESDAYS = [date(2026, 10, 6), date(2026, 10, 13), *(date(2026, 11, 3) + timedelta(weeks=week) for week in range(3))]
TUESDAYS.append(date(2026, 11, 24))
PLACES, IN_SHEET = 20, 23
CLASS = [f"ELEVE{number:02} Zoé" for number in range(1, IN_SHEET - 1)]
SHEET = "\n".join(
    ["Nom du participant;Session", *(f"{name};F-2026-001" for name in (*CLASS, "Moreau Inès", "Inès Moreau"))]
)
HOLIDAYS, WAITING = 2, 2
TYPED = ("3,7r15", "3", "", "12e rdv,7r5", "3", "3")
"""Of each half-day, who was not simply there."""
ANSWERS = ("444433441110", "33442344119")
"""Of each page, the numbers that were ticked; the last is how surely they recommend it."""
MOST_STROKES = 60
"""Of the whole sheet, six half-days of twenty people: three a second, and it is typed in twenty."""


@pytest.fixture
def school(desks: Desks) -> School:
    """A desk with a room, a trainer, a course, the autumn holidays, and somebody whom the sheet names the other way."""
    url = desks.fresh()
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(SEPTEMBER))
    with database.transaction(_("Fill the desk")) as session:
        seed_labels(session)
        seed(session)
        describe_organisation(session, replace(organisation(session), name="Médiathèque Les Tilleuls"))
        make_place(session, "Salle informatique")
        make_person(session, "Moreau", "Inès", email="ines@mediatheque.example")
        make_person(session, "Petit", "Yanis")
        create_closure(session, ClosureDetails("Vacances de la Toussaint", date(2026, 10, 17), date(2026, 11, 1)))
        create_course(session, CourseDetails("Atelier tablette", "Envoyer une photo\nReconnaitre une arnaque"))
    database.close()
    return School(url, SEPTEMBER)


def test_a_season(at_school: Keyboard, school: School, tmp_path: Path) -> None:
    season = Season(at_school)
    plan_six_weeks(season)
    take_the_class_in(season, tmp_path / "classe.csv")
    give_a_place_up(season)
    print_the_sheet(season, tmp_path / "sheet.pdf")
    season.weeks_go_by()
    type_the_sheet(season)
    certify(season, tmp_path / "certificates.pdf")
    type_a_survey(season)
    print_the_year(season, tmp_path / "year.pdf")
    for paper in ("sheet", "certificates", "year"):
        assert (tmp_path / f"{paper}.pdf").read_bytes().startswith(b"%PDF")
    assert found_on(school.url) == {
        "session": [("F-2026-001", SessionState.CLOSED, PLACES)],
        "days": TUESDAYS,
        "registrations": {RegistrationState.REGISTERED: PLACES, RegistrationState.WAITING: 1}
        | {RegistrationState.WITHDRAWN: 1},
        "attendance": {AttendanceState.PRESENT: 113, AttendanceState.LATE: 2, AttendanceState.EXCUSED: 1}
        | {AttendanceState.ABSENT: 4},
        "certificates": PLACES,
        "answers": 2,
    }


class Season(Hands):
    """Hands at the sessions."""

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__(keyboard)
        keyboard.go_to("training")
        self.page: SessionsPage = keyboard.shown(SessionsPage)
        keyboard.wait(lambda: self.page.isAncestorOf(keyboard._focus()))

    def weeks_go_by(self) -> None:
        """It is December."""
        clock = self.page.desk.clock
        assert isinstance(clock, FixedClock)
        clock.moment = DECEMBER

    def choose(self) -> None:
        """The one session; in the list, its verbs are keys."""
        self.back()
        self.keyboard.press(Qt.Key.Key_F, CTRL)
        self.keyboard.press(Qt.Key.Key_Escape)
        self.keyboard.press(Qt.Key.Key_A, CTRL)

    def find(self, people: ParticipantsWindow, name: str) -> None:
        """Let the one with this name be selected, and the keyboard be in the list."""
        self.keyboard.press(Qt.Key.Key_F, CTRL)
        self.keyboard.press(Qt.Key.Key_A, CTRL)
        self.keyboard.write(name)
        self.keyboard.wait(lambda: [fold(each).split()[0] for each in self.names(people)] == [name])
        self.keyboard.press(Qt.Key.Key_Escape)
        self.keyboard.press(Qt.Key.Key_A, CTRL)

    def names(self, people: ParticipantsWindow) -> list[str]:
        """The last names listed; nothing of a row before it was painted."""
        rows = map(people.list.row, people.list.model.ids)
        return [row.row.parts.last for row in rows if isinstance(row, ParticipantRow)]

    def step(self, key: Qt.Key, state: SessionState) -> None:
        """Let the session take a step, and see that it did."""
        self.choose()
        self.keyboard.press(key)
        self.keyboard.wait(lambda: [row.state for row in self.rows()] == [state])

    def rows(self) -> list[Any]:
        found = map(self.page.list.row, self.page.list.model.ids)
        return [row for row in found if row is not None]


def plan_six_weeks(season: Season) -> None:
    """Six Tuesdays from the sixth of October on, around the holidays; then it is open for registration."""
    keyboard = season.keyboard
    dialog: SessionDialog = season.window(Qt.Key.Key_N, SessionDialog, CTRL)
    season.pick("atelier")
    keyboard.wait(lambda: dialog.form.editor("title").value() == "Atelier tablette")
    season.tab_into(_("Dates and times"))
    draw: DrawDialog = season.window(Qt.Key.Key_D, DrawDialog, CTRL)
    keyboard.tab_to(_("Tuesday"), draw)
    keyboard.press(Qt.Key.Key_Space)
    season.fill(_("From when to when"), "9:00-12:00")
    season.fill(_p("dates", "From"), "6/10")
    season.fill(_("Or so many days"), str(len(TUESDAYS)))
    keyboard.wait(lambda: draw.list.count() == len(TUESDAYS) + HOLIDAYS)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.turn_to(dialog)
    season.tab_into(_("Place"))
    season.pick("salle")
    season.fill(_p("training session", "Places"), str(PLACES))
    season.tab_into(_p("training", "Trainers"))
    season.pick("petit")
    season.save(SessionDialog)
    season.back()
    keyboard.wait(lambda: keyboard.rows() == 1)
    season.step(Qt.Key.Key_O, SessionState.OPEN)


def take_the_class_in(season: Season, sheet: Path) -> None:
    """Twenty have a place and two wait; the row that names somebody again is set aside."""
    from coorddesk.shell.import_wizard.wizard import ImportWizard  # as the program does, when it is wanted

    keyboard = season.keyboard
    sheet.write_text(SHEET, encoding="utf-8-sig")
    wizard: ImportWizard = season.window(Qt.Key.Key_I, ImportWizard, CTRL)
    wizard.begin("participants", sheet)  # what a file dropped on the window does
    keyboard.tab_to(_("See what it would do"), wizard)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(_n("Import {count} row", "Import {count} rows", IN_SHEET - 1), wizard)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(_p("dismiss a message", "Close"), wizard)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait(lambda: keyboard.gone(ImportWizard))
    season.back()


def give_a_place_up(season: Season) -> None:
    """Whoever waited longest is offered it, and takes it."""
    season.choose()
    people: ParticipantsWindow = season.window(Qt.Key.Key_P, ParticipantsWindow)
    season.keyboard.wait(lambda: len(people.list.model.ids) == PLACES + WAITING)
    season.find(people, "eleve01")
    season.window(Qt.Key.Key_W, WithdrawDialog)
    season.save(WithdrawDialog)
    season.keyboard.turn_to(people)
    season.find(people, "eleve21")
    season.keyboard.wait(people.verbs.accept.isEnabled)
    season.keyboard.press(Qt.Key.Key_Y)
    season.keyboard.wait(lambda: not people.verbs.accept.isEnabled())
    season.leave(ParticipantsWindow)
    season.step(Qt.Key.Key_C, SessionState.CONFIRMED)


def print_the_sheet(season: Season, paper: Path) -> None:
    """Two keys, and the paper."""
    season.choose()
    season.keyboard.press(Qt.Key.Key_A)
    season.keyboard.turn_to(season.keyboard.shown(ReportDialog))
    save_paper(season.keyboard, paper)
    season.back()


def type_the_sheet(season: Season) -> None:
    """All present except a few: one line for each half-day."""
    season.choose()
    window: AttendanceWindow = season.window(Qt.Key.Key_T, AttendanceWindow)
    season.keyboard.wait(window.all_but.hasFocus)
    assert sum(len(line) + 1 for line in TYPED) + 1 <= MOST_STROKES
    for line in TYPED:
        season.keyboard.write(line)
        season.keyboard.press(Qt.Key.Key_Return)
    assert window.model.missing() == 0
    season.keyboard.press(Qt.Key.Key_S, CTRL)
    season.keyboard.wait(lambda: season.keyboard.gone(AttendanceWindow))
    season.step(Qt.Key.Key_H, SessionState.HELD)


def certify(season: Season, paper: Path) -> None:
    """All at once."""
    season.choose()
    people: ParticipantsWindow = season.window(Qt.Key.Key_P, ParticipantsWindow)
    dialog: CertificatesDialog = season.window(Qt.Key.Key_D, CertificatesDialog)
    title = _n("Issue {count} certificate", "Issue {count} certificates", PLACES)
    season.keyboard.tab_to(title, dialog)
    season.keyboard.press(Qt.Key.Key_Space)
    season.keyboard.turn_to(season.keyboard.shown(ReportDialog))
    save_paper(season.keyboard, paper)
    season.keyboard.turn_to(dialog)
    season.keyboard.press(Qt.Key.Key_Escape)
    season.keyboard.wait(lambda: season.keyboard.gone(CertificatesDialog))
    season.keyboard.turn_to(people)
    season.leave(ParticipantsWindow)


def type_a_survey(season: Season) -> None:
    """Two sheets, a key to a question; then all is done."""
    season.choose()
    season.window(Qt.Key.Key_E, PileDialog)
    season.save(PileDialog)
    window: TypingWindow = season.in_front(TypingWindow)
    season.keyboard.wait(window.grid.hasFocus)
    for page in ANSWERS:
        season.keyboard.write(page)
        for _words in range(2):
            season.keyboard.press(Qt.Key.Key_Space)  # nothing was written there
    season.keyboard.wait(lambda: sum(line.state == "kept" for line in window.grid.lines) == len(ANSWERS))
    season.leave(TypingWindow)
    season.choose()
    season.keyboard.press(Qt.Key.Key_L)
    season.keyboard.wait(lambda: season.keyboard.rows() == 0)  # it is past, and all is done for it


def print_the_year(season: Season, paper: Path) -> None:
    season.keyboard.command(FIGURES.title)
    season.keyboard.turn_to(season.keyboard.shown(DayDialog))
    season.keyboard.press(Qt.Key.Key_Return)  # today stands there
    season.keyboard.wait(lambda: season.keyboard.gone(DayDialog))
    save_paper(season.keyboard, paper)
    season.back()


def found_on(url: str) -> dict[str, Any]:
    """What the desk says in the end."""
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(DECEMBER))
    with database.reading() as session:
        states = select(Registration.state, func.count()).group_by(Registration.state)
        came = select(Attendance.state, func.count()).group_by(Attendance.state)
        held = select(TrainingSession.reference, TrainingSession.state, TrainingSession.capacity)
        found: dict[str, Any] = {
            "session": list(map(tuple, session.execute(held))),
            "days": list(session.scalars(select(SessionSlot.day).order_by(SessionSlot.day))),
            "registrations": dict(session.execute(states).all()),
            "attendance": dict(session.execute(came).all()),
            "certificates": session.scalar(select(func.count(IssuedDocument.id))),
            "answers": session.scalar(select(func.count(SurveyResponse.id))),
        }
    database.close()
    return found
