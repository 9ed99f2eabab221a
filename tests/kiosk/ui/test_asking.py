"""A session's people are asked at a kiosk or on paper, from the session itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coorddesk.feature import named
from coorddesk.kiosk.queries import asked_at_kiosks
from coorddesk.kiosk.service import KioskDetails, create_kiosk
from coorddesk.kiosk.ui.asking_dialog import AskingDialog
from coorddesk.kiosk.ui.kiosks_page import KiosksPage
from coorddesk.kiosk.ui.offers import ask_about_session
from tests.screens import Driver, desk, desk_database, driver, theme
from tests.surveys.making import make_questionnaire
from tests.training.asked import make_session

if TYPE_CHECKING:
    from coorddesk.core.database import Database

__all__ = ["desk", "desk_database", "driver", "theme"]


def test_a_kiosk_asks_about_a_session_and_asks_otherwise(driver: Driver, desk_database: Database) -> None:
    with desk_database.transaction() as session:
        make_questionnaire(session)
        create_kiosk(session, KioskDetails("CDI"))
        session_id = make_session(session, days=2)
        title = named(session, driver.desk.features, [("training_session", session_id)])["training_session", session_id]
    owner = QWidget()
    driver.bot.addWidget(owner)
    ask_about_session(driver.desk, owner, [session_id])
    dialog = driver.dialog(AskingDialog)
    driver.settle()
    driver.save(dialog)
    (asked,) = driver.read(asked_at_kiosks)
    assert (asked.name, asked.kiosk, asked.title, asked.about) == (
        *("À chaud", "CDI", title),
        ("training_session", session_id),
    )
    assert asked.last_on is not None
    page = KiosksPage(driver.desk)
    driver.bot.addWidget(page)
    page.show()
    driver.settle()
    page.asked.table.setCurrentCell(0, 0)
    page.asked.edit.trigger()
    dialog = driver.dialog(AskingDialog)
    driver.settle()
    driver.type(dialog, title="Photo")
    driver.save(dialog)
    (again,) = driver.read(asked_at_kiosks)
    assert (again.id, again.title, again.about, again.last_on) == (asked.id, "Photo", asked.about, asked.last_on)
    page.asked.table.setCurrentCell(0, 0)
    page.asked.delete.trigger()
    driver.settle()
    assert driver.read(asked_at_kiosks) == ()
