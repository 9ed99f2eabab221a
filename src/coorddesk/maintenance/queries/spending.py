"""What was paid for upkeep and repairs in a period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import verbatim
from coorddesk.core.spending import Outlay, Spent
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.spending import standing, with_standing
from coorddesk.maintenance.models import MaintenanceEntry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.dated import Period


def spent(session: Session, period: Period) -> Sequence[Spent]:
    """The lines of the log with a cost on the days of a period."""
    log = MaintenanceEntry
    wanted = with_standing(select(log.day, log.cost, log.what, log.id).join(Asset, Asset.id == log.asset_id))
    paid = log.day.between(period.first, period.last), log.cost > 0
    return [
        Spent(row[0], row[1], Outlay.REPAIR, verbatim(row[2]), ("maintenance_entry", row[3]), **standing(row))
        for row in session.execute(wanted.where(*paid).order_by(log.day, log.id))
    ]
