"""Until when a ticket is promised: the one place where its deadlines are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.service.rows import REPORTERS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.rules import Event


@allowed(*REPORTERS)
def renew_deadlines(session: Session, rows: Sequence[Ticket], events: Mapping[int, Sequence[Event]]) -> None:
    """Let the deadlines of tickets be those that their events, what is promised and the opening hours make."""
    del session, rows, events  # the opening hours come with the agenda
