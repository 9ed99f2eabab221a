"""Opening hours and days closed in the settings."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from coorddesk.agenda.queries import closures, opening
from coorddesk.agenda.rules import ClosureKind
from coorddesk.agenda.service import OpeningWish, set_opening
from coorddesk.agenda.ui.closures import ClosureDialog
from coorddesk.agenda.ui.page import HoursPage
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.core.working_time import Slot
from tests.agenda.test_imports import AUTUMN, calendar, event

if TYPE_CHECKING:
    from tests.screens import Driver

MORNING = (Slot(time(8), time(12)),)


@pytest.fixture
def page(driver: Driver) -> HoursPage:
    made = HoursPage(driver.desk)
    driver.bot.addWidget(made)
    made.resize(660, 900)
    made.show()
    driver.settle()
    return made


def typed(page: HoursPage, key: str, text: str) -> None:
    assert page.hours.form is not None
    page.hours.form.editor(key).set_state(text)


def test_hours_are_written_down_once(driver: Driver, page: HoursPage) -> None:
    assert page.hours.form is not None
    assert page.hours.form.editor("monday").state() == "08:00–12:00, 13:30–17:30"
    assert not page.hours.save.isEnabled()
    typed(page, "wednesday", "8h-12h")
    typed(page, "saturday", "9-12")
    assert page.touched()
    driver.click(page.hours.save)
    said = driver.read(opening)
    assert (said.week[2], said.week[5], said.version) == (MORNING, (Slot(time(9), time(12)),), 1)
    assert page.hours.form.editor("wednesday").state() == "08:00–12:00"
    assert not page.touched()


def test_a_wrong_line_is_told_beside_it(driver: Driver, page: HoursPage) -> None:
    assert page.hours.form is not None
    typed(page, "tuesday", "8-12, 11-14")
    driver.click(page.hours.save)
    words = [each.text() for each in page.hours.form.findChildren(QLabel) if each.isVisible()]
    assert "Opening hours of one day must not overlap." in words
    typed(page, "tuesday", "noon")
    driver.click(page.hours.save)
    words = [each.text() for each in page.hours.form.findChildren(QLabel) if each.isVisible()]
    assert "“noon” is no time. Write it like 8:00-12:00, 13:30-17:30." in words
    assert driver.read(opening).version == 0


def test_hours_that_somebody_else_writes_are_shown_unless_one_is_typing(driver: Driver, page: HoursPage) -> None:
    assert page.hours.form is not None
    driver.do(lambda session: set_opening(session, OpeningWish(0, (MORNING,) * 7, "Europe/Paris")))
    driver.settle()
    assert page.hours.form.editor("sunday").state() == "08:00–12:00"
    typed(page, "sunday", "")
    number = driver.read(next_to_undo)
    assert number is not None
    driver.do(lambda session: undo(session, number))
    driver.settle()
    assert page.hours.form.editor("sunday").state() == ""
    assert page.touched()


def test_days_closed_are_added_changed_and_deleted(driver: Driver, page: HoursPage) -> None:
    page.closures.fresh.trigger()
    dialog = driver.dialog(ClosureDialog)
    driver.type(dialog, name="Pont de l’Ascension", first="15/05/2026", last="14/05/2026")
    driver.save(dialog)
    assert dialog.isVisible()
    driver.type(dialog, last="16/05/2026")
    driver.save(dialog)
    (row,) = driver.read(closures)
    assert (row.name, row.first, row.last, row.kind) == (
        "Pont de l’Ascension",
        date(2026, 5, 15),
        date(2026, 5, 16),
        ClosureKind.OWN,
    )
    table = page.closures.table
    cells = [table.item(0, column) for column in range(3)]
    assert [cell.text() for cell in cells if cell is not None] == [
        "Pont de l’Ascension",
        "15/05/2026 – 16/05/2026",
        "2",
    ]
    table.setCurrentCell(0, 0)
    page.closures.edit.trigger()
    dialog = driver.dialog(ClosureDialog)
    driver.type(dialog, last="15/05/2026")
    driver.save(dialog)
    assert driver.read(closures)[0].days == 1
    driver.keys(table, Qt.Key.Key_Delete)
    assert driver.read(closures) == ()


def test_a_calendar_file_is_taken_in(
    driver: Driver, page: HoursPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = event("DTSTART;VALUE=DATE:20260901", "SUMMARY:Rentrée")
    path = calendar(tmp_path, AUTUMN, more=more)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    driver.click(page._file)
    assert page._taken.accessibleName() == (
        "Holidays: 1 new, 0 changed, 0 as they were.\n"
        "Left out: “Rentrée” is the first or the last day of something, not a holiday"
    )
    assert page.closures.table.rowCount() == 1
    driver.click(page._file)
    assert page._taken.accessibleName().startswith("Holidays: 0 new, 0 changed, 1 as they were.")
    path.write_bytes(b"nothing")
    driver.click(page._file)
    assert page._taken.accessibleName() == "zone-b.ics is no calendar file (.ics), or a damaged one."
