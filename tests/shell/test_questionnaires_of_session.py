"""A page of a questionnaire for each who is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coorddesk.shell.questionnaires_of_session import print_for_session
from coorddesk.surveys.ui.pile_dialog import PileDialog
from coorddesk.training.service import Registering, register
from tests.factories import make_person
from tests.screens import Driver, desk, desk_database, driver, theme
from tests.surveys.making import make_questionnaire
from tests.training.asked import make_session

if TYPE_CHECKING:
    from coorddesk.core.database import Database

__all__ = ["desk", "desk_database", "driver", "theme"]


def test_as_many_pages_as_people_are_proposed(driver: Driver, desk_database: Database) -> None:
    with desk_database.transaction() as session:
        make_questionnaire(session)
        session_id = make_session(session)
        people = tuple(make_person(session, name, "Awa") for name in ("Diallo", "Martin", "Rossi"))
        register(session, Registering(session_id, people))
    owner = QWidget()
    driver.bot.addWidget(owner)
    print_for_session(driver.desk, owner, [session_id])
    driver.settle()
    assert driver.dialog(PileDialog).form.values() == {"questionnaire": 1, "count": 3, "first": 1}
