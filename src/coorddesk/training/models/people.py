"""Who takes part as stored: registrations, attendance, headcounts, what was issued, and help given to one person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import APPEND_ONLY, Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import numbered
from coorddesk.training.rules.people import AgeBand, Gender, Occupation
from coorddesk.training.rules.words import AttendanceState, Audience, DocumentKind, RegistrationState, Result


class Registration(Versioned, Base):
    """Somebody of the directory, or a guest by name, who is to come to a session, waits for a place, or gave it up."""

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("session_id", "person_id"),
        CheckConstraint("person_id IS NOT NULL OR name <> ''", name="who"),
        Index("ix_registration_session_id", "session_id", "state"),
        where_filled("registration", "person_id"),
        where_filled("registration", "offered_until"),
        numbered(lambda n: _n("{count} registration", "{count} registrations", n)),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(default="")  # of a guest: "MOREAU Inès"
    name_folded: Mapped[str] = mapped_column(Binary, default="")
    email: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    state: Mapped[RegistrationState] = mapped_column(one_of(RegistrationState, "state"))
    position: Mapped[int | None]  # on the waiting list, 1 first
    registered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    offered_until: Mapped[date | None]  # the last day on which an offered place is kept
    note: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")  # with which class, department or sheet they came
    result: Mapped[Result | None] = mapped_column(one_of(Result, "result"))


class Attendance(Versioned, Base):
    """Whether a registered person was there in a half-day, and who typed it in from the sheet."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("registration_id", "slot_id"),
        CheckConstraint("minutes_late > 0", name="minutes_late"),
        numbered(lambda n: _n("{count} attendance", "{count} attendances", n)),
    )

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    slot_id: Mapped[int] = mapped_column(ForeignKey("session_slot.id"), index=True)
    state: Mapped[AttendanceState] = mapped_column(one_of(AttendanceState, "state"))
    minutes_late: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")
    typed_by: Mapped[str]
    typed_at: Mapped[datetime]


class Headcount(Versioned, Base):
    """How many came without being named, in a slot or in the whole session; of a kind, as far as it is said."""

    __tablename__ = "headcount"
    __table_args__ = (
        CheckConstraint("count >= 0", name="count"),
        where_filled("headcount", "slot_id"),
        numbered(lambda n: _n("{count} headcount", "{count} headcounts", n)),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"), index=True)
    slot_id: Mapped[int | None] = mapped_column(ForeignKey("session_slot.id"))
    audience: Mapped[Audience | None] = mapped_column(one_of(Audience, "audience"))
    age_band: Mapped[AgeBand | None] = mapped_column(one_of(AgeBand, "age_band"))
    gender: Mapped[Gender | None] = mapped_column(one_of(Gender, "gender"))
    status: Mapped[Occupation | None] = mapped_column(one_of(Occupation, "status"))
    is_first_time: Mapped[bool | None]
    count: Mapped[int]


_ISSUED = numbered(lambda n: _n("{count} issued document", "{count} issued documents", n))
_ISSUED["info"][APPEND_ONLY] = True
_REPRINTED = numbered(lambda n: _n("{count} reprint", "{count} reprints", n))
_REPRINTED["info"][APPEND_ONLY] = True


class IssuedDocument(Base):
    """A certificate as it was issued: its number, and the data it was drawn from, which never change."""

    __tablename__ = "issued_document"
    __table_args__ = (UniqueConstraint("number"), _ISSUED)

    kind: Mapped[DocumentKind] = mapped_column(one_of(DocumentKind, "kind"))
    number: Mapped[str]
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    issued_at: Mapped[datetime]
    actor: Mapped[str]


class DocumentReprint(Base):
    """An issued document was printed again, marked as a duplicate."""

    __tablename__ = "document_reprint"
    __table_args__ = (_REPRINTED,)

    document_id: Mapped[int] = mapped_column(ForeignKey("issued_document.id"), index=True)
    moment: Mapped[datetime]
    actor: Mapped[str]


class SupportLog(Versioned, Base):
    """Help given to one person: how long, about what, and where they were sent on to."""

    __tablename__ = "support_log"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        where_filled("support_log", "person_id"),
        where_filled("support_log", "place_id"),
        where_filled("support_log", "ticket_id"),
        numbered(lambda n: _n("{count} one-to-one support", "{count} one-to-one supports", n)),
    )

    day: Mapped[date] = mapped_column(index=True)
    minutes: Mapped[int]
    theme: Mapped[str] = mapped_column(default="")
    audience: Mapped[Audience | None] = mapped_column(one_of(Audience, "audience"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(default="")  # of somebody whom the desk does not know; nobody need be named
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    orientation: Mapped[str] = mapped_column(default="")
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    note: Mapped[str] = mapped_column(default="")
    actor: Mapped[str]
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through
