"""Work, steps, macros, and tickets that have to do with each other, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.helpdesk.queries import TicketCard, TicketQuery, macros, ticket_card
from coorddesk.helpdesk.rules import LinkKind, Resolution, Status
from coorddesk.helpdesk.service import MacroDetails, ProblemDetails, Save, TeamDetails, save_choice
from coorddesk.helpdesk.ui.dialogs import EscalateDialog, ProblemDialog
from coorddesk.helpdesk.ui.link_dialogs import LinkDialog, MergeDialog, SplitDialog
from coorddesk.helpdesk.ui.page import HelpdeskPage
from coorddesk.helpdesk.ui.work_dialogs import MacroDialog, StepsDialog, WorkDialog
from tests.factories import make_asset, make_person
from tests.helpdesk.asked import make_cause, make_ticket, there
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


@pytest.fixture
def page(driver: Driver) -> HelpdeskPage:
    return driver.open(HelpdeskPage)


def select(driver: Driver, page: HelpdeskPage, *tickets: int) -> None:
    page.show_query(TicketQuery(past=True))
    driver.settle()
    page.list.select(tickets)
    driver.settle()


def card(driver: Driver, ticket: int) -> TicketCard:
    found = driver.read(lambda s: ticket_card(s, ticket))
    assert found is not None
    return found


def test_work_is_logged_by_whoever_has_it(driver: Driver, page: HelpdeskPage) -> None:
    ticket = driver.do(lambda s: make_ticket(s, assignee_id=make_person(s)))
    select(driver, page, ticket)
    driver.keys(page.list.table, Qt.Key.Key_T)
    dialog = driver.dialog(WorkDialog)
    driver.type(dialog, minutes="45", cents="12,50", what="New cable")
    driver.save(dialog)
    (line,) = card(driver, ticket).work
    assert (line.minutes, line.cents, line.what, line.who) == (45, 1250, "New cable", "Inès Moreau")


def test_steps_are_added_ticked_and_taken_off(driver: Driver, page: HelpdeskPage) -> None:
    ticket = driver.do(lambda s: make_ticket(s, steps=("Look at the cable",)))
    select(driver, page, ticket)
    driver.keys(page.list.table, Qt.Key.Key_L)
    dialog = driver.dialog(StepsDialog)
    dialog.line.line.setFocus()
    write(dialog.line.line, "Try another")
    QTest.keyClick(dialog.line.line, Qt.Key.Key_Return)
    driver.settle()
    assert dialog.list.count() == 2
    driver.keys(dialog.list, Qt.Key.Key_Space)
    steps = card(driver, ticket).steps
    assert [(step.what, step.done_at is None) for step in steps] == [
        ("Look at the cable", False),
        ("Try another", True),
    ]
    driver.keys(dialog.list, Qt.Key.Key_Space)
    assert card(driver, ticket).steps[0].done_at is None
    driver.keys(dialog.list, Qt.Key.Key_Delete)
    assert [step.what for step in card(driver, ticket).steps] == ["Try another"]
    driver.keys(dialog, Qt.Key.Key_Escape)


def test_a_macro_replies_and_resolves_and_asks_what_it_does_not_say(driver: Driver, page: HelpdeskPage) -> None:
    def begin(session: Session) -> tuple[int, int]:
        make_cause(session)
        save_choice(session, Save(MacroDetails("Restart", "Restarted, it works.", True, Status.RESOLVED)))
        return make_ticket(session), make_ticket(session, "Mouse")

    tickets = driver.do(begin)
    assert [each.name for each in driver.read(macros)] == ["Restart"]
    select(driver, page, *tickets)
    driver.keys(page.list.table, Qt.Key.Key_J)
    dialog = driver.dialog(MacroDialog)
    assert dialog.form.editor("reply").value() == "Restarted, it works."
    driver.pick(dialog, "cause", "Worn")
    dialog.form.editor("resolution").set_value(Resolution.NO_FAULT)
    driver.save(dialog)
    rows = [card(driver, each).row for each in tickets]
    said = [(row.status, row.solution, row.resolution) for row in rows]
    assert said == [(Status.RESOLVED, "Restarted, it works.", Resolution.NO_FAULT)] * 2
    assert driver.said == [("say", "Macro used: 2 tickets")]


def test_without_a_macro_one_is_told_where_they_are_made(driver: Driver, page: HelpdeskPage) -> None:
    select(driver, page, driver.do(make_ticket))
    driver.keys(page.list.table, Qt.Key.Key_J)
    assert driver.said == [("say", "There is no macro yet: make one in the settings of the help desk.")]


def test_tickets_are_linked_merged_and_split(driver: Driver, page: HelpdeskPage) -> None:
    def begin(session: Session) -> tuple[int, int, int, int]:
        first, second = make_asset(session, "PC-1"), make_asset(session, "PC-2")
        both = make_ticket(session, "Both", devices=(first, second))
        return both, make_ticket(session, "Again"), make_ticket(session, "Third"), second

    both, again, third, device = driver.do(begin)
    select(driver, page, again)
    page.verbs.link.trigger()
    linking = driver.dialog(LinkDialog)
    linking.form.editor("kind").set_value(LinkKind.DUPLICATE_OF)
    driver.pick(linking, "other", "Both")
    driver.save(linking)
    (link,) = card(driver, again).links
    assert (link.kind, link.other_id, link.is_back) == (LinkKind.DUPLICATE_OF, both, False)
    select(driver, page, both, third)
    driver.keys(page.list.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    driver.save(driver.dialog(MergeDialog))
    assert driver.read(lambda s: there(s, third)).merged_into_id == both
    select(driver, page, both)
    page.verbs.split.trigger()
    splitting = driver.dialog(SplitDialog)
    driver.type(splitting, title="The second one")
    driver.pick(splitting, "devices", "PC-2")
    driver.save(splitting)
    row = driver.read(lambda s: there(s, 4))
    assert (row.title, row.devices) == ("The second one", ((device, "PC-2"),))


def test_tickets_are_escalated_and_put_behind_one_problem(driver: Driver, page: HelpdeskPage) -> None:
    def begin(session: Session) -> tuple[int, int]:
        save_choice(session, Save(TeamDetails("Network")))
        save_choice(session, Save(ProblemDetails("Old switches")))
        return make_ticket(session), make_ticket(session, "Mouse")

    tickets = driver.do(begin)
    select(driver, page, *tickets)
    driver.keys(page.list.table, Qt.Key.Key_G)
    dialog = driver.dialog(EscalateDialog)
    dialog.form.editor("reason").set_value("Beyond us")
    driver.pick(dialog, "team", "Network")
    driver.save(dialog)
    page.verbs.problem.trigger()
    behind = driver.dialog(ProblemDialog)
    driver.pick(behind, "problem", "switches")
    driver.save(behind)
    rows = [card(driver, each).row for each in tickets]
    assert [(row.team, row.problem) for row in rows] == [("Network", "Old switches")] * 2
    driver.keys(page.list.table, Qt.Key.Key_Y)
    select(driver, page, tickets[0])
    driver.keys(page.list.table, Qt.Key.Key_Y)
    assert [card(driver, each).row.me_too for each in tickets] == [1, 0]
