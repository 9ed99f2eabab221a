"""Agenda as stored."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.agenda.rules import ClosureKind
from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of
from coorddesk.directory.models import numbered


class Opening(Versioned, Base):
    """The one row that says when the house is open; a desk without it keeps to `rules.usual`."""

    __tablename__ = "opening"

    week: Mapped[list[list[str]]] = mapped_column(JSON)  # of each day, Monday first: "08:00-12:00"
    zone: Mapped[str]  # "Europe/Paris"
    region: Mapped[str] = mapped_column(default="")  # of the organisation's country: "57"
    on_public_holidays: Mapped[bool] = mapped_column(default=False)
    in_school_holidays: Mapped[bool] = mapped_column(default=False)


class Closure(Versioned, Base):
    """Days on which the house is closed, the first and the last included."""

    __tablename__ = "closure"
    __table_args__ = (
        UniqueConstraint("uid"),
        CheckConstraint("first <= last", name="order"),
        Index("ix_closure_first", "first"),
        numbered(lambda n: _n("{count} closure", "{count} closures", n)),
    )

    kind: Mapped[ClosureKind] = mapped_column(one_of(ClosureKind, "kind"))
    name: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    uid: Mapped[str | None]  # by which a calendar file knows it


class AgendaEvent(Versioned, Base):
    """Something that is in the agenda alone: our own appointment, or a session of others' out of a calendar file.

    `calendar` names the file's calendar, nothing for our own; `uid` is what that knows it by. `starts` and `ends` are
    minutes since midnight on the wall.
    """

    __tablename__ = "agenda_event"
    __table_args__ = (
        UniqueConstraint("calendar", "uid"),
        CheckConstraint("first <= last", name="order"),
        Index("ix_agenda_event_first", "first"),
        numbered(lambda n: _n("{count} event", "{count} events", n)),
    )

    calendar: Mapped[str] = mapped_column(default="")
    uid: Mapped[str | None]
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    first: Mapped[date]
    last: Mapped[date]
    starts: Mapped[int | None]
    ends: Mapped[int | None]
    search: Mapped[str] = mapped_column(Binary)  # folded: title, place and note
