"""What is needed as stored: requests with their lines and the steps they took, and the quotes for them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import numbered
from coorddesk.purchasing.rules.words import LineKind, RequestState


class PurchaseRequest(Versioned, Base):
    """Something that is needed, and why; `state` is that of its last step."""

    __tablename__ = "purchase_request"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index("ix_purchase_request_state", "state"),
        where_filled("purchase_request", "requester_id"),
        numbered(lambda n: _n("{count} purchase request", "{count} purchase requests", n)),
    )

    reference: Mapped[str]  # "DA-2026-001", drawn
    title: Mapped[str]
    justification: Mapped[str] = mapped_column(default="")
    requester_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    needed_by: Mapped[date | None]
    state: Mapped[RequestState] = mapped_column(one_of(RequestState, "state"))
    notes: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


class RequestLine(Base):
    """So many of a thing, at the price it is thought to have; approved, it pre-commits that on its budget line."""

    __tablename__ = "request_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("unit_price >= 0", name="unit_price"),
        CheckConstraint("vat_rate >= 0", name="vat_rate"),
        where_filled("request_line", "budget_line_id"),
        where_filled("request_line", "model_id"),
        numbered(lambda n: _n("{count} line of a purchase request", "{count} lines of purchase requests", n)),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("purchase_request.id"), index=True)
    position: Mapped[int]
    label: Mapped[str]
    quantity: Mapped[int]
    unit_price: Mapped[int]  # cents excluding VAT
    vat_rate: Mapped[int]  # hundredths of a percent
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"))
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))


class RequestStep(Base):
    """A request was handed in, approved, refused or taken back: by whom, and in which words."""

    __tablename__ = "request_step"
    __table_args__ = (numbered(lambda n: _n("{count} step of a request", "{count} steps of requests", n)),)

    request_id: Mapped[int] = mapped_column(ForeignKey("purchase_request.id"), index=True)
    state: Mapped[RequestState] = mapped_column(one_of(RequestState, "state"))
    day: Mapped[date]
    moment: Mapped[datetime]
    actor: Mapped[str]
    words: Mapped[str] = mapped_column(default="")


class Quote(Versioned, Base):
    """What a supplier offers for a request, and until when."""

    __tablename__ = "quote"
    __table_args__ = (
        CheckConstraint("discount >= 0 AND discount <= 10000", name="discount"),
        numbered(lambda n: _n("{count} quote", "{count} quotes", n)),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("purchase_request.id"), index=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"), index=True)
    number: Mapped[str] = mapped_column(default="")  # the supplier's
    day: Mapped[date | None]
    valid_until: Mapped[date | None]
    discount: Mapped[int] = mapped_column(default=0)  # on every line, in hundredths of a percent
    is_chosen: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(default="")


class QuoteLine(Base):
    """What is offered for a line of the request, or besides it."""

    __tablename__ = "quote_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("unit_price >= 0", name="unit_price"),
        CheckConstraint("vat_rate >= 0", name="vat_rate"),
        CheckConstraint("discount >= 0 AND discount <= 10000", name="discount"),
        where_filled("quote_line", "request_line_id"),
        numbered(lambda n: _n("{count} line of a quote", "{count} lines of quotes", n)),
    )

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"), index=True)
    request_line_id: Mapped[int | None] = mapped_column(ForeignKey("request_line.id"))
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(one_of(LineKind, "kind"), default=LineKind.GOODS)
    label: Mapped[str]
    quantity: Mapped[int]
    unit_price: Mapped[int]  # cents excluding VAT
    vat_rate: Mapped[int]  # hundredths of a percent
    discount: Mapped[int] = mapped_column(default=0)  # hundredths of a percent
