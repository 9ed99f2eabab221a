"""The list of problems: from tickets to a problem, its tickets, its end, and back to the tickets by keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from coorddesk.helpdesk.queries import ProblemQuery, ProblemRow, problem_ids, problem_row, ticket_card
from coorddesk.helpdesk.rules import ProblemState
from coorddesk.helpdesk.ui.beside_dialogs import HelpersDialog, RatingDialog
from coorddesk.helpdesk.ui.page import HelpdeskPage
from coorddesk.helpdesk.ui.problem_dialogs import (
    FoundProblemDialog,
    ProblemForm,
    ProblemTicketsDialog,
    SolveProblemDialog,
)
from coorddesk.helpdesk.ui.tab import HelpdeskTab
from tests.factories import make_person
from tests.helpdesk.asked import make_cause, make_ticket, resolved

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

SHIFT = Qt.KeyboardModifier.ShiftModifier


def only_problem(session: Session) -> ProblemRow:
    (found,) = problem_ids(session, ProblemQuery(past=True))
    row = problem_row(session, found)
    assert row is not None
    return row


def words(tab: HelpdeskTab) -> set[str]:
    return {each.text() for each in tab.current.card.findChildren(QLabel) if each.isVisible()}


def test_a_problem_from_its_tickets_to_its_end_by_keys(driver: Driver) -> None:
    names = ("Wi-Fi", "No net", "Slow")
    one, two, other = (driver.do(partial(make_ticket, title=name)) for name in names)
    driver.do(partial(make_cause, name="Worn out"))
    tab = driver.open(HelpdeskTab)
    tickets = tab.current
    assert isinstance(tickets, HelpdeskPage)
    make_a_problem(driver, tickets, one, two)
    tickets.open_card(one)
    driver.settle()
    assert "Use the cable" in words(tab)

    tab.bar.setCurrentIndex(1)
    driver.settle()
    problem = driver.read(only_problem)
    assert (problem.name, problem.tickets) == ("Wi-Fi in building B", 2)
    tab.current.open_card(problem.id)
    driver.settle()
    give_another_ticket(driver, tab, "Slow")
    announce(driver, tab)
    assert "Known outage" in words(tab)
    solve(driver, tab)
    row = driver.read(only_problem)
    assert (row.tickets, row.state, row.action, row.is_announced) == (3, ProblemState.SOLVED, "Replaced", False)
    assert row.open_tickets == 0

    tab.open_list_of("ticket", ("problem", problem.id))
    driver.settle()
    assert tab.current is tickets
    assert sorted(driver.read(lambda s: tickets.list.source.ids(s, tickets.query))) == [one, two, other]


def make_a_problem(driver: Driver, page: HelpdeskPage, *tickets: int) -> None:
    page.list.select(tickets)
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_B, SHIFT)
    form = driver.dialog(FoundProblemDialog)
    driver.type(form, name="Wi-Fi in building B", workaround="Use the cable")
    driver.save(form)


def give_another_ticket(driver: Driver, tab: HelpdeskTab, title: str) -> None:
    driver.keys(tab.current.list.table, Qt.Key.Key_A)
    behind = driver.dialog(ProblemTicketsDialog)
    driver.settle()
    driver.pick(behind, "tickets", title)
    driver.save(behind)


def announce(driver: Driver, tab: HelpdeskTab) -> None:
    driver.keys(tab.current.list.table, Qt.Key.Key_F2)
    edit = driver.dialog(ProblemForm)
    driver.settle()
    edit.form.editor("is_announced").set_state(True)
    driver.save(edit)


def solve(driver: Driver, tab: HelpdeskTab) -> None:
    driver.keys(tab.current.list.table, Qt.Key.Key_R)
    end = driver.dialog(SolveProblemDialog)
    driver.type(end, root_cause="An old access point", action="Replaced")
    end.form.editor("also").set_state(True)
    assert end.form.editor("note").value() == "Replaced"
    driver.pick(end, "cause", "Worn")
    driver.save(end)


def test_who_helps_and_how_satisfied_they_are(driver: Driver) -> None:
    first = driver.do(make_person)
    ticket = driver.do(make_ticket)
    page = driver.open(HelpdeskPage)
    page.list.select([ticket])
    driver.settle()
    assert not page.verbs.rating.isEnabled()
    driver.keys(page.list.table, Qt.Key.Key_H)
    helping = driver.dialog(HelpersDialog)
    driver.settle()
    driver.pick(helping, "people", "Moreau")
    driver.save(helping)
    driver.do(lambda s: resolved(s, ticket, cause=make_cause(s)))
    page.reload()
    page.show_narrowed(past=True)
    driver.settle()
    page.list.select([ticket])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_V)
    rating = driver.dialog(RatingDialog)
    driver.type(rating, comment="Quick and kind")
    driver.save(rating)
    card = driver.read(lambda s: ticket_card(s, ticket))
    assert card is not None
    assert [person for person, _name in card.helpers] == [first]
    assert [(each.score, each.comment) for each in card.ratings] == [(4, "Quick and kind")]
