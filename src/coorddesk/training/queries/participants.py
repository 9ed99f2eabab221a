"""The people of one session as they are worked with: how each stands, how often they came, what they were given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.notes.queries import attachments_of
from coorddesk.training.models import Attendance, Headcount, IssuedDocument, Registration, TrainingSession
from coorddesk.training.queries.attended import tallies
from coorddesk.training.queries.papers import HalfDayOn, session_papers
from coorddesk.training.queries.registrations import (
    REGISTRATION_COLUMNS,
    RegistrationRow,
    places_of,
    registrations,
)
from coorddesk.training.rules.attendance import Tally
from coorddesk.training.rules.capacity import Places
from coorddesk.training.rules.names import formal, guest_listed, guest_name
from coorddesk.training.rules.words import RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ParticipantRow:
    """Somebody on the list of a session; `number` is that of their row on the attendance sheet.

    `typed` are the half-days of which something is written down, `certificates` the numbers of those issued.
    """

    row: RegistrationRow
    number: int | None
    tally: Tally
    certificates: tuple[str, ...]

    @property
    def listed(self) -> str:
        """As the sheet lists them: "MOREAU Inès"."""
        return guest_listed(self.row.parts.last) if self.row.person_id is None else formal(self.row.parts)

    @property
    def is_typed(self) -> bool:
        """Whether any of their attendance is written down."""
        return self.tally.untyped < self.tally.expected

    @property
    def said_state(self) -> Message:
        """How they stand; until when a place is kept has a column of its own."""
        return self.row.said_state if self.row.offered_until is None else _p("registration", "Place offered")

    @property
    def said_rate(self) -> Message | None:
        """How often they came, of the half-days at which they were expected: "4 of 6 (67 %)"."""
        rate = self.tally.rate
        if rate is None or not self.is_typed:
            return None
        return _(
            "{attended} of {expected} ({percent}%)",
            attended=self.tally.attended,
            expected=self.tally.expected,
            percent=round(100 * rate),
        )


@dataclass(frozen=True)
class Gathering:
    """A session as its people are worked with: what it is, how full, and what is written down of it by whom."""

    id: int
    reference: str
    title: str
    state: SessionState
    place: str
    trainers: tuple[str, ...]
    half_days: tuple[HalfDayOn, ...]
    first_day: date | None
    minimum: int
    places: Places
    counted: int
    untyped: int
    lapsed: int
    files: int
    typed_by: str = ""
    typed_at: datetime | None = None


@dataclass(frozen=True)
class ParticipantsQuery:
    """Those of a session whose name, department, e-mail or note hold every word of `text`."""

    session_id: int
    text: str = ""
    sort: str = "number"
    descending: bool = False


_KNOWN = {column.key: column for column in REGISTRATION_COLUMNS}


def _of_registration(key: str, width: int = 0) -> Column[ParticipantRow]:
    """A column of registrations, of participants."""
    known = _KNOWN[key]
    return Column(key, known.title, lambda one: known.value(one.row), known.kind, width or known.width)


PARTICIPANT_COLUMNS: tuple[Column[ParticipantRow], ...] = (
    Column("number", _("N°"), lambda one: None if one.number is None else str(one.number), Kind.CODE, 6),
    Column("name", _("Name"), lambda one: one.listed, width=26),
    _of_registration("department", 16),
    Column("state", _p("registration", "State"), lambda one: one.said_state, Kind.CHOICE, 22),
    Column("position", _p("waiting list", "Place"), lambda one: one.row.position, Kind.NUMBER, 8),
    Column("offered_until", _("Place kept until"), lambda one: one.row.offered_until, Kind.DATE, 12),
    Column("rate", _p("training", "Attendance"), lambda one: one.said_rate, Kind.CHOICE, 14),
    Column("certificates", _("Certificates"), lambda one: ", ".join(one.certificates) or None, Kind.CODE, 15),
    _of_registration("result"),
    _of_registration("email"),
    _of_registration("origin"),
    _of_registration("registered_at"),
    _of_registration("note", 20),
)


def gathering(session: Session, session_id: int) -> Gathering | None:
    """The session whose people are worked with; None if it is no longer there."""
    row = session.get(TrainingSession, session_id)
    if row is None:
        return None
    (papers,) = session_papers(session, [session_id])
    said = tallies(session, [each.registration for each in papers.people])
    latest = session.execute(
        select(Attendance.typed_by, Attendance.typed_at)
        .join(Registration, Registration.id == Attendance.registration_id)
        .where(Registration.session_id == session_id)
        .order_by(Attendance.typed_at.desc(), Attendance.id.desc())
        .limit(1)
    ).first()
    return Gathering(
        row.id,
        row.reference,
        row.title,
        row.state,
        papers.place,
        tuple(each.name.full for each in papers.trainers),
        papers.half_days,
        row.first_day,
        row.minimum,
        places_of(session, [session_id])[session_id],
        _counted(session, session_id),
        sum(each.untyped for each in said.values()),
        _lapsed(session, session_id),
        len(attachments_of(session, (TrainingSession.__tablename__, session_id))),
        *(("", None) if latest is None else latest),
    )


def participant_ids(session: Session, query: ParticipantsQuery) -> list[int]:
    """The registrations that a query means, in its order; unless asked otherwise, as the sheet lists them."""
    asked = words(query.text)
    found = [each for each in _all(session, query.session_id) if all(word in _searched(each) for word in asked)]
    if query.sort != "number":
        column = next(each for each in PARTICIPANT_COLUMNS if each.key == query.sort)
        known = [(value, each) for each in found if (value := _sorted_by(column, each)) is not None]
        known.sort(key=lambda pair: pair[0], reverse=query.descending)
        found = [*(each for _value, each in known), *(each for each in found if _sorted_by(column, each) is None)]
    elif query.descending:
        found.reverse()
    return [each.row.id for each in found]


def participants(session: Session, ids: Sequence[int]) -> Mapping[int, ParticipantRow]:
    """People of one session or several by the ids of their registrations."""
    of_session = select(Registration.session_id).where(Registration.id.in_(ids)).distinct()
    wanted = frozenset(ids)
    everybody = (each for one in session.scalars(of_session) for each in _all(session, one))
    return {each.row.id: each for each in everybody if each.row.id in wanted}


def own_words(session: Session, registration_id: int) -> dict[str, str]:
    """The e-mail and the department that are said of a registration itself, whatever the directory says."""
    row = session.get(Registration, registration_id)
    return {} if row is None else {"email": row.email, "department": row.department}


def _all(session: Session, session_id: int) -> list[ParticipantRow]:
    """Everybody of a session: who comes, then the waiting list in its order, then the others."""
    rows = registrations(session, session_id)
    said = tallies(session, [row.id for row in rows])
    issued: dict[int, list[str]] = defaultdict(list)
    numbers = select(IssuedDocument.registration_id, IssuedDocument.number).join(Registration)
    for registration_id, number in session.execute(
        numbers.where(Registration.session_id == session_id).order_by(IssuedDocument.id)
    ):
        issued[registration_id].append(number)
    come = [row for row in rows if row.state is RegistrationState.REGISTERED]
    places = {row.id: place for place, row in enumerate(sorted(come, key=_on_sheet), 1)}
    found = [ParticipantRow(row, places.get(row.id), said[row.id], tuple(issued[row.id])) for row in rows]
    return sorted(found, key=_in_order)


def _in_order(each: ParticipantRow) -> tuple[int, int, tuple[str, int]]:
    """By how they stand; then as on the sheet, as they wait, or by name."""
    row = each.row
    return list(RegistrationState).index(row.state), each.number or row.position or 0, _on_sheet(row)


def _on_sheet(row: RegistrationRow) -> tuple[str, int]:
    """The order of the rows of the attendance sheet."""
    name = guest_name(row.parts.last) if row.person_id is None else row.parts
    return fold(name.listed), row.id


def _lapsed(session: Session, session_id: int) -> int:
    """How many places were offered, and nobody answered in time."""
    asked = select(func.count(Registration.id)).where(
        Registration.session_id == session_id, Registration.offered_until < clock_of(session).today()
    )
    return session.scalar(asked) or 0


def _counted(session: Session, session_id: int) -> int:
    """How many were counted without being named."""
    wanted = select(Headcount.count).where(
        Headcount.session_id == session_id,
        *(each.is_(None) for each in (Headcount.audience, Headcount.age_band, Headcount.gender)),
        Headcount.status.is_(None),
        Headcount.is_first_time.is_(None),
    )
    return sum(session.scalars(wanted))


def _searched(each: ParticipantRow) -> str:
    row = each.row
    return fold(
        f"{row.parts.full} {row.parts.listed} {each.listed} {row.department} {row.email} {row.note} {row.origin}"
    )


def _sorted_by(column: Column[ParticipantRow], each: ParticipantRow) -> Any:
    """By what a column says; None comes last."""
    match column.key:
        case "state":
            return list(RegistrationState).index(each.row.state)
        case "rate":
            return each.tally.rate if each.is_typed else None
        case "result":
            return each.row.result
        case "origin":
            return fold(each.row.origin) or None
    value = column.value(each)
    return fold(value) if isinstance(value, str) else value
