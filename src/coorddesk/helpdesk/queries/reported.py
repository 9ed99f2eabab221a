"""What is reported already about a device or a place: whoever reports it again may say "me too" instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.directory.queries import places_below
from coorddesk.helpdesk.models import Ticket, TicketDevice, TicketEvent
from coorddesk.helpdesk.rules import OPEN, EventKind, Status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class Reported:
    """A ticket that is not over, as a kiosk may show it: nothing of who asked or what was noted."""

    id: int
    title: str
    status: Status
    opened_at: datetime
    is_major: bool
    me_too: int


def already_reported(session: Session, subject: Subject, limit: int = 20) -> tuple[Reported, ...]:
    """The open tickets about a device, or in a place and all that is inside it; the most urgent first."""
    kind, record_id = subject
    match kind:
        case "asset":
            about = Ticket.id.in_(select(TicketDevice.ticket_id).where(TicketDevice.asset_id == record_id))
        case "place":
            about = Ticket.place_id.in_(places_below(session, record_id))
        case _:
            return ()
    echoes = select(func.count()).where(TicketEvent.ticket_id == Ticket.id, TicketEvent.kind == EventKind.ME_TOO)
    wanted = select(
        Ticket.id,
        Ticket.title,
        Ticket.status,
        Ticket.opened_at,
        Ticket.is_major,
        echoes.correlate(Ticket).scalar_subquery(),
    )
    open_ones = wanted.where(about, Ticket.status.in_(OPEN), Ticket.merged_into_id.is_(None))
    rows = session.execute(open_ones.order_by(Ticket.is_major.desc(), Ticket.priority.desc(), Ticket.id).limit(limit))
    return tuple(Reported(*row) for row in rows)
