"""How suppliers did, and what was talked over with them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Versioned, where_filled
from coorddesk.directory.models import numbered
from coorddesk.purchasing.rules.rating import ANSWERS


class SupplierRating(Versioned, Base):
    """How a supplier did in somebody's eyes, of one order or at all; each answer is between 1 and 5, 5 the best."""

    __tablename__ = "supplier_rating"
    __table_args__ = (
        *(CheckConstraint(f"{name} BETWEEN 1 AND 5", name=name) for name in ANSWERS),
        where_filled("supplier_rating", "order_id"),
        numbered(lambda n: _n("{count} rating of a supplier", "{count} ratings of suppliers", n)),
    )

    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_order.id"))
    day: Mapped[date]
    delivery: Mapped[int | None]
    quality: Mapped[int | None]
    service: Mapped[int | None]
    paperwork: Mapped[int | None]
    price: Mapped[int | None]
    comment: Mapped[str] = mapped_column(default="")
    moment: Mapped[datetime]
    actor: Mapped[str]


class SupplierMeeting(Versioned, Base):
    """What was talked over with a supplier on a day, with whom, and when to meet next."""

    __tablename__ = "supplier_meeting"
    __table_args__ = (
        where_filled("supplier_meeting", "next_on"),
        numbered(lambda n: _n("{count} meeting with a supplier", "{count} meetings with suppliers", n)),
    )

    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"), index=True)
    day: Mapped[date]
    people: Mapped[str] = mapped_column(default="")  # who was there, in their own words
    words: Mapped[str]
    next_on: Mapped[date | None]
    moment: Mapped[datetime]
    actor: Mapped[str]
