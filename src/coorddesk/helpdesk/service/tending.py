"""What the help desk does by itself while a desk is open: what comes again is opened, and rules escalate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.history import cannot_be_undone
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import RecurringTicket
from coorddesk.helpdesk.service.escalating import escalate_due, would_escalate
from coorddesk.helpdesk.service.using import open_recurring

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LASTING = _("The help desk did this by itself, and would do it again. Cancel the ticket, or assign it to somebody.")


@dataclass(frozen=True)
class Tended:
    """The numbers of the tickets that were opened, and of those that were escalated."""

    opened: tuple[int, ...] = ()
    escalated: tuple[int, ...] = ()


@allowed(*EDITORS)
def tend(session: Session) -> Tended:
    """Do what is due by now: each turn and each escalation once, however many programs ask for it.

    Nobody is called outside the opening hours: what is late by then is escalated when the house opens. An undo would
    itself be undone some minutes later, so there is none.
    """
    cannot_be_undone(session, _LASTING)
    return Tended(tuple(open_recurring(session)), tuple(escalate_due(session)) if _is_open(session) else ())


@allowed(*EDITORS)
def is_tending_due(session: Session) -> bool:
    """Whether `tend` would do something, asked without keeping others from writing."""
    due = exists().where(RecurringTicket.next_on <= clock_of(session).today())
    return bool(session.scalar(select(due))) or (_is_open(session) and would_escalate(session))


def _is_open(session: Session) -> bool:
    return opening_hours(session).is_open(clock_of(session).now())
