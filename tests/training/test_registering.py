"""People, guests, classes and departments are registered; who finds no place waits, and is offered one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import Deletion, GroupDetails, Members, add_members, create_group
from coorddesk.training.queries.registrations import places_of, registrations
from coorddesk.training.rules.capacity import Places
from coorddesk.training.rules.words import RegistrationState, SessionState
from coorddesk.training.service.registering import (
    Guest,
    Registering,
    RegistrationEdit,
    delete_registration,
    edit_registration,
    register,
)
from coorddesk.training.service.waiting import Leaving, accept_offer, decline, offer_places, withdraw
from tests.factories import make_person
from tests.training.asked import by_name, make_session, state_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database


def said(session: Session, session_id: int) -> dict[str, RegistrationState]:
    return {row.name: row.state for row in registrations(session, session_id)}


def guests(*names: str) -> tuple[Guest, ...]:
    return tuple(map(Guest, names))


def test_who_is_in_the_directory_is_recognised_whatever_the_order_of_the_names(desk: Database) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        session_id = make_session(session)
        done = register(session, Registering(session_id, guests=guests("Moreau Inès", "inès MOREAU", "Léa Roux")))
    assert (len(done.registered), done.already, done.unclear) == (2, (), ())
    with desk.transaction() as session:
        again = register(session, Registering(session_id, (ines,), guests("Roux Léa")))
    assert (again.registered, sorted(again.already)) == ((), ["Inès Moreau", "Léa Roux"])
    with desk.reading() as session:
        rows = by_name(session, session_id)
        assert {name: row.person_id for name, row in rows.items()} == {"Moreau Inès": ines, "Léa Roux": None}


def test_of_several_with_one_name_the_e_mail_decides(desk: Database) -> None:
    with desk.transaction() as session:
        make_person(session, email="a@ville.fr")
        second = make_person(session, email="b@ville.fr")
        session_id = make_session(session)
        known = (Guest("Inès Moreau", "B@ville.fr"), Guest("Inès Moreau"))
        done = register(session, Registering(session_id, guests=known))
    assert len(done.unclear) == 1
    with desk.reading() as session:
        assert [row.person_id for row in registrations(session, session_id)] == [None, second]


def test_a_class_comes_at_once_and_those_without_a_place_wait(desk: Database) -> None:
    with desk.transaction() as session:
        pupils = [make_person(session, name, "") for name in ("Ab", "Bc", "Cd")]
        gone = make_person(session, "De", "", left_on=date(2026, 1, 1))
        group = create_group(session, GroupDetails("6e A", GroupKind.CLASS, 2026))
        add_members(session, Members(group, (*pupils, gone)))
        session_id = make_session(session, capacity=1, overbooking=1)
        register(session, Registering(session_id, groups=(group,)))
    with desk.reading() as session:
        rows = registrations(session, session_id)
        assert [(row.name, row.position, row.origin) for row in rows] == [
            ("Ab", None, "6e A (2026-2027)"),
            ("Bc", None, "6e A (2026-2027)"),
            ("Cd", 1, "6e A (2026-2027)"),
        ]
        assert places_of(session, [session_id]) == {session_id: Places(1, 1, 2, 1)}
    with desk.transaction() as session:
        last = next_to_undo(session)
        assert last is not None
        undo(session, last)
    with desk.reading() as session:
        assert registrations(session, session_id) == ()


def test_a_freed_place_is_offered_until_a_day_then_to_the_next(desk: Database, clock: FixedClock) -> None:
    first = clock.today() + timedelta(days=30)
    with desk.transaction() as session:
        session_id = make_session(session, capacity=1, first=first)
        register(session, Registering(session_id, guests=guests("Ab", "Bc", "Cd")))
        rows = by_name(session, session_id)
        (offered,) = withdraw(session, Leaving((rows["Ab"].id,)))
        assert offered == rows["Bc"].id
        with pytest.raises(UserError):
            accept_offer(session, rows["Cd"].id)
        with pytest.raises(UserError):
            withdraw(session, Leaving((rows["Ab"].id,)))
    with desk.reading() as session:
        rows = by_name(session, session_id)
        assert rows["Ab"].state is RegistrationState.WITHDRAWN
        assert rows["Bc"].offered_until == clock.today() + timedelta(days=3)
    clock.moment += timedelta(days=4)
    with desk.transaction() as session:
        assert offer_places(session, session_id) == (rows["Cd"].id,)
        assert offer_places(session, session_id) == ()
        accept_offer(session, rows["Cd"].id)
    with desk.reading() as session:
        rows = by_name(session, session_id)
        assert (rows["Cd"].state, rows["Bc"].position, rows["Bc"].offered_until) == (
            RegistrationState.REGISTERED,
            1,
            None,
        )


def test_who_withdraws_late_is_told_apart_and_may_come_back(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        session_id = make_session(session, first=clock.today() + timedelta(days=1))
        register(session, Registering(session_id, guests=guests("Ab", "Bc")))
        rows = by_name(session, session_id)
        withdraw(session, Leaving((rows["Ab"].id,), note="Malade"))
        decline(session, Leaving((rows["Bc"].id,)))
    with desk.reading() as session:
        assert said(session, session_id) == {
            "Ab": RegistrationState.WITHDRAWN_LATE,
            "Bc": RegistrationState.DECLINED,
        }
        assert by_name(session, session_id)["Ab"].note == "Malade"
    with desk.transaction() as session:
        register(session, Registering(session_id, guests=guests("Ab")))
        assert said(session, session_id)["Ab"] is RegistrationState.REGISTERED
        state_of(session, session_id, SessionState.CANCELLED)
        with pytest.raises(UserError):
            register(session, Registering(session_id, guests=guests("Cd")))


def test_a_registration_is_edited_as_it_was_seen_and_deleted(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = make_session(session, capacity=1)
        register(session, Registering(session_id, guests=guests("Ab", "Bc")))
        row = by_name(session, session_id)["Ab"]
        edit_registration(session, RegistrationEdit(row.id, row.version, "Abel", "ab@ville.fr"))
    with desk.transaction() as session:
        with pytest.raises(StaleWrite):
            edit_registration(session, RegistrationEdit(row.id, row.version, "Ab"))
        with pytest.raises(StaleWrite):
            delete_registration(session, Deletion(row.id, row.version))
        seen = by_name(session, session_id)["Abel"]
        delete_registration(session, Deletion(seen.id, seen.version))
        (left,) = registrations(session, session_id)
        assert left.offered_until is not None


@pytest.mark.parametrize(
    ("guest", "field"),
    [
        (Guest("Léa Roux", "lea"), "email"),
        (Guest("Léa Roux", "lea@"), "email"),
        (Guest("L" * 3_000), "name"),
        (Guest("Léa Roux", department="x" * 3_000), "department"),
    ],
)
def test_what_no_guest_is_called_or_reached_by_is_refused(desk: Database, guest: Guest, field: str) -> None:
    with desk.transaction() as session:
        session_id = make_session(session)
        register(session, Registering(session_id, guests=(Guest("Ali Ben", "ali@ville.fr"),)))
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        register(session, Registering(session_id, guests=(guest,)))
    assert refused.value.field == field
    with desk.reading() as session:
        (row,) = registrations(session, session_id)
    said = RegistrationEdit(row.id, row.version, guest.name, guest.email, guest.department)
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        edit_registration(session, said)
    assert refused.value.field == field
