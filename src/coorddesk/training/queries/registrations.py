"""Who comes to a session: each registration with what is known of them, and how many places are left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, case, func, select

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Department, Person
from coorddesk.directory.rules import PersonName
from coorddesk.training.models import Registration, TrainingSession
from coorddesk.training.rules.capacity import WALKED_IN, Places
from coorddesk.training.rules.words import (
    REGISTRATION_STATE_TITLES,
    RESULT_TITLES,
    RegistrationState,
    Result,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class RegistrationRow:
    """A registration; `department` is the class of those who are in one."""

    id: int
    version: int
    session_id: int
    person_id: int | None
    parts: PersonName
    email: str
    department: str
    state: RegistrationState
    position: int | None
    registered_at: datetime
    withdrawn_at: datetime | None
    offered_until: date | None
    note: str
    origin: str
    result: Result | None

    @property
    def name(self) -> str:
        """As lists are sorted: "Moreau Inès"; that of a guest as it was written."""
        return self.parts.listed

    @property
    def said_state(self) -> Message:
        """How they stand, with their place on the waiting list and the offer made to them."""
        if self.offered_until is not None:
            return _("Place offered until {day}", day=self.offered_until)
        if self.position is not None:
            return _("Waiting list, {position}", position=self.position)
        return REGISTRATION_STATE_TITLES[self.state]

    @property
    def said_origin(self) -> Message:
        """With which class, department or sheet they came."""
        return _("Walk-in") if self.origin == WALKED_IN else verbatim(self.origin)


REGISTRATION_COLUMNS: tuple[Column[RegistrationRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=28),
    Column("state", _p("registration", "State"), lambda row: row.said_state, Kind.CHOICE, 24),
    Column("department", _("Department or class"), lambda row: row.department or None, width=20),
    Column("email", _("E-mail"), lambda row: row.email or None, width=26),
    Column("origin", _p("registration", "Came with"), lambda row: row.said_origin, Kind.CHOICE, 16),
    Column("registered_at", _p("registration", "Registered on"), lambda row: row.registered_at, Kind.MOMENT, 16),
    Column("result", _("What they have learnt"), lambda row: row.result and RESULT_TITLES[row.result], Kind.CHOICE, 16),
    Column("note", _("Note"), lambda row: row.note or None, width=30),
)


def registrations(session: Session, session_id: int) -> tuple[RegistrationRow, ...]:
    """The registrations of a session: those who come, the waiting list in its order, then the others, by name."""
    wanted = _ROWS.where(Registration.session_id == session_id).order_by(
        case({each: place for place, each in enumerate(RegistrationState)}, value=Registration.state),
        Registration.position,
        func.coalesce(Person.last_name_folded, Registration.name_folded),
        Person.first_name_folded,
        Registration.id,
    )
    return _told(session, wanted)


def registration(session: Session, registration_id: int) -> RegistrationRow | None:
    """One registration; None if it is no longer there."""
    found = _told(session, _ROWS.where(Registration.id == registration_id))
    return found[0] if found else None


def registrations_of(session: Session, ids: Collection[int]) -> Mapping[int, RegistrationRow]:
    """Registrations by id, those that are there."""
    return {row.id: row for row in _told(session, _ROWS.where(Registration.id.in_(ids)))}


def places_of(session: Session, session_ids: Collection[int]) -> Mapping[int, Places]:
    """How full sessions are."""
    waits = Registration.state == RegistrationState.WAITING
    counted = (
        select(
            TrainingSession.id,
            TrainingSession.capacity,
            TrainingSession.overbooking,
            func.count(case((Registration.state == RegistrationState.REGISTERED, 1))),
            func.count(case((waits, 1))),
            func.count(case((waits & Registration.offered_until.is_not(None), 1))),
        )
        .outerjoin(Registration, Registration.session_id == TrainingSession.id)
        .where(TrainingSession.id.in_(session_ids))
        .group_by(TrainingSession.id, TrainingSession.capacity, TrainingSession.overbooking)
    )
    return {row[0]: Places(*row[1:]) for row in session.execute(counted)}


def called(session: Session, row: Registration) -> str:
    """The name of who is registered, as it is said."""
    person = None if row.person_id is None else session.get(Person, row.person_id)
    return row.name if person is None else PersonName(person.last_name, person.first_name).full


def _name_of(row: Any) -> PersonName:
    """The name of who is registered, by a row of a query that has the columns of `NAMES`."""
    return PersonName(row.guest) if row.last_name is None else PersonName(row.last_name, row.first_name)


def _told(session: Session, wanted: Select[*tuple[Any, ...]]) -> tuple[RegistrationRow, ...]:
    return tuple(_row(row) for row in session.execute(wanted))


def _row(row: Any) -> RegistrationRow:
    department = row.department or row.group or row.of_person or ""
    own: Sequence[Any] = row[len(NAMES) + 3 :]
    return RegistrationRow(
        *(
            row.id,
            row.version,
            row.session_id,
            row.person_id,
            _name_of(row),
            row.email or row.mail or "",
            department,
        ),
        *own,
    )


NAMES = (
    Registration.person_id,
    Registration.name.label("guest"),
    Person.last_name,
    Person.first_name,
    Registration.email,
    Person.email.label("mail"),
    Registration.department,
    Person.group,
    Department.name.label("of_person"),
)
"""What the name, the address and the department of who is registered are made of."""

_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Registration.id,
        Registration.version,
        Registration.session_id,
        *NAMES,
        Registration.state,
        Registration.position,
        Registration.registered_at,
        Registration.withdrawn_at,
        Registration.offered_until,
        Registration.note,
        Registration.origin,
        Registration.result,
    )
    .outerjoin(Person, Person.id == Registration.person_id)
    .outerjoin(Department, Department.id == Person.department_id)
)
