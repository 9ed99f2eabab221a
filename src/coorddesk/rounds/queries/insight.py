"""What one wants to know before a stop at which something is wrong: faults of before, warranty, supplier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.directory.models import Supplier
from coorddesk.helpdesk.models import Ticket, TicketDevice
from coorddesk.helpdesk.queries import Reported, already_reported
from coorddesk.helpdesk.rules import Status
from coorddesk.inventory.models import Asset
from coorddesk.rounds.models import RoundCheck
from coorddesk.rounds.queries.tours import CheckRow, checks

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FAULTS = 3


@dataclass(frozen=True)
class PastFault:
    """An earlier ticket about the same thing."""

    id: int
    title: str
    opened_at: datetime
    status: Status


@dataclass(frozen=True)
class Insight:
    """A stop with the end of its device's warranty, who sold it, its open tickets and the latest faults."""

    check: CheckRow
    today: date
    warranty_end: date | None
    supplier: str
    supplier_phone: str
    reported: tuple[Reported, ...]
    faults: tuple[PastFault, ...]


def insight(session: Session, check_id: int) -> Insight | None:
    """All that the form of a fault begins with; None if the stop is no longer there."""
    tour_id = session.scalar(select(RoundCheck.tour_id).where(RoundCheck.id == check_id))
    if tour_id is None:
        return None
    (check,) = (each for each in checks(session, tour_id) if each.id == check_id)
    bought = select(Asset.warranty_end, Supplier.name, Supplier.phone).outerjoin(
        Supplier, Supplier.id == Asset.supplier_id
    )
    found = session.execute(bought.where(Asset.id == check.asset_id)).one_or_none()
    end, supplier, phone = found if found is not None else (None, None, None)
    reported = already_reported(session, check.subject)
    return Insight(
        check, clock_of(session).today(), end, supplier or "", phone or "", reported, _faults(session, check)
    )


def _faults(session: Session, check: CheckRow) -> tuple[PastFault, ...]:
    of_device = select(TicketDevice.ticket_id).where(TicketDevice.asset_id == check.asset_id)
    wanted = select(Ticket.id, Ticket.title, Ticket.opened_at, Ticket.status).where(
        Ticket.place_id == check.place_id if check.asset_id is None else Ticket.id.in_(of_device),
        Ticket.merged_into_id.is_(None),
    )
    rows = session.execute(wanted.order_by(Ticket.opened_at.desc(), Ticket.id.desc()).limit(_FAULTS))
    return tuple(PastFault(*row) for row in rows)
