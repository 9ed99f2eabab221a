"""What training keeps of a person is told half-day by half-day, and of nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coorddesk.training.models import SessionSlot
from coorddesk.training.queries.kept import kept
from coorddesk.training.queries.sessions_written import parts_of
from coorddesk.training.rules.sessions import TrainerWish
from coorddesk.training.rules.typing import Typed
from coorddesk.training.rules.words import AttendanceState, DocumentKind
from coorddesk.training.service import (
    Cell,
    Guest,
    Issuing,
    Registering,
    SupportDetails,
    TypedSheet,
    issue,
    log_support,
    register,
    type_attendance,
)
from tests.factories import make_person
from tests.training.asked import by_name
from tests.training.test_sessions import planned

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_what_is_kept_of_a_person_is_told(desk: Database, clock: FixedClock, texts: Texts) -> None:
    today = clock.today()
    with desk.transaction() as session:
        ines = make_person(session, email="ines@ville.fr")
        session_id = planned(session, today)
        planned(session, today + timedelta(days=9), name="Texte", trainers=(TrainerWish(ines),))
        register(session, Registering(session_id, (ines,), (Guest("Léa Roux"),), note="Fauteuil"))
        row = by_name(session, session_id)["Moreau Inès"]
        (slot,) = parts_of(session, SessionSlot, session_id)
        cell = Cell(row.id, (slot.id,), Typed(AttendanceState.LATE, minutes_late=15))
        type_attendance(session, TypedSheet(session_id, (cell,)))
        issue(session, Issuing(DocumentKind.ATTENDANCE, (row.id,)))
        log_support(session, SupportDetails(today, 20, "Impôts en ligne", person_id=ines))
    with desk.reading() as session:
        told = [(texts.say(each.what), texts.say(each.says), each.day) for each in kept(session, ines)]
        assert kept(session, ines + 1) == []
    assert told == [
        ("Registered for Tableur · F-2026-001", "Registered · ines@ville.fr · Fauteuil", today),
        ("Attendance at Tableur · F-2026-001, 09:00–12:00", "Late · 15", today),
        ("Certificate of attendance", "AP-2026-0001, issued to MOREAU Inès", today),
        ("Gives a session", "Texte · F-2026-002", today + timedelta(days=9)),
        ("One-to-one support", "Impôts en ligne", today),
    ]
