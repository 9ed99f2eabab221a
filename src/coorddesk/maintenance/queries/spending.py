"""What was paid for upkeep and repairs in a period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import verbatim
from coorddesk.core.spending import Outlay, Spent
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.spending import HOLDER, STANDING, Standing
from coorddesk.maintenance.models import MaintenanceEntry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.dated import Period


def spent(session: Session, period: Period) -> Sequence[Spent]:
    """The lines of the log with a cost on the days of a period."""
    log = MaintenanceEntry
    wanted = (
        select(log.day, log.cost, log.what, log.id, *STANDING)
        .select_from(log)
        .join(Asset, Asset.id == log.asset_id)
        .outerjoin(*HOLDER)
    )
    paid = log.day.between(period.first, period.last), log.cost > 0
    return [
        Spent(
            row[0],
            row[1] or 0,
            Outlay.REPAIR,
            verbatim(row[2]),
            ("maintenance_entry", row[3]),
            **Standing(*row[4:])._asdict(),
        )
        for row in session.execute(wanted.where(*paid).order_by(log.day, log.id))
    ]
