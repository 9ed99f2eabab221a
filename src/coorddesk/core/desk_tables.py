"""What a desk knows of itself: its organisation, its own settings, and the numbers it has drawn."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.orm import UNWATCHED, Base, Binary, FileHash, Versioned


class Organisation(Versioned, Base):
    """The one row that says whose desk this is; printed at the head of every report."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")  # school, association, library, other
    address: Mapped[str] = mapped_column(default="")
    logo: Mapped[str | None] = mapped_column(FileHash)
    currency: Mapped[str] = mapped_column(default="EUR")
    language: Mapped[str] = mapped_column(default="fr")  # of letters and of names that the desk makes itself
    country: Mapped[str] = mapped_column(default="FR")  # for public holidays
    company_number: Mapped[str] = mapped_column(default="")  # SIRET: who orders says it
    service_code: Mapped[str] = mapped_column(default="")  # by which Chorus Pro finds the service


class Remembered(Versioned, Base):
    """A choice of the desk rather than of one PC (a mapping for a shape of file); no undo forgets it."""

    __tablename__ = "remembered"
    __table_args__ = (UniqueConstraint("key"), {"sqlite_autoincrement": True, "info": {UNWATCHED: True}})

    key: Mapped[str]
    value: Mapped[dict[str, Any]] = mapped_column(JSON)


class SavedView(Versioned, Base):
    """A list as somebody wants to find it again: filters, columns, order and groups, by the name of its page."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("page", "name_folded"), {"sqlite_autoincrement": True})

    page: Mapped[str]
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(Binary)
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)  # what a page can read back; what it cannot, it leaves out


class DrawnNumber(Base):
    """The last number drawn in a series; never goes back, not even when the deed is undone."""

    __tablename__ = "drawn_number"
    __table_args__ = (UniqueConstraint("series"), {"sqlite_autoincrement": True, "info": {UNWATCHED: True}})

    series: Mapped[str]
    last: Mapped[int]


class StoredFile(Base):
    """A file's bytes by their SHA-256; used on PostgreSQL, where there is no folder beside the desk."""

    __tablename__ = "stored_file"
    __table_args__ = (UniqueConstraint("hash"), {"sqlite_autoincrement": True, "info": {UNWATCHED: True}})

    hash: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)
