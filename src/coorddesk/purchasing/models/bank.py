"""Lines of bank statements as stored, and the payments that they were ticked off against."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, where_filled
from coorddesk.directory.models import numbered


class BankLine(Versioned, Base):
    """What the bank booked: cents above zero came, below zero went. What is ticked off follows from its matches."""

    __tablename__ = "bank_line"
    __table_args__ = (
        CheckConstraint("cents <> 0", name="cents"),
        Index("ix_bank_line_day", "day"),
        where_filled("bank_line", "fingerprint"),
        numbered(lambda n: _n("{count} line of a bank statement", "{count} lines of bank statements", n)),
    )

    account: Mapped[str] = mapped_column(default="")  # its number, as the statement says it
    number: Mapped[str] = mapped_column(Binary, default="")  # by which the bank knows the transaction
    day: Mapped[date]
    cents: Mapped[int]
    label: Mapped[str]
    reference: Mapped[str] = mapped_column(default="")  # a cheque number, or what was said with a transfer
    fingerprint: Mapped[str | None] = mapped_column(Binary)  # what the row of a sheet without a number is known by
    is_aside: Mapped[bool] = mapped_column(default=False)  # left aside: no purchase stands behind it
    words: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


class BankMatch(Base):
    """A payment that a line was ticked off against; one that was written down by the ticking leaves with it."""

    __tablename__ = "bank_match"
    __table_args__ = (
        UniqueConstraint("payment_id"),
        numbered(lambda n: _n("{count} tick on a bank statement", "{count} ticks on bank statements", n)),
    )

    bank_line_id: Mapped[int] = mapped_column(ForeignKey("bank_line.id"), index=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"))
    is_made: Mapped[bool]
