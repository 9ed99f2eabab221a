"""The story of a ticket, told by its log, and what tickets add to those of devices, places, people and suppliers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import _, digits
from coorddesk.core.records import Entry
from coorddesk.core.story import of_subject
from coorddesk.helpdesk.models import Ticket, TicketEvent
from coorddesk.helpdesk.queries.cards import ticket_log
from coorddesk.helpdesk.queries.lists import TicketQuery, ticket_ids
from coorddesk.helpdesk.rules import EventKind, said_event, said_status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_OWN = frozenset({"problem", "recurring_ticket", "escalation_rule", "team", "macro", "ticket_template"})
_TOLD = (EventKind.OPENED, EventKind.STATUS, EventKind.REOPENED)


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The log of a ticket; of what lies ready, the deeds; of others, how far their tickets came. Newest first."""
    kind, record_id = subject
    if kind == "ticket":
        return [
            Entry(event.moment, said_event(event), event.actor, body=event.body, icon=_ICONS.get(event.kind, ""))
            for event in ticket_log(session, record_id)
        ]
    if kind in _OWN:
        return [Entry(each.moment, each.deed, each.actor) for each in of_subject(session, subject, _KEPT)]
    query = TicketQuery.about(subject)
    if query is None or kind in {"ticket_category", "cause"}:
        return ()
    return _of_others(session, list(ticket_ids(session, query)[:_KEPT]))


def _of_others(session: Session, ids: Sequence[int]) -> list[Entry]:
    wanted = select(
        Ticket.id, Ticket.title, TicketEvent.moment, TicketEvent.kind, TicketEvent.after, TicketEvent.actor
    ).join(Ticket, Ticket.id == TicketEvent.ticket_id)
    told = wanted.where(TicketEvent.ticket_id.in_(ids), TicketEvent.kind.in_(_TOLD))
    entries = []
    for ticket_id, title, moment, kind, after, actor in session.execute(
        told.order_by(TicketEvent.id.desc()).limit(_KEPT)
    ):
        status = _("Opened") if kind is EventKind.OPENED else said_status(kind, after)
        said = _("Ticket {number} “{title}”: {status}", number=digits(ticket_id), title=title, status=status)
        entries.append(Entry(moment, said, actor, ("ticket", ticket_id)))
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)


_ICONS = {EventKind.NOTE: "sticky-note", EventKind.SENT: "mail"}
