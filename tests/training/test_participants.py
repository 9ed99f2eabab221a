"""What the window of a session's people reads before anything is done, and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, Members, add_members, create_group
from coorddesk.training.queries.attended import grid
from coorddesk.training.queries.certificates import certificates
from coorddesk.training.queries.papers import session_papers
from coorddesk.training.queries.participants import (
    ParticipantsQuery,
    gathering,
    participant_ids,
    participants,
)
from coorddesk.training.queries.registrations import registrations
from coorddesk.training.rules.typing import PRESENT, Typed
from coorddesk.training.rules.words import AttendanceState, DocumentKind
from coorddesk.training.service import (
    Cell,
    Guest,
    Issuing,
    Leaving,
    Registering,
    TypedSheet,
    issue,
    register,
    type_attendance,
    withdraw,
)
from coorddesk.training.service.foreseeing import Fate, Foreseen, foresee
from coorddesk.training.service.waiting import move_waiting
from tests.factories import make_person
from tests.training.asked import by_name, make_session

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database


def guests(*names: str) -> tuple[Guest, ...]:
    return tuple(map(Guest, names))


def names(session: Session, query: ParticipantsQuery) -> list[str]:
    ids = participant_ids(session, query)
    rows = participants(session, ids)
    return [rows[each].listed for each in ids]


def test_what_registering_would_come_to_is_seen_before_anything_is_written(desk: Database) -> None:
    with desk.transaction() as session:
        ines = make_person(session, role="Élève")
        hugo = make_person(session, "Petit", "Hugo")
        group = create_group(session, GroupDetails("CM2 A", GroupKind.GROUP))
        add_members(session, Members(group, (ines, hugo)))
        session_id = make_session(session, capacity=2)
        register(session, Registering(session_id, (ines,)))
    wish = Registering(session_id, guests=guests("Petit Hugo", "Moreau Innès"), groups=(group,))
    with desk.reading() as session:
        seen = foresee(session, wish)
        assert seen.people == (
            Foreseen("Inès Moreau", "Élève", is_guest=False, fate=Fate.ALREADY),
            Foreseen("Hugo Petit", "", is_guest=False, fate=Fate.PLACE),
            Foreseen("Moreau Innès", "", is_guest=True, fate=Fate.WAITS),
        )
        assert [dict(each.values)["other"] for each in seen.unclear] == ["Inès Moreau"]
        assert [seen.count(fate) for fate in Fate] == [1, 1, 1]
    with desk.transaction() as session:
        done = register(session, wish)
        assert (len(done.registered), len(done.waiting), done.already) == (1, 1, ("Inès Moreau",))
        assert done.unclear == seen.unclear


def test_the_people_of_a_session_stand_as_on_its_sheet_with_what_came_of_them(desk: Database) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        session_id = make_session(session, capacity=2)
        register(session, Registering(session_id, (ines,), guests("Léa PETIT", "Zoé Roux", "Ali Ben")))
        there = by_name(session, session_id)
        seen = gathering(session, session_id)
        assert seen is not None
        slots = [each.slots for each in seen.half_days]
        cells = (Cell(there["Moreau Inès"].id, slots[0], PRESENT), Cell(there["Moreau Inès"].id, slots[1], ABSENT))
        type_attendance(session, TypedSheet(session_id, cells))
        issue(session, Issuing(DocumentKind.ATTENDANCE, (there["Moreau Inès"].id,)))
    with desk.reading() as session:
        assert names(session, ParticipantsQuery(session_id)) == ["MOREAU Inès", "PETIT Léa", "Zoé Roux", "Ali Ben"]
        assert names(session, ParticipantsQuery(session_id, "ines more")) == ["MOREAU Inès"]
        assert names(session, ParticipantsQuery(session_id, sort="name"))[0] == "Ali Ben"
        assert names(session, ParticipantsQuery(session_id, sort="rate", descending=True))[0] == "MOREAU Inès"
        rows = participants(session, participant_ids(session, ParticipantsQuery(session_id)))
        assert [row.number for row in rows.values()] == [1, 2, None, None]
        first = rows[there["Moreau Inès"].id]
        assert first.certificates == ("AP-2026-0001",)
        assert first.said_rate is not None
        assert dict(first.said_rate.values) == {"attended": 1, "expected": 2, "percent": 50}
        seen = gathering(session, session_id)
        assert seen is not None
        assert (seen.places.registered, seen.places.waiting, seen.untyped, seen.typed_by) == (2, 2, 2, "Camille Martin")


def test_guests_stand_by_their_last_names_however_they_were_typed(desk: Database) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        session_id = make_session(session)
        register(session, Registering(session_id, (ines,), guests("Zoé PETIT", "ROUX Léa", "Mme Ada DE LA TOUR")))
        withdraw(session, Leaving(tuple(row.id for row in registrations(session, session_id) if "Léa" in row.name)))
    with desk.reading() as session:
        told = ["DE LA TOUR Ada", "MOREAU Inès", "PETIT Zoé", "ROUX Léa"]
        assert names(session, ParticipantsQuery(session_id)) == told
        assert names(session, ParticipantsQuery(session_id, "petit zo")) == ["PETIT Zoé"]
        (papers,) = session_papers(session, [session_id])
        assert [each.listed for each in papers.people] == told[:3]
        seen = grid(session, session_id)
        assert seen is not None
        assert [each.listed for each in seen.people] == told[:3]
        rows = registrations(session, session_id)
        said = certificates(session, [row.id for row in rows])
        assert [each.holder for each in said.values()] == told
        assert {row.parts.last for row in rows} == {"Mme Ada DE LA TOUR", "Moreau", "Zoé PETIT", "ROUX Léa"}


def test_who_waits_may_be_put_before_others_and_is_then_offered_the_place(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = make_session(session, capacity=1)
        register(session, Registering(session_id, guests=guests("Un", "Deux", "Trois", "Quatre")))
        there = by_name(session, session_id)
    with desk.transaction() as session:
        move_waiting(session, there["Quatre"].id, 1)
        with pytest.raises(UserError, match="not on the waiting list"):
            move_waiting(session, there["Un"].id, 1)
    with desk.transaction() as session:
        assert {name: row.position for name, row in by_name(session, session_id).items()} == {
            "Un": None,
            "Quatre": 1,
            "Deux": 2,
            "Trois": 3,
        }
        assert withdraw(session, Leaving((there["Un"].id,))) == (there["Quatre"].id,)
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        assert by_name(session, session_id)["Quatre"].position == 3


ABSENT = Typed(AttendanceState.ABSENT)
