"""The story of a ticket, told by its log, and what tickets add to those of devices, places, people and suppliers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.feature import Entry
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.story import of_subject
from coorddesk.helpdesk.models import Ticket, TicketEvent
from coorddesk.helpdesk.queries.cards import EventRow, ticket_log
from coorddesk.helpdesk.queries.lists import TicketQuery, ticket_ids
from coorddesk.helpdesk.rules import (
    LINK_TITLES,
    LINK_TITLES_BACK,
    PRIORITY_TITLES,
    STATUS_TITLES,
    EventKind,
    Status,
    kept_link,
    kept_pledge,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject

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


def said_event(event: EventRow) -> Message:
    """A line of a ticket's log in words; what somebody wrote is its body."""
    return _SAID.get(event.kind, _said_words)(event)


def _said_words(event: EventRow) -> Message:
    match event.kind:
        case EventKind.OPENED:
            return _("Opened")
        case EventKind.NOTE:
            return _("Answer") if event.is_public else _("Internal note")
        case EventKind.ME_TOO if event.after:
            return _("“Me too”: {name}", name=event.after)
        case EventKind.ME_TOO:
            return _("“Me too”")
        case EventKind.SENT:
            return _("Message sent: {to}", to=event.after)
    return _("Edited")


def _said_turn(event: EventRow) -> Message:
    return _said_status(event.kind, event.after)


def _said_status(kind: EventKind, after: str) -> Message:
    return _("Reopened") if kind is EventKind.REOPENED else STATUS_TITLES[Status(after)]


def _said_priority(event: EventRow) -> Message:
    return _("Priority: {priority}", priority=PRIORITY_TITLES[int(event.after)])


def _said_merged(event: EventRow) -> Message:
    if event.after:
        return _("Merged into ticket {number}", number=int(event.after))
    return _("Ticket {number} was merged into it", number=int(event.before))


def _said_split(event: EventRow) -> Message:
    if event.after:
        return _("Ticket {number} was split from it", number=int(event.after))
    return _("Split from ticket {number}", number=int(event.before))


def _said_handler(event: EventRow) -> Message:
    if event.kind is EventKind.ESCALATED:
        return _("Escalated to {who}", who=event.after)
    return _("Assigned to {who}", who=event.after) if event.after else _("Assigned to nobody any more")


def _said_pledge(event: EventRow) -> Message:
    pledge = kept_pledge(event.after)
    if pledge.resolve is not None and pledge.respond is not None:
        return _(
            "Promised: an answer within {respond} minutes, a solution within {resolve}",
            respond=pledge.respond,
            resolve=pledge.resolve,
        )
    if pledge.resolve is not None:
        return _("Promised: a solution within {resolve} minutes", resolve=pledge.resolve)
    if pledge.respond is not None:
        return _("Promised: an answer within {respond} minutes", respond=pledge.respond)
    return _("Nothing is promised any more")


def _said_link(event: EventRow) -> Message:
    linked = kept_link(event.after or event.before)
    if linked is None:
        return verbatim(event.after or event.before)
    title = (LINK_TITLES_BACK if linked.is_back else LINK_TITLES)[linked.kind]
    said = _("{link} ticket {number}", link=title, number=linked.other)
    return said if event.after else _("No longer: {link}", link=said)


def _of_others(session: Session, ids: Sequence[int]) -> list[Entry]:
    wanted = select(
        Ticket.id, Ticket.title, TicketEvent.moment, TicketEvent.kind, TicketEvent.after, TicketEvent.actor
    ).join(Ticket, Ticket.id == TicketEvent.ticket_id)
    told = wanted.where(TicketEvent.ticket_id.in_(ids), TicketEvent.kind.in_(_TOLD))
    entries = []
    for ticket_id, title, moment, kind, after, actor in session.execute(
        told.order_by(TicketEvent.id.desc()).limit(_KEPT)
    ):
        status = _("Opened") if kind is EventKind.OPENED else _said_status(kind, after)
        said = _("Ticket {number} “{title}”: {status}", number=ticket_id, title=title, status=status)
        entries.append(Entry(moment, said, actor, ("ticket", ticket_id)))
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)


_SAID: dict[EventKind, Callable[[EventRow], Message]] = {
    EventKind.STATUS: _said_turn,
    EventKind.REOPENED: _said_turn,
    EventKind.ASSIGNED: _said_handler,
    EventKind.ESCALATED: _said_handler,
    EventKind.PRIORITY: _said_priority,
    EventKind.TARGET: _said_pledge,
    EventKind.LINKED: _said_link,
    EventKind.MERGED: _said_merged,
    EventKind.SPLIT: _said_split,
}
_ICONS = {EventKind.NOTE: "sticky-note", EventKind.SENT: "mail"}
