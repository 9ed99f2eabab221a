"""What training keeps of a person: what they were registered for, how they came, what they gave, and their help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.records import Kept
from coorddesk.training.models import (
    Attendance,
    IssuedDocument,
    Registration,
    SessionSlot,
    SessionTrainer,
    TrainingSession,
)
from coorddesk.training.queries.registrations import registrations_of
from coorddesk.training.queries.support import SupportQuery, support_ids, support_page
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.typing import cell_text, typed_before
from coorddesk.training.rules.words import ATTENDANCE_STATE_TITLES, DOCUMENT_KIND_TITLES, RESULT_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PART = _("Training")


def kept(session: Session, person_id: int) -> Sequence[Kept]:
    """Registrations, attendance half-day by half-day, certificates, sessions they gave, and help they were given."""
    own = _registrations, _attendance, _certificates, _given, _support
    return [each for part in own for each in part(session, person_id)]


def _registrations(session: Session, person_id: int) -> Iterator[Kept]:
    wanted = select(Registration.id).where(Registration.person_id == person_id)
    rows = registrations_of(session, session.scalars(wanted).all())
    called = _called(session, {row.session_id for row in rows.values()})
    local = clock_of(session).local
    for row in sorted(rows.values(), key=lambda row: row.registered_at):
        said: list[Message] = [row.said_state]
        said += [verbatim(text) for text in (row.email, row.department, row.note) if text]
        said += [] if row.result is None else [RESULT_TITLES[row.result]]
        what = _("Registered for {session}", session=called[row.session_id])
        yield Kept(_PART, what, _joined(said), local(row.registered_at).date())


def _attendance(session: Session, person_id: int) -> Iterator[Kept]:
    wanted = (
        select(Attendance, SessionSlot)
        .join(Registration, Registration.id == Attendance.registration_id)
        .join(SessionSlot, SessionSlot.id == Attendance.slot_id)
        .where(Registration.person_id == person_id)
        .order_by(SessionSlot.day, SessionSlot.starts)
    )
    rows = session.execute(wanted).all()
    called = _called(session, {slot.session_id for _row, slot in rows})
    for row, slot in rows:
        times = SlotTimes(slot.day, slot.starts, slot.ends).said
        what = _("Attendance at {session}, {times}", session=called[slot.session_id], times=times)
        more = cell_text(typed_before(row.state, row.minutes_late, row.reason))[1:].strip()
        said = [ATTENDANCE_STATE_TITLES[row.state], *([verbatim(more)] if more else [])]
        yield Kept(_PART, what, _joined(said), slot.day)


def _certificates(session: Session, person_id: int) -> Iterator[Kept]:
    wanted = select(IssuedDocument).join(Registration, Registration.id == IssuedDocument.registration_id)
    local = clock_of(session).local
    for row in session.scalars(wanted.where(Registration.person_id == person_id).order_by(IssuedDocument.id)):
        says = _("{number}, issued to {name}", number=row.number, name=str(row.data.get("holder", "")))
        yield Kept(_PART, DOCUMENT_KIND_TITLES[row.kind], says, local(row.issued_at).date())


def _given(session: Session, person_id: int) -> Iterator[Kept]:
    wanted = (
        select(TrainingSession.title, TrainingSession.reference, TrainingSession.first_day)
        .join(SessionTrainer, SessionTrainer.session_id == TrainingSession.id)
        .where(SessionTrainer.person_id == person_id)
    )
    for row in session.execute(wanted.order_by(TrainingSession.first_day, TrainingSession.id)):
        yield Kept(_PART, _("Gives a session"), verbatim(f"{row.title} · {row.reference}"), row.first_day)


def _support(session: Session, person_id: int) -> Iterator[Kept]:
    for row in support_page(session, support_ids(session, SupportQuery(person=person_id))).values():
        said = [verbatim(text) for text in (row.theme, row.orientation, row.note) if text]
        yield Kept(_PART, _("One-to-one support"), _joined(said), row.day)


def _called(session: Session, ids: set[int]) -> dict[int, str]:
    wanted = select(TrainingSession.id, TrainingSession.title, TrainingSession.reference)
    rows = session.execute(wanted.where(TrainingSession.id.in_(ids)))
    return {row.id: f"{row.title} · {row.reference}" for row in rows}


def _joined(said: Sequence[Message]) -> Message:
    whole, *others = said
    for each in others:
        whole = _("{one} · {other}", one=whole, other=each)
    return whole
