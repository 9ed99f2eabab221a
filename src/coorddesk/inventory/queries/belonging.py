"""What belongs to others: the devices in a place, those a person holds, a department uses or a supplier sold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import _, _n, verbatim
from coorddesk.core.records import Belongings, Hit, Subject, Tally
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.counts import devices_by_place
from coorddesk.inventory.queries.lists import AssetQuery, matches
from coorddesk.inventory.queries.rows import AssetRow, asset_page
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """How many devices belong to a record, and the first of them."""
    query = AssetQuery.about(subject)
    if query is None:
        return ()
    conditions = matches(session, query)
    count = session.scalar(select(func.count(Asset.id)).where(*conditions)) or 0
    first = select(Asset.id).where(*conditions).order_by(Asset.tag_folded.is_(None), Asset.tag_folded, Asset.id)
    ids = list(session.scalars(first.limit(limit)))
    rows = asset_page(session, ids)
    title = _n("{count} device", "{count} devices", count) if count else _("No device")
    return (Belongings(title, "asset", tuple(_hit(rows[asset_id]) for asset_id in ids)),)


def tally(session: Session, kind: str) -> Tally | None:
    """How many devices stand in each place."""
    if kind != "place":
        return None
    counts = devices_by_place(session)
    return Tally(_("Devices"), {place: count for place, count in counts.items() if place is not None})


def _hit(row: AssetRow) -> Hit:
    title = called(row.tag, row.serial, row.name, row.id)
    about = [part for part in (row.name, row.manufacturer, row.model) if part and part != title]
    return Hit(("asset", row.id), title, verbatim(" ".join(about)))
