"""What the papers of a session say: when and where it is held, who gives it, who is to come, and what was issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.directory.models import Department, Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.training.models import (
    Attendance,
    Course,
    DocumentReprint,
    IssuedDocument,
    Registration,
    SessionSlot,
    SessionTrainer,
    TrainingSession,
)
from coorddesk.training.rules.documents import Certificate, thawed
from coorddesk.training.rules.names import formal, guest_listed, guest_name
from coorddesk.training.rules.words import (
    AttendanceState,
    DocumentKind,
    Half,
    Mode,
    RegistrationState,
    SessionState,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class HalfDayOn:
    """A half-day of a session: the ids of its slots, and from when to when they last, in minutes since midnight."""

    day: date
    half: Half
    slots: tuple[int, ...]
    times: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Participant:
    """Somebody who is to come: `listed` is "MOREAU Inès", and `away` why they do not, by the id of a slot."""

    registration: int
    person: int | None
    name: PersonName
    listed: str
    department: str
    email: str
    away: tuple[tuple[int, AttendanceState, str], ...] = ()


@dataclass(frozen=True)
class Trainer:
    """Who gives a session, as `Participant` is named; `partner` sends them."""

    name: PersonName
    listed: str
    partner: str = ""


@dataclass(frozen=True)
class SessionPapers:
    """All that the papers of one session say."""

    id: int
    reference: str
    title: str
    objectives: str
    mode: Mode
    place: str
    link: str
    state: SessionState
    retention_months: int | None
    half_days: tuple[HalfDayOn, ...]
    trainers: tuple[Trainer, ...]
    people: tuple[Participant, ...]

    @property
    def minutes(self) -> int:
        """How long it lasts, all slots together."""
        return sum(ends - starts for half_day in self.half_days for starts, ends in half_day.times)


@dataclass(frozen=True)
class IssuedRow:
    """A certificate that was issued, as it stood then; `reprints` are how often it was printed again since."""

    id: int
    kind: DocumentKind
    number: str
    issued_at: datetime
    said: Certificate
    reprints: int


def session_papers(session: Session, ids: Sequence[int]) -> list[SessionPapers]:
    """The papers of some sessions, in their order; the people of each in the order of their names."""
    wanted = (
        select(TrainingSession, Course.objectives, Course.retention_months, Place.path)
        .join(Course, TrainingSession.course_id == Course.id)
        .outerjoin(Place, TrainingSession.place_id == Place.id)
        .where(TrainingSession.id.in_(ids))
    )
    half_days, trainers, people = _half_days(session, ids), _trainers(session, ids), _people(session, ids)
    found = {
        row.id: SessionPapers(
            row.id,
            row.reference,
            row.title,
            objectives,
            row.mode,
            place or "",
            row.link,
            row.state,
            months,
            tuple(half_days.get(row.id, ())),
            tuple(trainers.get(row.id, ())),
            tuple(people.get(row.id, ())),
        )
        for row, objectives, months, place in session.execute(wanted)
    }
    return [found[session_id] for session_id in ids if session_id in found]


def held_between(session: Session, first: date, last: date) -> list[int]:
    """The sessions with a slot on one of these days, by when they begin; those that were cancelled are left out."""
    wanted = (
        select(SessionSlot.session_id)
        .join(TrainingSession, SessionSlot.session_id == TrainingSession.id)
        .where(SessionSlot.day.between(first, last), TrainingSession.state != SessionState.CANCELLED)
        .order_by(SessionSlot.day, SessionSlot.starts, SessionSlot.session_id)
    )
    return list(dict.fromkeys(session.scalars(wanted)))


def issued_of(session: Session, *, documents: Sequence[int] = (), sessions: Collection[int] = ()) -> list[IssuedRow]:
    """Certificates by their ids, or all that were issued to those of some sessions, by number."""
    wanted = (
        select(IssuedDocument)
        .join(Registration, IssuedDocument.registration_id == Registration.id)
        .where(IssuedDocument.id.in_(documents) | Registration.session_id.in_(sessions))
        .order_by(IssuedDocument.number)
    )
    rows = list(session.scalars(wanted))
    again: dict[int, int] = defaultdict(int)
    for document_id in session.scalars(
        select(DocumentReprint.document_id).where(DocumentReprint.document_id.in_([row.id for row in rows]))
    ):
        again[document_id] += 1
    return [IssuedRow(row.id, row.kind, row.number, row.issued_at, thawed(row.data), again[row.id]) for row in rows]


def _half_days(session: Session, ids: Collection[int]) -> dict[int, list[HalfDayOn]]:
    """Of each session, in order; slots of the same half-day stand together."""
    wanted = select(SessionSlot).where(SessionSlot.session_id.in_(ids))
    together: dict[int, dict[tuple[date, Half], list[SessionSlot]]] = defaultdict(dict)
    for slot in session.scalars(wanted.order_by(SessionSlot.day, SessionSlot.starts, SessionSlot.id)):
        together[slot.session_id].setdefault((slot.day, slot.half), []).append(slot)
    return {
        session_id: [
            HalfDayOn(day, half, tuple(slot.id for slot in slots), tuple((slot.starts, slot.ends) for slot in slots))
            for (day, half), slots in found.items()
        ]
        for session_id, found in together.items()
    }


def _trainers(session: Session, ids: Collection[int]) -> dict[int, list[Trainer]]:
    """Of each session; a partner that sends nobody by name stands for itself."""
    wanted = (
        select(SessionTrainer, Person.last_name, Person.first_name, Supplier.name)
        .outerjoin(Person, SessionTrainer.person_id == Person.id)
        .outerjoin(Supplier, SessionTrainer.supplier_id == Supplier.id)
        .where(SessionTrainer.session_id.in_(ids))
        .order_by(SessionTrainer.session_id, SessionTrainer.position, SessionTrainer.id)
    )
    found: dict[int, list[Trainer]] = defaultdict(list)
    for row, last, first, supplier in session.execute(wanted):
        if row.person_id is not None:
            name = PersonName(last, first)
            found[row.session_id].append(Trainer(name, formal(name), supplier or ""))
        elif row.name:
            found[row.session_id].append(Trainer(guest_name(row.name), row.name, supplier or ""))
        else:
            found[row.session_id].append(Trainer(PersonName(supplier), supplier))
    return found


def _people(session: Session, ids: Collection[int]) -> dict[int, list[Participant]]:
    """Who has a place in each session."""
    away: dict[int, list[tuple[int, AttendanceState, str]]] = defaultdict(list)
    absent = (
        select(Attendance.registration_id, Attendance.slot_id, Attendance.state, Attendance.reason)
        .join(Registration, Attendance.registration_id == Registration.id)
        .where(
            Registration.session_id.in_(ids),
            Attendance.state.in_((AttendanceState.EXCUSED, AttendanceState.ABSENT)),
        )
    )
    for registration_id, slot_id, state, reason in session.execute(absent):
        away[registration_id].append((slot_id, state, reason))
    wanted = (
        select(Registration, Person.last_name, Person.first_name, Person.email, Person.group, Department.name)
        .outerjoin(Person, Registration.person_id == Person.id)
        .outerjoin(Department, Person.department_id == Department.id)
        .where(Registration.session_id.in_(ids), Registration.state == RegistrationState.REGISTERED)
    )
    found: dict[int, list[Participant]] = defaultdict(list)
    for row, last, first, email, group, department in session.execute(wanted):
        name = guest_name(row.name) if row.person_id is None else PersonName(last, first)
        found[row.session_id].append(
            Participant(
                row.id,
                row.person_id,
                name,
                guest_listed(row.name) if row.person_id is None else formal(name),
                row.department or group or department or "",
                row.email or email or "",
                tuple(away[row.id]),
            )
        )
    for people in found.values():
        people.sort(key=lambda each: (fold(each.name.listed), each.registration))
    return found
