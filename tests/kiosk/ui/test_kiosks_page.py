"""Kiosks in the settings of the desk, and the desk's rounds to their folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from coorddesk.helpdesk.queries import ticket_card
from coorddesk.kiosk.imports.shared_folder import KioskSide
from coorddesk.kiosk.queries import asides, kiosks
from coorddesk.kiosk.service import KioskDetails, SetAside, create_kiosk, set_aside
from coorddesk.kiosk.ui.desk_rounds import DeskRounds
from coorddesk.kiosk.ui.kiosks_page import KioskDialog, KiosksPage
from tests.kiosk.test_intake import count, report
from tests.screens import Driver, desk, desk_database, driver, theme

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

__all__ = ["desk", "desk_database", "driver", "theme"]


@pytest.fixture
def page(driver: Driver) -> KiosksPage:
    made = KiosksPage(driver.desk)
    driver.bot.addWidget(made)
    made.resize(660, 700)
    made.show()
    driver.settle()
    return made


def test_a_kiosk_is_added_and_changed(
    driver: Driver, page: KiosksPage, desk_database: Database, tmp_path: Path
) -> None:
    page.kiosks.fresh.trigger()
    dialog = driver.dialog(KioskDialog)
    dialog.form.editor("name").set_state("CDI")
    dialog.form.editor("folder").set_state(str(tmp_path))
    driver.save(dialog)
    with desk_database.reading() as session:
        (row,) = kiosks(session)
    assert (row.name, row.folder) == ("CDI", str(tmp_path))
    page.kiosks.table.setCurrentCell(0, 0)
    page.kiosks.edit.trigger()
    dialog = driver.dialog(KioskDialog)
    driver.settle()
    assert dialog.form.editor("folder").value() == str(tmp_path)
    dialog.form.editor("name").set_state("Hall")
    driver.save(dialog)
    with desk_database.reading() as session:
        assert [each.name for each in kiosks(session)] == ["Hall"]


def test_what_nobody_can_read_becomes_a_ticket_or_is_put_away(
    driver: Driver, page: KiosksPage, desk_database: Database
) -> None:
    assert not page.asides.isVisible()
    with desk_database.transaction() as session:
        for name in ("a.json", "b.json"):
            set_aside(session, SetAside("CDI", name, b"<b>the gate", "no JSON"))
    page.asides.begin()
    driver.settle()
    assert page.asides.isVisible()
    assert "<b>the gate" in [each.text() for each in page.asides.findChildren(QLabel)]
    for name in ("Open a ticket", "Put away"):
        driver.click(next(each for each in page.asides.findChildren(QPushButton) if each.text() == name))
        driver.settle()
    with desk_database.reading() as session:
        assert asides(session) == ()
        card = ticket_card(session, 1)
        assert card is not None
        assert (card.row.title, card.row.description, card.row.origin) == ("b.json", "<b>the gate", "CDI")
    assert (page.asides.isVisible(), count(desk_database)) == (False, 1)


def test_the_desk_goes_round_while_its_window_is_open(driver: Driver, desk_database: Database, tmp_path: Path) -> None:
    rounds = DeskRounds(driver.desk.operations, driver.desk.operations)
    rounds.go()
    driver.settle()
    assert list(tmp_path.iterdir()) == []
    with desk_database.transaction() as session:
        create_kiosk(session, KioskDetails("CDI", folder=str(tmp_path)))
    rounds.go()
    driver.settle()
    KioskSide(tmp_path)(report())
    rounds.go()
    rounds.go()
    driver.settle()
    assert (count(desk_database), KioskSide(tmp_path).number_of(report().key)) == (1, 1)
