"""Names are removed once they were kept long enough, from everywhere; what they came to stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import Refused, UserError
from coorddesk.core.fold import fold
from coorddesk.core.orm import Base
from coorddesk.core.story import of_subject
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.training.models import Course, SessionSlot, TrainingSession
from coorddesk.training.queries.alerts import alerts
from coorddesk.training.queries.attended import tallies
from coorddesk.training.queries.kept import kept
from coorddesk.training.queries.registrations import registrations
from coorddesk.training.queries.retention import overdue_names
from coorddesk.training.queries.sessions_written import parts_of
from coorddesk.training.rules.retention import NAMES, kept_until
from coorddesk.training.rules.typing import Typed
from coorddesk.training.rules.words import AttendanceState, DocumentKind
from coorddesk.training.service import (
    Cell,
    Guest,
    Issuing,
    Registering,
    Removal,
    TypedSheet,
    Writing,
    issue,
    register,
    remove_names,
    type_attendance,
    write_to_people,
)
from tests.factories import make_person
from tests.training.asked import by_name
from tests.training.test_sessions import planned

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

SECRETS = ("quemener", "tribunal", "sourd", "bzh")
FULL = ["attendance", "change_row", "notice", "registration"]


def tables_with(session: Session, *words: str) -> list[str]:
    """The tables, but for the directory, in which one of some words still stands."""
    execute = session.connection().execute
    told = {
        table.name: fold(repr(execute(table.select()).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in {"person", "change_chunk"}
    }
    return sorted(name for name, rows in told.items() if any(word in rows for word in words))


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 240))
def test_names_are_kept_for_whole_months(day: date, months: int) -> None:
    until = kept_until(day, months)
    assert (until.year * 12 + until.month) - (day.year * 12 + day.month) == months
    assert until.day == day.day or (until + timedelta(days=1)).day == 1


def a_year_ago(desk: Database, clock: FixedClock) -> tuple[int, int, dict[str, int]]:
    """A session to which one came and one did not: its id, that of who is in the directory, and registrations."""
    with desk.transaction() as session:
        zoe = make_person(session, "Quignon", "Zoé")
    with desk.transaction() as session:
        session_id = planned(session, clock.today())
        session.get_one(Course, 1).retention_months = 12
    with desk.transaction() as session:
        register(session, Registering(session_id, (zoe,), (Guest("Yann Quemener", "yann@quemener.bzh"),), note="Sourd"))
        ids = {name: row.id for name, row in by_name(session, session_id).items()}
        (slot,) = parts_of(session, SessionSlot, session_id)
        present, away = Typed(AttendanceState.PRESENT), Typed(AttendanceState.EXCUSED, reason="Au tribunal")
        cells = (Cell(ids["Quignon Zoé"], (slot.id,), present), Cell(ids["Yann Quemener"], (slot.id,), away))
        type_attendance(session, TypedSheet(session_id, cells))
        write_to_people(session, Writing((session_id,)))
    clock.moment += timedelta(days=365)
    return session_id, zoe, ids


def test_names_go_and_what_they_came_to_stays(desk: Database, clock: FixedClock) -> None:
    session_id, zoe, ids = a_year_ago(desk, clock)
    with desk.transaction() as session:
        assert overdue_names(session, clock.today()) == ()
    with pytest.raises(UserError), desk.transaction() as session:
        remove_names(session, Removal((session_id,)))
    clock.moment += timedelta(days=1)
    with desk.transaction() as session:
        (row,) = overdue_names(session, clock.today())
        assert (row.people, row.certificates, row.until) == (2, 0, date(2027, 9, 7))
        assert tables_with(session, *SECRETS) == FULL
        assert [each.key for each in alerts(session, clock.today())][-1] == NAMES
        before = tallies(session, ids.values())
        assert remove_names(session, Removal()) == 2
    with desk.transaction() as session:
        assert overdue_names(session, clock.today()) == ()
        assert tables_with(session, *SECRETS) == []
        assert kept(session, zoe) == []
        assert [each.kinds for each in of_subject(session, ("person", zoe), 9)] == [{"person"}]
        assert [row.name for row in registrations(session, session_id)] == [f"#{each}" for each in sorted(ids.values())]
        assert tallies(session, ids.values()) == before
        last = next_to_undo(session)
        assert last is not None
        with pytest.raises(Refused):
            undo(session, last)


def test_a_certificate_stays_as_a_proof(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        session_id = planned(session, clock.today())
        session.get_one(Course, session.get_one(TrainingSession, session_id).course_id).retention_months = 1
    with desk.transaction() as session:
        register(session, Registering(session_id, guests=(Guest("Yann Quemener"),)))
        (slot,) = parts_of(session, SessionSlot, session_id)
        row = by_name(session, session_id)["Yann Quemener"]
        type_attendance(session, TypedSheet(session_id, (Cell(row.id, (slot.id,), Typed(AttendanceState.PRESENT)),)))
        issue(session, Issuing(DocumentKind.ATTENDANCE, (row.id,)))
    clock.moment += timedelta(days=60)
    with desk.transaction() as session:
        assert [each.certificates for each in overdue_names(session, clock.today())] == [1]
        assert remove_names(session, Removal((session_id,))) == 1
        assert tables_with(session, "quemener") == ["change_row", "issued_document"]
