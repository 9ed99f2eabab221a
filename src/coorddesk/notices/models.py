"""Notices as stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of
from coorddesk.directory.models import numbered
from coorddesk.notices.rules import Occasion, State


class NoticeTemplate(Versioned, Base):
    """What is written on an occasion in a language, where the desk says it in other words than the program."""

    __tablename__ = "notice_template"
    __table_args__ = (
        UniqueConstraint("occasion", "language"),
        numbered(lambda n: _n("{count} template of a message", "{count} templates of messages", n)),
    )

    occasion: Mapped[Occasion] = mapped_column(one_of(Occasion, "occasion"))
    language: Mapped[str]
    is_on: Mapped[bool]
    subject: Mapped[str]
    body: Mapped[str]


class Notice(Versioned, Base):
    """A message about a record, drafted once for each cause; whom it is for is kept as it was then."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("cause"),
        Index("ix_notice_subject_kind", "subject_kind", "subject_id"),
        Index("ix_notice_state", "state", "drafted_at"),
        numbered(lambda n: _n("{count} message", "{count} messages", n)),
    )

    cause: Mapped[str]
    occasion: Mapped[Occasion] = mapped_column(one_of(Occasion, "occasion"))
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    recipient: Mapped[str]
    address: Mapped[str]  # empty: it is printed
    title: Mapped[str]
    body: Mapped[str]
    state: Mapped[State] = mapped_column(one_of(State, "state"))
    drafted_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]
    handled_by: Mapped[str] = mapped_column(default="")
    trouble: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # why the last try failed, encoded
    search: Mapped[str] = mapped_column(Binary)  # folded: whom it is for and its title
