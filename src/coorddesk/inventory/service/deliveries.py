"""What a sheet says of the devices of a lot: known ones join it, those without a number get one, more come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows, stored_rows, update_rows
from coorddesk.core.fold import fold_code
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset, Lot, LotDevice
from coorddesk.inventory.rules import asset_copies
from coorddesk.inventory.service.lots import Arrival, enter_devices

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ASSET = table_named(Asset.__tablename__)


@dataclass(frozen=True)
class Delivery:
    """How many devices a lot has at least, the serial numbers of some, and where those stand that are new."""

    count: int = 0
    serials: tuple[str, ...] = ()
    place_id: int | None = None


@allowed(*EDITORS)
def deliver(session: Session, lot: Lot, wish: Delivery) -> None:
    """Let a lot have these devices; none of those that it has leaves it. The deed is the caller's to name."""
    own = _own(session, lot.id)
    known = bearers(session, wish.serials)
    joining = [asset_id for asset_id in dict.fromkeys(known.values()) if asset_id not in own]
    insert_rows(
        session,
        table_named(LotDevice.__tablename__),
        [{"lot_id": lot.id, "asset_id": asset_id} for asset_id in joining],
    )
    new = [serial for serial in wish.serials if fold_code(serial) not in known]
    blank = [asset_id for asset_id, serial in own.items() if serial is None]
    _number(session, dict(zip(blank, new, strict=False)))
    arrival = Arrival(wish.count - len(own) - len(joining), tuple(new[len(blank) :]), wish.place_id)
    if arrival.devices > 0:
        enter_devices(session, lot, arrival)


@allowed(*EDITORS)
def bearers(session: Session, serials: Collection[str]) -> dict[str, int]:
    """The devices that bear these serial numbers, by the folded number."""
    folded = list(dict.fromkeys(map(fold_code, serials)))
    found: dict[str, int] = {}
    for start in range(0, len(folded), CHUNK_ROWS):
        part = Asset.serial_folded.in_(folded[start : start + CHUNK_ROWS])
        found |= {
            row.serial_folded: row.id for row in session.execute(select(Asset.serial_folded, Asset.id).where(part))
        }
    return found


def _own(session: Session, lot_id: int) -> dict[int, str | None]:
    """The devices of a lot that are not in the bin, and their serial numbers."""
    wanted = select(Asset.id, Asset.serial).join(LotDevice, LotDevice.asset_id == Asset.id)
    wanted = wanted.where(LotDevice.lot_id == lot_id, Asset.deleted_at.is_(None)).order_by(Asset.id)
    return dict(session.execute(wanted).all())


def _number(session: Session, serials: Mapping[int, str]) -> None:
    """Give devices that have none their serial numbers."""
    ids: Sequence[int] = list(serials)
    for start in range(0, len(ids), CHUNK_ROWS):
        changes = []
        for asset_id, row in stored_rows(session.connection(), _ASSET, ids[start : start + CHUNK_ROWS]).items():
            serial = serials[asset_id]
            copies = asset_copies(row["tag"], serial, row["name"], row["order_number"], row["invoice_number"])
            changes.append((asset_id, {"serial": serial, **copies._asdict()}))
        update_rows(session, _ASSET, changes)
