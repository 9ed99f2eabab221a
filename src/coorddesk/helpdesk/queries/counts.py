"""How many tickets there are of what they point at, and how much is said once of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.helpdesk.models import (
    Cause,
    CommonFault,
    Diagnosis,
    EscalationRule,
    Macro,
    RecurringTicket,
    Target,
    Team,
    TicketCategory,
    TicketTemplate,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CHOICES: tuple[Any, ...] = (
    *(TicketCategory, CommonFault, Diagnosis, Cause),
    *(Team, Target, EscalationRule),
    *(TicketTemplate, Macro, RecurringTicket),
)


def counts_by(session: Session, column: Any) -> dict[int, int]:
    """How many tickets have each value of a column."""
    rows = session.execute(select(column, func.count()).where(column.is_not(None)).group_by(column))
    return dict(rows.all())


def choice_counts(session: Session) -> dict[str, int]:
    """How many there are of each kind that a desk says once of its tickets, by the names of their tables."""
    counts = {kind.__tablename__: session.scalar(select(func.count()).select_from(kind)) for kind in _CHOICES}
    return {kind: count or 0 for kind, count in counts.items()}
