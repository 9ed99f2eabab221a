"""The bell of the top bar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from coorddesk import features
from coorddesk.core.clock import FixedClock
from coorddesk.core.messages import _
from coorddesk.core.records import Alert
from coorddesk.directory.service import PlaceDetails, create_place
from coorddesk.feature import Feature
from coorddesk.notes.service import About, ReminderDetails, Seen, add_reminder, finish_reminder
from coorddesk.notes.ui.reminders_dialog import RemindersDialog
from coorddesk.shell.bell import Bell
from tests.windows import Windows, press

if TYPE_CHECKING:
    import pytest
    from sqlalchemy.orm import Session


def remind(windows: Windows, day: date) -> None:
    def work(session: Session) -> None:
        add_reminder(session, About(("asset", 1), "PC-1"), ReminderDetails(day, "Réviser"))

    windows.desk.operations.change(windows.window, work)
    windows.settle()


def test_it_counts_what_is_due_and_follows_every_change(opened: Windows, clock: FixedClock) -> None:
    bell = opened.find(Bell)
    assert (bell.count, bell.accessibleName()) == (0, "To do: nothing")
    remind(opened, clock.today())
    remind(opened, clock.today() + timedelta(days=1))
    assert (bell.count, bell.accessibleName()) == (1, "To do: 1 reminder is due")
    assert not bell.grab().isNull()
    opened.desk.operations.change(opened.window, lambda session: finish_reminder(session, Seen(1, 1, "PC-1")))
    opened.settle()
    assert bell.count == 0


def test_it_counts_anew_when_a_day_begins(opened: Windows, clock: FixedClock) -> None:
    bell = opened.find(Bell)
    remind(opened, clock.today() + timedelta(days=1))
    assert bell.count == 0
    bell._day_ends.timeout.emit()
    opened.settle()
    assert bell.count == 0
    clock.moment += timedelta(days=1)
    bell._day_ends.timeout.emit()
    opened.settle()
    assert bell.count == 1


def test_it_leads_to_the_reminders_and_they_to_their_record(opened: Windows, clock: FixedClock) -> None:
    remind(opened, clock.today())
    press(opened.find(Bell), Qt.Key.Key_Space)
    dialog = opened.dialog(RemindersDialog)
    opened.wait(lambda: dialog._table.rowCount() == 1)
    press(dialog._table, Qt.Key.Key_Return)
    opened.settle()
    page = opened.window._pages.current
    assert page is not None
    assert page.list.selected_ids() == [1]  # type: ignore[attr-defined]  # a list's page
    opened.window.ask_for("reminders")
    assert opened.dialog(RemindersDialog) is dialog
    dialog.close()


def test_an_alert_is_counted_and_goes_with_its_cause(opened: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [Alert("sample", "asset", _("2 devices are lost"), _("Look for them."), is_urgent=True)]
    sample = Feature("sample", _("Inventory"), alerts=lambda _session, _today: told)
    monkeypatch.setattr(features, "load", lambda: (sample,))
    bell = opened.find(Bell)
    opened.desk.operations.change(opened.window, lambda session: create_place(session, PlaceDetails("CDI")))
    opened.wait(lambda: bell.count == 1)
    assert bell.accessibleName() == "To do: 1 alert"
    told.clear()
    opened.desk.operations.change(opened.window, lambda session: create_place(session, PlaceDetails("Gymnase")))
    opened.wait(lambda: bell.count == 0)


def test_the_portrait_shows_no_count(opened: Windows, clock: FixedClock) -> None:
    bell = opened.find(Bell)
    remind(opened, clock.today())
    opened.window.begin_anew()
    assert bell.count == 0
    opened.settle()
    assert bell.count == 0
