"""What of the directory belongs to a record of its own: the places inside a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import _n
from coorddesk.core.records import Belongings, Hit
from coorddesk.directory.models import Place
from coorddesk.directory.rules import PLACE_KIND_TITLES, natural_order

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """How many places stand right inside a place, and the first of them."""
    kind, record_id = subject
    if kind != "place":
        return ()
    inside = select(Place.id, Place.name, Place.name_folded, Place.kind).where(Place.parent_id == record_id)
    rows = sorted(session.execute(inside), key=lambda row: natural_order(row.name_folded))
    hits = tuple(Hit(("place", row.id), row.name, PLACE_KIND_TITLES[row.kind]) for row in rows[:limit])
    title = _n("{count} place inside it", "{count} places inside it", len(rows))
    return (Belongings(title, "place", hits),) if hits else ()
