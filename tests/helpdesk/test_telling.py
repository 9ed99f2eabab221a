"""Each public change of a ticket tells whoever asked, once, in the same transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.helpdesk.rules import LinkKind
from coorddesk.helpdesk.service import (
    AddNote,
    LinkTickets,
    MacroDetails,
    Plan,
    Reopen,
    Save,
    Seen,
    Start,
    UseMacro,
    add_note,
    link_tickets,
    plan,
    reopen,
    save_choice,
    start,
    use_macro,
)
from coorddesk.notices.rules import Occasion, State
from tests.factories import make_person
from tests.helpdesk.asked import TODAY, make_cause, make_ticket, resolved, seen
from tests.notices.sent import notices

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

OF_TICKETS = [Occasion.OPENED, Occasion.ANSWERED, Occasion.PLANNED, Occasion.RESOLVED, Occasion.REOPENED]


def test_what_is_public_is_told_and_nothing_else(desk: Database) -> None:
    with desk.transaction() as session:
        person = make_person(session, "Moreau", "Inès", email="ines@example.org")
        number, cause = make_ticket(session, requester_id=person), make_cause(session)
        add_note(session, AddNote(seen(session, number), "Not for her"))
        add_note(session, AddNote(seen(session, number), "We look at it.", is_public=True))
        start(session, Start(seen(session, number), "Begun"))
        plan(session, Plan(seen(session, number), TODAY + timedelta(days=1)))
        resolved(session, number, cause=cause)
        reopen(session, Reopen(seen(session, number), "Black again"))
    with desk.reading() as session:
        told = notices(session)
    assert [each.occasion for each in told] == OF_TICKETS
    assert {(each.subject, each.recipient, each.address, each.state) for each in told} == {
        (("ticket", number), "Inès Moreau", "ines@example.org", State.DRAFT)
    }
    assert "We look at it." in told[1].body
    assert "08/09/2026" in told[2].body
    assert "New cable" in told[3].body
    assert "Black again" in told[4].body


def test_nobody_is_told_where_nobody_asked_or_it_was_long_ago(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        make_ticket(session)
        make_ticket(session, requester_name="Karim", opened_at=clock.moment - timedelta(days=1))
        assert notices(session) == []


def test_somebody_without_an_address_gets_a_letter_and_the_same_report_tells_once(desk: Database) -> None:
    with desk.transaction() as session:
        first = make_ticket(session, requester_name="Karim", key="kiosk:1")
        assert make_ticket(session, requester_name="Karim", key="kiosk:1") == first
        assert [(each.recipient, each.address) for each in notices(session)] == [("Karim", "")]


def test_the_requester_of_a_duplicate_is_told_too(desk: Database) -> None:
    with desk.transaction() as session:
        cause = make_cause(session)
        first, other = (make_ticket(session, requester_name=name) for name in ("Karim", "Lou"))
        link_tickets(session, LinkTickets(Seen(other), first, LinkKind.DUPLICATE_OF))
        resolved(session, first, cause=cause)
        told = [(each.recipient, each.occasion) for each in notices(session)]
    assert told[2:] == [("Karim", Occasion.RESOLVED), ("Lou", Occasion.RESOLVED)]


def test_a_macro_answers(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_ticket(session, requester_name="Karim")
        macro = save_choice(session, Save(MacroDetails("Restart", reply="Restart it.", is_public=True)))
        use_macro(session, UseMacro(seen(session, number), macro))
        assert [each.occasion for each in notices(session)] == [Occasion.OPENED, Occasion.ANSWERED]


def test_what_was_never_done_was_never_told(desk: Database) -> None:
    with desk.transaction() as session:
        make_ticket(session, requester_name="Karim")
    with desk.transaction() as session:
        last = next_to_undo(session)
        assert last is not None
        undo(session, last)
        assert notices(session) == []
