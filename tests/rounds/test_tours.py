"""Rounds are made in order, a fault is one ticket, and what was found is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.helpdesk.queries import ticket_card
from coorddesk.helpdesk.rules import Source, Status
from coorddesk.inventory.service import Chosen, delete_assets
from coorddesk.rounds.queries import (
    alerts,
    available,
    checks,
    insight,
    round_ids,
    round_row,
    stops,
    timeline,
    tour,
    tours,
)
from coorddesk.rounds.queries.rounds import RoundQuery
from coorddesk.rounds.rules import Counts, Outcome, Today
from coorddesk.rounds.service import (
    Fault,
    Look,
    RoundDetails,
    RoundEdit,
    Stop,
    begin_tour,
    create_round,
    delete_round,
    delete_tour,
    edit_round,
    end_tour,
    look,
    report_fault,
)
from tests.factories import make_asset, make_place, make_supplier
from tests.helpdesk.asked import make_cause, make_ticket, resolved, there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

MONDAY = date(2026, 9, 7)


def make_round(session: Session, name: str = "Tour du matin") -> int:
    """CD-1, then CD-2, then the room; from Monday to Friday."""
    room = make_place(session, "CDI")
    first, second = (make_asset(session, f"CD-{number}", place_id=room) for number in (1, 2))
    list_ = (Stop(first, note="Écran allumé ?"), Stop(second), Stop(place_id=room))
    return create_round(session, RoundDetails(name, stops=list_))


def begin(session: Session, round_id: int) -> list[int]:
    """Begin a tour; the ids of its checks in order."""
    return [each.id for each in checks(session, begin_tour(session, round_id))]


def told(session: Session, round_id: int) -> Counts:
    (latest, *_) = tours(session, round_id=round_id)
    return latest.counts


def test_a_round_is_made_from_the_first_stop_to_the_last(desk: Database) -> None:
    with desk.transaction() as session:
        round_id = make_round(session)
    with desk.reading() as session:
        assert [(each.called, each.place, each.note) for each in stops(session, round_id)] == [
            ("CD-1", "CDI", "Écran allumé ?"),
            ("CD-2", "CDI", ""),
            ("CDI", "CDI", ""),
        ]
        assert [alert.key for alert in alerts(session, MONDAY)] == ["due"]
    with desk.transaction() as session:
        first, second, third = begin(session, round_id)
    with desk.transaction() as session:
        look(session, Look(first, Outcome.OK))
        look(session, Look(second, Outcome.SKIPPED, "Prêté"))
    with desk.reading() as session:
        row = round_row(session, round_id)
        assert row is not None
        assert (row.today, row.seen_share) == (Today.GOING_ON, "2/3")
        assert [alert.key for alert in alerts(session, MONDAY)] == ["going_on"]
    with desk.transaction() as session:
        look(session, Look(third, Outcome.OK))
    with desk.reading() as session:
        assert told(session, round_id) == Counts(ok=2, skipped=1)
        row = round_row(session, round_id)
        assert row is not None
        assert row.today is Today.MADE
        assert list(round_ids(session, RoundQuery(today=Today.MADE))) == [round_id]
        assert list(round_ids(session, RoundQuery(today=Today.DUE))) == []
        assert alerts(session, MONDAY) == []


def test_a_fault_opens_one_ticket_filled_in(desk: Database) -> None:
    with desk.transaction() as session:
        first, _second, third = begin(session, make_round(session))
    with desk.transaction() as session:
        number = report_fault(session, Fault(first, "Écran noir", "Rien ne s’allume"))
    with desk.transaction() as session:
        assert report_fault(session, Fault(first, "Écran noir")) == number
        of_room = report_fault(session, Fault(third, "Porte bloquée"))
    with desk.reading() as session:
        row = there(session, number)
        assert (row.title, row.source, row.origin) == ("Écran noir", Source.ROUND, "Tour du matin")
        assert ([name for _id, name in row.devices], row.place) == (["CD-1"], "CDI")
        assert (there(session, of_room).devices, there(session, of_room).place) == ((), "CDI")
        (seen, *_rest) = checks(session, 1)
        assert (seen.outcome, seen.note, seen.ticket_status) == (Outcome.FAULT, "Écran noir", Status.NEW)
        assert [entry.body for entry in timeline(session, ("asset", seen.asset_id or 0))] == ["Écran noir"]
    with pytest.raises(UserError, match="Ticket"), desk.transaction() as session:
        look(session, Look(first, Outcome.OK))


def test_a_fault_that_is_known_opens_no_second_ticket(desk: Database) -> None:
    with desk.transaction() as session:
        round_id = make_round(session)
        asset = stops(session, round_id)[0].asset_id
        assert asset is not None
        known = make_ticket(session, devices=(asset,))
        first, second, _third = begin(session, round_id)
    with desk.reading() as session:
        seen = insight(session, first)
        assert seen is not None
        assert [each.id for each in seen.reported] == [known]
    with desk.transaction() as session:
        assert report_fault(session, Fault(first, "Toujours noir", known_ticket_id=known)) == known
    with desk.reading() as session:
        card = ticket_card(session, known)
        assert card is not None
        assert card.row.me_too == 1
    with desk.transaction() as session:
        resolved(session, known, cause=make_cause(session))
    with pytest.raises(UserError, match="over by now"), desk.transaction() as session:
        report_fault(session, Fault(second, "Noir", known_ticket_id=known))


def test_what_is_known_of_a_device_stands_in_the_form(desk: Database) -> None:
    with desk.transaction() as session:
        supplier = make_supplier(session, "LDLC", phone="01 02 03")
        asset = make_asset(session, "PC", supplier_id=supplier, warranty_end=date(2027, 1, 1))
        old = [make_ticket(session, f"Panne {number}", devices=(asset,)) for number in range(5)]
        resolved(session, *old[:4], cause=make_cause(session))
        (check,) = begin(session, create_round(session, RoundDetails("Soir", stops=(Stop(asset),))))
    with desk.reading() as session:
        seen = insight(session, check)
        assert seen is not None
        assert (seen.supplier, seen.supplier_phone, seen.warranty_end) == ("LDLC", "01 02 03", date(2027, 1, 1))
        assert [each.title for each in seen.faults] == ["Panne 4", "Panne 3", "Panne 2"]
        assert [each.id for each in seen.reported] == [old[4]]
        assert insight(session, 999) is None


def test_a_tour_is_gone_on_with_that_day_and_ends_the_next(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        round_id = make_round(session)
        first = begin_tour(session, round_id)
    with desk.transaction() as session:
        assert begin_tour(session, round_id) == first
        look(session, Look(checks(session, first)[0].id, Outcome.OK))
    looked = clock.moment
    clock.moment += timedelta(days=1)
    with desk.transaction() as session:
        second = begin_tour(session, round_id)
    with desk.reading() as session:
        assert second != first
        row = tour(session, first)
        assert row is not None
        assert (row.ended_at, row.counts) == (looked, Counts(ok=1, left=2))
    with desk.transaction() as session:
        end_tour(session, second)
    with desk.transaction() as session:
        third = begin_tour(session, round_id)
        assert third not in {first, second}
        assert [each.id for each in tours(session, round_id=round_id)] == [third, second, first]


def test_the_fault_of_a_tour_is_taken_back_with_its_ticket(desk: Database) -> None:
    with desk.transaction() as session:
        (check, *_rest) = begin(session, make_round(session))
    with desk.transaction() as session:
        report_fault(session, Fault(check, "Écran noir"))
    with desk.transaction() as session:
        last = next_to_undo(session)
        assert last is not None
        undo(session, last)
    with desk.reading() as session:
        assert checks(session, 1)[0].outcome is None
        assert insight(session, check) is not None
    with desk.transaction() as session:
        look(session, Look(check, Outcome.OK))


def test_on_closed_days_and_other_days_no_round_is_due(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        make_round(session)
        create_round(session, RoundDetails("Mardi", weekdays=(2,)))
    with desk.reading() as session:
        assert [each.text.count for each in alerts(session, MONDAY)] == [1]
    clock.moment += timedelta(days=5)  # a Saturday
    with desk.reading() as session:
        assert alerts(session, MONDAY) == []
    clock.moment += timedelta(days=3)  # a Tuesday
    with desk.reading() as session:
        assert [each.text.count for each in alerts(session, MONDAY)] == [2]


def test_availability_counts_the_looks(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        round_id = make_round(session)
    for outcomes in ((True, True), (False, True), (True, None)):
        with desk.transaction() as session:
            found = begin(session, round_id)
            for check, is_ok in zip(found, outcomes, strict=False):
                if is_ok is False:
                    report_fault(session, Fault(check, "Noir"))
                else:
                    look(session, Look(check, Outcome.OK if is_ok else Outcome.SKIPPED))
            end_tour(session, begin_tour(session, round_id))
        clock.moment += timedelta(days=1)
    with desk.reading() as session:
        rows = available(session, MONDAY, MONDAY + timedelta(days=9), round_id=round_id)
        assert [(row.thing.called, row.share, row.counts, row.last_fault) for row in rows] == [
            ("CD-1", 2 / 3, Counts(ok=2, fault=1), MONDAY + timedelta(days=1)),
            ("CD-2", 1.0, Counts(ok=2, skipped=1), None),
        ]
        assert available(session, MONDAY - timedelta(days=9), MONDAY - timedelta(days=1)) == ()


def test_a_list_is_changed_and_what_is_gone_is_not_looked_at(desk: Database) -> None:
    with desk.transaction() as session:
        round_id = make_round(session)
        row = round_row(session, round_id)
        assert row is not None
        one, two, room = (Stop(each.asset_id, each.place_id) for each in stops(session, round_id))
    wish = RoundDetails("Tour", (1, 1, 3), (room, two, one))
    with desk.transaction() as session:
        edit_round(session, RoundEdit(round_id, row.version, wish))
    with desk.reading() as session:
        assert [each.called for each in stops(session, round_id)] == ["CDI", "CD-2", "CD-1"]
        changed = round_row(session, round_id)
        assert changed is not None
        assert (changed.name, changed.weekdays) == ("Tour", "13")
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edit_round(session, RoundEdit(round_id, row.version, RoundDetails("Autre", stops=(one,))))
    with pytest.raises(UserError, match="twice"), desk.transaction() as session:
        edit_round(session, RoundEdit(round_id, changed.version, RoundDetails("Tour", stops=(one, one))))
    with desk.transaction() as session:
        delete_assets(session, Chosen((one.asset_id or 0,)))
    with desk.transaction() as session:
        assert [each.called for each in checks(session, begin_tour(session, round_id))] == ["CDI", "CD-2"]


def test_a_round_that_was_made_stays_with_its_tours(desk: Database) -> None:
    with desk.transaction() as session:
        round_id = make_round(session)
        made = begin_tour(session, round_id)
        empty = create_round(session, RoundDetails("Vide"))
    with pytest.raises(UserError, match="has been made"), desk.transaction() as session:
        delete_round(session, Deletion(round_id, 1))
    with pytest.raises(UserError, match="nothing to look at"), desk.transaction() as session:
        begin_tour(session, empty)
    with desk.transaction() as session:
        delete_round(session, Deletion(empty, 1))
        row = tour(session, made)
        assert row is not None
        delete_tour(session, Deletion(made, row.version))
    with desk.transaction() as session:
        delete_round(session, Deletion(round_id, 1))
    with desk.reading() as session:
        assert list(round_ids(session)) == []
