"""What is due and coming, behind the bell."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from coorddesk.core.messages import _
from coorddesk.core.records import Alert
from coorddesk.feature import Feature
from coorddesk.notes.queries import open_reminders
from coorddesk.notes.service import About, ReminderDetails, add_reminder
from coorddesk.notes.ui.reminder_dialog import ReminderDialog
from coorddesk.notes.ui.reminders_dialog import RemindersDialog
from tests.factories import make_asset, make_supplier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from tests.screens import Driver


@pytest.fixture
def owner(driver: Driver) -> QWidget:
    made = QWidget()
    driver.bot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(driver: Driver, owner: QWidget) -> Iterator[RemindersDialog]:
    shop = About(("supplier", driver.do(make_supplier)), "LDLC Pro")
    device = About(("asset", driver.do(make_asset)), "CD-1")
    for about, day, text in ((device, 8, "Réviser"), (shop, 5, "Relancer\nle devis"), (device, 7, "Nettoyer")):
        driver.do(partial(_remind, about, ReminderDetails(date(2026, 9, day), text)))
    made = RemindersDialog(driver.desk, owner)
    made.show()
    driver.settle()
    yield made
    made.close()


def _remind(about: About, details: ReminderDetails, session: Session) -> None:
    add_reminder(session, about, details)


def rows(dialog: RemindersDialog) -> list[list[str]]:
    table = dialog._table
    cells = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[cell.text() for cell in row if cell is not None] for row in cells]


def left(driver: Driver) -> list[tuple[date, str]]:
    return [(row.day, row.text) for row in driver.read(lambda session: open_reminders(session, 9))]


def test_what_is_due_comes_first_and_is_counted(dialog: RemindersDialog) -> None:
    assert dialog._title.text() == "2 reminders are due"
    assert rows(dialog) == [
        ["05/09/2026 · 2 days late", "Relancer le devis", "LDLC Pro"],
        ["07/09/2026 · today", "Nettoyer", "CD-1"],
        ["08/09/2026 · tomorrow", "Réviser", "CD-1"],
    ]


def test_all_of_it_is_done_by_keyboard(driver: Driver, dialog: RemindersDialog) -> None:
    driver.keys(dialog._table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    driver.keys(dialog._table, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert left(driver) == [(date(2026, 9, 8), "Réviser"), (date(2026, 9, 14), "Nettoyer")]
    assert dialog._title.text() == "No reminder is due"
    assert driver.said == [("say", "Done: “Relancer\nle devis”"), ("say", "“Nettoyer” comes again on 14/09/2026.")]


def test_enter_opens_the_record(driver: Driver, dialog: RemindersDialog) -> None:
    driver.keys(dialog._table, Qt.Key.Key_Return)
    assert driver.said == [("open", ("supplier", 1))]


def test_a_reminder_is_changed_from_the_list(driver: Driver, dialog: RemindersDialog) -> None:
    driver.keys(dialog._table, Qt.Key.Key_F2)
    form = driver.dialog(ReminderDialog)
    driver.type(form, text="Rappeler", day="6/9")
    driver.save(form)
    assert rows(dialog)[0] == ["06/09/2026 · yesterday", "Rappeler", "LDLC Pro"]


def test_an_empty_list_says_so_and_offers_nothing(driver: Driver, dialog: RemindersDialog) -> None:
    for _each in range(3):
        driver.keys(dialog._table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert (dialog._stack.currentIndex(), [action.isEnabled() for action in dialog._verbs()]) == (1, [False] * 6)
    assert left(driver) == []


def test_alerts_stand_above_the_reminders_and_lead_to_their_records(driver: Driver, owner: QWidget) -> None:
    calm = Alert("low", "supplier", _("2 articles are low"), _("Order them."))
    urgent = Alert("late", "asset", _("3 loans are overdue"), _("Write to the borrowers."), is_urgent=True)
    driver.desk.features = (Feature("sample", _("Inventory"), alerts=lambda _session, _today: [calm, urgent]),)
    dialog = RemindersDialog(driver.desk, owner)
    dialog.show()
    driver.settle()
    shows = [each for each in dialog.findChildren(QPushButton) if each.text() == "Show"]
    assert [each.accessibleName() for each in shows] == ["Show: 3 loans are overdue", "Show: 2 articles are low"]
    shows[0].click()
    assert driver.desk.told == [("alert", "late")]
    dialog.close()
