"""Sessions as stored: when and where a course is held, who gives it, and what is still to be done for it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import numbered
from coorddesk.training.rules.words import Half, Mode, SessionState


class TrainingSession(Versioned, Base):
    """A course held once, in one half-day or many; `first_day` and `last_day` are those of its slots."""

    __tablename__ = "training_session"
    __table_args__ = (
        UniqueConstraint("reference"),
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("overbooking >= 0", name="overbooking"),
        CheckConstraint("minimum >= 0", name="minimum"),
        CheckConstraint("preparation_minutes >= 0", name="preparation_minutes"),
        Index("ix_training_session_state", "state", "first_day"),
        where_filled("training_session", "place_id"),
        where_filled("training_session", "loan_id"),
        numbered(lambda n: _n("{count} session", "{count} sessions", n)),
    )

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    reference: Mapped[str]  # "F-2026-001", drawn
    title: Mapped[str]  # that of the course when it was planned, unless said otherwise
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    mode: Mapped[Mode] = mapped_column(one_of(Mode, "mode"))
    link: Mapped[str] = mapped_column(default="")  # where remote people take part
    capacity: Mapped[int | None]  # places; not said yet if null
    overbooking: Mapped[int] = mapped_column(default=0)  # so many more are registered than there are places
    minimum: Mapped[int] = mapped_column(default=0)  # below which it is not worth holding
    state: Mapped[SessionState] = mapped_column(one_of(SessionState, "state"))
    cancelled_reason: Mapped[str] = mapped_column(default="")
    preparation_minutes: Mapped[int] = mapped_column(default=0)
    loan_id: Mapped[int | None] = mapped_column(ForeignKey("loan.id"))  # of what is reserved for it
    notes: Mapped[str] = mapped_column(default="")
    first_day: Mapped[date | None] = mapped_column(index=True)
    last_day: Mapped[date | None]
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


class SessionSlot(Base):
    """A half-day of a session; from when to when in minutes since midnight, on the wall clock."""

    __tablename__ = "session_slot"
    __table_args__ = (
        CheckConstraint("0 <= starts AND starts < ends AND ends <= 1440", name="times"),
        Index("ix_session_slot_session_id", "session_id", "day", "starts"),
        Index("ix_session_slot_day", "day"),
        numbered(lambda n: _n("{count} slot", "{count} slots", n)),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"))
    day: Mapped[date]
    half: Mapped[Half] = mapped_column(one_of(Half, "half"))
    starts: Mapped[int]
    ends: Mapped[int]


class SessionTrainer(Base):
    """Who gives a session: somebody of the directory, or somebody who comes, with the partner who sends them."""

    __tablename__ = "session_trainer"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR supplier_id IS NOT NULL OR name <> ''", name="who"),
        where_filled("session_trainer", "person_id"),
        where_filled("session_trainer", "supplier_id"),
        numbered(lambda n: _n("{count} session as trainer", "{count} sessions as trainer", n)),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"), index=True)
    position: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    name: Mapped[str] = mapped_column(default="")


class SessionPartner(Base):
    """Who a session is held with, and what was agreed."""

    __tablename__ = "session_partner"
    __table_args__ = (
        CheckConstraint("supplier_id IS NOT NULL OR name <> ''", name="who"),
        where_filled("session_partner", "supplier_id"),
        numbered(lambda n: _n("{count} session as partner", "{count} sessions as partner", n)),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"), index=True)
    position: Mapped[int]
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    name: Mapped[str] = mapped_column(default="")
    agreement: Mapped[str] = mapped_column(default="")


class SessionTask(Base):
    """A line of a course's checklist on the day on which it is due for a session."""

    __tablename__ = "session_task"
    __table_args__ = (
        Index("ix_session_task_due_on", "due_on"),
        numbered(lambda n: _n("{count} task of a session", "{count} tasks of sessions", n)),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"), index=True)
    due_on: Mapped[date]
    days: Mapped[int | None]  # before or after the session, with which it moves; null: that day whatever happens
    words: Mapped[str]
    done_on: Mapped[date | None]
