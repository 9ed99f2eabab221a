"""Licences and who or what has a seat of them, as stored."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Secret, Versioned, one_of
from coorddesk.directory.models import numbered
from coorddesk.licences.rules import LicenceKind


class Licence(Versioned, Base):
    """The right to use a program, for so many seats; without a number of seats, for as many as there are."""

    __tablename__ = "licence"
    __table_args__ = (
        CheckConstraint("seats > 0", name="seats"),
        CheckConstraint("price >= 0", name="price"),
        numbered(lambda n: _n("{count} licence", "{count} licences", n)),
    )

    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(Binary, index=True)
    kind: Mapped[LicenceKind] = mapped_column(one_of(LicenceKind, "kind"))
    manufacturer_id: Mapped[int | None] = mapped_column(ForeignKey("manufacturer.id"), index=True)  # its publisher
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"), index=True)
    seats: Mapped[int | None]
    product_key: Mapped[str] = mapped_column(Secret, default="")  # in no list, search, sentence or paper
    purchase_date: Mapped[date | None]
    price: Mapped[int | None]  # cents, including VAT, for all its seats
    start: Mapped[date | None]
    expiry: Mapped[date | None]  # the last day on which it is valid
    order_number: Mapped[str] = mapped_column(default="")
    invoice_number: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary)  # folded: what a search looks through, the key not among it


def _once(holder: str) -> Index:
    """Nobody and nothing has two seats of a licence at once."""
    taken = text("until IS NULL")
    columns = ("licence_id", f"{holder}_id")
    return Index(f"uq_licence_seat_{holder}", *columns, unique=True, sqlite_where=taken, postgresql_where=taken)


class LicenceSeat(Versioned, Base):
    """A seat of a licence: who or what has it since when, and had it until when."""

    __tablename__ = "licence_seat"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (asset_id IS NULL)", name="holder"),
        Index("ix_licence_seat_person_id", "person_id"),
        Index("ix_licence_seat_asset_id", "asset_id"),
        _once("person"),
        _once("asset"),
        numbered(lambda n: _n("{count} seat of a licence", "{count} seats of licences", n)),
    )

    licence_id: Mapped[int] = mapped_column(ForeignKey("licence.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    since: Mapped[date]
    until: Mapped[date | None]  # the day on which it was given back
    note: Mapped[str] = mapped_column(default="")
