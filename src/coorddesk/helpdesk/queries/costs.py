"""What was paid for tickets, as part of what their devices cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import _, digits
from coorddesk.core.money import shared
from coorddesk.core.records import Cost
from coorddesk.helpdesk.models import Ticket, TicketDevice, TicketWork

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


def costs(session: Session, subject: Subject) -> Sequence[Cost]:
    """What was paid for the tickets of a device, the latest first; of several devices, each its share to the cent."""
    kind, asset_id = subject
    if kind != "asset":
        return ()
    devices = select(func.count()).where(TicketDevice.ticket_id == Ticket.id).correlate(Ticket).scalar_subquery()
    earlier = TicketDevice.ticket_id == Ticket.id, TicketDevice.asset_id < asset_id
    place = select(func.count()).where(*earlier).correlate(Ticket).scalar_subquery()
    wanted = select(TicketWork.ticket_id, Ticket.title, TicketWork.cents, TicketWork.day, devices, place)
    of_device = select(TicketDevice.ticket_id).where(TicketDevice.asset_id == asset_id)
    paid = wanted.join(Ticket, Ticket.id == TicketWork.ticket_id).where(
        TicketWork.ticket_id.in_(of_device), TicketWork.cents > 0
    )
    rows = session.execute(paid.order_by(TicketWork.day.desc(), TicketWork.id.desc()))
    told = []
    for ticket_id, title, cents, day, count, number in rows:
        share = shared(cents or 0, [1] * count)[number]
        if share:
            said = _("Ticket {number}: {title}", number=digits(ticket_id), title=title)
            told.append(Cost(said, share, day, ("ticket", ticket_id)))
    return told
