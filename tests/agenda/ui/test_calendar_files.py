"""Calendar files by hand: what is shown is saved, others' are taken in, and a folder is kept while a desk is open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from coorddesk.agenda.queries import calendars, closures
from coorddesk.agenda.service import EventDetails, create_event
from coorddesk.agenda.ui.agenda_page import AgendaPage
from coorddesk.agenda.ui.calendar_keeping import CalendarKeeping
from coorddesk.agenda.ui.folder_dialog import FolderDialog
from coorddesk.agenda.ui.taking_in import TakingInDialog
from tests.agenda.test_imports import AUTUMN, calendar

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.screens import Driver

MEETING = EventDetails("Town hall", date(2026, 9, 9), date(2026, 9, 9), 14 * 60, 16 * 60, "Hall")


def others(folder: Path, *days: int) -> Path:
    path = folder / "others.ics"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "X-WR-CALNAME:Town"]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day}@town",
            f"DTSTART:202609{day}T120000Z",
            f"SUMMARY:Fair {day}",
            "END:VEVENT",
        ]
    path.write_text("\n".join([*lines, "END:VCALENDAR"]), "utf-8")
    return path


def take_in(driver: Driver, page: AgendaPage, path: Path) -> TakingInDialog:
    page.verbs.calendars.take_in_from(path)
    return driver.dialog(TakingInDialog)


def test_the_events_of_others_are_taken_in_and_what_is_gone_is_shown(driver: Driver, tmp_path: Path) -> None:
    page = driver.open(AgendaPage)
    dialog = take_in(driver, page, others(tmp_path, 16, 17))
    assert dialog.brings.text() == "2 events, from 16/09/2026 to 17/09/2026"
    assert (dialog.form.values()["kind"], dialog.form.values()["name"]) == ("events", "Town")
    driver.click(dialog.take)
    assert driver.said[-1] == ("say", "Events: 2 new, 0 changed, 0 as they were.")
    assert driver.read(calendars) == ["Town"]
    dialog = take_in(driver, page, others(tmp_path, 16, 18))
    driver.click(dialog.take)
    assert dialog.told.accessibleName() == "1 event to come is no longer in the file:\nFair 17 (17/09/2026, 14:00)"
    driver.click(dialog.remove)
    assert [each.kind.key for each in page.leaves.grid.things_on(date(2026, 9, 18))] == ["calendar:Town"]
    assert page.leaves.grid.things_on(date(2026, 9, 17)) == ()
    page.leaves.wanted.emit(page.showing.on(date(2026, 9, 18)))
    page.verbs.delete_all.trigger()
    driver.settle()
    assert ("ask", "Delete every event of the calendar “Town”?") in driver.said
    assert driver.read(calendars) == []


def test_school_holidays_are_known_for_what_they_are(driver: Driver, tmp_path: Path) -> None:
    page = driver.open(AgendaPage)
    dialog = take_in(driver, page, calendar(tmp_path, AUTUMN))
    assert dialog.brings.text() == "1 stretch of holidays, from 17/10/2026 to 01/11/2026"
    driver.click(dialog.take)
    assert [row.name for row in driver.read(closures)] == ["Vacances de la Toussaint - Zones A, B et C"]
    broken = tmp_path / "broken.ics"
    broken.write_bytes(b"nothing")
    dialog = take_in(driver, page, broken)
    assert dialog.trouble.accessibleName() == "broken.ics is no calendar file (.ics), or a damaged one."
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_what_is_shown_is_saved(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.do(lambda session: create_event(session, MEETING))
    page = driver.open(AgendaPage)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "september"), ""))
    page.verbs.calendars.save.trigger()
    driver.settle()
    assert b"SUMMARY:Town hall" in (tmp_path / "september.ics").read_bytes()
    assert driver.said[-1] == ("say", f"1 entry saved: {tmp_path / 'september.ics'}")


def test_a_folder_is_kept_while_the_desk_is_open(driver: Driver, tmp_path: Path) -> None:
    page = driver.open(AgendaPage)
    page.verbs.calendars.keep.trigger()
    dialog = driver.dialog(FolderDialog)
    folder = tmp_path / "calendars"
    folder.mkdir()
    dialog.keep(folder)
    driver.settle()
    assert (folder / "agenda.ics").exists()
    dialog.accept()
    owner = QObject()
    keeping = CalendarKeeping(driver.desk, owner)
    driver.do(lambda session: create_event(session, MEETING))
    keeping.go()
    driver.settle()
    assert b"SUMMARY:Town hall" in (folder / "agenda-evenements.ics").read_bytes()
    folder.rename(tmp_path / "gone")
    for _time in range(2):
        keeping.go()
        driver.settle()
    told = f"The folder of the calendar files, {folder}, is not there. It is kept again once it is."
    assert driver.said.count(("say", told)) == 1
    page.verbs.calendars.keep.trigger()
    dialog = driver.dialog(FolderDialog)
    driver.click(dialog.none)
    dialog.accept()
    keeping.go()
    driver.settle()
    assert driver.said == []
