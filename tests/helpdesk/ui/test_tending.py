"""The clock of the window: it asks, writes where something is due, and says nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.history_tables import ChangeSet
from coorddesk.helpdesk.queries import TicketQuery, ticket_ids
from coorddesk.helpdesk.rules import Every
from coorddesk.helpdesk.service import RecurringDetails, Save, TemplateDetails, save_choice
from coorddesk.helpdesk.ui.desk_tending import DeskTending

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def test_what_is_due_is_opened_once_and_nothing_is_written_where_nothing_is(driver: Driver) -> None:
    def prepare(session: Session) -> None:
        template = save_choice(session, Save(TemplateDetails("Check", "Check the printers")))
        save_choice(session, Save(RecurringDetails("Daily check", template, date(2026, 9, 7), Every.DAY)))

    def changes(session: Session) -> int:
        return session.scalar(select(func.count()).select_from(ChangeSet)) or 0

    driver.do(prepare)
    before = driver.read(changes)
    tending = DeskTending(driver.desk.operations, driver.desk.operations)
    for _again in range(3):
        tending.go()
        tending.go()
        driver.settle()
    assert driver.read(changes) == before + 1
    assert len(driver.read(lambda session: ticket_ids(session, TicketQuery()))) == 1
