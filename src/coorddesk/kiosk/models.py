"""Kiosks as the desk knows them, what they ask people, and what they sent that nobody could read."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Versioned
from coorddesk.directory.models import Named, numbered


class Kiosk(Named, Base):
    """A PC at which faults are reported without an account.

    With a `folder`, which both PCs see, it needs no database: reports are files there, and so is what it shows.
    """

    __tablename__ = "kiosk"
    __table_args__ = (UniqueConstraint("name_folded"), numbered(lambda n: _n("{count} kiosk", "{count} kiosks", n)))

    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)  # where it stands
    folder: Mapped[str] = mapped_column(default="")


class KioskSurvey(Versioned, Base):
    """A questionnaire that a kiosk offers, or every kiosk: about one record until a day, or about nothing for good."""

    __tablename__ = "kiosk_survey"
    __table_args__ = (
        CheckConstraint("(about_kind = '') = (about_id IS NULL)", name="about"),
        numbered(lambda n: _n("{count} questionnaire at a kiosk", "{count} questionnaires at kiosks", n)),
    )

    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"), index=True)
    kiosk_id: Mapped[int | None] = mapped_column(ForeignKey("kiosk.id"), index=True)
    about_kind: Mapped[str] = mapped_column(default="")
    about_id: Mapped[int | None]
    title: Mapped[str]  # what whoever stands there reads: what it is about
    last_on: Mapped[date | None]


class KioskAside(Versioned, Base):
    """A file of a kiosk that is no report, kept as it came until somebody has looked at it."""

    __tablename__ = "kiosk_aside"
    __table_args__ = (
        UniqueConstraint("digest"),
        numbered(lambda n: _n("{count} unreadable report", "{count} unreadable reports", n)),
    )

    kiosk: Mapped[str]  # its name then: it may be gone
    file: Mapped[str]
    content: Mapped[str]  # the beginning of it, as text
    reason: Mapped[str]  # in English, as programs say it
    digest: Mapped[str]  # of name and content: what is set aside twice is so once
    moment: Mapped[datetime]
    is_seen: Mapped[bool] = mapped_column(default=False)
