"""The help desk by keyboard: queues, one key for each verb, several tickets at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from coorddesk.helpdesk.queries import Queue, TicketQuery, alerts, ticket_card
from coorddesk.helpdesk.rules import Resolution, Status
from coorddesk.helpdesk.service import (
    Assign,
    Handling,
    RecurringDetails,
    Save,
    TargetDetails,
    TemplateDetails,
    assign,
    save_choice,
)
from coorddesk.helpdesk.ui import dialogs
from coorddesk.helpdesk.ui.entry_dialog import EntryDialog
from coorddesk.helpdesk.ui.page import HelpdeskPage
from coorddesk.helpdesk.ui.ticket_dialog import TicketDialog
from coorddesk.widgets.empty import EmptyState
from coorddesk.widgets.facts import Facts
from coorddesk.widgets.forms.picker import RecordPicker
from tests.factories import make_asset, make_person, make_place
from tests.helpdesk.asked import TODAY, make_category, make_cause, make_ticket, resolved, seen, there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def ids_shown(page: HelpdeskPage) -> list[int]:
    return list(page.list.table.model().ids)  # type: ignore[attr-defined]  # a RecordModel


def words_on_card(page: HelpdeskPage) -> list[str]:
    (facts,) = page.card.findChildren(Facts)
    return [label.text() for label in facts.findChildren(QLabel) if not label.isHidden()]


def select(driver: Driver, page: HelpdeskPage, *tickets: int) -> None:
    page.list.select(tickets)
    driver.settle()


def ask(
    driver: Driver, page: HelpdeskPage, key: Qt.Key, dialog_class: type[dialogs.TicketsDialog], **values: str
) -> None:
    """Press a verb's key, fill its dialog in and save it."""
    driver.keys(page.list.table, key)
    dialog = driver.dialog(dialog_class)
    for field, value in values.items():
        if isinstance(dialog.form.editor(field), RecordPicker):
            driver.pick(dialog, field, value)
        else:
            dialog.form.editor(field).set_value(value)
    driver.save(dialog)


