"""Consumables and accessories, the models of device that take them, and every movement of their stock, as stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import APPEND_ONLY, UNLESS_UNDONE, Base, Binary, one_of, where_filled
from coorddesk.directory.models import Named, numbered
from coorddesk.directory.rules import COUNTED
from coorddesk.stock.rules import MoveKind, StockKind

_LEDGER: dict[str, Any] = {
    "sqlite_autoincrement": True,
    "info": {
        COUNTED: lambda n: _n("{count} movement of stock", "{count} movements of stock", n),
        APPEND_ONLY: UNLESS_UNDONE,
    },
}


class StockItem(Named, Base):
    """A thing that is counted, not numbered one by one: a toner, a mouse; what is there is the sum of its movements."""

    __tablename__ = "stock_item"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        UniqueConstraint("barcode_folded"),
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint("threshold >= 0", name="threshold"),
        CheckConstraint("target >= 0", name="target"),
        numbered(lambda n: _n("{count} stock item", "{count} stock items", n)),
    )

    kind: Mapped[StockKind] = mapped_column(one_of(StockKind, "kind"))
    reference: Mapped[str] = mapped_column(default="")  # of its maker or supplier: "TN-2420"
    barcode: Mapped[str | None]  # printed on its package
    barcode_folded: Mapped[str | None] = mapped_column(Binary)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    unit: Mapped[str] = mapped_column(default="")  # in which it is counted, if not by the piece: "box of 10"
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"), index=True)
    price: Mapped[int | None]  # cents a unit, including VAT
    threshold: Mapped[int | None]  # at this level, or below, it is to be ordered
    target: Mapped[int | None]  # up to which it is ordered
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)  # where it is usually kept
    is_dropped: Mapped[bool] = mapped_column(default=False)  # no longer ordered
    notes: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary)  # folded: what a search looks through


class StockFit(Base):
    """A model of device that takes an item: the printers of a toner."""

    __tablename__ = "stock_fit"
    __table_args__ = (
        UniqueConstraint("item_id", "model_id"),
        numbered(lambda n: _n("{count} stock item that fits it", "{count} stock items that fit it", n)),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"))
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"), index=True)


class StockMove(Base):
    """What came or went: verbs only add to it, and the sum of its quantities by item and place is what is there.

    A transfer is two movements; the one that arrives names the other (`pair_id`). One that puts another right has its
    kind and the opposite sign, and names it (`corrects_id`).
    """

    __tablename__ = "stock_move"
    __table_args__ = (
        CheckConstraint("quantity <> 0", name="quantity"),
        CheckConstraint("price >= 0", name="price"),
        Index("ix_stock_move_level", "item_id", "place_id", "quantity"),
        where_filled("stock_move", "place_id"),
        where_filled("stock_move", "person_id"),
        where_filled("stock_move", "asset_id"),
        where_filled("stock_move", "pair_id"),
        where_filled("stock_move", "corrects_id"),
        _LEDGER,
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    kind: Mapped[MoveKind] = mapped_column(one_of(MoveKind, "kind"))
    quantity: Mapped[int]  # what comes is above zero, what goes below
    moment: Mapped[datetime]  # when it was written down
    day: Mapped[date]  # when it was
    actor: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # to whom it went, or who brought it back
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))  # the device that it went into
    price: Mapped[int | None]  # cents a unit, including VAT, of a purchase
    note: Mapped[str] = mapped_column(default="")
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("stock_move.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("stock_move.id"))
    fingerprint: Mapped[str | None]  # what a sheet's row without a number is known by when it comes again
