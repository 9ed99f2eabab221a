"""Which public change of a ticket drafts which message to whoever asked, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.organisation import organisation
from coorddesk.core.resources import texts_for
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.rules import Status
from coorddesk.helpdesk.service.rows import REPORTERS
from coorddesk.notices.rules import Occasion
from coorddesk.notices.service import Draft, draft

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.helpdesk.models import Ticket

OF_STEPS = {Status.PLANNED: Occasion.PLANNED, Status.RESOLVED: Occasion.RESOLVED}
"""What is told of the steps of a ticket; coming back from what was over is a reopening, wherever it leads."""


@allowed(*REPORTERS)
def tell(session: Session, rows: Sequence[Ticket], events: Sequence[int], occasion: Occasion, reply: str = "") -> None:
    """Draft a message for each ticket whose requester is known; `events` are the lines of the logs that cause them."""
    texts = texts_for(organisation(session).language)
    for row, event in zip(rows, events, strict=True):
        recipient, address = _requester(session, row)
        if recipient or address:
            values = _values(session, row, texts) | {"reply": reply}
            draft(session, Draft(f"ticket_event:{event}", occasion, ("ticket", row.id), recipient, address, values))


def _requester(session: Session, row: Ticket) -> tuple[str, str]:
    """Who asked, and where mail reaches them: what the ticket says itself comes first."""
    if row.requester_id is None:
        return row.requester_name, row.requester_email
    person = session.get_one(Person, row.requester_id)
    return PersonName(person.last_name, person.first_name).full, row.requester_email or person.email


def _values(session: Session, row: Ticket, texts: Texts) -> dict[str, str]:
    due = None if row.resolve_by is None else clock_of(session).local(row.resolve_by)
    return {
        "number": str(row.id),
        "title": row.title,
        "due": "" if due is None else f"{texts.date(due.date())} {due:%H:%M}",
        "day": "" if row.planned_on is None else texts.date(row.planned_on),
    }