def test_an_empty_desk_says_what_to_do(driver: Driver) -> None:
    page = driver.open(HelpdeskPage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    offer, sheet = empty.findChildren(QPushButton)
    assert sheet.text() == "Import a sheet"
    driver.click(offer)
    dialog = driver.dialog(EntryDialog)
    assert dialog.windowTitle() == "New ticket"
    driver.keys(dialog, Qt.Key.Key_Escape)
    assert driver.said == []


def test_a_ticket_goes_its_way_by_one_key_each(driver: Driver) -> None:
    def begin(session: Session) -> int:
        make_cause(session)
        make_person(session)
        return make_ticket(session)

    ticket = driver.do(begin)
    page = driver.open(HelpdeskPage)
    select(driver, page, ticket)
    ask(driver, page, Qt.Key.Key_A, dialogs.AssignDialog, assignee="Moreau")
    assert driver.read(lambda s: there(s, ticket)).assignee == "Inès Moreau"
    driver.keys(page.list.table, Qt.Key.Key_S)
    ask(driver, page, Qt.Key.Key_W, dialogs.WaitDialog, note="A part")
    row = driver.read(lambda s: there(s, ticket))
    assert (row.status, row.waiting_reason, row.remind_on) == (Status.WAITING, "A part", date(2026, 9, 9))
    ask(driver, page, Qt.Key.Key_P, dialogs.PlanDialog)
    assert driver.read(lambda s: there(s, ticket)).planned_on == date(2026, 9, 7)
    ask(driver, page, Qt.Key.Key_R, dialogs.ResolveDialog, note="New cable", cause="Worn")
    row = driver.read(lambda s: there(s, ticket))
    assert (row.status, row.solution, row.resolution) == (Status.RESOLVED, "New cable", Resolution.FIXED)
    deeds = ("Assigned", "Started", "Waiting", "Planned", "Resolved")
    assert driver.said == [("say", f"{deed}: n° {ticket} “Screen stays black”") for deed in deeds]


def test_what_is_over_is_closed_reopened_and_cancelled(driver: Driver) -> None:
    def begin(session: Session) -> int:
        ticket = make_ticket(session)
        resolved(session, ticket, cause=make_cause(session))
        return ticket

    ticket = driver.do(begin)
    page = driver.open(HelpdeskPage)
    assert ids_shown(page) == []
    page.open_record(("ticket", ticket))
    driver.settle()
    assert page.list.selected_ids() == [ticket]
    driver.keys(page.list.table, Qt.Key.Key_C)
    assert driver.read(lambda s: there(s, ticket)).status is Status.CLOSED
    ask(driver, page, Qt.Key.Key_O, dialogs.ReopenDialog, note="Black again")
    assert driver.read(lambda s: there(s, ticket)).status is Status.IN_PROGRESS
    ask(driver, page, Qt.Key.Key_Delete, dialogs.CancelDialog, note="Thrown away")
    assert driver.read(lambda s: there(s, ticket)).status is Status.CANCELLED


def test_a_dialog_refuses_what_the_verb_cannot_do_without(driver: Driver) -> None:
    ticket = driver.do(make_ticket)
    page = driver.open(HelpdeskPage)
    select(driver, page, ticket)
    driver.keys(page.list.table, Qt.Key.Key_W)
    waiting = driver.dialog(dialogs.WaitDialog)
    driver.type(waiting, remind_on="01/09/2026")
    waiting.form.editor("note").set_value("A part")
    driver.save(waiting)
    said = [label.text() for label in waiting.findChildren(QLabel)]
    assert "This day is over. Choose today or a later one." in said
    assert driver.read(lambda s: there(s, ticket)).status is Status.NEW
    waiting.reject()
    assert driver.said == [("ask", "Throw away what you typed?")]


def test_only_what_may_come_next_is_offered(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        fresh, done = make_ticket(session), make_ticket(session, "Done")
        resolved(session, done, cause=make_cause(session))
        return fresh, done

    fresh, done = driver.do(begin)
    page = driver.open(HelpdeskPage)
    page.show_query(TicketQuery(past=True))
    driver.settle()
    verbs = page.verbs
    ways = {"start", "wait", "plan", "resolve", "close", "cancel", "reopen", "escalate", "merge"}

    def offered() -> set[str]:
        return {name for name in ways if getattr(verbs, name).isEnabled()}

    assert offered() == set()
    select(driver, page, fresh)
    assert offered() == ways - {"close", "reopen"}
    select(driver, page, done)
    assert offered() == {"close", "reopen"}
    select(driver, page, fresh, done)
    assert offered() == set()


def test_what_is_said_internally_and_publicly_stands_in_the_story(driver: Driver) -> None:
    ticket = driver.do(make_ticket)
    page = driver.open(HelpdeskPage)
    select(driver, page, ticket)
    for key, kind, body in (
        (Qt.Key.Key_N, dialogs.NoteDialog, "He drops it"),
        (Qt.Key.Key_M, dialogs.AnswerDialog, "We come at noon"),
    ):
        driver.keys(page.list.table, key)
        dialog = driver.dialog(kind)
        dialog.form.editor("body").set_value(body)
        driver.save(dialog)
    card = driver.read(lambda s: ticket_card(s, ticket))
    assert card is not None
    assert [(each.body, each.is_public) for each in card.log[:2]] == [("We come at noon", True), ("He drops it", False)]


def test_several_tickets_are_handled_at_once(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        make_cause(session)
        make_category(session)
        return make_ticket(session), make_ticket(session, "Mouse")

    tickets = driver.do(begin)
    page = driver.open(HelpdeskPage)
    select(driver, page, *tickets)
    driver.keys(page.list.table, Qt.Key.Key_K)
    dialog = driver.dialog(dialogs.CategoryDialog)
    driver.pick(dialog, "category", "Screen")
    driver.save(dialog)
    driver.keys(page.list.table, Qt.Key.Key_U)
    urgency = driver.dialog(dialogs.UrgencyDialog)
    urgency.form.editor("urgency").set_value(5)
    driver.save(urgency)
    rows = [driver.read(lambda s, each=each: there(s, each)) for each in tickets]  # type: ignore[misc]
    assert [(row.category, row.urgency, row.impact) for row in rows] == [("Screen", 5, 1)] * 2
    assert driver.said == [("say", "Categorised: 2 tickets"), ("say", "Urgency and impact saved: 2 tickets")]


def test_a_ticket_is_edited_as_it_stands(driver: Driver) -> None:
    ticket = driver.do(lambda s: make_ticket(s, requester_name="A guest", devices=(make_asset(s),)))
    before = driver.read(lambda s: there(s, ticket))
    page = driver.open(HelpdeskPage)
    select(driver, page, ticket)
    driver.keys(page.list.table, Qt.Key.Key_F2)
    driver.save(driver.dialog(TicketDialog))
    assert driver.read(lambda s: there(s, ticket)) == before
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(TicketDialog)
    driver.type(dialog, title="Screen is white", requester_phone="12")
    driver.save(dialog)
    after = driver.read(lambda s: there(s, ticket))
    assert (after.title, after.requester_phone, after.requester) == ("Screen is white", "12", "A guest")
    assert after.devices == before.devices


def test_queues_stand_at_the_side_with_their_counters(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int, int]:
        mine, other, done = (make_ticket(session, title) for title in ("Mine", "Other", "Done"))
        me = make_person(session, "Martin", "Camille")
        assign(session, Assign(seen(session, mine), Handling(me)))
        resolved(session, done, cause=make_cause(session))
        return mine, other, done

    mine, other, done = driver.do(begin)
    page = driver.open(HelpdeskPage)
    for key, shown in ((Queue.MINE, [mine]), (Queue.UNASSIGNED, [other]), (Queue.RESOLVED, [done])):
        page._on_filter_toggled(("queue", key))
        driver.settle()
        assert ids_shown(page) == shown, key
    page._on_filter_toggled(("statuses", Status.RESOLVED))
    page._on_filter_toggled(("statuses", Status.NEW))
    driver.settle()
    assert page.query == TicketQuery(statuses=frozenset({Status.RESOLVED, Status.NEW}))
    assert sorted(ids_shown(page)) == [mine, other, done]
    page.show_alert("unassigned")
    driver.settle()
    assert ids_shown(page) == [other]


@pytest.mark.parametrize("kind", ["asset", "place", "person"])
def test_tickets_of_a_record_are_listed_and_said(driver: Driver, kind: str) -> None:
    def begin(session: Session) -> tuple[int, dict[str, int]]:
        place, person = make_place(session), make_person(session)
        device = make_asset(session, place_id=place)
        make_ticket(session, "Another one")
        ticket = make_ticket(session, devices=(device,), requester_id=person)
        return ticket, {"asset": device, "place": place, "person": person}

    ticket, records = driver.do(begin)
    page = driver.open(HelpdeskPage)
    page.open_list((kind, records[kind]))
    driver.settle()
    assert ids_shown(page) == [ticket]
    names = {"asset": "Device: CD-1", "place": "Place: Salle 12", "person": "Person: Inès Moreau"}
    chips = [chip.text().partition("\N{EN SPACE}")[0] for chip in page.chips._buttons]
    assert chips[:2] == ["Open or over", names[kind]]


def test_the_card_tells_the_device_with_its_warranty_and_the_sum_of_the_deadline(driver: Driver) -> None:
    def begin(session: Session) -> int:
        device = make_asset(session, purchase_date=date(2026, 1, 1), warranty_months=24)
        save_choice(session, Save(TargetDetails(60, 240)))
        return make_ticket(session, description="Since noon", devices=(device,))

    ticket = driver.do(begin)
    page = driver.open(HelpdeskPage)
    page.open_record(("ticket", ticket))
    driver.settle()
    words = words_on_card(page)
    assert words[0] == "Since noon"
    assert "until 31/12/2027" in words
    assert words[words.index("First answer") :] == [
        *("First answer", "1 h left", "Promised within 1 h of opening hours"),
        *("Mon 07/09/2026 10:30–11:30: 1 h", "Due Mon 07/09/2026 11:30"),
        *("Resolution", "4 h left", "Promised within 4 h of opening hours"),
        *("Mon 07/09/2026 10:30–12:00: 1 h 30", "Mon 07/09/2026 13:30–16:00: 2 h 30", "Due Mon 07/09/2026 16:00"),
    ]


def test_what_comes_again_is_opened_from_the_bell(driver: Driver) -> None:
    def begin(session: Session) -> None:
        template = save_choice(session, Save(TemplateDetails("Clean", "Clean the filters")))
        save_choice(session, Save(RecurringDetails("Filters", template, TODAY)))

    driver.do(begin)
    page = driver.open(HelpdeskPage)
    (alert,) = driver.read(lambda s: [each for each in alerts(s, TODAY) if each.key == "recurring"])
    assert alert.kind == "ticket"
    page.show_alert(alert.key)
    driver.settle()
    assert [driver.read(lambda s, each=each: there(s, each)).title for each in ids_shown(page)] == ["Clean the filters"]  # type: ignore[misc]
    asked, opened = ("ask", "Open the recurring tickets that are due?"), ("say", "1 ticket opened.")
    assert driver.said == [asked, opened]
