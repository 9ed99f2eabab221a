"""What the search box finds among devices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Select, or_, select

from coorddesk.core.fold import fold_code
from coorddesk.core.matching import starts_with, words
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.records import Hit
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.lists import AssetQuery, matches
from coorddesk.inventory.queries.lots import LotQuery, LotRow, lot_ids, lot_page
from coorddesk.inventory.queries.rows import AssetRow, asset_page
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Devices of that very number (rank 0, the bin included), whose number begins so (1), that hold all words (2).

    Then purchase lots that hold them.
    """
    if not words(text):
        return ()
    return [*_devices(session, text, limit), *_lots(session, text, limit)]


def _devices(session: Session, text: str, limit: int) -> list[Hit]:
    ranks: dict[int, int] = {}
    for rank, wanted in enumerate(_tiers(session, text)):
        if len(ranks) < limit:
            for asset_id in session.scalars(wanted.limit(limit)):
                ranks.setdefault(asset_id, rank)
    rows = asset_page(session, list(ranks))
    return [_hit(rows[asset_id], rank) for asset_id, rank in list(ranks.items())[:limit]]


def _lots(session: Session, text: str, limit: int) -> list[Hit]:
    found = lot_page(session, list(lot_ids(session, LotQuery(text))[:limit]))
    return [Hit(("lot", row.id), row.name, _lot_detail(row)) for row in found.values()]


def _lot_detail(row: LotRow) -> Message:
    devices = _n("Lot of {count} device", "Lot of {count} devices", row.devices)
    if row.purchase_date is None:
        return devices
    return _("{devices}, bought on {day}", devices=devices, day=row.purchase_date)


def _tiers(session: Session, text: str) -> Iterator[Select[int]]:
    code, name = fold_code(text), " ".join(words(text))
    yield select(Asset.id).where(or_(Asset.tag_folded == code, Asset.serial_folded == code))
    begins = (starts_with(Asset.tag_folded, code), starts_with(Asset.serial_folded, code))
    begun = or_(*begins, starts_with(Asset.name_folded, name))
    yield (
        select(Asset.id)
        .where(Asset.deleted_at.is_(None), begun)
        .order_by(Asset.tag_folded.is_(None), Asset.tag_folded, Asset.id)
    )
    yield select(Asset.id).where(*matches(session, AssetQuery(text))).order_by(Asset.id.desc())


def _hit(row: AssetRow, rank: int) -> Hit:
    title = called(row.tag, row.serial, row.name, row.id)
    about = [part for part in (row.name, row.manufacturer, row.model, row.place) if part and part != title]
    detail: Message = verbatim(" · ".join(about)) if about else row.status
    return Hit(("asset", row.id), title, _("In the bin") if row.deleted_at else detail, rank)
