"""The sheet is typed back at once; certificates are issued from it, numbered and frozen; the others are counted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import Refused, UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.training.queries import (
    Grid,
    SupportQuery,
    from_ticket,
    grid,
    headcounts,
    issued_of,
    registrations,
    support,
    support_ids,
    tallies,
)
from coorddesk.training.rules.attendance import Tally
from coorddesk.training.rules.headcounts import Count
from coorddesk.training.rules.people import AgeBand, Gender
from coorddesk.training.rules.typing import ABSENT, PRESENT, Typed, all_but
from coorddesk.training.rules.words import AttendanceState, DocumentKind, RegistrationState, Result, SessionState
from coorddesk.training.service import (
    Cell,
    Counting,
    Guest,
    Issuing,
    Learnt,
    Registering,
    SupportDetails,
    SupportEdit,
    TypedSheet,
    WalkIn,
    count_people,
    delete_support,
    edit_support,
    issue,
    log_support,
    register,
    reprint,
    set_results,
    type_attendance,
)
from coorddesk.training.service.repointing import repoint
from tests.factories import make_person
from tests.helpdesk.asked import make_ticket
from tests.training.asked import MONDAY, by_name, make_session, state_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

LATE = Typed(AttendanceState.LATE, 30)


def sheet(session: Session, session_id: int, *half_days: str) -> TypedSheet:
    """The sheet typed by half-day: all present except those said."""
    seen = grid(session, session_id)
    assert seen is not None
    cells = [
        Cell(each.registration, half_day.slots, said)
        for half_day, text in zip(seen.half_days, half_days, strict=False)
        for each, said in zip(seen.people, all_but(text, len(seen.people)), strict=True)
    ]
    return TypedSheet(session_id, tuple(cells))


def registered(session: Session, *names: str, days: int = 1) -> int:
    session_id = make_session(session, days=days, capacity=len(names))
    register(session, Registering(session_id, guests=tuple(map(Guest, names))))
    return session_id


def grid_of(session: Session, session_id: int) -> Grid:
    seen = grid(session, session_id)
    assert seen is not None
    return seen


def by_person(session: Session, session_id: int) -> dict[int | None, int]:
    return {row.person_id: row.id for row in registrations(session, session_id)}


@pytest.fixture
def later(clock: FixedClock) -> FixedClock:
    """A clock after the session."""
    clock.moment = datetime(2026, 10, 1, 9, tzinfo=UTC)
    return clock


def test_a_sheet_is_typed_at_once_and_says_who_typed_it(desk: Database, later: FixedClock) -> None:
    with desk.transaction() as session:
        session_id = registered(session, "Ab", "Bc", "Cd", days=3)
    with desk.transaction() as session:
        assert type_attendance(session, sheet(session, session_id, "2", "1 R30", "", "3 E dentiste")) == 12
    with desk.transaction() as session:
        assert type_attendance(session, sheet(session, session_id, "2", "1 R30", "", "3 E dentiste")) == 0
    with desk.reading() as session:
        seen = grid(session, session_id)
        assert seen is not None
        ids = [each.registration for each in seen.people]
        assert [seen.cells[each, 0].said for each in ids] == [PRESENT, ABSENT, PRESENT]
        assert seen.cells[ids[0], 1].said == LATE
        assert seen.cells[ids[2], 3].said == Typed(AttendanceState.EXCUSED, reason="dentiste")
        assert (seen.missing, seen.cells[ids[0], 1].typed_at) == (6, later.moment)
        found = tallies(session, ids)
        assert found[ids[0]] == Tally(6, 3, 1, 0, 0, 1260, 4 * 210 - 30)
        assert [round(found[each].rate or 0, 4) for each in ids] == [0.6667, 0.5, 0.5]
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        seen = grid(session, session_id)
        assert seen is not None
        assert seen.missing == 18


def test_who_walks_in_has_a_place_and_is_expected_from_then_on(desk: Database, later: FixedClock) -> None:
    with desk.transaction() as session:
        session_id = registered(session, "Ab", days=2)
        register(session, Registering(session_id, guests=(Guest("Bc"),)))
        ines = make_person(session)
        seen = grid(session, session_id)
        assert seen is not None
        second = seen.half_days[1].slots
        came = (WalkIn(Guest("Bc"), ((second, PRESENT),)), WalkIn(Guest("moreau inès"), ((second, PRESENT),)))
        type_attendance(session, TypedSheet(session_id, walk_ins=came))
        rows = by_name(session, session_id)
        assert {row.state for row in rows.values()} == {RegistrationState.REGISTERED}
        assert rows["Moreau Inès"].person_id == ines
        assert tallies(session, [rows["Bc"].id])[rows["Bc"].id].expected == 3


def test_two_registrations_of_one_person_become_one_with_all_that_either_had(desk: Database, later: FixedClock) -> None:
    with desk.transaction() as session:
        kept, twice = make_person(session, "Moreau", "Inès"), make_person(session, "Moreau", "Ines")
        session_id = make_session(session, days=2, capacity=2)
        register(session, Registering(session_id, people=(kept, twice)))
        mine, theirs = (by_person(session, session_id)[each] for each in (twice, kept))
        both = {theirs: ("", PRESENT, ABSENT), mine: (PRESENT, ABSENT, "")}
        half_days = grid_of(session, session_id).half_days
        cells = [
            Cell(registration, half_day.slots, said)
            for registration, row in both.items()
            for half_day, said in zip(half_days, row, strict=False)
            if isinstance(said, Typed)
        ]
        type_attendance(session, TypedSheet(session_id, tuple(cells)))
        (issued,) = issue(session, Issuing(DocumentKind.ATTENDANCE, (mine,))).new
    with desk.transaction() as session:
        repoint(session, ("person", twice), ("person", kept))
        record(session, _("Edit {name}", name="Moreau"), ("person", kept))
    with desk.reading() as session:
        assert by_person(session, session_id) == {kept: theirs}
        said = [grid_of(session, session_id).cells[theirs, index].said for index in range(3)]
        assert said == [PRESENT, PRESENT, ABSENT]  # of the second half-day it is what the kept one said
        assert [row.id for row in issued_of(session, sessions=[session_id])] == [issued]
    with pytest.raises(Refused, match="may never be removed"), desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)  # a certificate was issued to one of them


def test_nobody_is_present_before_the_day_but_may_be_excused(desk: Database) -> None:
    with desk.transaction() as session:
        session_id = make_session(session, first=date(2030, 1, 7))
        register(session, Registering(session_id, guests=(Guest("Ab"),)))
        seen = grid(session, session_id)
        assert seen is not None
        cell = Cell(
            seen.people[0].registration, seen.half_days[0].slots, Typed(AttendanceState.EXCUSED, reason="Congé")
        )
        assert type_attendance(session, TypedSheet(session_id, (cell,))) == 1
        with pytest.raises(UserError):
            type_attendance(session, sheet(session, session_id, ""))
        state_of(session, session_id, SessionState.CANCELLED)
        with pytest.raises(UserError):
            type_attendance(session, TypedSheet(session_id, (cell,)))


def test_certificates_are_numbered_frozen_and_reprinted_as_duplicates(desk: Database, later: FixedClock) -> None:
    with desk.transaction() as session:
        session_id = registered(session, "ROUX Léa", "Bc")
        type_attendance(session, sheet(session, session_id, "1", "1 R30"))
        rows = by_name(session, session_id)
        lea, other = rows["ROUX Léa"].id, rows["Bc"].id
        with pytest.raises(UserError, match="Nothing was issued"):
            issue(session, Issuing(DocumentKind.COMPLETION, (lea, other)))
        set_results(session, Learnt((lea, other), Result.ACQUIRED))
    with desk.transaction() as session:
        done = issue(session, Issuing(DocumentKind.COMPLETION, (lea, other)))
        assert len(done.new) == 2
    with desk.transaction() as session:
        again = issue(session, Issuing(DocumentKind.COMPLETION, (lea, other)))
        assert (again.new, again.already) == ((), done.new)
        type_attendance(session, sheet(session, session_id, "", ""))
    with desk.transaction() as session:
        corrected = issue(session, Issuing(DocumentKind.COMPLETION, (other,)))
        assert len(corrected.new) == 1
    with desk.transaction() as session:
        reprint(session, done.new[:1])
    with desk.reading() as session:
        papers = issued_of(session, sessions=[session_id])
        assert [each.number for each in papers] == ["AF-2026-0001", "AF-2026-0002", "AF-2026-0003"]
        assert [each.reprints for each in papers] == [1, 0, 0]
        assert [(each.said.holder, each.said.minutes_there) for each in papers] == [
            ("Bc", 180),
            ("ROUX Léa", 420),
            ("Bc", 420),
        ]
        assert [skill.words for skill in papers[0].said.skills] == ["Trier une liste", "Filtrer une liste"]
        last = next_to_undo(session)
    with desk.transaction() as session, pytest.raises(Refused):
        undo(session, last or 0)


def test_who_never_came_is_named_and_nothing_is_issued(desk: Database, later: FixedClock) -> None:
    with desk.transaction() as session:
        session_id = registered(session, "Ab", "Bc")
        type_attendance(session, sheet(session, session_id, "1", "1"))
        ids = tuple(row.id for row in registrations(session, session_id))
        with pytest.raises(UserError):
            issue(session, Issuing(DocumentKind.ATTENDANCE, ids))
        assert issued_of(session, sessions=[session_id]) == []
        assert len(issue(session, Issuing(DocumentKind.ATTENDANCE, ids[1:])).new) == 1


def test_people_are_counted_without_being_named(desk: Database) -> None:
    known = Count(12, genders={Gender.FEMALE: 7}, ages={AgeBand.FROM_70: 12}, first_time=3)
    with desk.transaction() as session:
        session_id = make_session(session)
        count_people(session, Counting(session_id, None, Count(5)))
        count_people(session, Counting(session_id, None, known))
        assert headcounts(session, session_id) == {None: known}
        with pytest.raises(UserError):
            count_people(session, Counting(session_id, None, Count(2, genders={Gender.FEMALE: 3})))
        seen = grid(session, session_id)
        assert seen is not None
        slot = seen.half_days[0].slots[0]
        with pytest.raises(UserError):
            count_people(session, Counting(session_id, slot, Count(1)))
        count_people(session, Counting(session_id, None, None))
        count_people(session, Counting(session_id, slot, Count(1)))
        assert headcounts(session, session_id) == {slot: Count(1)}


def test_help_from_a_ticket_is_logged_with_what_the_ticket_says(desk: Database) -> None:
    with desk.transaction() as session:
        ticket = make_ticket(session)
        asked = from_ticket(session, ticket)
        assert asked is not None
        wish = SupportDetails(MONDAY, 30, asked.theme, name="Une dame", ticket_id=asked.ticket_id)
        logged = log_support(session, wish)
        with pytest.raises(UserError):
            log_support(session, SupportDetails(MONDAY, 0, "Courriel"))
    with desk.transaction() as session:
        edit_support(session, SupportEdit(logged, 1, SupportDetails(MONDAY, 45, "Courriel", ticket_id=ticket)))
        row = support(session, logged)
        assert row is not None
        assert (row.minutes, row.theme, row.name) == (45, "Courriel", "")
        assert list(support_ids(session, SupportQuery(ticket=ticket, first=MONDAY, last=MONDAY))) == [logged]
    with desk.transaction() as session:
        delete_support(session, Deletion(logged, row.version))
        assert list(support_ids(session)) == []
