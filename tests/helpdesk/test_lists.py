"""What is read of tickets: lists, queues, what others know of theirs, and what is reported already."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.messages import _, digits
from coorddesk.core.records import Cost
from coorddesk.core.resources import texts_for
from coorddesk.directory.service import Deletion
from coorddesk.helpdesk.queries import (
    FIELDS_OF_TICKETS,
    TICKET_COLUMNS,
    TICKET_SORTS,
    Queue,
    TicketQuery,
    alerts,
    already_reported,
    belongings,
    costs,
    findings,
    hits,
    names,
    queue_counts,
    sums_of_tickets,
    ticket_card,
    ticket_ids,
    ticket_log,
    ticket_sums,
    timeline,
    work_on,
)
from coorddesk.helpdesk.rules import EventKind, Source, Status, kept_values
from coorddesk.helpdesk.service import (
    AddSteps,
    Cancel,
    MeToo,
    NewRating,
    NewWork,
    Plan,
    Seen,
    Tick,
    TicketDetails,
    TicketEdit,
    Wait,
    WorkDetails,
    WorkEdit,
    add_me_too,
    add_steps,
    add_work,
    cancel,
    delete_work,
    edit_ticket,
    edit_work,
    plan,
    rate,
    tick_step,
    wait,
)
from tests.factories import make_asset, make_person, make_place, make_supplier
from tests.helpdesk.asked import TODAY, make_category, make_cause, make_ticket, resolved, seen, there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database


TEXTS = texts_for("en")


def found(session: Session, text: str = "", **values: Any) -> list[int]:
    return list(ticket_ids(session, TicketQuery(text, sort="number", descending=False, past=True, **values)))


def test_tickets_are_found_by_all_that_they_are_about(desk: Database) -> None:
    with desk.transaction() as session:
        shop, who = make_supplier(session), make_person(session)
        room = make_place(session)
        asset = make_asset(session, "INV-7", place_id=room)
        category = make_category(session, "Wi-Fi")
        one = make_ticket(session, "Écran noir", devices=(asset,), category_id=category)
        two = make_ticket(session, "Son coupé", requester_id=who, provider_id=shop, provider_reference="R-99")
        three = make_ticket(session, "100 % bloqué", requester_name="Zoé", assignee_id=who)
    with desk.reading() as session:
        asked = (
            "ecran",
            "inv-7",
            "salle 12",
            "wi-fi noir",
            "moreau",
            "ldlc",
            "r-99",
            "zoe bloque",
            "100 %",
            "x y",
        )
        assert [found(session, text) for text in asked] == [
            *[[one]] * 4,
            [two, three],
            *[[two]] * 2,
            *[[three]] * 2,
            [],
        ]
        assert found(session, str(two)) == [one, two]  # the other is in room 12
        by: dict[str, Any] = {"place": room, "asset": asset, "category": category}
        assert [found(session, **{key: value}) for key, value in by.items()] == [[one]] * 3
        assert [found(session, person=who), found(session, requester=who), found(session, provider=shop)] == [
            [two, three],
            [two],
            [two],
        ]


def test_every_column_sorts_and_loses_none(desk: Database) -> None:
    with desk.transaction() as session:
        cause, asset = make_cause(session), make_asset(session)
        numbers = [make_ticket(session, title, devices=(asset,)) for title in ("b", "a", "c")]
        resolved(session, numbers[0], cause=cause)
    with desk.reading() as session:
        for sort in TICKET_SORTS:
            for descending in (False, True):
                ids = ticket_ids(session, TicketQuery(sort=sort, descending=descending, past=True))
                assert sorted(ids) == numbers
        assert list(ticket_ids(session, TicketQuery(sort="title", descending=False, past=True))) == [2, 1, 3]
        assert list(ticket_ids(session, TicketQuery(sort="cause", descending=True, past=True))) == [1, 2, 3]
        unsortable = {column.key for column in TICKET_COLUMNS} - TICKET_SORTS
    assert unsortable == {"device", "waiting_reason", "me_too", "minutes", "cents", "description", "solution"}


def test_every_field_can_be_asked(desk: Database) -> None:
    with desk.transaction() as session:
        room, who, asset = make_place(session), make_person(session), make_asset(session)
        one = make_ticket(session, "Black", place_id=room, requester_id=who, devices=(asset,), source=Source.MAIL)
        two = make_ticket(session, "White", description="Long story", urgency=5)
    with desk.reading() as session:
        for field in FIELDS_OF_TICKETS:
            both = [*found(session, criteria=(Criterion(field.key, Ask.FILLED),))]
            both += found(session, criteria=(Criterion(field.key, Ask.EMPTY),))
            assert sorted(both) == [one, two], field.key
        asked = [
            Criterion("title", Ask.CONTAINS, ("lack",)),
            Criterion("place", Ask.IS, (room,)),
            Criterion("requester", Ask.IS, (who,)),
            Criterion("device", Ask.IS, (asset,)),
            Criterion("device", Ask.CONTAINS, ("cd-1",)),
            Criterion("source", Ask.IS, ("mail",)),
            Criterion("description", Ask.LACKS, ("story",)),
            Criterion("urgency", Ask.IS_NOT, (5,)),
        ]
        assert [found(session, criteria=(each,)) for each in asked] == [[one]] * len(asked)


def test_queues_count_what_their_lists_show(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        who, cause = make_person(session), make_cause(session)
        mine, waiting, planned, done, dropped = (make_ticket(session, str(place)) for place in range(5))
        make_ticket(session, "major", is_major=True, assignee_id=who)
        wait(session, Wait(seen(session, waiting), "Part", TODAY + timedelta(1)))
        plan(session, Plan(seen(session, planned), TODAY))
        resolved(session, done, cause=cause)
        cancel(session, Cancel((Seen(dropped),), "No"))
    clock.moment += timedelta(days=1)
    with desk.reading() as session:
        counts = queue_counts(session, who)
        for queue in Queue:
            assert counts[queue] == len(ticket_ids(session, TicketQuery(queue=queue, me=who))), queue
        told = {alert.key for alert in alerts(session, clock.today())}
    assert counts == {
        Queue.OPEN: 4,
        Queue.MINE: 1,
        Queue.UNASSIGNED: 3,
        Queue.MAJOR: 1,
        Queue.OVERDUE: 0,
        Queue.SOON: 0,
        Queue.PLANNED: 1,
        Queue.TO_REMIND: 1,
        Queue.WAITING: 1,
        Queue.RESOLVED: 1,
    }
    assert told == {"major", "unassigned", "to_remind", "planned"}
    assert mine == 1


def test_days_are_those_of_the_wall(desk: Database, clock: FixedClock) -> None:
    clock.moment = clock.moment.replace(hour=23)
    with desk.transaction() as session:
        number = make_ticket(session)
        day = clock.today()
        assert found(session, opened_from=day, opened_to=day) == [number]
        assert found(session, opened_to=day - timedelta(1)) == []
        assert found(session, opened_from=day + timedelta(1)) == []


def test_an_edit_is_logged_and_a_stale_one_refused(desk: Database) -> None:
    with desk.transaction() as session:
        one, two = make_asset(session, "PC-1"), make_asset(session, "PC-2")
        number = make_ticket(session, "Black", devices=(one,))
        version = there(session, number).version
        edit_ticket(session, TicketEdit(number, version, TicketDetails("White", urgency=5, impact=5, devices=(two,))))
        row = there(session, number)
        assert (row.title, row.priority, row.device) == ("White", 5, "PC-2")
        assert found(session, "white") == [number]
        events = {event.kind: event for event in ticket_log(session, number)}
        assert (events[EventKind.PRIORITY].before, events[EventKind.PRIORITY].after) == ("2", "5")
        before, after = events[EventKind.EDITED].before, events[EventKind.EDITED].after
        assert kept_values(before) == {"title": "Black", "urgency": "3", "impact": "1", "devices": "PC-1"}
        assert kept_values(after) == {"title": "White", "urgency": "5", "impact": "5", "devices": "PC-2"}
    with pytest.raises(StaleWrite) as stale, desk.transaction() as session:
        edit_ticket(session, TicketEdit(number, version, TicketDetails("Grey", urgency=5, impact=5, devices=(two,))))
    assert [(each.field, each.yours, each.theirs) for each in stale.value.differences] == [("title", "Grey", "White")]


def test_work_costs_its_devices_a_share_each(desk: Database) -> None:
    with desk.transaction() as session:
        one, two, who = make_asset(session, "PC-1"), make_asset(session, "PC-2"), make_person(session)
        number = make_ticket(session, "Screen", devices=(one, two))
        line = add_work(session, NewWork(number, WorkDetails(TODAY, 30, 1_001, who, what="Soldered")))
        assert [costs(session, ("asset", each))[0].cents for each in (one, two)] == [501, 500]
        edit_work(session, WorkEdit(line, 1, WorkDetails(TODAY, 45, 1_000, who)))
        said = _("Ticket {number}: {title}", number=digits(number), title="Screen")
        assert costs(session, ("asset", one)) == [Cost(said, 500, TODAY, ("ticket", number))]
        assert (there(session, number).minutes, there(session, number).cents) == (45, 1_000)
        assert [(row.who, row.minutes) for row in work_on(session, number)] == [("Inès Moreau", 45)]
        delete_work(session, Deletion(line, 2))
        assert costs(session, ("asset", one)) == []
    for details in (
        WorkDetails(TODAY),
        WorkDetails(TODAY, -1),
        WorkDetails(TODAY + timedelta(1), 5),
        WorkDetails(TODAY, 0, -5),
    ):
        with pytest.raises(UserError), desk.transaction() as session:
            add_work(session, NewWork(number, details))


def test_time_and_cost_of_a_list_are_added_up_whatever_it_is_narrowed_to(desk: Database) -> None:
    with desk.transaction() as session:
        one, two, closed = (make_ticket(session, title) for title in ("Black", "White", "Old"))
        for number, minutes, cents in ((one, 30, 990), (one, 15, 0), (two, 5, 100), (closed, 60, 2_000)):
            add_work(session, NewWork(number, WorkDetails(TODAY, minutes, cents)))
        cancel(session, Cancel((Seen(closed),), "Found"))
        assert ticket_sums(session, TicketQuery()) == {"minutes": 50, "cents": 1_090}
        assert ticket_sums(session, TicketQuery(past=True)) == {"minutes": 110, "cents": 3_090}
        assert ticket_sums(session, TicketQuery(text="white")) == {"minutes": 5, "cents": 100}
        assert sums_of_tickets(session, [two, closed]) == {"minutes": 65, "cents": 2_100}
        assert sums_of_tickets(session, []) == {}


def test_steps_are_ticked(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_ticket(session)
        add_steps(session, AddSteps(Seen(number), ("Cable?", " Cable? ", "Lamp?")))
        tick_step(session, Tick(1))
        tick_step(session, Tick(1))
        tick_step(session, Tick(2))
        tick_step(session, Tick(2, is_done=False))
    with desk.reading() as session:
        card = ticket_card(session, number)
    assert card is not None
    assert [(step.what, step.done_by) for step in card.steps] == [("Cable?", "Camille Martin"), ("Lamp?", "")]


def test_others_know_their_tickets(desk: Database) -> None:
    with desk.transaction() as session:
        room, who = make_place(session), make_person(session)
        asset = make_asset(session, place_id=room)
        first = make_ticket(session, "Old", devices=(asset,))
        number = make_ticket(session, "Black", devices=(asset,), requester_id=who)
        cancel(session, Cancel((Seen(first),), "No"))
        add_me_too(session, MeToo(number, "Lou"))
    with desk.reading() as session:
        for subject in (("asset", asset), ("place", room)):
            (told,) = belongings(session, subject, 5)
            assert [hit.subject[1] for hit in told.first] == [number, first]
            assert [(each.id, each.me_too) for each in already_reported(session, subject)] == [(number, 1)]
        assert [hit.title for hit in belongings(session, ("person", who), 5)[0].first] == ["Black"]
        assert belongings(session, ("asset", 99), 5) == ()
        story = timeline(session, ("asset", asset))
        assert [entry.related for entry in story] == [("ticket", first), ("ticket", number), ("ticket", first)]
        assert len(timeline(session, ("ticket", number))) == 2
        assert names(session, "ticket", [number, 99]) == {number: f"n° {number} · Black"}
        assert [(hit.subject[1], hit.rank) for hit in hits(session, str(number), 5)][:1] == [(number, 0)]
        assert [(hit.subject[1], hit.rank) for hit in hits(session, "old", 5)] == [(first, 3)]
        assert findings(session) == []


def test_a_ticket_that_is_not_as_its_log_says_is_found(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_ticket(session)
        session.flush()
        session.connection().exec_driver_sql(f"UPDATE ticket SET status = 'resolved' WHERE id = {number}")
        session.connection().exec_driver_sql(f"UPDATE ticket SET search = '', priority = 5 WHERE id = {number}")
    with desk.reading() as session:
        assert [finding.subject for finding in findings(session)] == [("ticket", number)] * 3
        assert there(session, number).status is Status.RESOLVED


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_rating_from_before_the_resolution_is_found(desk: Database) -> None:
    with desk.transaction() as session:
        early, late = make_ticket(session), make_ticket(session)
        resolved(session, early, late, cause=make_cause(session))
        rate(session, NewRating(early, 4))
        rate(session, NewRating(late, 4))
        assert findings(session) == []
        told = f"UPDATE ticket_rating SET moment = '2020-01-01 08:00:00.000000' WHERE ticket_id = {early}"
        session.connection().exec_driver_sql(told)
        session.expire_all()
        assert [TEXTS.say(finding.text) for finding in findings(session)] == [
            f"Ticket {early} was rated before it was resolved."
        ]
