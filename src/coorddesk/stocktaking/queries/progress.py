"""How far a stocktake is: how many lines stand how, in all and in a room, and who has counted when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from coorddesk.core.fold import fold
from coorddesk.directory.models import Place
from coorddesk.directory.queries import places_below
from coorddesk.directory.rules import natural_order
from coorddesk.stocktaking.models import StocktakeLine
from coorddesk.stocktaking.rules import COUNT_FIELDS, COUNTED, Counts, LineState, Sitting, sittings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Progress:
    """How many lines stand how, in all and in a room with all that is inside it (the same without one)."""

    whole: Counts
    room: Counts


def progress(session: Session, stocktake_id: int, room_id: int | None) -> Progress:
    """What the counting screen shows after each scan."""
    whole = counts_of(session, [stocktake_id]).get(stocktake_id, Counts())
    if room_id is None:
        return Progress(whole, whole)
    here = in_room(session, room_id)
    rows = select(StocktakeLine.state, func.count()).where(StocktakeLine.stocktake_id == stocktake_id, here)
    return Progress(whole, _counts(session.execute(rows.group_by(StocktakeLine.state))))


def counts_of(session: Session, ids: Collection[int]) -> dict[int, Counts]:
    """How many lines of each of these stocktakes stand how."""
    wanted = select(StocktakeLine.stocktake_id, StocktakeLine.state, func.count())
    wanted = wanted.where(StocktakeLine.stocktake_id.in_(ids))
    found: dict[int, list[tuple[LineState, int]]] = {}
    for stocktake_id, state, count in session.execute(wanted.group_by(StocktakeLine.stocktake_id, StocktakeLine.state)):
        found.setdefault(stocktake_id, []).append((state, count))
    return {stocktake_id: _counts(rows) for stocktake_id, rows in found.items()}


def in_room(session: Session, room_id: int) -> ColumnElement[bool]:
    """Whether a line belongs to a place or to what is inside it: a thing was found there, or is to be found there."""
    places = places_below(session, room_id)
    to_find = [state for state in LineState if state not in COUNTED]
    return or_(
        StocktakeLine.found_place_id.in_(places),
        and_(StocktakeLine.state.in_(to_find), StocktakeLine.expected_place_id.in_(places)),
    )


@dataclass(frozen=True)
class RoomLeft:
    """A place where things were expected: how many of them are still to find, and how many there were."""

    id: int
    path: str
    left: int
    expected: int


def rooms_left(session: Session, stocktake_id: int) -> tuple[RoomLeft, ...]:
    """The places where things are expected, in their order, whether anything is left there or not."""
    left = func.sum(case((StocktakeLine.state == LineState.EXPECTED, 1), else_=0))
    rows = (
        select(Place.id, Place.path, left, func.count())
        .join(Place, Place.id == StocktakeLine.expected_place_id)
        .where(StocktakeLine.stocktake_id == stocktake_id, StocktakeLine.is_expected)
        .group_by(Place.id, Place.path, Place.path_folded)
    )
    found = [(RoomLeft(row[0], row[1], int(row[2] or 0), row[3])) for row in session.execute(rows)]
    return tuple(sorted(found, key=lambda room: natural_order(fold(room.path))))


def sittings_of(session: Session, stocktake_id: int) -> tuple[Sitting, ...]:
    """Who sat down to count when."""
    scans = select(StocktakeLine.found_at, StocktakeLine.found_by).where(
        StocktakeLine.stocktake_id == stocktake_id, StocktakeLine.state.in_(COUNTED)
    )
    return sittings((moment, actor) for moment, actor in session.execute(scans) if moment is not None)


def _counts(rows: Iterable[Any]) -> Counts:
    return Counts(**{COUNT_FIELDS[state]: count for state, count in rows})
