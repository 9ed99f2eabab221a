"""A ticket's whole life: each step stands in its log, refuses what is missing, and its duplicates follow it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import NotAllowed, StaleWrite, UserError
from coorddesk.core.messages import digits
from coorddesk.helpdesk.queries import TicketQuery, ticket_card, ticket_ids, ticket_log
from coorddesk.helpdesk.rules import EventKind, LinkKind, Resolution, Source, Status
from coorddesk.helpdesk.service import (
    AddNote,
    Assign,
    Cancel,
    Close,
    Escalate,
    Handling,
    Helpers,
    LinkTickets,
    Merge,
    MeToo,
    NewRating,
    Plan,
    Reopen,
    Resolve,
    Seen,
    Split,
    Start,
    Wait,
    add_me_too,
    add_note,
    assign,
    cancel,
    close,
    escalate,
    link_tickets,
    merge_tickets,
    plan,
    rate,
    reopen,
    resolve,
    set_helpers,
    split_ticket,
    start,
    unlink_tickets,
    wait,
)
from tests.factories import make_asset, make_person, make_place, make_supplier
from tests.helpdesk.asked import TODAY, make_category, make_cause, make_ticket, resolved, seen, there

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from tests.desks import Desks


def kinds(session: Session, ticket_id: int) -> list[EventKind]:
    return [event.kind for event in reversed(ticket_log(session, ticket_id))]


def test_a_ticket_begins_with_what_its_category_and_device_say(desk: Database) -> None:
    with desk.transaction() as session:
        room = make_place(session)
        asset = make_asset(session, place_id=room)
        who = make_person(session)
        around = make_category(session, "Hardware", assignee_id=who, urgency=4)
        category = make_category(session, parent_id=around, impact=3, checklist=("Plugged in?", "Plugged in?", " "))
        number = make_ticket(session, category_id=category, devices=(asset,))
    with desk.reading() as session:
        card = ticket_card(session, number)
    assert card is not None
    row = card.row
    assert (row.place_id, row.assignee_id, row.urgency, row.impact, row.priority) == (room, who, 3, 3, 3)
    assert (row.category, row.devices, row.status) == ("Hardware / Screen", ((asset, "CD-1"),), Status.NEW)
    assert [step.what for step in card.steps] == ["Plugged in?"]
    assert [event.kind for event in card.log] == [EventKind.ASSIGNED, EventKind.OPENED]


def test_the_same_report_comes_in_once(desk: Database) -> None:
    with desk.transaction() as session:
        first = make_ticket(session, key="kiosk-1", source=Source.KIOSK)
    with desk.transaction() as session:
        assert make_ticket(session, "Said twice", key="kiosk-1", source=Source.KIOSK) == first
        assert len(ticket_ids(session)) == 1


def test_its_life_stands_in_its_log(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        cause, number = make_cause(session), make_ticket(session)
    opened = clock.moment
    steps: list[Callable[[Session], None]] = [
        lambda session: start(session, Start(seen(session, number))),
        lambda session: wait(session, Wait(seen(session, number), "The part", TODAY + timedelta(2))),
        lambda session: plan(session, Plan(seen(session, number), TODAY + timedelta(3))),
        lambda session: resolved(session, number, cause=cause),
        lambda session: close(session, Close(seen(session, number))),
        lambda session: reopen(session, Reopen(seen(session, number), "Black again")),
        lambda session: cancel(session, Cancel(seen(session, number), "Thrown away")),
    ]
    states, rows = [], []
    for step in steps:
        clock.moment += timedelta(hours=1)
        with desk.transaction() as session:
            step(session)
            rows.append(there(session, number))
            states.append(rows[-1].status.value)
    assert states == ["in_progress", "waiting", "planned", "resolved", "closed", "in_progress", "cancelled"]
    hour = timedelta(hours=1)
    assert [row.responded_at for row in rows] == [opened + hour] * 7
    assert (rows[1].waiting_reason, rows[1].remind_on) == ("The part", TODAY + timedelta(2))
    assert (rows[2].waiting_reason, rows[2].remind_on, rows[2].planned_on) == ("", None, TODAY + timedelta(3))
    assert (rows[3].solution, rows[3].cause, rows[3].resolution) == ("New cable", "Worn out", Resolution.FIXED)
    assert (rows[4].resolved_at, rows[4].closed_at) == (opened + 4 * hour, opened + 5 * hour)
    assert (rows[5].resolved_at, rows[5].closed_at, rows[5].solution, rows[5].cause) == (None, None, "", None)
    assert (rows[6].resolved_at, rows[6].closed_at) == (None, opened + 7 * hour)
    with desk.reading() as session:
        assert kinds(session, number) == [
            EventKind.OPENED,
            *[EventKind.STATUS] * 5,
            EventKind.REOPENED,
            EventKind.STATUS,
        ]
        assert [event.body for event in ticket_log(session, number)][:2] == ["Thrown away", "Black again"]


def test_many_are_resolved_by_one_deed_or_none_is(desk: Database) -> None:
    with desk.transaction() as session:
        cause = make_cause(session)
        numbers = [make_ticket(session, f"Mouse {place}") for place in range(3)]
        cancel(session, Cancel((Seen(numbers[1]),), "Found"))
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        resolved(session, *numbers, cause=cause)
    assert refused.value.message.values[0] == ("number", digits(numbers[1]))
    with desk.transaction() as session:
        assert [there(session, each).status for each in numbers] == [Status.NEW, Status.CANCELLED, Status.NEW]
        resolved(session, numbers[0], numbers[2], cause=cause)
        assert list(ticket_ids(session)) == []


def test_a_stale_ticket_is_refused(desk: Database) -> None:
    with desk.transaction() as session:
        old = seen(session, make_ticket(session))
        start(session, Start(old))
    with pytest.raises(StaleWrite), desk.transaction() as session:
        cancel(session, Cancel(old, "No"))


def test_who_handles_it_is_told(desk: Database) -> None:
    with desk.transaction() as session:
        shop, who, other = make_supplier(session), make_person(session), make_person(session, "Petit", "Léo")
        number = make_ticket(session)
        assign(session, Assign(seen(session, number), Handling(who)))
        assign(session, Assign(seen(session, number), Handling(who, provider_id=shop, provider_reference=" R 7 ")))
        escalate(session, Escalate(seen(session, number), "Too long", other))
        set_helpers(session, Helpers(seen(session, number)[0], (who, other)))
        card = ticket_card(session, number)
    assert card is not None
    told = [(event.kind, event.before, event.after, event.body) for event in reversed(card.log)][1:]
    assert told == [
        (EventKind.ASSIGNED, "", "Inès Moreau", ""),
        (EventKind.ASSIGNED, "Inès Moreau", "Inès Moreau, LDLC Pro (R 7)", ""),
        (EventKind.ESCALATED, "Inès Moreau, LDLC Pro (R 7)", "Léo Petit, LDLC Pro (R 7)", "Too long"),
        (EventKind.ASSIGNED, "", "Inès Moreau, Léo Petit", ""),
    ]
    assert card.helpers == ((who, "Inès Moreau"), (other, "Léo Petit"))
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        escalate(session, Escalate(seen(session, number), "Again", other))
    assert refused.value.field == "assignee"


def test_a_public_note_answers_and_an_internal_one_does_not(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        number = make_ticket(session)
        add_note(session, AddNote(seen(session, number), "Look into the cellar"))
        assert there(session, number).responded_at is None
        version = there(session, number).version
        clock.moment += timedelta(hours=1)
        add_note(session, AddNote((Seen(number, version),), "We come tomorrow", is_public=True))
        assert there(session, number).responded_at == clock.moment


def test_the_solution_of_one_resolves_its_duplicates(desk: Database) -> None:
    with desk.transaction() as session:
        cause = make_cause(session)
        one, two, three = (make_ticket(session, f"Wi-Fi {place}") for place in range(3))
        link_tickets(session, LinkTickets(Seen(two), one, LinkKind.DUPLICATE_OF))
        link_tickets(session, LinkTickets(Seen(three), two, LinkKind.DUPLICATE_OF))
        resolved(session, one, cause=cause)
        rows = [there(session, each) for each in (one, two, three)]
        late = make_ticket(session, "Wi-Fi late")
        link_tickets(session, LinkTickets(Seen(late), one, LinkKind.DUPLICATE_OF))
        rows.append(there(session, late))
    assert [(row.status, row.solution, row.resolution) for row in rows] == [
        (Status.RESOLVED, "New cable", Resolution.FIXED),
        *[(Status.RESOLVED, "New cable", Resolution.DUPLICATE)] * 3,
    ]


def test_links_go_round_in_no_circle(desk: Database) -> None:
    with desk.transaction() as session:
        one, two = make_ticket(session), make_ticket(session)
        link_tickets(session, LinkTickets(Seen(one), two, LinkKind.PARENT_OF))
    for wish in (
        LinkTickets(Seen(two), one, LinkKind.PARENT_OF),
        LinkTickets(Seen(one), two, LinkKind.PARENT_OF),
        LinkTickets(Seen(one), one),
    ):
        with pytest.raises(UserError), desk.transaction() as session:
            link_tickets(session, wish)
    with desk.transaction() as session:
        card = ticket_card(session, two)
        assert card is not None
        assert [(link.kind, link.is_back, link.other_id) for link in card.links] == [(LinkKind.PARENT_OF, True, one)]
        unlink_tickets(session, card.links[0].id)
        said = [(event.before, event.after) for event in ticket_log(session, two)]
    assert said == [("parent_of<1", ""), ("", "parent_of<1"), ("", "")]


def test_what_is_blocked_waits_for_the_other(desk: Database) -> None:
    with desk.transaction() as session:
        cause, one, two = make_cause(session), make_ticket(session), make_ticket(session)
        link_tickets(session, LinkTickets(Seen(one), two, LinkKind.BLOCKED_BY))
    with pytest.raises(UserError), desk.transaction() as session:
        resolved(session, one, cause=cause)
    with desk.transaction() as session:
        resolved(session, one, two, cause=cause)
        assert there(session, one).status is Status.RESOLVED


def test_tickets_become_one(desk: Database) -> None:
    with desk.transaction() as session:
        first, second = make_asset(session, "PC-1"), make_asset(session, "PC-2")
        kept = make_ticket(session, "No network", devices=(first,))
        gone = make_ticket(session, "No internet", devices=(first, second), key="k")
        merge_tickets(session, Merge(Seen(kept), (Seen(gone),)))
        card = ticket_card(session, kept)
        assert card is not None
        assert ([name for _id, name in card.row.devices], card.merged) == (["PC-1", "PC-2"], (gone,))
        assert there(session, gone).status is Status.CANCELLED
        assert there(session, gone).merged_into_id == kept
        add_me_too(session, MeToo(gone, "Lou", key="m"))
        add_me_too(session, MeToo(gone, "Lou", key="m"))
        assert there(session, kept).me_too == 1
    with pytest.raises(UserError), desk.transaction() as session:
        start(session, Start((Seen(gone),)))
    with pytest.raises(UserError), desk.transaction() as session:
        merge_tickets(session, Merge(Seen(kept), (Seen(kept),)))


def test_one_becomes_two(desk: Database) -> None:
    with desk.transaction() as session:
        first, second = make_asset(session, "PC-1"), make_asset(session, "PC-2")
        number = make_ticket(session, devices=(first, second), requester_name="Mme Roy")
        new = split_ticket(session, Split(Seen(number), "The other screen", devices=(second,)))
        rows = there(session, number), there(session, new)
    assert [(row.devices, row.requester) for row in rows] == [
        (((first, "PC-1"),), "Mme Roy"),
        (((second, "PC-2"),), "Mme Roy"),
    ]


def test_one_rates_what_is_resolved(desk: Database) -> None:
    with desk.transaction() as session:
        cause, number = make_cause(session), make_ticket(session)
    for score in (4, 5):
        with pytest.raises(UserError), desk.transaction() as session:
            rate(session, NewRating(number, score))
    with desk.transaction() as session:
        resolved(session, number, cause=cause)
        rate(session, NewRating(number, 4, "Quick", key="r"))
        rate(session, NewRating(number, 1, key="r"))
        card = ticket_card(session, number)
    assert card is not None
    assert [(rating.score, rating.comment) for rating in card.ratings] == [(4, "Quick")]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_kiosk_reports_and_does_nothing_else(desks: Desks, open_desk: Callable[..., Database]) -> None:
    kiosk = open_desk(desks.fresh(), actor=Actor("Borne 1", Role.KIOSK, "kiosk"))
    with kiosk.transaction() as session:
        number = make_ticket(session, source=Source.KIOSK, origin="Borne 1", key="1")
        add_me_too(session, MeToo(number))
    with pytest.raises(NotAllowed), kiosk.transaction() as session:
        start(session, Start((Seen(number),)))
    with pytest.raises(NotAllowed), kiosk.transaction() as session:
        resolve(session, Resolve((Seen(number),), "x", 1, Resolution.FIXED))


def test_the_list_of_a_device_tells_what_is_over_too(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        first, second = make_ticket(session, devices=(asset,)), make_ticket(session, "Fan", devices=(asset,))
        cancel(session, Cancel((Seen(first),), "No"))
        query = TicketQuery.about(("asset", asset))
        assert query is not None
        assert list(ticket_ids(session, query)) == [second, first]
        assert list(ticket_ids(session)) == [second]
