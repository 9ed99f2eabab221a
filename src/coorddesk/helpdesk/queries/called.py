"""What records of the help desk are called, for whoever knows them by their ids alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.helpdesk.models import (
    Cause,
    CommonFault,
    EscalationRule,
    Macro,
    Problem,
    RecurringTicket,
    Team,
    Ticket,
    TicketCategory,
    TicketTemplate,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NAMES: dict[str, tuple[Any, Any]] = {
    "ticket": (Ticket.id, Ticket.title),
    "ticket_category": (TicketCategory.id, TicketCategory.path),
    "common_fault": (CommonFault.id, CommonFault.title),
    **{
        table.__tablename__: (table.id, table.name)
        for table in (Cause, EscalationRule, Macro, Problem, RecurringTicket, Team, TicketTemplate)
    },
}


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """The numbers and titles of tickets, and the names of what lies ready for them."""
    if kind not in _NAMES:
        return {}
    row_id, name = _NAMES[kind]
    rows = session.execute(select(row_id, name).where(row_id.in_(ids)))
    return {found: f"n° {found} · {said}" if kind == "ticket" else said for found, said in rows}
