"""Names kept long enough are shown from the bell, and removed after a question."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from coorddesk.training.models import Course
from coorddesk.training.queries.registrations import registrations
from coorddesk.training.rules.retention import NAMES
from coorddesk.training.service import Guest, Registering, register
from coorddesk.training.ui.old_names_dialog import OldNamesDialog
from coorddesk.training.ui.page import TrainingPage
from coorddesk.widgets.messages import MessageDialog
from tests.training.test_sessions import planned

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def answer_yes() -> None:
    question = QApplication.activeModalWidget()
    assert isinstance(question, MessageDialog)
    question.accept()


def test_they_are_looked_at_then_removed(driver: Driver) -> None:
    today = driver.desk.clock.today()

    def season(session: Session) -> int:
        session_id = planned(session, today - timedelta(days=90))
        planned(session, today, name="Texte")
        register(session, Registering(session_id, guests=(Guest("Ab"), Guest("Bc"))))
        for course in session.query(Course):
            course.retention_months = 2
        return session_id

    session_id = driver.do(season)
    page = driver.open(TrainingPage)
    page.show_alert(NAMES)
    driver.settle()
    (dialog,) = page.findChildren(OldNamesDialog)
    assert dialog.list.count() == 1
    assert dialog.list.item(0).text().startswith("Tableur · F-2026-001 · 2 names, to be kept until")
    QTimer.singleShot(0, answer_yes)
    dialog.remove.click()
    driver.settle()
    assert (dialog.list.count(), dialog.remove.isEnabled()) == (0, False)
    assert driver.do(lambda s: [row.name for row in registrations(s, session_id)]) == ["#1", "#2"]
    dialog.close()
