"""Stocktakes and their lines as stored: what was expected where on the day of opening, and what was found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of
from coorddesk.directory.models import Named, numbered
from coorddesk.inventory.rules import Condition
from coorddesk.stocktaking.rules import Correction, LineState

_SOMEWHERE = text("found_place_id IS NOT NULL")


class Stocktake(Named, Base):
    """A count of the devices of a place and all inside it, of a category, of a holder, or of what is all of these."""

    __tablename__ = "stocktake"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} stocktake", "{count} stocktakes", n)),
    )

    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")


class StocktakeLine(Versioned, Base):
    """A device that was expected or turned up, or a thing whose code nobody knows (`code`, without a device).

    What was expected is frozen at the opening: place, holder and value in cents. A state that was counted has a moment
    and an author.
    """

    __tablename__ = "stocktake_line"
    __table_args__ = (
        UniqueConstraint("asset_id", "stocktake_id"),
        UniqueConstraint("code_folded", "stocktake_id"),
        Index("ix_stocktake_line_state", "stocktake_id", "state", "expected_place_id"),
        Index(
            "ix_stocktake_line_found_place_id", "found_place_id", sqlite_where=_SOMEWHERE, postgresql_where=_SOMEWHERE
        ),
        numbered(lambda n: _n("{count} line of a stocktake", "{count} lines of stocktakes", n)),
    )

    stocktake_id: Mapped[int] = mapped_column(ForeignKey("stocktake.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    state: Mapped[LineState] = mapped_column(one_of(LineState, "state"))
    is_expected: Mapped[bool]
    expected_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    expected_holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    value: Mapped[int | None]
    code: Mapped[str] = mapped_column(default="")
    code_folded: Mapped[str | None] = mapped_column(Binary)
    found_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    found_at: Mapped[datetime | None]
    found_by: Mapped[str] = mapped_column(default="")
    condition: Mapped[Condition | None] = mapped_column(one_of(Condition, "condition"))
    note: Mapped[str] = mapped_column(default="")
    correction: Mapped[Correction | None] = mapped_column(one_of(Correction, "correction"))
