"""What was paid for a device after it was bought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import verbatim
from coorddesk.core.records import Cost
from coorddesk.inventory.models import Asset
from coorddesk.maintenance.models import MaintenanceEntry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


def costs(session: Session, subject: Subject) -> Sequence[Cost]:
    """What was paid for the upkeep and the repairs of a device, the latest first."""
    if subject[0] != "asset":
        return ()
    wanted = select(MaintenanceEntry.id, MaintenanceEntry.what, MaintenanceEntry.cost, MaintenanceEntry.day)
    paid = wanted.where(MaintenanceEntry.asset_id == subject[1], MaintenanceEntry.cost > 0)
    rows = session.execute(paid.order_by(MaintenanceEntry.day.desc(), MaintenanceEntry.id.desc()))
    return [
        Cost(verbatim(what), cost, day, ("maintenance_entry", entry_id))
        for entry_id, what, cost, day in rows
        if cost is not None
    ]


def cost_so_far(session: Session, asset_id: int) -> int | None:
    """The price of a device and all that was paid for it since, in cents; None if nobody knows anything of it."""
    price = session.execute(select(Asset.price, Asset.quantity).where(Asset.id == asset_id)).one_or_none()
    spent = session.scalar(select(func.sum(MaintenanceEntry.cost)).where(MaintenanceEntry.asset_id == asset_id))
    bought = None if price is None or price.price is None else price.price * price.quantity
    return None if bought is None and spent is None else (bought or 0) + int(spent or 0)
