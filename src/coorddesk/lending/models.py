"""Loans, reservations and kits as stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import Named, numbered
from coorddesk.inventory.rules import Condition
from coorddesk.inventory.rules.holding import HOLDS, Holds
from coorddesk.lending.rules import LoanState


def _holding(noun: Callable[[int], Message]) -> dict[str, Any]:
    """The options of a table whose rows keep devices where they are."""
    options = numbered(noun)
    return options | {"info": options["info"] | {HOLDS: _ON_LOAN}}


_ON_LOAN = Holds(
    "back_at IS NULL AND out_at IS NOT NULL",
    lambda device: _("{device} is on loan. Take it back first.", device=device),
)


class Loan(Versioned, Base):
    """What somebody has, had or will have; its number is its id.

    The borrower is a person, a class or group, or a person for a class. Of a reservation, `starts_on` is the day on
    which it begins and `preparation_days` how long before that its things must be back.
    """

    __tablename__ = "loan"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR group_id IS NOT NULL", name="borrower"),
        CheckConstraint("due_on >= starts_on", name="due"),
        CheckConstraint("preparation_days >= 0", name="preparation"),
        Index("ix_loan_state", "state", "due_on"),
        numbered(lambda n: _n("{count} loan", "{count} loans", n)),
    )

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("person_group.id"), index=True)
    state: Mapped[LoanState] = mapped_column(one_of(LoanState, "state"))
    starts_on: Mapped[date]
    due_on: Mapped[date | None]  # the last day; without one it is a permanent loan
    preparation_days: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary, default="")  # the note, folded
    actor: Mapped[str] = mapped_column(default="")  # who lent
    closed_at: Mapped[datetime | None]  # when all was back, or it was cancelled


class LoanLine(Base):
    """A device of a loan, or so many of an accessory: set aside, gone out, come back.

    `status_label_id` and `holder_id` are how the device stood before; `place_id` is where an accessory was taken from.
    """

    __tablename__ = "loan_line"
    __table_args__ = (
        CheckConstraint("(asset_id IS NULL) <> (item_id IS NULL)", name="thing"),
        CheckConstraint("quantity > 0", name="quantity"),
        Index(
            "uq_loan_line_open",
            "asset_id",
            unique=True,
            sqlite_where=text("back_at IS NULL"),
            postgresql_where=text("back_at IS NULL"),
        ),
        where_filled("loan_line", "asset_id"),
        where_filled("loan_line", "item_id"),
        where_filled("loan_line", "kit_id"),
        where_filled("loan_line", "holder_id"),
        _holding(lambda n: _n("{count} loan", "{count} loans", n)),
    )

    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"), index=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("stock_item.id"))
    kit_id: Mapped[int | None] = mapped_column(ForeignKey("kit.id"))  # with which it went
    quantity: Mapped[int] = mapped_column(default=1)
    out_at: Mapped[datetime | None]
    back_at: Mapped[datetime | None]
    condition_back: Mapped[Condition | None] = mapped_column(one_of(Condition, "condition_back"))  # said if damaged
    note_back: Mapped[str] = mapped_column(default="")
    status_label_id: Mapped[int | None] = mapped_column(ForeignKey("status_label.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))


class LoanWish(Base):
    """What a reservation asks for: that device, that kit, or so many devices of a model."""

    __tablename__ = "loan_wish"
    __table_args__ = (
        CheckConstraint("count > 0", name="count"),
        where_filled("loan_wish", "asset_id"),
        where_filled("loan_wish", "model_id"),
        where_filled("loan_wish", "kit_id"),
        numbered(lambda n: _n("{count} reservation", "{count} reservations", n)),
    )

    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"), index=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    kit_id: Mapped[int | None] = mapped_column(ForeignKey("kit.id"))
    count: Mapped[int] = mapped_column(default=1)


class Kit(Named, Base):
    """Things that are lent together and must come back together: a bag, a suitcase, a tablet cart."""

    __tablename__ = "kit"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} kit", "{count} kits", n)),
    )

    notes: Mapped[str] = mapped_column(default="")


class KitItem(Base):
    """What belongs to a kit: a device, which is in one kit only, or so many of an accessory."""

    __tablename__ = "kit_item"
    __table_args__ = (
        CheckConstraint("(asset_id IS NULL) <> (item_id IS NULL)", name="thing"),
        CheckConstraint("quantity > 0", name="quantity"),
        UniqueConstraint("asset_id"),
        UniqueConstraint("kit_id", "item_id"),
        numbered(lambda n: _n("{count} kit", "{count} kits", n)),
    )

    kit_id: Mapped[int] = mapped_column(ForeignKey("kit.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("stock_item.id"), index=True)
    quantity: Mapped[int] = mapped_column(default=1)
