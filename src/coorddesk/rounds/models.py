"""Rounds as stored: the list of each, and what was found each time it was made."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Versioned, one_of, where_filled
from coorddesk.directory.models import Named, numbered
from coorddesk.rounds.rules import Outcome

_ONE = "(asset_id IS NULL) <> (place_id IS NULL)"


class Round(Named, Base):
    """What is looked at in order; `weekdays` says when, "12345" from Monday to Friday, nothing when needed."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("name_folded"), numbered(lambda n: _n("{count} round", "{count} rounds", n)))

    weekdays: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")


class RoundStop(Base):
    """A device or a place on a round's list."""

    __tablename__ = "round_stop"
    __table_args__ = (
        UniqueConstraint("asset_id", "round_id"),
        UniqueConstraint("place_id", "round_id"),
        CheckConstraint(_ONE, name="one"),
        Index("ix_round_stop_round_id", "round_id", "position"),
        numbered(lambda n: _n("{count} stop of a round", "{count} stops of rounds", n)),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    position: Mapped[int]
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    note: Mapped[str] = mapped_column(default="")


class RoundTour(Versioned, Base):
    """A round as it was made on a day; its list is that of the moment at which it began."""

    __tablename__ = "round_tour"
    __table_args__ = (
        Index("ix_round_tour_round_id", "round_id", "day"),
        numbered(lambda n: _n("{count} tour", "{count} tours", n)),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    day: Mapped[date] = mapped_column(index=True)
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    actor: Mapped[str]


class RoundCheck(Versioned, Base):
    """A stop of a tour; without an outcome, nobody has looked yet. A fault has its ticket."""

    __tablename__ = "round_check"
    __table_args__ = (
        CheckConstraint(_ONE, name="one"),
        Index("ix_round_check_tour_id", "tour_id", "position"),
        where_filled("round_check", "asset_id", "asset_id", "tour_id"),
        where_filled("round_check", "place_id", "place_id", "tour_id"),
        where_filled("round_check", "ticket_id"),
        numbered(lambda n: _n("{count} look on a round", "{count} looks on rounds", n)),
    )

    tour_id: Mapped[int] = mapped_column(ForeignKey("round_tour.id"))
    position: Mapped[int]
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    hint: Mapped[str] = mapped_column(default="")  # what to look at, as the list said it
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome, "outcome"))
    moment: Mapped[datetime | None]
    actor: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
